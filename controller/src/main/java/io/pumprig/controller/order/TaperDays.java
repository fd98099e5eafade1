package io.pumprig.controller.order;

import java.math.BigInteger;

/**
 * The daily doses of a taper, computed once so that the cycle only looks them up. Each day's dose
 * is the same share of the one before: of {@code n} days, day {@code k} has the {@code n}-th root
 * of {@code from^(n-k) * to^k}, exact in whole numbers and rounded down to a picogram, so that no
 * platform and no order of operations can change it.
 */
public final class TaperDays {
    private final long[] picograms;

    public TaperDays(Program.Taper taper) {
        picograms = new long[taper.days() + 1];
        for (int day = 0; day <= taper.days(); day++) {
            picograms[day] = picogramsOnDay(taper, day, guess(day));
        }
    }

    /** The days so far go on as they went: off by little, which saves most of the search. */
    private long guess(int day) {
        if (day < 2) {
            return picograms[0];
        }
        return picograms[day - 1] * picograms[day - 1] / picograms[day - 2];
    }

    /**
     * The dose of a day; never above or below both ends. The cycle may call it.
     *
     * @param day 0 for the first; from {@link Program.Taper#days} on the last dose stays
     */
    public long picogramsOnDay(int day) {
        if (day < 0) {
            throw new IllegalArgumentException("day " + day);
        }
        return picograms[Math.min(day, picograms.length - 1)];
    }

    /** As the method above, computed for one day alone; not for the cycle. */
    static long picogramsOnDay(Program.Taper taper, int day) {
        return picogramsOnDay(taper, day, taper.fromPicogramsPerDay());
    }

    private static long picogramsOnDay(Program.Taper taper, int day, long guess) {
        long from = taper.fromPicogramsPerDay();
        long to = taper.toPicogramsPerDay();
        if (day < 0) {
            throw new IllegalArgumentException("day " + day);
        }
        if (day == 0) {
            return from;
        }
        if (day >= taper.days()) {
            return to;
        }
        BigInteger power =
                BigInteger.valueOf(from)
                        .pow(taper.days() - day)
                        .multiply(BigInteger.valueOf(to).pow(day));
        return new Root(power, taper.days()).within(Math.min(from, to), Math.max(from, to), guess);
    }

    /** The largest whole number of which the {@code n}-th power is not above {@code power}. */
    private record Root(BigInteger power, int n) {
        private boolean isReachedBy(long candidate) {
            return BigInteger.valueOf(candidate).pow(n).compareTo(power) <= 0;
        }

        /** The search widens from the guess, so that a good one ends it after a few powers. */
        long within(long least, long most, long guess) {
            long low = Math.max(least, Math.min(most, guess));
            long step = 1;
            while (low > least && !isReachedBy(low)) {
                low = Math.max(least, low - step);
                step *= 2;
            }
            long high = low;
            step = 1;
            while (high < most && isReachedBy(high + 1)) {
                low = high + 1;
                high = Math.min(most, high + step);
                step *= 2;
            }
            return between(low, high);
        }

        private long between(long least, long most) {
            long low = least;
            long high = most;
            while (low < high) {
                long middle = low + (high - low + 1) / 2;
                if (isReachedBy(middle)) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return low;
        }
    }
}
