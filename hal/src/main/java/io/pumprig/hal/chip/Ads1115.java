package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.I2cBus;

/**
 * ADS1115 converter in single shot, one input against ground, +-4.096 V, 128 samples a second
 * (device reference, section 4).
 *
 * <p>Single shot, because its freshness is certain: the config register is written for each
 * conversion and must read back as written with OS set. A chip that was reset meanwhile answers
 * with other bits, and the next start puts it right.
 */
public final class Ads1115 {
    /** One count at +-4.096 V. */
    public static final int MICROVOLTS_PER_COUNT = 125;

    private static final int CONVERSION = 0;
    private static final int CONFIG = 1;

    /** OS, 4.096 V, single shot, 128 SPS, comparator off; the input goes to bits 14..12. */
    private static final int START = 0x8383;

    private static final int SINGLE_ENDED = 4;

    /** 1/128 s, 10 % slow, and 25 us to wake up. */
    private static final long CONVERSION_NANOS = 8_625_000;

    private final I2cBus bus;
    private final int address;
    private final RigClock clock;
    private final byte[] sent = new byte[3];
    private final byte[] received = new byte[2];
    private int config;
    private long startedNanos;
    private boolean converting;
    private int code;

    public Ads1115(I2cBus bus, int address, RigClock clock) {
        this.bus = bus;
        this.address = address;
        this.clock = clock;
    }

    /**
     * Starts one conversion.
     *
     * @param channel 0-3
     */
    public Outcome start(int channel) {
        config = startConfig(channel);
        sent[0] = CONFIG;
        sent[1] = (byte) (config >> 8);
        sent[2] = (byte) config;
        Outcome outcome = bus.write(address, sent, 3);
        startedNanos = clock.nanos();
        converting = outcome.isOk();
        return outcome;
    }

    /** True from a start that succeeded until its conversion was fetched or has failed. */
    public boolean isConverting() {
        return converting;
    }

    /**
     * Takes the conversion that was started.
     *
     * @return PENDING, without touching the bus, for the longest time that a conversion may last;
     *     then OK, NOT_READY when it is still going on, BAD_FRAME when the config register is not
     *     as written, OUT_OF_RANGE at a rail, or how a transfer failed
     */
    public Outcome fetch() {
        if (!converting) {
            return Outcome.NOT_READY;
        }
        if (clock.nanos() - startedNanos < CONVERSION_NANOS) {
            return Outcome.PENDING;
        }
        converting = false;
        Outcome outcome = read(CONFIG);
        if (!outcome.isOk()) {
            return outcome;
        }
        int found = code(received[0], received[1]) & 0xFFFF;
        if (found != config) {
            return found == (config & 0x7FFF) ? Outcome.NOT_READY : Outcome.BAD_FRAME;
        }
        outcome = read(CONVERSION);
        if (!outcome.isOk()) {
            return outcome;
        }
        code = code(received[0], received[1]);
        return isSaturated(code) ? Outcome.OUT_OF_RANGE : Outcome.OK;
    }

    private Outcome read(int register) {
        sent[0] = (byte) register;
        return bus.writeRead(address, sent, 1, received, 2);
    }

    /** Signed result of the last successful fetch. */
    public int code() {
        return code;
    }

    /** The config word that starts a conversion of {@code channel} 0-3. */
    public static int startConfig(int channel) {
        assert channel >= 0 && channel <= 3 : channel;
        return START | (SINGLE_ENDED + channel) << 12;
    }

    /** Two bytes of the conversion register as a signed code. */
    public static int code(byte high, byte low) {
        return high << 8 | low & 0xFF;
    }

    /** True at either rail: the input lies beyond the range. */
    public static boolean isSaturated(int code) {
        return code == 0x7FFF || code == -0x8000;
    }

    /** Full scale of the gain code {@code pga} 0-7 in millivolts. */
    public static int fullScaleMillivolts(int pga) {
        return switch (pga) {
            case 0 -> 6144;
            case 1 -> 4096;
            case 2 -> 2048;
            case 3 -> 1024;
            case 4 -> 512;
            default -> 256;
        };
    }

    /** A code in nanovolts at the gain code {@code pga}, exact. */
    public static long nanovolts(int code, int pga) {
        return code * (fullScaleMillivolts(pga) * 1_000_000L / 32_768);
    }

    /**
     * A config word taken apart, for reports.
     *
     * @param os written 1 starts; read 1 is idle
     * @param mux 4-7: inputs 0-3 against ground
     * @param pga gain code
     * @param singleShot false is continuous
     * @param rate DR code
     * @param comparatorQueue 3 is off
     */
    public record Config(
            boolean os, int mux, int pga, boolean singleShot, int rate, int comparatorQueue) {
        private static final int[] SAMPLES_PER_SECOND = {8, 16, 32, 64, 128, 250, 475, 860};

        /** Takes the 16-bit word apart. */
        public static Config of(int word) {
            return new Config(
                    (word & 0x8000) != 0,
                    word >> 12 & 7,
                    word >> 9 & 7,
                    (word & 0x100) != 0,
                    word >> 5 & 7,
                    word & 3);
        }

        /** Nominal rate. */
        public int samplesPerSecond() {
            return SAMPLES_PER_SECOND[rate];
        }
    }
}
