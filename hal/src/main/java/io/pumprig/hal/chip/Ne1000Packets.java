package io.pumprig.hal.chip;

/**
 * The two ways to wrap a command for an NE-1000 (device reference 7.1): basic, text and CR; safe,
 * STX, length, text, CRC-CCITT and ETX.
 */
final class Ne1000Packets {
    static final int STX = 0x02;
    static final int ETX = 0x03;

    /** What a safe packet has around its text, STX not counted: length, CRC, ETX. */
    static final int AROUND = 4;

    private static final int POLYNOMIAL = 0x1021;
    private static final int TOP_BIT = 0x8000;

    private Ne1000Packets() {}

    /** Wraps the text for basic mode; returns how many bytes. */
    static int basic(byte[] into, byte[] text, int length) {
        System.arraycopy(text, 0, into, 0, length);
        into[length] = '\r';
        return length + 1;
    }

    /** Wraps the text for safe mode; returns how many bytes. */
    static int safe(byte[] into, byte[] text, int length) {
        into[0] = STX;
        into[1] = (byte) (length + AROUND);
        System.arraycopy(text, 0, into, 2, length);
        int crc = crc(into, 2, length + 2);
        into[length + 2] = (byte) (crc >> 8);
        into[length + 3] = (byte) crc;
        into[length + 4] = ETX;
        return length + 5;
    }

    /** CRC-CCITT, polynomial 0x1021, start 0, no reflection. */
    static int crc(byte[] bytes, int from, int to) {
        int crc = 0;
        for (int i = from; i < to; i++) {
            crc ^= (bytes[i] & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & TOP_BIT) != 0 ? crc << 1 ^ POLYNOMIAL : crc << 1;
            }
        }
        return crc & 0xFFFF;
    }
}
