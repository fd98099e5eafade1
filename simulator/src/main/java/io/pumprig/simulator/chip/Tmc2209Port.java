package io.pumprig.simulator.chip;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The single-wire UART of a TMC2209 (device reference 1.4): bytes with their times go in, datagrams
 * to the registers come out, answers go to the listener.
 *
 * <p>A byte counts from the instant its stop bit has passed. Whoever may change a register settles
 * the port to that instant first, so an answer carries what was true when the request was complete.
 */
final class Tmc2209Port {
    private static final int SYNC_MASK = 0x0F;
    private static final int SYNC = 0x05;
    private static final int REPLY_ADDRESS = 0xFF;
    private static final int WRITE_FLAG = 0x80;
    private static final int READ_LENGTH = 4;
    private static final int WRITE_LENGTH = 8;
    private static final int MAX_GAP_BITS = 63;
    private static final int IDLE_BITS_AFTER_ERROR = 12;
    private static final int RELEASE_BITS = 4;
    private static final int BITS_PER_BYTE = 10;
    private static final long PICOS_PER_NANO = 1000;

    /** Slowest and fastest rate that the sync nibble can measure. */
    private static final long MAX_BIT_PICOS = 1_000_000_000_000L / 9_000;

    private static final long MIN_BIT_PICOS = 1_000_000_000_000L / 750_000;

    /** Bytes on the wire; more than any driver sends between two looks. */
    private static final int PENDING = 256;

    private final Tmc2209Model registers;
    private final int node;

    private final byte[] pendingBytes = new byte[PENDING];
    private final long[] pendingStarts = new long[PENDING];
    private int pendingFirst;
    private int pendingCount;
    private long firstEndNanos = Long.MAX_VALUE;
    private long bitPicos = 1_000_000_000_000L / 115_200;

    private final byte[] datagram = new byte[WRITE_LENGTH];
    private int received;
    private long lastStartNanos;
    private long lastEndNanos;
    private boolean awaitsIdle;
    private long silentUntilNanos = Long.MIN_VALUE;

    private final byte[] answer = new byte[WRITE_LENGTH];
    private SerialListener listener;

    Tmc2209Port(Tmc2209Model registers, int node) {
        this.registers = registers;
        this.node = node;
    }

    void listener(SerialListener newListener) {
        listener = newListener;
    }

    /** A byte whose start bit begins at {@code startNanos}; they come in order. */
    void hear(int value, long startNanos, long newBitPicos) {
        if (pendingCount == PENDING) {
            return;
        }
        bitPicos = newBitPicos;
        int slot = (pendingFirst + pendingCount) & (PENDING - 1);
        pendingBytes[slot] = (byte) value;
        pendingStarts[slot] = startNanos;
        pendingCount++;
        if (pendingCount == 1) {
            firstEndNanos = startNanos + bits(BITS_PER_BYTE);
        }
    }

    /** Takes what has arrived by {@code nanos}. */
    void settle(long nanos) {
        while (nanos >= firstEndNanos) {
            int value = pendingBytes[pendingFirst] & 0xFF;
            long start = pendingStarts[pendingFirst];
            long end = firstEndNanos;
            pendingFirst = (pendingFirst + 1) & (PENDING - 1);
            pendingCount--;
            firstEndNanos =
                    pendingCount == 0
                            ? Long.MAX_VALUE
                            : pendingStarts[pendingFirst] + bits(BITS_PER_BYTE);
            accept(value, start, end);
        }
    }

    private void accept(int value, long start, long end) {
        boolean hears =
                start >= silentUntilNanos
                        && !registers.isDeaf()
                        && bitPicos >= MIN_BIT_PICOS
                        && bitPicos <= MAX_BIT_PICOS;
        if (!hears) {
            received = 0;
            return;
        }
        boolean idle = start - lastEndNanos >= bits(IDLE_BITS_AFTER_ERROR);
        // One nanosecond more: both starts were rounded down.
        boolean torn = received > 0 && start - lastStartNanos > bits(MAX_GAP_BITS) + 1;
        lastStartNanos = start;
        lastEndNanos = end;
        if (awaitsIdle && !idle) {
            return;
        }
        awaitsIdle = false;
        if (torn) {
            received = 0;
        }
        collect(value, end);
    }

    private void collect(int value, long end) {
        datagram[received] = (byte) value;
        received++;
        if (received == 1 && (value & SYNC_MASK) != SYNC) {
            fail();
        } else if (received >= READ_LENGTH && received == datagramLength()) {
            complete(end);
        }
    }

    private int datagramLength() {
        return (datagram[2] & WRITE_FLAG) != 0 ? WRITE_LENGTH : READ_LENGTH;
    }

    private void complete(long end) {
        int length = received;
        received = 0;
        if (Tmc2209Crc.of(datagram, length - 1) != (datagram[length - 1] & 0xFF)) {
            fail();
            return;
        }
        if ((datagram[1] & 0xFF) != node) {
            return;
        }
        int register = datagram[2] & ~WRITE_FLAG & 0xFF;
        if (length == WRITE_LENGTH) {
            registers.writeRegister(register, word(datagram), end);
        } else {
            reply(register, registers.readRegister(register, end), end);
        }
    }

    private void fail() {
        received = 0;
        awaitsIdle = true;
    }

    private void reply(int register, int value, long end) {
        answer[0] = SYNC;
        answer[1] = (byte) REPLY_ADDRESS;
        answer[2] = (byte) register;
        answer[3] = (byte) (value >>> 24);
        answer[4] = (byte) (value >>> 16);
        answer[5] = (byte) (value >>> 8);
        answer[6] = (byte) value;
        answer[7] = (byte) Tmc2209Crc.of(answer, WRITE_LENGTH - 1);
        long start = end + bits(registers.replyDelayBits());
        silentUntilNanos = start + bits(WRITE_LENGTH * BITS_PER_BYTE + RELEASE_BITS);
        if (listener != null) {
            listener.heard(answer, WRITE_LENGTH, start, bitPicos);
        }
    }

    private static int word(byte[] bytes) {
        return (bytes[3] & 0xFF) << 24
                | (bytes[4] & 0xFF) << 16
                | (bytes[5] & 0xFF) << 8
                | bytes[6] & 0xFF;
    }

    private long bits(long count) {
        return count * bitPicos / PICOS_PER_NANO;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(pendingCount);
        for (int i = 0; i < pendingCount; i++) {
            int slot = (pendingFirst + i) & (PENDING - 1);
            out.writeByte(pendingBytes[slot]);
            out.writeLong(pendingStarts[slot]);
        }
        out.writeLong(firstEndNanos);
        out.writeLong(bitPicos);
        out.write(datagram);
        out.writeInt(received);
        out.writeLong(lastStartNanos);
        out.writeLong(lastEndNanos);
        out.writeBoolean(awaitsIdle);
        out.writeLong(silentUntilNanos);
    }

    void load(DataInput in) throws IOException {
        pendingFirst = 0;
        pendingCount = in.readInt();
        for (int i = 0; i < pendingCount; i++) {
            pendingBytes[i] = in.readByte();
            pendingStarts[i] = in.readLong();
        }
        firstEndNanos = in.readLong();
        bitPicos = in.readLong();
        in.readFully(datagram);
        received = in.readInt();
        lastStartNanos = in.readLong();
        lastEndNanos = in.readLong();
        awaitsIdle = in.readBoolean();
        silentUntilNanos = in.readLong();
    }
}
