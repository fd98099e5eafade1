package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.PressureReading;

/**
 * The outlet does not take what is pumped. Found by the pressure threshold (SR-55) and, earlier, by
 * the volume that the line must have stored to reach a pressure: compliance x (pressure - baseline)
 * (SR-58). Once tripped it stays until the line has decayed to near its baseline, so that a
 * released bolus is not pumped after (SR-59).
 *
 * <p>Pumping can only raise the pressure by what was pumped. A rise beyond that is the sensor's
 * doing, and is named as its fault (F-23); the plain threshold holds all the same.
 */
final class DownstreamOcclusion implements Interlock {
    private static final int READINGS_TO_LEARN = 8;

    /** A baseline outside this band was learnt on a line that was not at rest. */
    private static final int HIGHEST_BASELINE_PASCALS = 20_000;

    /** What the check valve and the tip hold on a healthy line. */
    private static final int USUAL_BASELINE_PASCALS = 8_000;

    /** Below this a gauge pressure behind a check valve is not physical. */
    private static final int LOWEST_PASCALS = -3_000;

    /** Within this of the baseline the line stores nothing worth counting. */
    private static final int NEAR_PASCALS = 2_000;

    /**
     * The baseline follows drift, 0.2 kPa a day (therapy reference 9.9), and never an occlusion: at
     * most 50 Pa an hour up, 5 kPa an hour down. It therefore lies at the lower edge of the noise,
     * some 0.3 kPa below the mean, which is 0.06 uL on the reference line.
     */
    private static final long UP_PICOPASCALS_PER_NANO = 14;

    private static final long DOWN_PICOPASCALS_PER_NANO = 1_389;
    private static final long PICO = 1_000_000_000_000L;

    /** After a longer blind stretch the baseline is moved as after this. */
    private static final long LONGEST_STEP_NANOS = 1_000_000_000L;

    /** An implausible pressure is believed again only this far inside, or noise would flicker. */
    private static final int HYSTERESIS_PASCALS = 1_000;

    /** Pressure may run this far ahead of the pumped volume: one roller's pulse and the noise. */
    private static final long SLACK_PICOLITRES = 2_000_000L;

    private final SafetyLimits limits;

    /** What a line near its rest may seem to store without anything having been pumped. */
    private final long restPicolitres;

    private long seen;
    private int learnt;
    private long learntSum;
    private long baselinePascals;
    private long baselineRestPicopascals;
    private long takenNanos;
    private long nearSentMicrosteps = Long.MIN_VALUE;
    private int pascals;
    private long storedPicolitres;
    private boolean occluded;
    private boolean implausible;

    DownstreamOcclusion(SafetyLimits limits) {
        this.limits = limits;
        this.restPicolitres = storedPicolitres(NEAR_PASCALS) + SLACK_PICOLITRES;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        PressureReading line = sample.downstream();
        if (line.attempts() != seen) {
            seen = line.attempts();
            if (line.outcome().isOk()) {
                if (learnt < READINGS_TO_LEARN) {
                    learn(line);
                } else {
                    follow(line);
                }
                look(line.pascals(), sample);
            }
        }
        if (occluded) {
            permit.raise(Alarm.OCCLUSION_DOWNSTREAM, Source.LINE);
        }
        if (implausible) {
            permit.raise(Alarm.SENSOR_FAULT, Source.DOWNSTREAM_PRESSURE);
        }
    }

    private void learn(PressureReading line) {
        learntSum += line.pascals();
        learnt++;
        long mean = learntSum / learnt;
        baselinePascals = mean > HIGHEST_BASELINE_PASCALS ? USUAL_BASELINE_PASCALS : mean;
        takenNanos = line.takenAtNanos();
    }

    private void follow(PressureReading line) {
        long nanos = Math.min(line.takenAtNanos() - takenNanos, LONGEST_STEP_NANOS);
        takenNanos = line.takenAtNanos();
        if (line.pascals() > baselinePascals) {
            baselineRestPicopascals += nanos * UP_PICOPASCALS_PER_NANO;
        } else {
            baselineRestPicopascals -= nanos * DOWN_PICOPASCALS_PER_NANO;
        }
        if (baselineRestPicopascals >= PICO || baselineRestPicopascals <= -PICO) {
            long whole = baselineRestPicopascals / PICO;
            baselinePascals = Math.min(HIGHEST_BASELINE_PASCALS, baselinePascals + whole);
            baselineRestPicopascals -= whole * PICO;
        }
    }

    private void look(int pascals, Sample sample) {
        this.pascals = pascals;
        long excessPascals = pascals - baselinePascals;
        long sent = sample.sentMicrosteps();
        if (excessPascals < NEAR_PASCALS) {
            nearSentMicrosteps = sent;
        }
        storedPicolitres = storedPicolitres(excessPascals);
        implausible = isTooLow(pascals) || isBeyondPumping(storedPicolitres, sent);
        if (pascals > limits.pressure().occlusionPascals()
                || storedPicolitres >= limits.pressure().occlusionMissedPicolitres()
                        && !implausible) {
            occluded = true;
        } else if (excessPascals < limits.pressure().decayPascals()) {
            occluded = false;
        }
    }

    private boolean isTooLow(int pascals) {
        return pascals < LOWEST_PASCALS + (implausible ? HYSTERESIS_PASCALS : 0);
    }

    /** True when the line would hold more than was pumped since it was last at rest. */
    private boolean isBeyondPumping(long storedPicolitres, long sent) {
        long margin = implausible ? storedPicolitres(HYSTERESIS_PASCALS) : 0;
        long unexplained = storedPicolitres + margin - restPicolitres;
        return unexplained > 0
                && nearSentMicrosteps != Long.MIN_VALUE
                && unexplained > limits.head().picolitresOf(sent - nearSentMicrosteps);
    }

    private long storedPicolitres(long excessPascals) {
        return limits.pressure().compliancePicolitresPerKilopascal() * excessPascals / 1_000;
    }

    /** Tells how far it is from tripping. */
    void measure(Gauges into) {
        if (learnt == READINGS_TO_LEARN) {
            SafetyLimits.Pressure pressure = limits.pressure();
            into.set(Gauge.LINE_PRESSURE, pascals, pressure.occlusionPascals());
            into.set(
                    Gauge.LINE_STORES,
                    Math.max(0, storedPicolitres),
                    pressure.occlusionMissedPicolitres());
        }
    }

    /** True while the outlet is known to be closed: its alarm is raised. */
    boolean isOccluded() {
        return occluded;
    }

    /** What the line has stored over its baseline at the last reading; negative below it. */
    long storedPicolitres() {
        return storedPicolitres;
    }

    /** The pressure that this line holds at rest, as learnt. */
    int baselinePascals() {
        return (int) baselinePascals;
    }
}
