package io.pumprig.simulator.trace;

/**
 * A column of a trace: whole numbers of a base unit, shown as decimals of a usual one.
 *
 * @param name what it holds, the base unit as its last word
 * @param label how people name it in an option and a table
 * @param unit in which it is shown; empty for a count or a code
 * @param decimals of the shown number: ten to that power base units are one of the unit
 */
public record TraceColumn(String name, String label, String unit, int decimals) {

    /** The head of the column in a table, {@code downstream [kPa]}. */
    public String heading() {
        return unit.isEmpty() ? label : label + " [" + unit + "]";
    }

    /** Appends a number as it is shown: exact, without zeros at its end. */
    void show(long value, StringBuilder out) {
        if (decimals == 0) {
            out.append(value);
            return;
        }
        // Without a sign from here on: the least number has no opposite with one.
        long size = Math.abs(value);
        long one = 1;
        for (int i = 0; i < decimals; i++) {
            one *= 10;
        }
        out.append(value < 0 ? "-" : "").append(Long.divideUnsigned(size, one)).append('.');
        long rest = Long.remainderUnsigned(size, one);
        for (long digit = one / 10; digit > 0; digit /= 10) {
            out.append((char) ('0' + rest / digit % 10));
        }
        int length = out.length();
        while (out.charAt(length - 1) == '0') {
            length--;
        }
        out.setLength(out.charAt(length - 1) == '.' ? length - 1 : length);
    }
}
