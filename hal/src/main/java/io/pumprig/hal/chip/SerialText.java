package io.pumprig.hal.chip;

import io.pumprig.hal.board.SerialLine;

/**
 * Text that arrives on a serial line in pieces, cut where its terminator stands. What grows longer
 * than any answer is thrown away up to the next terminator, and said to be garbled. Never waits.
 */
final class SerialText {
    enum Arrival {
        /** Nothing whole has arrived. */
        NOTHING,
        /** One piece of text, without its terminator. */
        TEXT,
        /** A piece that was too long, or held bytes that are no text. */
        GARBLED,
        /** The line is gone. */
        GONE
    }

    private static final int CHUNK = 64;

    /** A line that never ends must not hold up the cycle. */
    private static final int CHUNKS_AT_ONCE = 8;

    private final SerialLine line;
    private final byte terminator;
    private final byte[] chunk = new byte[CHUNK];
    private final byte[] text;
    private int chunkNext;
    private int chunkEnd;
    private int filled;
    private int length;
    private boolean spoilt;

    /**
     * @param terminator the byte that ends a piece of text
     * @param longest bytes of the longest text that is looked at
     */
    SerialText(SerialLine line, int terminator, int longest) {
        this.line = line;
        this.terminator = (byte) terminator;
        this.text = new byte[longest];
    }

    /** The text of the last {@link Arrival#TEXT}, from its start on; valid until the next call. */
    byte[] bytes() {
        return text;
    }

    /** How many bytes of it count. */
    int length() {
        return length;
    }

    /** Takes what has arrived, up to the end of one piece. */
    Arrival next() {
        for (int i = 0; i < CHUNKS_AT_ONCE; i++) {
            while (chunkNext < chunkEnd) {
                byte value = chunk[chunkNext++];
                if (value == terminator) {
                    return cut();
                }
                keep(value);
            }
            int taken = line.read(chunk, 0);
            if (taken < 0) {
                return Arrival.GONE;
            }
            chunkNext = 0;
            chunkEnd = taken;
            if (taken == 0) {
                return Arrival.NOTHING;
            }
        }
        return Arrival.NOTHING;
    }

    /** The beginning of a piece has arrived, and not its end. */
    boolean hasBegun() {
        return filled > 0 || spoilt;
    }

    /** Throws away what has arrived so far, as far as one look at the line gets. */
    void drain() {
        for (int i = 0; i < CHUNKS_AT_ONCE && line.read(chunk, 0) > 0; i++) {
            // What is left of an exchange that was given up must not pass for the next answer.
        }
        chunkNext = 0;
        chunkEnd = 0;
        filled = 0;
        spoilt = false;
    }

    private void keep(byte value) {
        boolean printable = value >= ' ' && value <= '~' || value == '\r' || value == '\n';
        if (!printable || filled == text.length) {
            spoilt = true;
        } else {
            text[filled++] = value;
        }
    }

    private Arrival cut() {
        length = filled;
        boolean whole = !spoilt;
        filled = 0;
        spoilt = false;
        return whole ? Arrival.TEXT : Arrival.GARBLED;
    }
}
