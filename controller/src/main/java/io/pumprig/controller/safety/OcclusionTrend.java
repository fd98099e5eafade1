package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.PressureReading;

/**
 * An occlusion on its way (SR-57, F-02): the mean of a minute lies eight deviations above what this
 * line holds at this place of the roller. A pitch of the head is divided into sixteen places by the
 * encoder's angle, and each is judged only after it was seen three times: at 1 uL/h a pitch takes
 * five hours, and one roller's crest must not be taken for a trend.
 *
 * <p>The baseline follows the sensor's drift, 0.2 kPa a day, by at most 0.25 Pa a minute, and
 * nothing is learnt from a minute that is too high. A minute with more than twice the usual volume
 * is left out: a bolus may press. And pressure can rise only by what was pumped; a rise beyond that
 * is the sensor's ({@link DownstreamOcclusion}), not an occlusion.
 *
 * <p>The trend ends when the occlusion has come, which has its own alarm, or when the pressure was
 * half way back for a second.
 */
final class OcclusionTrend implements Interlock {
    /** Pitches in a turn of the head: its rollers. */
    private static final int PITCHES = 4;

    private static final int PLACES = 16;
    private static final long WINDOW_NANOS = 60_000_000_000L;
    private static final int LEAST_READINGS = 100;
    private static final int WINDOWS_TO_LEARN = 30;
    private static final int VISITS_TO_JUDGE = 3;
    private static final int VISITS_TO_AVERAGE = 8;
    private static final int IN_A_ROW = 2;
    private static final int READINGS_BACK = 10;

    /** 0.25 Pa a minute is 0.36 kPa a day. */
    private static final long FOLLOWED_MILLIPASCALS = 250;

    /** The crest of a roller's pulse over its mean, in percent (therapy reference 9.2). */
    private static final long CREST_PERCENT = 180;

    /** What noise and drift may add to a rise. */
    private static final long SLACK_PASCALS = 300;

    private final SafetyLimits limits;
    private final DownstreamOcclusion line;
    private final long[] offsets = new long[PLACES];
    private final int[] visits = new int[PLACES];
    private long seen;
    private boolean begun;
    private long windowNanos;
    private long windowSent;
    private long sumPascals;
    private int readings;
    private int learnt;
    private long baselineMillipascals;
    private long meanSquare;
    private long usualMicrosteps;
    private long nearSent;
    private boolean compared;
    private long excessMillipascals;
    private int over;
    private boolean rising;
    private int back;

    /**
     * @param line tells whether the occlusion has come
     */
    OcclusionTrend(SafetyLimits limits, DownstreamOcclusion line) {
        this.limits = limits;
        this.line = line;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        PressureReading pressure = sample.downstream();
        if (pressure.attempts() != seen) {
            seen = pressure.attempts();
            if (pressure.outcome().isOk()) {
                take(pressure, sample);
            }
        }
        if (rising) {
            permit.raise(Alarm.OCCLUSION_TREND, Source.LINE);
        }
    }

    private void take(PressureReading pressure, Sample sample) {
        if (!begun) {
            begun = true;
            beginWindow(pressure.takenAtNanos(), sample.sentMicrosteps());
        }
        if (rising) {
            lookBack(pressure.pascals() * 1_000L - baselineMillipascals);
        }
        sumPascals += pressure.pascals();
        readings++;
        if (pressure.takenAtNanos() - windowNanos >= WINDOW_NANOS) {
            if (readings >= LEAST_READINGS) {
                endWindow(sample);
            }
            beginWindow(pressure.takenAtNanos(), sample.sentMicrosteps());
        }
    }

    private void lookBack(long excess) {
        long half = limits.pressure().trendSigmas() * sigmaMillipascals() / 2;
        back = excess < half ? back + 1 : 0;
        if (back >= READINGS_BACK || line.isOccluded()) {
            rising = false;
            over = 0;
            back = 0;
        }
    }

    private void beginWindow(long nanos, long sent) {
        windowNanos = nanos;
        windowSent = sent;
        sumPascals = 0;
        readings = 0;
    }

    private void endWindow(Sample sample) {
        long mean = sumPascals * 1_000 / readings;
        long sent = sample.sentMicrosteps();
        long pumped = sent - windowSent;
        boolean usual = pumped <= 2 * usualMicrosteps + 2;
        usualMicrosteps += Math.min(pumped - usualMicrosteps, usualMicrosteps / 4 + 16) / 4;
        if (learnt < WINDOWS_TO_LEARN) {
            learnt++;
            baselineMillipascals += (mean - baselineMillipascals) / learnt;
            nearSent = sent;
            return;
        }
        if (usual || rising) {
            int place = placeOf(sample.rotor().angleCounts());
            compare(mean - baselineMillipascals - offsets[place], place, sent, pumped);
        }
    }

    /** Tells how far it is from tripping. */
    void measure(Gauges into) {
        if (compared) {
            into.set(
                    Gauge.PRESSURE_TREND,
                    Math.max(0, excessMillipascals),
                    limits.pressure().trendSigmas() * sigmaMillipascals());
        }
    }

    private static int placeOf(int angleCounts) {
        int pitch = 4_096 / PITCHES;
        return angleCounts % pitch * PLACES / pitch;
    }

    private void compare(long excess, int place, long sent, long pumped) {
        compared = true;
        excessMillipascals = excess;
        long sigma = sigmaMillipascals();
        if (visits[place] >= VISITS_TO_JUDGE && excess > limits.pressure().trendSigmas() * sigma) {
            over += isPumped(excess, sent) ? 1 : 0;
            rising |= over >= IN_A_ROW && !line.isOccluded();
            return;
        }
        over = 0;
        if (excess < 2 * sigma) {
            nearSent = sent;
        }
        if (pumped > 0) {
            baselineMillipascals += bounded(excess);
            if (excess < 3 * sigma) {
                // What is already rising must not teach that rising is usual.
                learn(excess, place);
            }
        }
    }

    /**
     * What was seen, but no less than the sensor's own drift must be allowed, and no more than
     * twice that.
     */
    private long sigmaMillipascals() {
        long least = limits.pressure().leastSigmaPascals();
        if (meanSquare <= least * least) {
            return least * 1_000;
        }
        return Math.min(squareRoot(meanSquare), 2 * least) * 1_000;
    }

    /** By Newton, downwards from above; the cycle meets it once a minute. */
    private static long squareRoot(long value) {
        long root = value;
        long next = (root + 1) / 2;
        while (next < root) {
            root = next;
            next = (root + value / root) / 2;
        }
        return root;
    }

    private boolean isPumped(long excess, long sent) {
        long pumped = limits.head().picolitresOf(sent - nearSent) * CREST_PERCENT / 100;
        long risen = excess / 1_000 - SLACK_PASCALS;
        return limits.pressure().compliancePicolitresPerKilopascal() * risen / 1_000 <= pumped;
    }

    private void learn(long excess, int place) {
        if (visits[place] < VISITS_TO_AVERAGE) {
            visits[place]++;
            offsets[place] += excess / visits[place];
        } else {
            offsets[place] += bounded(excess);
        }
        long pascals = excess / 1_000;
        meanSquare += (pascals * pascals - meanSquare) / 256;
    }

    private static long bounded(long millipascals) {
        return Math.max(-FOLLOWED_MILLIPASCALS, Math.min(FOLLOWED_MILLIPASCALS, millipascals));
    }
}
