package io.pumprig.controller.dose;

/**
 * A volume that is delivered once, evenly over a time, beside the program or instead of it: a bolus
 * or a prime. The rate is a whole numerator of the {@link DoseScale}, or one more for the last part
 * of the time, so that both together come to exactly the volume. Control thread only.
 */
final class SingleShot {
    private static final int BITS = 128;

    private boolean running;
    private long microsteps;
    private long beganNanos;
    private long durationNanos;
    private long numerator;
    private long slowNanos;
    private final MicrostepIntegral due;
    private long dueWhole;
    private long booked;

    SingleShot(DoseScale scale) {
        due = new MicrostepIntegral(scale);
    }

    /**
     * Begins a volume. Whoever asks keeps it below the ceiling (SR-07), above which the rate would
     * not fit.
     *
     * @param microsteps whole microsteps, 1 to 2^31
     * @param durationNanos time over which they are due, at most a day
     * @param nowNanos the course's time
     */
    void begin(long microsteps, long durationNanos, long nowNanos, DoseScale scale) {
        assert microsteps > 0 && microsteps <= 1L << 31 : microsteps;
        assert durationNanos > 0 && durationNanos <= DoseScale.NANOS_PER_DAY : durationNanos;
        this.microsteps = microsteps;
        this.durationNanos = durationNanos;
        beganNanos = nowNanos;
        // microsteps x denominator / duration, by long division, bit after bit.
        long high = Math.multiplyExact(microsteps, scale.denominatorHigh());
        high += Math.multiplyHigh(microsteps, scale.denominatorLow());
        // multiplyHigh takes the lower half as signed.
        high += scale.denominatorLow() < 0 ? microsteps : 0;
        long low = microsteps * scale.denominatorLow();
        long quotient = 0;
        long rest = 0;
        for (int bit = BITS - 1; bit >= 0; bit--) {
            long next = bit >= Long.SIZE ? high >>> bit - Long.SIZE & 1 : low >>> bit & 1;
            rest = rest << 1 | next;
            quotient = Math.multiplyExact(quotient, 2L);
            if (rest >= durationNanos) {
                rest -= durationNanos;
                quotient++;
            }
        }
        numerator = quotient;
        slowNanos = durationNanos - rest;
        due.restart(scale);
        dueWhole = 0;
        booked = 0;
        running = true;
    }

    /** Takes up a shot again in the middle; only to be ended, so its rate does not matter. */
    void restore(long microsteps, long booked) {
        this.microsteps = microsteps;
        this.booked = booked;
        running = true;
    }

    void end() {
        running = false;
    }

    boolean isRunning() {
        return running;
    }

    /** The rate at {@code nanos} of the course, beside the program's. */
    long numeratorAt(long nanos) {
        return nanos - beganNanos < slowNanos ? numerator : numerator + 1;
    }

    /** Until when that rate holds: the end of its time at the latest. */
    long holdsUntilNanos(long nanos) {
        return beganNanos + (nanos - beganNanos < slowNanos ? slowNanos : durationNanos);
    }

    boolean isOver(long nanos) {
        return nanos - beganNanos >= durationNanos;
    }

    /** The course's time went on, and this volume stood still meanwhile. */
    void postpone(long nanos) {
        beganNanos += nanos;
    }

    /** Its own part became due. */
    void advance(long numerator, long nanos) {
        dueWhole += due.add(numerator, nanos);
    }

    /**
     * Books as many of {@code taken} microsteps to this volume as belong to it. One that is due in
     * part already is this volume's, so that it has all of its own when its time is over.
     */
    int book(int taken) {
        long begun = dueWhole + (due.isWhole() ? 0 : 1);
        int mine = (int) Math.min(taken, Math.max(0, Math.min(begun, microsteps) - booked));
        booked += mine;
        return mine;
    }

    /** The whole volume. */
    long microsteps() {
        return microsteps;
    }

    /** Delivered of it so far. */
    long booked() {
        return booked;
    }
}
