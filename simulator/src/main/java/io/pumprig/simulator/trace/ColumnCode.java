package io.pumprig.simulator.trace;

import java.util.Arrays;

/**
 * The numbers of one column of a block as bits, in whichever way is shortest: foreseen as constant,
 * as the one before, or as on a line with the two before; and, where a converter gives few
 * different ones, counted by their place among those. One thread.
 */
final class ColumnCode {
    /** How a number is foreseen; the order is part of the form. */
    private enum Foreseen {
        /** As the middle of the block. */
        LEVEL,
        /** As the one before. */
        BEFORE,
        /** As far from the one before as that from its. */
        LINE
    }

    private static final Foreseen[] WAYS = Foreseen.values();
    private static final int WAY_BITS = 2;

    /** In place of a way: all numbers are the first. */
    private static final int CONSTANT = WAYS.length;

    /** Bits a number below which other forms are not looked for. */
    private static final int CHEAP_BITS = 3;

    /** A count of different numbers, or of those that were not foreseen. */
    private static final int COUNT_BITS = 24;

    /** So wide a column may be that its numbers are marked instead of sorted. */
    private static final int NARROW = 1 << 14;

    /** Numbers of a wide column that have to repeat themselves before it is sorted. */
    private static final int GLANCE = 128;

    private final long[] marks = new long[NARROW / Long.SIZE];
    private final int[] marksBefore = new int[NARROW / Long.SIZE];
    private final long[] sorted;
    private final long[] places;
    private final long[] folded;
    private final long[] gaps;
    private final long[] surprises;

    /**
     * @param most numbers of a column
     */
    ColumnCode(int most) {
        sorted = new long[most];
        places = new long[most];
        folded = new long[most];
        gaps = new long[most];
        surprises = new long[most];
    }

    /** Writes the first {@code count} numbers, at least one. */
    void write(long[] values, int count, BitWriter out) {
        if (isConstant(values, count)) {
            out.bits(CONSTANT, WAY_BITS);
            RiceCode.writeOne(values[0], out);
            return;
        }
        Foreseen way = best(values, count);
        long bits = bits(values, count, way);
        if (bits > (long) CHEAP_BITS * count) {
            int different = rank(values, count);
            if (different <= count / 2) {
                Foreseen rankedWay = best(places, count);
                if (bits(places, count, rankedWay) + listBits(different) < bits) {
                    out.bits(rankedWay.ordinal(), WAY_BITS);
                    out.bits(1, 1);
                    writeList(different, out);
                    write(places, count, rankedWay, out);
                    return;
                }
            }
        }
        out.bits(way.ordinal(), WAY_BITS);
        out.bits(0, 1);
        write(values, count, way, out);
    }

    private static boolean isConstant(long[] values, int count) {
        for (int i = 1; i < count; i++) {
            if (values[i] != values[0]) {
                return false;
            }
        }
        return true;
    }

    /** By the lengths of what each way does not foresee: one glance instead of a trial of each. */
    private static Foreseen best(long[] values, int count) {
        long middle = middle(values, count);
        long level = 0;
        long before = 0;
        long line = 0;
        for (int i = 2; i < count; i++) {
            long step = values[i] - values[i - 1];
            level += length(values[i] - middle);
            before += length(step);
            line += length(step - (values[i - 1] - values[i - 2]));
        }
        if (level <= before && level <= line) {
            return Foreseen.LEVEL;
        }
        return before <= line ? Foreseen.BEFORE : Foreseen.LINE;
    }

    private static int length(long surprise) {
        return Long.SIZE - Long.numberOfLeadingZeros(RiceCode.folded(surprise));
    }

    private long bits(long[] values, int count, Foreseen way) {
        fold(values, count, way);
        long dense = RiceCode.bits(folded, count, RiceCode.parameter(folded, count));
        int few = sparse(count);
        return few > count / 2 ? dense : Math.min(dense, sparseBits(few));
    }

    /** What was not foreseen, into {@code folded}; the number to begin from. */
    private long fold(long[] values, int count, Foreseen way) {
        long first = way == Foreseen.LEVEL ? middle(values, count) : values[0];
        for (int i = 0; i < count; i++) {
            folded[i] = RiceCode.folded(values[i] - foreseen(values, i, way, first));
        }
        return first;
    }

    private static long foreseen(long[] values, int i, Foreseen way, long first) {
        return switch (way) {
            case LEVEL -> first;
            case BEFORE -> i == 0 ? first : values[i - 1];
            case LINE -> i < 2 ? first : 2 * values[i - 1] - values[i - 2];
        };
    }

