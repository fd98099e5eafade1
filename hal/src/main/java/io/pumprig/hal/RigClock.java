package io.pumprig.hal;

/**
 * The one clock of a rig. Drug follows its monotonic side only (SR-32); the UTC side is for records
 * and for people (SR-89), and may jump.
 */
public interface RigClock {

    /**
     * Monotonic time since an origin of the clock's own. May be negative; compare by difference.
     * Callable in the cycle: neither blocks nor allocates.
     */
    long nanos();

    /** Milliseconds since 1970-01-01T00:00Z, as the host believes. Not for decisions about drug. */
    long utcMillis();

    /**
     * Lets at least {@code nanos} pass: on a bench by waiting, in simulation by moving the clock
     * on. For bring-up before the first cycle, and for a paced loop's wait from one cycle to the
     * next; never called in a cycle. Does not allocate.
     */
    void pause(long nanos);
}
