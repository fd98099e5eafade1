package io.pumprig.simulator.chip;

/**
 * CRC-8 of the TMC2209 (device reference 1.4): polynomial 0x07, start 0, each byte entered least
 * significant bit first. Computed here mirrored, with the polynomial 0xE0 and the register shifting
 * right, and turned round at the end: the same code by another way than the drivers'.
 */
final class Tmc2209Crc {
    private static final int MIRRORED_POLYNOMIAL = 0xE0;
    private static final byte[] STEP = new byte[256];
    private static final byte[] TURNED = new byte[256];

    static {
        for (int i = 0; i < 256; i++) {
            int register = i;
            for (int bit = 0; bit < 8; bit++) {
                boolean carry = (register & 1) != 0;
                register = register >>> 1 ^ (carry ? MIRRORED_POLYNOMIAL : 0);
            }
            STEP[i] = (byte) register;
            TURNED[i] = (byte) (Integer.reverse(i) >>> 24);
        }
    }

    private Tmc2209Crc() {}

    static int of(byte[] bytes, int length) {
        int register = 0;
        for (int i = 0; i < length; i++) {
            register = STEP[(register ^ bytes[i]) & 0xFF] & 0xFF;
        }
        return TURNED[register] & 0xFF;
    }
}
