package io.pumprig.hardware.budget;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.hardware.BoardBetween;
import java.util.Map;
import java.util.TreeMap;

/**
 * A board whose wires are metered: how long each part's transactions keep its wire busy, by the
 * bits that pass. I2C at 400 kHz: nine bits for each address and byte, one for each start and stop.
 * Serial at 115 200 baud: ten bits for each byte sent and received; the answer's delay is part of
 * the exchange. Levels cost a system call and no wire time.
 */
final class MeteredBoard extends BoardBetween {
    private static final long I2C_BIT_NANOS = 2_500;
    private static final long SERIAL_BYTE_NANOS = 86_806;

    /** SENDDELAY 2: 24 bit times between a request and its reply. */
    private static final long REPLY_DELAY_NANOS = 208_333;

    private static final int BITS_PER_BYTE = 9;
    private static final int START_OR_STOP = 1;
    private static final int READ_REQUEST_BYTES = 4;
    private static final int REPLY_BYTES = 8;

    private final Map<String, Long> cycleNanosByPart = new TreeMap<>();
    private final Map<String, Long> worstNanosByPart = new TreeMap<>();
    private long worstCycleNanos;

    MeteredBoard(Board board) {
        super(board);
    }

    /** Ends a cycle: what it took becomes the worst if it was. */
    void endCycle() {
        long total = 0;
        for (Map.Entry<String, Long> part : cycleNanosByPart.entrySet()) {
            worstNanosByPart.merge(part.getKey(), part.getValue(), Math::max);
            total += part.getValue();
        }
        worstCycleNanos = Math.max(worstCycleNanos, total);
        cycleNanosByPart.clear();
    }

    /** Forgets what was metered so far. */
    void reset() {
        cycleNanosByPart.clear();
        worstNanosByPart.clear();
        worstCycleNanos = 0;
    }

    /** The longest that one cycle kept all wires busy, one after the other. */
    long worstCycleNanos() {
        return worstCycleNanos;
    }

    /** The longest that one cycle kept each part's wire busy. */
    Map<String, Long> worstNanosByPart() {
        return worstNanosByPart;
    }

    private void meter(String part, long nanos) {
        cycleNanosByPart.merge(part, nanos, Long::sum);
    }

    @Override
    public I2cBus i2c(String name) {
        I2cBus bus = super.i2c(name);
        return new I2cBus() {
            @Override
            public Outcome write(int address, byte[] bytes, int length) {
                long bits = 2 * START_OR_STOP + BITS_PER_BYTE * (1L + length);
                meter(String.format("%s 0x%02X", name, address), bits * I2C_BIT_NANOS);
                return bus.write(address, bytes, length);
            }

            @Override
            public Outcome writeRead(
                    int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
                long bits = 3 * START_OR_STOP + BITS_PER_BYTE * (2L + writeLength + readLength);
                meter(String.format("%s 0x%02X", name, address), bits * I2C_BIT_NANOS);
                return bus.writeRead(address, bytes, writeLength, into, readLength);
            }
        };
    }

    @Override
    public SerialLine serial(String path, int baud) {
        SerialLine line = super.serial(path, baud);
        return new SerialLine() {
            @Override
            public Outcome write(byte[] bytes, int length) {
                long nanos = length * SERIAL_BYTE_NANOS;
                if (length == READ_REQUEST_BYTES) {
                    nanos += REPLY_DELAY_NANOS + REPLY_BYTES * SERIAL_BYTE_NANOS;
                }
                meter(path, nanos);
                return line.write(bytes, length);
            }

            @Override
            public int read(byte[] into, int offset) {
                return line.read(into, offset);
            }
        };
    }
}
