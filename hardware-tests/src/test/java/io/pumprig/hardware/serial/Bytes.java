package io.pumprig.hardware.serial;

import io.pumprig.hal.board.SerialLine;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as people write them. */
final class Bytes {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private Bytes() {}

    static byte[] of(String hex) {
        return hex.isEmpty() ? new byte[0] : HEX.parseHex(hex);
    }

    static String hex(byte[] bytes, int length) {
        return HEX.formatHex(Arrays.copyOf(bytes, length));
    }

    /** What has arrived on a line by now, at most 64 bytes; "gone" when it is. */
    static String arrived(SerialLine line) {
        byte[] into = new byte[64];
        int length = line.read(into, 0);
        return length < 0 ? "gone" : hex(into, length);
    }
}
