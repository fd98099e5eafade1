package io.pumprig.controller.alarm;

/**
 * All gauges at one look: what each interlock measures, beside the mark at which it trips. Filled
 * between two cycles when somebody asks; what cannot be measured, since its sensor is not fitted or
 * nothing is learnt yet, is left out.
 */
public final class Gauges {
    private final long[] values = new long[Gauge.count()];
    private final long[] trips = new long[Gauge.count()];
    private long measured;

    /** Forgets the look before. */
    public void clear() {
        measured = 0;
    }

    /**
     * Notes one.
     *
     * @param value in the unit of the gauge, as many of its digits being decimals
     * @param trip the mark, in the same unit
     */
    public void set(Gauge gauge, long value, long trip) {
        values[gauge.ordinal()] = value;
        trips[gauge.ordinal()] = trip;
        measured |= 1L << gauge.ordinal();
    }

    /** False where it is not measured. */
    public boolean has(Gauge gauge) {
        return (measured & 1L << gauge.ordinal()) != 0;
    }

    /** What is measured. */
    public long value(Gauge gauge) {
        return values[gauge.ordinal()];
    }

    /** Where it trips. */
    public long trip(Gauge gauge) {
        return trips[gauge.ordinal()];
    }
}
