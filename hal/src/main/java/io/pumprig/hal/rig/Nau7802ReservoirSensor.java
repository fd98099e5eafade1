package io.pumprig.hal.rig;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.chip.Nau7802;
import io.pumprig.hal.device.ReservoirReading;
import io.pumprig.hal.device.ReservoirSensor;

/**
 * The reservoir's volume by weight: a conversion every 100 ms, of which the mean of the last ten is
 * the value. A gap, such as a new bring-up, starts the mean again.
 *
 * <p>A code that is more than half a gram from that mean counts only when the next one confirms it:
 * a bump or a garbled transfer is no change of weight (F-28), a refill is. A transfer that fails is
 * repeated once, in the next cycle, before it counts as missed.
 */
final class Nau7802ReservoirSensor implements ReservoirSensor {
    private static final long PERIOD_NANOS = 100_000_000;
    private static final int MEAN_OF = 10;

    /** Of water at 20 C, device reference 6.3: 998 ug in a microlitre. */
    private static final long MICROGRAMS_PER_MICROLITRE = 998;

    private static final long MILLION = 1_000_000;

    private final Nau7802 chip;
    private final RigClock clock;
    private final Schedule schedule;
    private final int zeroCounts;
    private final int countsPerGram;
    private final int[] last = new int[MEAN_OF];
    private final int plausibleCounts;
    private int taken;
    private int next;
    private long sumCounts;
    private boolean repeating;
    private boolean doubtful;
    private boolean isLeftOut;
    private int doubtfulCounts;

    Nau7802ReservoirSensor(Nau7802 chip, RigClock clock, int zeroCounts, int countsPerGram) {
        if (countsPerGram == 0) {
            throw new IllegalArgumentException("countsPerGram 0: the slope of a calibration");
        }
        this.chip = chip;
        this.clock = clock;
        this.schedule = new Schedule(PERIOD_NANOS, clock.nanos());
        this.zeroCounts = zeroCounts;
        this.countsPerGram = countsPerGram;
        this.plausibleCounts = Math.max(1, Math.abs(countsPerGram) / 2);
    }

    @Override
    public void read(ReservoirReading into) {
        boolean configured = chip.isConfigured();
        long now = clock.nanos();
        if (!configured) {
            configured = bringUpAgain(into, now);
        }
        if (!configured || !schedule.isDue(now)) {
            return;
        }
        Outcome outcome = chip.fetch();
        if (outcome == Outcome.PENDING) {
            return;
        }
        repeating = outcome.isFailure() && !repeating;
        if (repeating) {
            return;
        }
        schedule.advance(now);
        if (!outcome.isOk()) {
            into.missed(outcome);
        } else if (isBelieved(chip.counts())) {
            take(chip.counts());
            into.took(picolitres(sumCounts, taken, zeroCounts, countsPerGram), chip.counts(), now);
        } else {
            into.missed(Outcome.INVALID);
        }
    }

    /**
     * A doubted code that the next one confirms comes into the mean after all, before it. The very
     * first is doubted too: nothing speaks for it yet.
     */
    private boolean isBelieved(int counts) {
        if (taken > 0 && Math.abs(counts - sumCounts / taken) <= plausibleCounts) {
            doubtful = false;
            return true;
        }
        if (doubtful && Math.abs((long) counts - doubtfulCounts) <= plausibleCounts) {
            if (isLeftOut) {
                take(doubtfulCounts);
                isLeftOut = false;
            }
            return true;
        }
        doubtful = true;
        isLeftOut = true;
        doubtfulCounts = counts;
        return false;
    }

    private void forget() {
        taken = 0;
        next = 0;
        sumCounts = 0;
        doubtful = false;
    }

    /** Moves the bring-up on in each call, and says so each time that a value would be due. */
    private boolean bringUpAgain(ReservoirReading into, long now) {
        forget();
        Outcome outcome = chip.advance();
        if (outcome.isOk()) {
            return true;
        }
        if (schedule.isDue(now)) {
            schedule.advance(now);
            into.missed(outcome == Outcome.PENDING ? Outcome.RECONFIGURING : outcome);
        }
        return false;
    }

    private void take(int counts) {
        if (taken == MEAN_OF) {
            sumCounts -= last[next];
        } else {
            taken++;
        }
        last[next] = counts;
        sumCounts += counts;
        next = next + 1 == MEAN_OF ? 0 : next + 1;
    }

    /**
     * Volume of the mean of {@code taken} codes, exact but for one rounding towards zero: {@code
     * (mean - zero) / countsPerGram} grams at 998 ug a microlitre.
     */
    static long picolitres(long sumCounts, int taken, int zeroCounts, int countsPerGram) {
        long counts = sumCounts - (long) taken * zeroCounts;
        long scale = countsPerGram * MICROGRAMS_PER_MICROLITRE * taken;
        // 10^12 in two parts: in one it could exceed 64 bits.
        long millionths = counts * MILLION;
        return millionths / scale * MILLION + millionths % scale * MILLION / scale;
    }
}
