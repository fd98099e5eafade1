package io.pumprig.hal.board;

import io.pumprig.hal.Outcome;

/**
 * One serial line, 8N1. Never waits: what has not arrived yet is asked for again in a later cycle.
 */
public interface SerialLine {

    /**
     * Hands {@code length} bytes from the start of {@code bytes} to the line; sending goes on
     * alone.
     */
    Outcome write(byte[] bytes, int length);

    /**
     * Takes what has arrived, at most {@code into.length - offset} bytes, to {@code into} from
     * {@code offset} on.
     *
     * @return how many bytes were taken, 0 when none has arrived, -1 when the line is gone
     */
    int read(byte[] into, int offset);
}
