package io.pumprig.hardware;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.SerialLine;

/**
 * Something between the drivers and the wire of the motor driver that alters what arrives, byte by
 * byte; the same on every target. What is sent passes unchanged.
 */
final class Disturbance {
    /** What happens to the bytes that arrive after a question. */
    enum Kind {
        /** Nothing: the healthy twin. */
        NONE,
        /** A bit of the answer's data is wrong. */
        GARBAGE,
        /** The answer ends after its fourth byte. */
        TRUNCATED,
        /** The answer does not come at all. */
        SILENCE,
        /** The question does not come back, nor does an answer. */
        NO_ECHO,
        /** Bytes that nobody sent come before everything else. */
        STRAY
    }

    private static final int TRUNCATED_TO = 4;
    private static final int DATA = 3;
    private static final byte[] STRAY_BYTES = {0x05, (byte) 0xFF, 0x55};

    private Kind kind = Kind.NONE;
    private int echo;
    private int arrived;
    private int strayLeft;

    /** From the next question on. */
    void become(Kind newKind) {
        kind = newKind;
    }

    /** The board with this on its serial lines. */
    Board on(Board board) {
        return new BoardBetween(board) {
            @Override
            public SerialLine serial(String path, int baud) {
                return disturbed(super.serial(path, baud));
            }
        };
    }

    private SerialLine disturbed(SerialLine line) {
        return new SerialLine() {
            @Override
            public Outcome write(byte[] bytes, int length) {
                echo = length;
                arrived = 0;
                strayLeft = kind == Kind.STRAY ? STRAY_BYTES.length : 0;
                return line.write(bytes, length);
            }

            @Override
            public int read(byte[] into, int offset) {
                int stray = 0;
                while (strayLeft > 0 && offset + stray < into.length) {
                    into[offset + stray] = STRAY_BYTES[STRAY_BYTES.length - strayLeft];
                    strayLeft--;
                    stray++;
                }
                int taken = line.read(into, offset + stray);
                return taken < 0 ? taken : stray + alter(into, offset + stray, taken);
            }
        };
    }

    /** Alters {@code taken} bytes in place; returns how many of them are left. */
    private int alter(byte[] into, int offset, int taken) {
        int left = 0;
        for (int i = 0; i < taken; i++) {
            int ofAnswer = arrived - echo;
            arrived++;
            byte value = into[offset + i];
            if (kind == Kind.GARBAGE && ofAnswer == DATA) {
                value ^= 0x10;
            }
            boolean lost =
                    kind == Kind.NO_ECHO
                            || kind == Kind.SILENCE && ofAnswer >= 0
                            || kind == Kind.TRUNCATED && ofAnswer >= TRUNCATED_TO;
            if (!lost) {
                into[offset + left] = value;
                left++;
            }
        }
        return left;
    }
}
