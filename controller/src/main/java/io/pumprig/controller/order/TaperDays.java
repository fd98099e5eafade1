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
            picograms[day] = picogramsOnDay(taper, day);
        }
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
        return rootWithin(power, taper.days(), Math.min(from, to), Math.max(from, to));
    }

    /** The largest whole number of which the {@code n}-th power is not above {@code power}. */
    private static long rootWithin(BigInteger power, int n, long least, long most) {
        long low = least;
        long high = most;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (BigInteger.valueOf(middle).pow(n).compareTo(power) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