    private static long middle(long[] values, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i] - values[0];
        }
        return values[0] + sum / count;
    }

    // ---- few of many were not foreseen

    /** How many were not foreseen; they and the gaps between them are put apart. */
    private int sparse(int count) {
        int few = 0;
        int last = -1;
        for (int i = 0; i < count; i++) {
            if (folded[i] != 0) {
                gaps[few] = i - last - 1L;
                surprises[few++] = folded[i];
                last = i;
            }
        }
        return few;
    }

    private long sparseBits(int few) {
        return COUNT_BITS
                + RiceCode.bits(gaps, few, RiceCode.parameter(gaps, few))
                + RiceCode.bits(surprises, few, RiceCode.parameter(surprises, few));
    }

    private void write(long[] values, int count, Foreseen way, BitWriter out) {
        RiceCode.writeOne(fold(values, count, way), out);
        int parameter = RiceCode.parameter(folded, count);
        int few = sparse(count);
        boolean isSparse =
                few <= count / 2 && sparseBits(few) < RiceCode.bits(folded, count, parameter);
        out.bits(isSparse ? 1 : 0, 1);
        if (isSparse) {
            out.bits(few, COUNT_BITS);
            RiceCode.write(gaps, few, RiceCode.parameter(gaps, few), out);
            RiceCode.write(surprises, few, RiceCode.parameter(surprises, few), out);
        } else {
            RiceCode.write(folded, count, parameter, out);
        }
    }

    // ---- few different ones

    /**
     * The place of each number among the different ones, which are sorted; how many these are. When
     * it returns more than half of {@code count} there are no places.
     */
    private int rank(long[] values, int count) {
        long least = values[0];
        long most = values[0];
        for (int i = 1; i < count; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        if (Long.compareUnsigned(most - least, NARROW) < 0) {
            return rankNarrow(values, count, least);
        }
        int glance = Math.min(count, GLANCE);
        return sort(values, glance) > glance - glance / 4 ? count : rankWide(values, count);
    }

    /** By marks, one for each number that is possible: many times quicker than to sort. */
    private int rankNarrow(long[] values, int count, long least) {
        Arrays.fill(marks, 0);
        for (int i = 0; i < count; i++) {
            int at = (int) (values[i] - least);
            marks[at / Long.SIZE] |= 1L << at;
        }
        int different = 0;
        for (int word = 0; word < marks.length; word++) {
            marksBefore[word] = different;
            for (long left = marks[word]; left != 0; left &= left - 1) {
                int at = word * Long.SIZE + Long.numberOfTrailingZeros(left);
                sorted[different++] = least + at;
            }
        }
        for (int i = 0; i < count; i++) {
            int at = (int) (values[i] - least);
            long lower = marks[at / Long.SIZE] & (1L << at) - 1;
            places[i] = marksBefore[at / Long.SIZE] + Long.bitCount(lower);
        }
        return different;
    }

    private int rankWide(long[] values, int count) {
        int different = sort(values, count);
        for (int i = 0; different <= count / 2 && i < count; i++) {
            places[i] = Arrays.binarySearch(sorted, 0, different, values[i]);
        }
        return different;
    }

    private int sort(long[] values, int count) {
        System.arraycopy(values, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        int different = 1;
        for (int i = 1; i < count; i++) {
            if (sorted[i] != sorted[different - 1]) {
                sorted[different++] = sorted[i];
            }
        }
        return different;
    }

    private long listBits(int different) {
        steps(different);
        int steps = different - 1;
        return COUNT_BITS + Long.SIZE + RiceCode.bits(gaps, steps, RiceCode.parameter(gaps, steps));
    }

    /** From each of the different numbers to the next. */
    private void steps(int different) {
        for (int i = 1; i < different; i++) {
            gaps[i - 1] = sorted[i] - sorted[i - 1] - 1;
        }
    }

    private void writeList(int different, BitWriter out) {
        steps(different);
        out.bits(different, COUNT_BITS);
        RiceCode.writeOne(sorted[0], out);
        RiceCode.write(gaps, different - 1, RiceCode.parameter(gaps, different - 1), out);
    }

    // ---- back

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it is no such column
     */
    void read(long[] values, int count, BitReader in) {
        int way = (int) in.bits(WAY_BITS);
        if (way == CONSTANT) {
            Arrays.fill(values, 0, count, RiceCode.readOne(in));
            return;
        }
        boolean ranked = in.bits(1) == 1;
        int different = ranked ? readList(count, in) : 0;
        readForeseen(values, count, WAYS[way], in);
        for (int i = 0; ranked && i < count; i++) {
            if (values[i] < 0 || values[i] >= different) {
                throw new IllegalArgumentException("a number that is not in its list");
            }
            values[i] = sorted[(int) values[i]];
        }
    }

    private int readList(int count, BitReader in) {
        int different = counted(count, in);
        if (different == 0) {
            throw new IllegalArgumentException("a list of no numbers");
        }
        sorted[0] = RiceCode.readOne(in);
        RiceCode.read(gaps, different - 1, in);
        for (int i = 1; i < different; i++) {
            sorted[i] = sorted[i - 1] + gaps[i - 1] + 1;
        }
        return different;
    }

    private void readForeseen(long[] values, int count, Foreseen way, BitReader in) {
        long first = RiceCode.readOne(in);
        if (in.bits(1) == 1) {
            readSparse(count, in);
        } else {
            RiceCode.read(folded, count, in);
        }
        for (int i = 0; i < count; i++) {
            values[i] = foreseen(values, i, way, first) + RiceCode.unfolded(folded[i]);
        }
    }

    private void readSparse(int count, BitReader in) {
        int few = counted(count, in);
        RiceCode.read(gaps, few, in);
        RiceCode.read(surprises, few, in);
        Arrays.fill(folded, 0, count, 0);
        int at = -1;
        for (int i = 0; i < few; i++) {
            if (gaps[i] < 0 || gaps[i] >= count - at - 1) {
                throw new IllegalArgumentException("a row beyond the last");
            }
            at += (int) gaps[i] + 1;
            folded[at] = surprises[i];
        }
    }

    private static int counted(int count, BitReader in) {
        int found = (int) in.bits(COUNT_BITS);
        if (found > count) {
            throw new IllegalArgumentException("found " + found + " numbers of " + count);
        }
        return found;
    }
}
