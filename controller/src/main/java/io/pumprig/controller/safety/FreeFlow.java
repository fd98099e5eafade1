package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.FlowReading;

/**
 * Fluid flows that no step pushed (SR-38, F-09): 2 uL of it, by the flow sensor, stop the pump, and
 * the coils are kept on, since the head is the last thing that holds the fluid. What the rollers
 * pushed in the same time is taken off twice, for the crest of their pulse, and so is what the line
 * had stored over its baseline: an occlusion that opens lets go of up to 5 uL by itself (F-04).
 *
 * <p>Only flow above the sensor's floor counts, 10 uL/min for an SLF3S-0600F. A siphon through the
 * reference catheter is 30 times that for a decimetre of height. Slower flow without steps is not
 * observable here and is found by weight at 1 mL ({@link ReservoirReconciliation}).
 */
final class FreeFlow implements Interlock {
    /** The alarm's cause is gone when nothing flowed freely for a second. */
    private static final long QUIET_NANOS = 1_000_000_000L;

    /** A blind stretch longer than this may hide what was flowing. */
    private static final long LONGEST_GAP_NANOS = 1_000_000_000L;

    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    /** Crest of a roller's pulse, and a step more or less in the time of one reading. */
    private static final int CREST = 2;

    /** Noise of the pressure, as volume stored in the line. */
    private static final int PRESSURE_NOISE_PASCALS = 1_000;

    private final SafetyLimits limits;
    private final DownstreamOcclusion line;
    private final long noisePicolitres;
    private long seen;
    private boolean begun;
    private long takenNanos;
    private long sentMicrosteps;
    private long storedPicolitres;
    private long freePicolitres;
    private boolean flowing;
    private long flowedNanos;

    /**
     * @param line tells what the line has stored over its baseline
     */
    FreeFlow(SafetyLimits limits, DownstreamOcclusion line) {
        this.limits = limits;
        this.line = line;
        noisePicolitres =
                limits.pressure().compliancePicolitresPerKilopascal()
                        * PRESSURE_NOISE_PASCALS
                        / 1_000;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        FlowReading flow = sample.flow();
        if (flow.attempts() != seen) {
            seen = flow.attempts();
            if (flow.outcome().isOk()) {
                look(flow, sample.sentMicrosteps());
            }
        }
        if (flowing) {
            if (sample.nanos() - flowedNanos > QUIET_NANOS) {
                flowing = false;
            } else {
                permit.raise(Alarm.FREE_FLOW, Source.FLOW_SENSOR);
                permit.keepDrive();
            }
        }
    }

    /** Tells how far it is from tripping. */
    void measure(Gauges into) {
        if (begun) {
            into.set(Gauge.FREE_FLOW, freePicolitres, limits.flow().excessPicolitres());
        }
    }

    private void look(FlowReading flow, long sent) {
        long nanos = Math.min(flow.takenAtNanos() - takenNanos, LONGEST_GAP_NANOS);
        long pushed = CREST * limits.head().picolitresOf(sent - sentMicrosteps);
        takenNanos = flow.takenAtNanos();
        sentMicrosteps = sent;
        long rate = flow.picolitresPerMinute();
        if (!begun || !flow.isFlow() || rate <= limits.flow().floorPicolitresPerMinute()) {
            begun = true;
            freePicolitres = 0;
            storedPicolitres = line.storedPicolitres() + noisePicolitres;
            return;
        }
        long flowed = rate / 1_000 * nanos / (NANOS_PER_MINUTE / 1_000);
        // What the line had stored before it flowed, and that once.
        long explained = Math.max(0, Math.min(storedPicolitres, flowed));
        storedPicolitres -= explained;
        freePicolitres = Math.max(0, freePicolitres + flowed - explained - pushed);
        if (freePicolitres >= limits.flow().excessPicolitres()) {
            flowing = true;
            flowedNanos = takenNanos;
        }
    }
}
