package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.PressureReading;

/**
 * Displacement without a sign that it arrived (SR-22, SR-23, F-08, F-20): a coupling that slips
 * behind the encoder, or a line that came off. The witness is the pressure behind the head, which
 * nothing in the motor can feign.
 *
 * <p>A microstep of 6.25 nL lifts a line of 0.2 uL/kPa by 31 Pa, and the check valve lets it fall
 * again in 52 ms; the sensor's noise is 50 Pa. One pulse is therefore invisible, but the mean of
 * many is not: each reading that follows a single step is compared with the quiet ones before it,
 * and over two roller pitches, 10 uL or 1600 steps, the mean is known to 1.8 Pa of some 14 Pa. What
 * is usual on this line is learnt from its first two windows; less than 40 % of it is no arrival.
 * That is three deviations from nothing and five from all.
 *
 * <p>When the pressure also fell by 3 kPa, below the check valve's, half a window is enough. A line
 * whose compliance hides the pulse (an IV set: 0.6 Pa) is not judged. Nor are steps that follow
 * each other faster than in 200 ms; flow then has its own sensor ({@link FlowAgreement}).
 */
final class StrokeConfirmation implements Interlock {
    private static final int WINDOWS_TO_LEARN = 2;

    /** A usual pulse below this lies in the noise. */
    private static final long LEAST_MILLIPASCALS = 8_000;

    private static final int LEAST_PULSES = 400;
    private static final int PERCENT_MISSING = 40;
    private static final int PERCENT_BACK = 60;
    private static final int FALLEN_PASCALS = 3_000;

    /** The readings before a step are smoothed over about so many. */
    private static final int SMOOTHED = 4;

    private final SafetyLimits limits;
    private final long windowMicrosteps;
    private long seen;
    private boolean begun;
    private long sentAtReading;
    private int quiet;
    private long quietMillipascals;
    private long windowSent;
    private long sumMillipascals;
    private int pulses;
    private int learnt;
    private long usualMillipascals;
    private long restMillipascals;
    private boolean fallen;
    private boolean missing;

    StrokeConfirmation(SafetyLimits limits) {
        this.limits = limits;
        windowMicrosteps = limits.head().microstepsWithin(limits.flow().missedPicolitres());
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        PressureReading line = sample.downstream();
        if (line.attempts() != seen) {
            seen = line.attempts();
            if (line.outcome().isOk()) {
                look(line.pascals() * 1_000L, sample.sentMicrosteps());
            }
        }
        if (missing) {
            permit.raise(Alarm.UNDER_DELIVERY, Source.LINE);
        }
    }

    private void look(long millipascals, long sent) {
        long steps = sent - sentAtReading;
        sentAtReading = sent;
        if (!begun) {
            begun = true;
            beginWindow(sent);
        }
        if (steps == 0) {
            rest(millipascals, sent);
            return;
        }
        if (steps == 1 && quiet > 1) {
            sumMillipascals += millipascals - quietMillipascals;
            pulses++;
        }
        quiet = 0;
        long least = fallen ? windowMicrosteps / 2 : windowMicrosteps;
        if (sent - windowSent >= least && pulses >= LEAST_PULSES) {
            judgeWindow();
            beginWindow(sent);
        }
    }

    private void rest(long millipascals, long sent) {
        quiet++;
        if (quiet < 2) {
            // The last step's pulse has not quite gone.
            quietMillipascals = millipascals;
            return;
        }
        quietMillipascals += (millipascals - quietMillipascals) / Math.min(quiet, SMOOTHED);
        boolean low = learnt > 0 && quietMillipascals < restMillipascals - FALLEN_PASCALS * 1_000L;
        if (low != fallen && quiet >= SMOOTHED) {
            fallen = low;
            beginWindow(sent);
        }
    }

    private void beginWindow(long sent) {
        windowSent = sent;
        sumMillipascals = 0;
        pulses = 0;
    }

    private void judgeWindow() {
        long mean = sumMillipascals / pulses;
        if (learnt < WINDOWS_TO_LEARN) {
            learnt++;
            usualMillipascals += (mean - usualMillipascals) / learnt;
            restMillipascals = quietMillipascals;
            return;
        }
        if (usualMillipascals < LEAST_MILLIPASCALS) {
            return;
        }
        missing = mean * 100 < usualMillipascals * (missing ? PERCENT_BACK : PERCENT_MISSING);
        if (!fallen) {
            // The pressure at rest may drift; it fell only if it fell within a window.
            restMillipascals = quietMillipascals;
        }
    }

    /** True when the last window showed the usual pulses. */
    boolean areConfirmed() {
        return learnt == WINDOWS_TO_LEARN && usualMillipascals >= LEAST_MILLIPASCALS && !missing;
    }
}
