package io.pumprig.simulator.chip;

/** What an instrument says, put together without making garbage. */
final class AsciiLine {
    private static final int LONGEST = 128;

    private final byte[] bytes = new byte[LONGEST];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    AsciiLine clear() {
        length = 0;
        return this;
    }

    AsciiLine add(int letter) {
        bytes[length++] = (byte) letter;
        return this;
    }

    AsciiLine add(String text) {
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
        return this;
    }

    /** Adds {@code steps / 10^decimals}, with all decimals. */
    AsciiLine addDecimal(long steps, int decimals) {
        if (steps < 0) {
            add('-');
        }
        long rest = Math.abs(steps);
        long scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        long unit = scale;
        while (rest / unit >= 10) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            add((int) ('0' + rest / unit % 10));
            if (unit == scale && decimals > 0) {
                add('.');
            }
        }
        return this;
    }

    /** Moves what was added since {@code from} to the right end of a field of {@code width}. */
    AsciiLine rightAlign(int from, int width) {
        int pad = width - (length - from);
        for (int i = length - 1; i >= from && pad > 0; i--) {
            bytes[i + pad] = bytes[i];
        }
        for (int i = 0; i < pad; i++) {
            bytes[from + i] = ' ';
        }
        length += Math.max(0, pad);
        return this;
    }
}
