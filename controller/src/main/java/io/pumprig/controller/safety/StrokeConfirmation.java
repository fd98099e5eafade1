package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
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
 * again with a time constant of 52 ms; the sensor's noise is 50 Pa. One pulse is therefore
 * invisible, but many are not: each reading that follows a single step is compared with the quiet
 * ones before it. Steps of a steady rate and readings may keep the same distance for days, 10 to
 * 100 ms, of which 31 to 5 Pa are left; so each counts by what should be left of it then, and the
 * sum tells the pulse at the step. A window is two roller pitches, 10 uL or 1600 steps, and longer
 * where so little is left that the pulse is not known to 5 Pa. What is usual on this line is learnt
 * from its first two windows; less than 40 % of it is no arrival.
 *
 * <p>When the pressure also fell by 3 kPa, below the check valve's, half a window is enough. A line
 * whose compliance hides the pulse (an IV set: 0.6 Pa) is not judged. Nor are steps that follow
 * each other faster than in 200 ms; flow then has its own sensor ({@link FlowAgreement}).
 */
final class StrokeConfirmation implements Interlock {
    private static final int WINDOWS_TO_LEARN = 2;

    /** A usual pulse below this lies in the noise. */
    private static final long LEAST_MILLIPASCALS = 12_000;

    /** 52 ms at 0.2 uL/kPa: what the check valve lets through times what the line stores. */
    private static final long DECAY_NANOS_PER_PICOLITRE_PER_KILOPASCAL = 260;

    /** What is left of a pulse after each eighth of the time constant, in permille. */
    private static final int[] LEFT_PERMILLE = {
        1_000, 882, 779, 687, 607, 535, 472, 417, 368, 325, 287, 253, 223, 197, 174, 153, 135, 119,
        105, 93, 82
    };

    private static final int EIGHTHS = 8;

    /** So many whole pulses tell the mean to 5 Pa. In permille of one. */
    private static final long LEAST_WEIGHT = 120_000;

    private static final int LEAST_PULSES = 400;
    private static final int PERCENT_MISSING = 40;
    private static final int PERCENT_BACK = 60;
    private static final int FALLEN_PASCALS = 3_000;

    /** The readings before a step are smoothed over about so many. */
    private static final int SMOOTHED = 4;

    private final SafetyLimits limits;
    private final long windowMicrosteps;
    private final long decayNanos;
    private long cycleNanos;
    private long sentAtCycle;
    private long steppedNanos;
    private long seen;
    private boolean begun;
    private long sentAtReading;
    private int quiet;
    private long quietMillipascals;
    private long windowSent;
    private long sumMillipascals;
    private long weight;
    private int pulses;
    private int learnt;
    private long usualMillipascals;
    private boolean judged;
    private long meanMillipascals;
    private long restMillipascals;
    private boolean fallen;
    private boolean missing;

    StrokeConfirmation(SafetyLimits limits) {
        this.limits = limits;
        windowMicrosteps = limits.head().microstepsWithin(limits.flow().missedPicolitres());
        decayNanos =
                limits.pressure().compliancePicolitresPerKilopascal()
                        * DECAY_NANOS_PER_PICOLITRE_PER_KILOPASCAL;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        PressureReading line = sample.downstream();
        if (sample.sentMicrosteps() != sentAtCycle) {
            // Sent by the cycle before, after its sample.
            sentAtCycle = sample.sentMicrosteps();
            steppedNanos = cycleNanos;
        }
        cycleNanos = sample.nanos();
        if (line.attempts() != seen) {
            seen = line.attempts();
            if (line.outcome().isOk()) {
                long sinceNanos = line.takenAtNanos() - steppedNanos - sample.periodNanos();
                look(line.pascals() * 1_000L, sample.sentMicrosteps(), left(sinceNanos));
            }
        }
        if (missing) {
            permit.raise(Alarm.UNDER_DELIVERY, Source.LINE);
        }
    }

    /** Share of a pulse that is left so long after it, in permille. */
    private int left(long sinceNanos) {
        long eighths = Math.max(0, sinceNanos) * EIGHTHS / decayNanos;
        return LEFT_PERMILLE[(int) Math.min(eighths, LEFT_PERMILLE.length - 1)];
    }

    private void look(long millipascals, long sent, int leftPermille) {
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
            sumMillipascals += (millipascals - quietMillipascals) * leftPermille / 1_000;
            weight += (long) leftPermille * leftPermille / 1_000;
            pulses++;
        }
        quiet = 0;
        long least = fallen ? windowMicrosteps / 2 : windowMicrosteps;
        boolean isKnown = fallen || weight >= LEAST_WEIGHT;
        if (sent - windowSent >= least && pulses >= LEAST_PULSES && isKnown) {
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
        weight = 0;
        pulses = 0;
    }

    private void judgeWindow() {
        long mean = sumMillipascals * 1_000 / weight;
        if (learnt < WINDOWS_TO_LEARN) {
            learnt++;
            usualMillipascals += (mean - usualMillipascals) / learnt;
            restMillipascals = quietMillipascals;
            return;
        }
        if (usualMillipascals < LEAST_MILLIPASCALS) {
            return;
        }
        judged = true;
        meanMillipascals = mean;
        missing = mean * 100 < usualMillipascals * (missing ? PERCENT_BACK : PERCENT_MISSING);
        if (!fallen) {
            // The pressure at rest may drift; it fell only if it fell within a window.
            restMillipascals = quietMillipascals;
        }
    }

    /** Tells how far it is from tripping. */
    void measure(Gauges into) {
        if (judged) {
            into.set(
                    Gauge.STROKES,
                    meanMillipascals * 1_000 / usualMillipascals,
                    PERCENT_MISSING * 10L);
        }
    }

    /** True when the last window showed the usual pulses. */
    boolean areConfirmed() {
        return learnt == WINDOWS_TO_LEARN && usualMillipascals >= LEAST_MILLIPASCALS && !missing;
    }
}
