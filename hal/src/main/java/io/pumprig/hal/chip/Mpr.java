package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.I2cBus;

/**
 * Honeywell MPR pressure sensor, transfer function 10 to 90 % of 2^24 (device reference 4.1).
 *
 * <p>It measures when it is told to and says with every value whether it is sound, so each value is
 * fresh, and a sensor that lost its power meanwhile simply measures when asked next. An alternative
 * to the ADS1115 with its analog transducer; the reference rig does not have one.
 */
public final class Mpr {
    /** The only address of the part. */
    public static final int ADDRESS = 0x18;

    /** Status: the part is powered. */
    public static final int STATUS_POWERED = 1 << 6;

    /** Status: a measurement is under way. */
    public static final int STATUS_BUSY = 1 << 5;

    /** Status: the memory with the calibration is not intact. */
    public static final int STATUS_INTEGRITY_FAILED = 1 << 2;

    /** Status: the arithmetic of the part was saturated. */
    public static final int STATUS_SATURATED = 1;

    /** Full scale of the 25 psi part on the common breakout: 25 times 6 894.757 Pa. */
    public static final int MILLIPASCALS_AT_25_PSI = 172_368_932;

    private static final int LOWEST = 0x19_999A;
    private static final int HIGHEST = 0xE6_6666;

    /** Half of the 10 % at either end: further out lies no pressure, only a broken part. */
    private static final int MARGIN = LOWEST / 2;

    private static final int ANSWER_LENGTH = 4;
    private static final long MEASUREMENT_NANOS = 5_000_000;
    private static final long LIMIT_NANOS = 20_000_000;

    private static final byte[] MEASURE = {(byte) 0xAA, 0, 0};

    private final I2cBus bus;
    private final int address;
    private final RigClock clock;
    private final int fullScaleMillipascals;
    private final byte[] received = new byte[ANSWER_LENGTH];
    private long startedNanos;
    private boolean measuring;
    private int status;
    private int counts;

    /**
     * @param fullScaleMillipascals pressure at 90 %; 10 % is zero
     */
    public Mpr(I2cBus bus, int address, RigClock clock, int fullScaleMillipascals) {
        if (fullScaleMillipascals <= 0) {
            throw new IllegalArgumentException("full scale " + fullScaleMillipascals + " mPa");
        }
        this.bus = bus;
        this.address = address;
        this.clock = clock;
        this.fullScaleMillipascals = fullScaleMillipascals;
    }

    /** Starts one measurement. */
    public Outcome start() {
        Outcome outcome = bus.write(address, MEASURE, MEASURE.length);
        startedNanos = clock.nanos();
        measuring = outcome.isOk();
        return outcome;
    }

    /** True from a start that succeeded until its measurement was fetched or has failed. */
    public boolean isMeasuring() {
        return measuring;
    }

    /**
     * Takes the measurement that was started.
     *
     * @return PENDING, for the first 5 ms without touching the bus; then OK; NOT_READY when it is
     *     still going on after 20 ms, or none was started; INVALID when the part says that it is
     *     not sound, or answers what it never says; OUT_OF_RANGE when the output lies where no
     *     pressure puts it; or how the transfer failed
     */
    public Outcome fetch() {
        if (!measuring) {
            return Outcome.NOT_READY;
        }
        long elapsedNanos = clock.nanos() - startedNanos;
        if (elapsedNanos < MEASUREMENT_NANOS) {
            return Outcome.PENDING;
        }
        Outcome outcome = bus.writeRead(address, MEASURE, 0, received, ANSWER_LENGTH);
        if (outcome.isOk()) {
            status = received[0] & 0xFF;
            if (isBusy(status) && elapsedNanos < LIMIT_NANOS) {
                return Outcome.PENDING;
            }
            outcome = judge();
        }
        measuring = false;
        return outcome;
    }

    private Outcome judge() {
        if (isBusy(status)) {
            return Outcome.NOT_READY;
        }
        if (!isSound(status)) {
            return Outcome.INVALID;
        }
        counts = counts(received[1], received[2], received[3]);
        boolean within = counts >= LOWEST - MARGIN && counts <= HIGHEST + MARGIN;
        return within ? Outcome.OK : Outcome.OUT_OF_RANGE;
    }

    /** Status byte of the last answer, for the report at start. */
    public int status() {
        return status;
    }

    /** Output of the last fetch that was OK or OUT_OF_RANGE, 24 bits without sign. */
    public int counts() {
        return counts;
    }

    /** Pressure of that fetch, rounded towards zero. */
    public int pascals() {
        return (int) (millipascals(counts, fullScaleMillipascals) / 1_000);
    }

    /** True for the one status of a sound part that has measured. */
    public static boolean isSound(int status) {
        return status == STATUS_POWERED;
    }

    /** Powered and busy, and nothing else: the measurement is under way. */
    private static boolean isBusy(int status) {
        return status == (STATUS_POWERED | STATUS_BUSY);
    }

    /** Three bytes of output, most significant first. */
    public static int counts(byte high, byte middle, byte low) {
        return (high & 0xFF) << 16 | (middle & 0xFF) << 8 | low & 0xFF;
    }

    /** Pressure of an output, by the 10 to 90 % transfer function, rounded towards zero. */
    public static long millipascals(int counts, int fullScaleMillipascals) {
        return ((long) counts - LOWEST) * fullScaleMillipascals / (HIGHEST - LOWEST);
    }
}
