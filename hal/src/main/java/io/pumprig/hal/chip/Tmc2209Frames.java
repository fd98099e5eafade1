package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;

/**
 * Datagrams of the TMC2209's single-wire UART (device reference 1.4): built into and read out of
 * lent buffers, so that a cycle allocates nothing.
 */
public final class Tmc2209Frames {
    /** Bytes of a read request. */
    public static final int REQUEST_LENGTH = 4;

    /** Bytes of a write, and of a reply. */
    public static final int FRAME_LENGTH = 8;

    private static final int SYNC = 0x05;
    private static final int MASTER = 0xFF;
    private static final int WRITE_FLAG = 0x80;

    /** 0x07 with its bits in reverse, as bytes enter least significant bit first. */
    private static final int MIRRORED_POLYNOMIAL = 0xE0;

    /** CRC of each byte, bits in reverse: the UART is asked 20 times a second, simulated faster. */
    private static final int[] MIRRORED_CRC = mirroredCrc();

    private static final int BITS_PER_BYTE = 10;

    private Tmc2209Frames() {}

    /**
     * CRC-8 x^8 + x^2 + x + 1, start 0, each byte entered least significant bit first. A run of
     * zeros has the CRC 0, so it proves nothing by itself.
     */
    public static int crc(byte[] bytes, int offset, int length) {
        int mirrored = 0;
        for (int i = offset; i < offset + length; i++) {
            mirrored = MIRRORED_CRC[mirrored ^ bytes[i] & 0xFF];
        }
        return Integer.reverse(mirrored) >>> 24;
    }

    private static int[] mirroredCrc() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ MIRRORED_POLYNOMIAL;
            }
            table[i] = crc;
        }
        return table;
    }

    /** Builds a read request at the start of {@code into}; returns its length. */
    public static int readRequest(byte[] into, int node, int register) {
        into[0] = SYNC;
        into[1] = (byte) node;
        into[2] = (byte) register;
        into[3] = (byte) crc(into, 0, REQUEST_LENGTH - 1);
        return REQUEST_LENGTH;
    }

    /** Builds a write at the start of {@code into}; returns its length. */
    public static int write(byte[] into, int node, int register, int value) {
        into[0] = SYNC;
        into[1] = (byte) node;
        into[2] = (byte) (register | WRITE_FLAG);
        into[3] = (byte) (value >>> 24);
        into[4] = (byte) (value >>> 16);
        into[5] = (byte) (value >>> 8);
        into[6] = (byte) value;
        into[7] = (byte) crc(into, 0, FRAME_LENGTH - 1);
        return FRAME_LENGTH;
    }

    /** True when the first {@code length} received bytes are those that were sent. */
    public static boolean isEcho(byte[] sent, byte[] received, int length) {
        for (int i = 0; i < length; i++) {
            if (sent[i] != received[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Judges the eight bytes from {@code offset} on as the reply to a read of {@code register}: OK,
     * BAD_FRAME when sync, master address or register do not fit, BAD_CRC when all of these do.
     */
    public static Outcome checkReply(byte[] bytes, int offset, int register) {
        if ((bytes[offset] & 0xFF) != SYNC
                || (bytes[offset + 1] & 0xFF) != MASTER
                || (bytes[offset + 2] & 0xFF) != register) {
            return Outcome.BAD_FRAME;
        }
        int crc = crc(bytes, offset, FRAME_LENGTH - 1);
        return crc == (bytes[offset + 7] & 0xFF) ? Outcome.OK : Outcome.BAD_CRC;
    }

    /** The 32-bit value in the eight bytes from {@code offset} on, of a reply or a write. */
    public static int value(byte[] bytes, int offset) {
        return (bytes[offset + 3] & 0xFF) << 24
                | (bytes[offset + 4] & 0xFF) << 16
                | (bytes[offset + 5] & 0xFF) << 8
                | bytes[offset + 6] & 0xFF;
    }

    /** Bit times between request and reply for SENDDELAY 0-15. */
    public static int replyDelayBits(int sendDelay) {
        return 8 + sendDelay / 2 * 16;
    }

    /** Shortest possible duration of one register read, rounded down to a nanosecond. */
    public static long readNanos(int baud, int sendDelay) {
        long bits =
                (REQUEST_LENGTH + FRAME_LENGTH) * BITS_PER_BYTE + (long) replyDelayBits(sendDelay);
        return bits * 1_000_000_000L / baud;
    }
}
