package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.I2cBus;

/**
 * AS5600 magnetic angle sensor (device reference, section 2).
 *
 * <p>The angle registers go on returning numbers when the magnet is gone, so each fetch reads
 * STATUS first, in the same cycle. Bits that the chip always reads as 0 must be 0, which is how a
 * garbled transfer is told from an angle. There is no method for BURN: it works three times in a
 * chip's life, and nothing here needs it.
 */
public final class As5600 {
    /** The only address of the part. */
    public static final int ADDRESS = 0x36;

    /** STATUS: magnet detected. */
    public static final int STATUS_MD = 0x20;

    /** STATUS: gain at its maximum, magnet too weak or too far. */
    public static final int STATUS_ML = 0x10;

    /** STATUS: gain at its minimum, magnet too strong or too near. */
    public static final int STATUS_MH = 0x08;

    private static final int STATUS_BITS = STATUS_MD | STATUS_ML | STATUS_MH;

    private static final int CONF = 0x07;
    private static final int STATUS = 0x0B;
    private static final int RAW_ANGLE = 0x0C;
    private static final int AGC = 0x1A;

    /** Bits of CONF that exist. */
    private static final int CONF_BITS = 0x3FFF;

    /** Fetches between two looks at CONF: every 10 s at 20 fetches a second. */
    private static final int FETCHES_BETWEEN_CHECKS = 200;

    private final I2cBus bus;
    private final int address;
    private final byte[] sent = new byte[3];
    private final byte[] received = new byte[2];
    private int fetchesToCheck = FETCHES_BETWEEN_CHECKS;
    private int conf;
    private int status;
    private int angleCounts;
    private int gain;

    public As5600(I2cBus bus, int address) {
        this.bus = bus;
        this.address = address;
    }

    /**
     * Reads CONF, writes 0 to it (normal power, 16x slow filter, watchdog off) and reads it back.
     * With the watchdog on, a shaft as slow as this one would put the chip to sleep.
     *
     * @return OK; UNPROVED when CONF does not read 0 afterwards; or how a transfer failed
     */
    public Outcome bringUp() {
        Outcome outcome = readConf();
        if (!outcome.isOk()) {
            return outcome;
        }
        sent[0] = CONF;
        sent[1] = 0;
        sent[2] = 0;
        outcome = bus.write(address, sent, 3);
        if (!outcome.isOk()) {
            return outcome;
        }
        outcome = readConf();
        return outcome.isOk() && conf != 0 ? Outcome.UNPROVED : outcome;
    }

    private Outcome readConf() {
        Outcome outcome = read(CONF, 2);
        if (outcome.isOk()) {
            conf = word();
        }
        return outcome;
    }

    /**
     * Reads STATUS, then the raw angle; after a transfer that failed CONF first, which a chip that
     * lost its power meanwhile no longer has.
     *
     * @return OK; INVALID without a magnet; BAD_FRAME when bits are set that the chip never sets;
     *     RECONFIGURING when CONF was found changed and is being written again; or how a transfer
     *     failed
     */
    public Outcome fetch() {
        if (--fetchesToCheck <= 0) {
            Outcome checked = checkConf();
            if (!checked.isOk()) {
                return checked;
            }
        }
        Outcome outcome = read(STATUS, 1);
        if (!outcome.isOk()) {
            return outcome;
        }
        int found = received[0] & 0xFF;
        if ((found & ~STATUS_BITS) != 0) {
            return Outcome.BAD_FRAME;
        }
        status = found;
        if (!isAngleUsable(found)) {
            return Outcome.INVALID;
        }
        outcome = read(RAW_ANGLE, 2);
        if (!outcome.isOk()) {
            return outcome;
        }
        if ((received[0] & 0xF0) != 0) {
            return Outcome.BAD_FRAME;
        }
        angleCounts = rawAngle(received[0], received[1]);
        return Outcome.OK;
    }

