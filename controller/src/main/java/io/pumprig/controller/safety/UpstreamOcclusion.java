package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.PressureReading;

/**
 * The inlet does not give what is pumped (SR-56, F-03): suction before the head beyond 6.9 kPa. A
 * closed inlet stores 0.05 uL/kPa, so that is 0.35 uL after it closed, far within 10 uL.
 *
 * <p>Flow alone pulls too: 0.02 kPa for each uL/h, 0.1 kPa at therapy rates, but 36 kPa at the
 * crest of a roller's pulse at 1000 uL/h. What the pumped volume explains is therefore computed
 * along, a leaky store of the inlet's own time constant filled at the crest of the pulse, and does
 * not count as suction. A bag that collapses pulls 5 kPa at 1.0 mL, so a healthy reservoir is empty
 * (SR-51) before it is an occlusion; weight and suction may disagree by 0.38 mL before that order
 * turns round, and both stop.
 *
 * <p>A lost reading of this channel is {@link SensorHealth}'s; the last verdict stands meanwhile.
 */
final class UpstreamOcclusion implements Interlock {
    /** A suction that was too much is over only this far below, or noise would flicker. */
    static final int HYSTERESIS_PASCALS = 2_000;

    /** The crest of a roller's pulse over its mean: 1 + 0.6 + 0.2 (therapy reference 9.2). */
    private static final long CREST_PERCENT = 180;

    private static final long SECONDS_PER_HOUR = 3_600;

    private final SafetyLimits limits;

    /** Resistance times compliance of the inlet: how fast it refills, 3.6 s by default. */
    private final long refillNanos;

    private long seen;
    private boolean begun;
    private long takenNanos;
    private long sentMicrosteps;
    private long travelCounts;
    private long drawnPicolitres;
    private long suctionPascals;
    private boolean occluded;

    UpstreamOcclusion(SafetyLimits limits) {
        this.limits = limits;
        SafetyLimits.Pressure pressure = limits.pressure();
        // Pa/(uL/h) x pL/kPa x 3600 s/h: 1e-9 s, since a uL is 1e6 pL and a kPa 1e3 Pa.
        refillNanos =
                pressure.inletPascalsPerMicrolitrePerHour()
                        * pressure.inletPicolitresPerKilopascal()
                        * SECONDS_PER_HOUR;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        PressureReading inlet = sample.upstream();
        if (inlet.attempts() != seen) {
            seen = inlet.attempts();
            if (inlet.outcome().isOk()) {
                look(inlet, sample);
            }
        }
        if (occluded) {
            permit.raise(Alarm.OCCLUSION_UPSTREAM, Source.UPSTREAM_PRESSURE);
        }
    }

    private void look(PressureReading inlet, Sample sample) {
        long sent = sample.sentMicrosteps();
        long travel = sample.rotor().travelCounts();
        if (begun) {
            // Motion that nobody commanded draws too, and has its own alarm (SR-74).
            long turned = limits.head().microstepsOfCounts(travel - travelCounts);
            draw(inlet.takenAtNanos() - takenNanos, Math.max(sent - sentMicrosteps, turned));
        } else {
            // What was pumped just before a restart refills yet; an occlusion would not.
            drawnPicolitres =
                    Math.max(0, -inlet.pascals())
                            * limits.pressure().inletPicolitresPerKilopascal()
                            / 1_000;
        }
        begun = true;
        takenNanos = inlet.takenAtNanos();
        sentMicrosteps = sent;
        travelCounts = travel;
        long explained = drawnPicolitres * 1_000 / limits.pressure().inletPicolitresPerKilopascal();
        suctionPascals = -inlet.pascals() - explained;
        int least = limits.pressure().suctionPascals() - (occluded ? HYSTERESIS_PASCALS : 0);
        occluded = suctionPascals > least;
    }

    /** Tells how far it is from tripping. */
    void measure(Gauges into) {
        if (begun) {
            into.set(
                    Gauge.SUCTION, Math.max(0, suctionPascals), limits.pressure().suctionPascals());
        }
    }

    /** A healthy inlet: what was pumped since is missing in it, and refills. */
    private void draw(long nanos, long microsteps) {
        long refilling = Math.min(nanos, refillNanos);
        drawnPicolitres -= drawnPicolitres / 1_000 * (refilling * 1_000 / refillNanos);
        drawnPicolitres += limits.head().picolitresOf(microsteps) * CREST_PERCENT / 100;
    }
}
