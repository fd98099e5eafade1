package io.pumprig.hal.board;

/** One GPIO input. Callable in the cycle. */
public interface InputPin {

    /** The level now, or {@link Level#UNKNOWN} when it could not be read. */
    Level level();

    /** A sampled level. */
    enum Level {
        LOW,
        HIGH,
        /** The read failed; whoever judges it takes the dangerous side. */
        UNKNOWN
    }
}