    /**
     * Reads STATUS and AGC, whether there is a magnet or not. For a check of the air gap, not for
     * the cycle.
     *
     * @return OK; BAD_FRAME when bits are set that the chip never sets; or how a transfer failed
     */
    public Outcome fetchGain() {
        Outcome outcome = read(STATUS, 1);
        if (!outcome.isOk()) {
            return outcome;
        }
        int found = received[0] & 0xFF;
        if ((found & ~STATUS_BITS) != 0) {
            return Outcome.BAD_FRAME;
        }
        outcome = read(AGC, 1);
        if (outcome.isOk()) {
            status = found;
            gain = received[0] & 0xFF;
        }
        return outcome;
    }

    /** A chip that lost power, or took a wrong write, is found here and put right. */
    private Outcome checkConf() {
        Outcome outcome = readConf();
        if (!outcome.isOk()) {
            return outcome;
        }
        if (conf == 0) {
            fetchesToCheck = FETCHES_BETWEEN_CHECKS;
            return Outcome.OK;
        }
        if ((conf & ~CONF_BITS) != 0) {
            return Outcome.BAD_FRAME;
        }
        // Looked at again by the next fetch: the angle counts only once CONF reads 0.
        bringUp();
        return Outcome.RECONFIGURING;
    }

    private Outcome read(int register, int length) {
        sent[0] = (byte) register;
        Outcome outcome = bus.writeRead(address, sent, 1, received, length);
        if (!outcome.isOk()) {
            // Whatever was in the way may have taken the chip's power with it.
            fetchesToCheck = 0;
        }
        return outcome;
    }

    private int word() {
        return (received[0] & 0xFF) << 8 | received[1] & 0xFF;
    }

    /** Raw angle of the last fetch that was OK, 0-4095. */
    public int angleCounts() {
        return angleCounts;
    }

    /** STATUS as last read. */
    public int status() {
        return status;
    }

    /** AGC as last read: 0-255 at 5 V, 0-128 at 3.3 V; the middle is a good air gap. */
    public int gain() {
        return gain;
    }

    /** CONF as last read. */
    public int conf() {
        return conf;
    }

    /** True when STATUS says that a magnet is there; too weak or too strong is still an angle. */
    public static boolean isAngleUsable(int status) {
        return (status & STATUS_MD) != 0;
    }

    /** The 12-bit angle in two bytes; the upper four bits do not belong to it. */
    public static int rawAngle(byte high, byte low) {
        return (high & 0x0F) << 8 | low & 0xFF;
    }

    /** Shortest signed move between two raw angles, -2048 to 2047; right below half a turn. */
    public static int delta(int previous, int current) {
        return (current - previous + 2048 & 0xFFF) - 2048;
    }

    /** A raw angle in millionths of a degree, rounded to the nearest, for reports. */
    public static int microdegrees(int rawAngle) {
        return (int) ((rawAngle * 360_000_000L + 2048) / 4096);
    }

    /**
     * CONF taken apart, for reports.
     *
     * @param powerMode PM: 0 normal, 1-3 polling
     * @param hysteresisCounts HYST, 0-3
     * @param outputStage OUTS
     * @param pwmFrequency PWMF
     * @param slowFilter SF: 0 is 16x, 3 is 2x
     * @param fastFilterThreshold FTH code, 0 is slow filter only
     * @param watchdog WD: sleeps when the shaft rests for a minute
     */
    public record Conf(
            int powerMode,
            int hysteresisCounts,
            int outputStage,
            int pwmFrequency,
            int slowFilter,
            int fastFilterThreshold,
            boolean watchdog) {

        /** Takes the 14-bit word apart. */
        public static Conf of(int word) {
            return new Conf(
                    word & 3,
                    word >> 2 & 3,
                    word >> 4 & 3,
                    word >> 6 & 3,
                    word >> 8 & 3,
                    word >> 10 & 7,
                    (word & 0x2000) != 0);
        }
    }
}
