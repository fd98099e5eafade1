package io.pumprig.controller.order;

/**
 * What became of an order beside mode and alarms, read back from the controller (SR-101): named
 * numbers and texts. Filled by the control thread before the answer is complete, read by whoever
 * asked after it.
 */
public final class Enacted {
    private static final int MOST = 12;

    private final String[] names = new String[MOST];
    private final long[] values = new long[MOST];
    private final int[] decimals = new int[MOST];
    private final String[] texts = new String[MOST];
    private int count;

    /** What is handed each value; exactly one of the two is called for each. */
    public interface Reader {
        /** A number in units of 10 to the minus {@code decimals}. */
        void number(String name, long value, int decimals);

        void text(String name, String value);
    }

    /**
     * A number.
     *
     * @param name with its unit, such as {@code doseMcg}
     * @param decimals how many of its digits stand behind the point
     */
    public void number(String name, long value, int decimals) {
        names[count] = name;
        values[count] = value;
        this.decimals[count] = decimals;
        count++;
    }

    /** A word or a sentence. */
    public void text(String name, String value) {
        names[count] = name;
        texts[count] = value;
        count++;
    }

    /** Hands out everything, in the order in which it came. */
    public void read(Reader reader) {
        for (int i = 0; i < count; i++) {
            if (texts[i] != null) {
                reader.text(names[i], texts[i]);
            } else {
                reader.number(names[i], values[i], decimals[i]);
            }
        }
    }
}
