package io.pumprig.controller.dose;

/**
 * The authoritative account of volume, in microsteps. Totals never fall and never go negative
 * (SR-39): pulses that did not move the rotor are booked beside the pulses sent, not taken out of
 * them. Control thread only.
 */
public final class DeliveryLedger {
    private final long[] withheld = new long[Withheld.values().length];
    private final long[] deliveredFor = new long[Delivery.values().length];
    private long delivered;
    private long uncertain;

    void deliver(Delivery purpose, int microsteps) {
        deliveredFor[purpose.ordinal()] += microsteps;
        delivered += microsteps;
    }

    /** Books volume that did not move, under its cause. */
    public void withhold(Withheld cause, long microsteps) {
        if (microsteps < 0) {
            throw new IllegalArgumentException("negative: " + microsteps);
        }
        withheld[cause.ordinal()] += microsteps;
    }

    /**
     * Takes back what was booked as not moved and is proved to have moved after all: a rotor that
     * is let go makes up what it was behind within half an electrical cycle.
     *
     * @param microsteps at most what is booked as {@link Withheld#NOT_MOVED}
     */
    public void movedAfterAll(long microsteps) {
        long booked = withheld[Withheld.NOT_MOVED.ordinal()];
        if (microsteps < 0 || microsteps > booked) {
            throw new IllegalArgumentException(microsteps + " of " + booked);
        }
        withheld[Withheld.NOT_MOVED.ordinal()] = booked - microsteps;
    }

    /**
     * Books what a crash left open: counted as delivered until somebody reconciles it (SR-40).
     *
     * @param microsteps may have moved, nobody saw it
     */
    public void countUncertain(Delivery purpose, long microsteps) {
        settle(purpose, microsteps);
        uncertain += microsteps;
    }

    /** The same for volume of the program. */
    public void settle(long microsteps) {
        settle(Delivery.BASAL, microsteps);
    }

    /** Books what a crash left open and the rotor's position has proved since. */
    public void settle(Delivery purpose, long microsteps) {
        if (microsteps < 0) {
            throw new IllegalArgumentException("negative: " + microsteps);
        }
        deliveredFor[purpose.ordinal()] += microsteps;
        delivered += microsteps;
    }

    /** Pulses sent to the motor, and what a crash adds to them. */
    public long delivered() {
        return delivered;
    }

    /** Of the delivered: what was for {@code purpose}. */
    public long delivered(Delivery purpose) {
        return deliveredFor[purpose.ordinal()];
    }

    /** Of the delivered: counted though nobody saw them. */
    public long uncertain() {
        return uncertain;
    }

    public long withheld(Withheld cause) {
        return withheld[cause.ordinal()];
    }

    /** Volume that was due and never went to the motor: all causes but NOT_MOVED. */
    public long notSent() {
        long sum = 0;
        for (int i = 0; i < withheld.length; i++) {
            sum += withheld[i];
        }
        return sum - withheld[Withheld.NOT_MOVED.ordinal()];
    }

    /** What the controller believes left the head: sent less not moved. */
    public long believed() {
        return delivered - withheld[Withheld.NOT_MOVED.ordinal()];
    }

    /**
     * Goes on from a journalled account.
     *
     * @param deliveredFor for each {@link Delivery}, in its order
     * @param withheld for each {@link Withheld}, in its order
     */
    public void restore(long[] deliveredFor, long uncertain, long[] withheld) {
        boolean fits =
                deliveredFor.length == this.deliveredFor.length
                        && withheld.length == this.withheld.length;
        if (!fits || uncertain < 0 || !isAccount(deliveredFor) || !isAccount(withheld)) {
            throw new IllegalArgumentException("not a ledger");
        }
        this.uncertain = uncertain;
        System.arraycopy(withheld, 0, this.withheld, 0, withheld.length);
        delivered = 0;
        for (int i = 0; i < deliveredFor.length; i++) {
            this.deliveredFor[i] = deliveredFor[i];
            delivered += deliveredFor[i];
        }
    }

    private static boolean isAccount(long[] microsteps) {
        for (long amount : microsteps) {
            if (amount < 0) {
                return false;
            }
        }
        return true;
    }
}
