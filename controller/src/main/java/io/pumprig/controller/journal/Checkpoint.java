package io.pumprig.controller.journal;

import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.TherapyMemory;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.safety.Interlocks;

/**
 * The state of the controller at the end of one cycle, and the lease that begins there: what a
 * restart needs, and nothing else. A plain record of values that the control thread fills and the
 * writer reads, never both at once; hence plain fields.
 */
public final class Checkpoint {
    public long seq;
    public long cycle;
    public long nanos;
    public long utcMillis;
    public Mode mode = Mode.STOPPED;

    /** The rate of the mode, so that a restart can tell what may have been due since. */
    public long picogramsPerDay;

    /**
     * The therapy in force, whose row is written before the first checkpoint that names it; null:
     * the one before.
     */
    public Prescription prescription;

    /** Sum of the next. */
    public long deliveredMicrosteps;

    /** For each {@link io.pumprig.controller.dose.Delivery}, in its order. */
    public final long[] deliveredForMicrosteps = new long[Delivery.values().length];

    public long uncertainMicrosteps;

    /** For each cause of {@link io.pumprig.controller.dose.Withheld}, in its order. */
    public final long[] withheldMicrosteps = new long[Withheld.values().length];

    /** The loop may deliver up to this count of delivered microsteps. */
    public long leaseEndMicrosteps;

    /** Exact remainder of the integral that is due, upper and lower half. */
    public long remainderHigh;

    public long remainderLow;

    /** Where program, boluses and concentration are. */
    public final TherapyMemory therapy = new TherapyMemory();

    /** The air of the last day (SR-60), as the interlocks save it. */
    public final long[] air = new long[Interlocks.SAVED_AIR_LONGS];

    public long latchedAlarms;

    /** True when the drive's counter and the rotor's angle below were known. */
    public boolean positionKnown;

    /** MSCNT at this moment, 0-1023: the last answer carried on by the pulses sent since. */
    public int counterCounts;

    /** The rotor's angle at this moment, 0-4095, carried on in the same way. */
    public int angleCounts;

    /** State of what runs the rig beside the controller (the simulated world); null on a bench. */
    public byte[] companion;

    /** Takes all values of {@code other}. */
    public void copyFrom(Checkpoint other) {
        seq = other.seq;
        cycle = other.cycle;
        nanos = other.nanos;
        utcMillis = other.utcMillis;
        mode = other.mode;
        picogramsPerDay = other.picogramsPerDay;
        prescription = other.prescription;
        deliveredMicrosteps = other.deliveredMicrosteps;
        System.arraycopy(
                other.deliveredForMicrosteps,
                0,
                deliveredForMicrosteps,
                0,
                deliveredForMicrosteps.length);
        therapy.copyFrom(other.therapy);
        System.arraycopy(other.air, 0, air, 0, air.length);
        uncertainMicrosteps = other.uncertainMicrosteps;
        System.arraycopy(
                other.withheldMicrosteps, 0, withheldMicrosteps, 0, withheldMicrosteps.length);
        leaseEndMicrosteps = other.leaseEndMicrosteps;
        remainderHigh = other.remainderHigh;
        remainderLow = other.remainderLow;
        latchedAlarms = other.latchedAlarms;
        positionKnown = other.positionKnown;
        counterCounts = other.counterCounts;
        angleCounts = other.angleCounts;
        companion = other.companion;
    }
}
