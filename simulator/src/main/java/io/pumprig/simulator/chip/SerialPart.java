package io.pumprig.simulator.chip;

/**
 * A part at the far end of a serial line. It hears bytes with their times and says bytes with
 * theirs; whether what was sent to it comes back as an echo is the wire's affair.
 */
public interface SerialPart {

    /** Who hears what the part says; one, the last named. */
    void listener(SerialListener listener);

    /**
     * A byte from the other side whose start bit begins at {@code startNanos}; they come in order.
     *
     * @param bitPicos how long the sender's bits last
     */
    void hear(int value, long startNanos, long bitPicos);

    /**
     * Works out all that has happened by {@code nanos} and tells the listener what was said; a part
     * may also speak without having been asked.
     */
    void settle(long nanos);
}
