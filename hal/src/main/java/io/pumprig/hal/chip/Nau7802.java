package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.I2cBus;

/**
 * NAU7802 load-cell converter: 3.0 V LDO, gain 128, 80 samples a second, internal offset
 * calibration (device reference, section 3).
 *
 * <p>Bring-up takes most of a second and never waits: {@link #advance} does what may be done now.
 * In service the chip must show by PU_CTRL that it runs as configured. Once a minute register 0x15
 * is looked at, without which it returns bursts of nonsense, and CTRL1, whose gain it would lose
 * unseen if its power failed while the LDO settles. A chip that fails any is brought up again.
 */
public final class Nau7802 {
    /** The only address of the part. */
    public static final int ADDRESS = 0x2A;

    /** PU_CTRL: register reset. */
    public static final int PU_RR = 0x01;

    public static final int PU_PUD = 0x02;
    public static final int PU_PUA = 0x04;

    /** PU_CTRL: powered up, read only. */
    public static final int PU_PUR = 0x08;

    /** PU_CTRL: conversions run. */
    public static final int PU_CS = 0x10;

    /** PU_CTRL: a conversion is waiting; reading it clears the bit. */
    public static final int PU_CR = 0x20;

    public static final int PU_OSCS = 0x40;
    public static final int PU_AVDDS = 0x80;

    /** CTRL2: calibration starts, or is under way. */
    public static final int CTRL2_CALS = 0x04;

    /** CTRL2: the last calibration failed. */
    public static final int CTRL2_CAL_ERR = 0x08;

    private static final int PU_CTRL = 0x00;
    private static final int CTRL1 = 0x01;
    private static final int CTRL2 = 0x02;
    private static final int ADCO = 0x12;
    private static final int CHOPPER = 0x15;
    private static final int PGA = 0x1B;
    private static final int PGA_POWER = 0x1C;
    private static final int REVISION = 0x1F;

    private static final int CHOPPER_OFF = 0x30;
    private static final int LDO_AND_GAIN = ctrl1(3_000, 128);
    private static final int PGA_LDOMODE = 0x40;
    private static final int PGA_CAPACITOR = 0x80;
    private static final int RUNNING = PU_AVDDS | PU_CS | PU_PUR | PU_PUA | PU_PUD;
    private static final int CONVERSIONS_DROPPED = 6;

    private static final long RESET_NANOS = 1_000_000;
    private static final long DIGITAL_NANOS = 200_000;
    private static final long POWER_UP_LIMIT_NANOS = 100_000_000;
    private static final long LDO_NANOS = 250_000_000;
    private static final long CALIBRATION_LIMIT_NANOS = 1_000_000_000;
    private static final long CONVERSION_LIMIT_NANOS = 50_000_000;
    private static final long CHECK_NANOS = 60_000_000_000L;

    /** Answers of the wrong shape in a row before the chip is taken for one that was reset. */
    private static final int BAD_FRAMES = 3;

    private enum Stage {
        RESET,
        POWER_DIGITAL,
        POWER_ANALOG,
        CONFIGURE,
        CALIBRATE,
        SETTLE,
        IN_SERVICE
    }

    private final I2cBus bus;
    private final int address;
    private final RigClock clock;
    private final StagedBringUp<Stage> bringUp;
    private final byte[] sent = new byte[2];
    private final byte[] received = new byte[3];
    private long limitNanos;
    private long checkNanos;
    private int dropped;
    private int badFrames;
    private boolean waiting;
    private int register;
    private int found;
    private int counts;

    public Nau7802(I2cBus bus, int address, RigClock clock) {
        this.bus = bus;
        this.address = address;
        this.clock = clock;
        this.bringUp = new StagedBringUp<>(clock, Stage.RESET, Stage.IN_SERVICE, this::carryOut);
    }

    /** True when {@link #fetch} may be called. */
    public boolean isConfigured() {
        return bringUp.isInService();
    }

    /**
     * Moves the bring-up on as far as it goes now. After a failure the next call starts again, not
     * before 100 ms have passed.
     *
     * @return PENDING; OK when the chip is in service; NOT_READY when power-up, calibration or a
     *     conversion exceeds its time; INVALID when another chip answers or the calibration failed;
     *     or how a transfer failed
     */
    public Outcome advance() {
        return bringUp.advance();
    }

    private Outcome carryOut(long now) {
        return switch (bringUp.stage()) {
            case RESET -> next(write(PU_CTRL, PU_RR), Stage.POWER_DIGITAL, now, RESET_NANOS, 0);
            case POWER_DIGITAL ->
                    next(
                            write(PU_CTRL, PU_PUD),
                            Stage.POWER_ANALOG,
                            now,
                            DIGITAL_NANOS,
                            POWER_UP_LIMIT_NANOS);
            case POWER_ANALOG -> powerAnalog(now);
            case CONFIGURE -> next(configure(), Stage.CALIBRATE, now, 0, CALIBRATION_LIMIT_NANOS);
            case CALIBRATE -> awaitCalibration(now);
            case SETTLE -> dropConversion(now);
            default -> Outcome.OK;
        };
    }

    /** Goes on to {@code stage} after {@code waitNanos} if {@code done} was OK. */
    private Outcome next(Outcome done, Stage stage, long now, long waitNanos, long limitNanos) {
        if (done.isOk()) {
            this.limitNanos = now + limitNanos;
        }
        return bringUp.goOnAfter(done, stage, now + waitNanos);
    }

    private Outcome powerAnalog(long now) {
        Outcome outcome = read(PU_CTRL, 1);
        if (!outcome.isOk()) {
            return outcome;
        }
        if ((found & PU_PUR) == 0) {
            return untilLimit(now);
        }
        outcome = read(REVISION, 1);
        if (!outcome.isOk()) {
            return outcome;
        }
        if ((found & 0x0F) != 0x0F) {
            return Outcome.INVALID;
        }
        outcome = write(CTRL1, LDO_AND_GAIN);
        if (outcome.isOk()) {
            outcome = write(PU_CTRL, PU_AVDDS | PU_PUA | PU_PUD);
        }
        return next(outcome, Stage.CONFIGURE, now, LDO_NANOS, 0);
    }

    private Outcome configure() {
        Outcome outcome = write(CTRL2, ctrl2(80));
        if (outcome.isOk()) {
            outcome = write(CHOPPER, CHOPPER_OFF);
        }
        if (outcome.isOk()) {
            outcome = read(PGA, 1);
        }
        if (outcome.isOk()) {
            outcome = write(PGA, found & ~PGA_LDOMODE);
        }
        if (outcome.isOk()) {
            outcome = read(PGA_POWER, 1);
        }
        if (outcome.isOk()) {
            outcome = write(PGA_POWER, found | PGA_CAPACITOR);
        }
        if (outcome.isOk()) {
            outcome = write(PU_CTRL, PU_AVDDS | PU_CS | PU_PUA | PU_PUD);
        }
        return outcome.isOk() ? write(CTRL2, ctrl2(80) | CTRL2_CALS) : outcome;
    }

    private Outcome awaitCalibration(long now) {
        Outcome outcome = read(CTRL2, 1);
        if (!outcome.isOk()) {
            return outcome;
        }
        if ((found & CTRL2_CALS) != 0) {
            return untilLimit(now);
        }
        if ((found & CTRL2_CAL_ERR) != 0) {
            return Outcome.INVALID;
        }
        dropped = 0;
        return next(Outcome.OK, Stage.SETTLE, now, 0, CONVERSION_LIMIT_NANOS);
    }

    /** The first conversions after a calibration are still settling. */
    private Outcome dropConversion(long now) {
        Outcome outcome = read(PU_CTRL, 1);
        if (!outcome.isOk()) {
            return outcome;
        }
        if ((found & PU_CR) == 0) {
            return untilLimit(now);
        }
        outcome = read(ADCO, 3);
        if (!outcome.isOk()) {
            return outcome;
        }
        if (++dropped < CONVERSIONS_DROPPED) {
            return next(outcome, Stage.SETTLE, now, 0, CONVERSION_LIMIT_NANOS);
        }
        checkNanos = now + CHECK_NANOS;
        badFrames = 0;
        waiting = false;
        return bringUp.enterService();
    }

    private Outcome untilLimit(long now) {
        return now - limitNanos < 0 ? Outcome.PENDING : Outcome.NOT_READY;
    }

    /**
     * Takes a conversion if one is waiting. Only when {@link #isConfigured}.
     *
     * @return OK; PENDING when none is waiting; NOT_READY when none came for 50 ms; OUT_OF_RANGE at
     *     a rail; BAD_FRAME when PU_CTRL is none that this configuration shows; RECONFIGURING when
     *     the chip has lost its configuration, {@link #advance} then brings it up again; or how a
     *     transfer failed
     */
    public Outcome fetch() {
        assert bringUp.isInService();
        long now = clock.nanos();
        if (now - checkNanos >= 0) {
            Outcome checked = checkConfiguration(now);
            if (!checked.isOk()) {
                return checked;
            }
        }
        Outcome outcome = read(PU_CTRL, 1);
        if (!outcome.isOk()) {
            return outcome;
        }
        if ((found & ~PU_CR) != RUNNING) {
            return unexpectedState(now);
        }
        badFrames = 0;
        if ((found & PU_CR) == 0) {
            return awaitConversion(now);
        }
        waiting = false;
        outcome = read(ADCO, 3);
        if (!outcome.isOk()) {
            return outcome;
        }
        counts = counts(received[0], received[1], received[2]);
        return isSaturated(counts) ? Outcome.OUT_OF_RANGE : Outcome.OK;
    }

    private Outcome checkConfiguration(long now) {
        Outcome outcome = confirm(CHOPPER, CHOPPER_OFF);
        if (outcome.isOk()) {
            outcome = confirm(CTRL1, LDO_AND_GAIN);
        }
        if (outcome == Outcome.RECONFIGURING) {
            return bringUp.lost(Stage.RESET);
        }
        if (outcome.isOk()) {
            checkNanos = now + CHECK_NANOS;
        }
        return outcome;
    }

    /** RECONFIGURING when the register holds something else, also at a second look. */
    private Outcome confirm(int register, int value) {
        Outcome outcome = read(register, 1);
        if (outcome.isOk() && found != value) {
            outcome = read(register, 1);
        }
        return outcome.isOk() && found != value ? Outcome.RECONFIGURING : outcome;
    }

    /** A chip that has been reset does not convert; a garbled transfer can show anything, once. */
    private Outcome unexpectedState(long now) {
        if (looksReset()) {
            Outcome outcome = read(PU_CTRL, 1);
            if (!outcome.isOk()) {
                return outcome;
            }
        }
        return looksReset() || ++badFrames >= BAD_FRAMES
                ? bringUp.lost(Stage.RESET)
                : Outcome.BAD_FRAME;
    }

    private boolean looksReset() {
        return found == 0 || found == PU_PUR;
    }

    private Outcome awaitConversion(long now) {
        if (!waiting) {
            waiting = true;
            limitNanos = now + CONVERSION_LIMIT_NANOS;
        }
        if (now - limitNanos < 0) {
            return Outcome.PENDING;
        }
        waiting = false;
        return Outcome.NOT_READY;
    }

    private Outcome write(int register, int value) {
        this.register = register;
        sent[0] = (byte) register;
        sent[1] = (byte) value;
        return bus.write(address, sent, 2);
    }

    private Outcome read(int register, int length) {
        this.register = register;
        sent[0] = (byte) register;
        Outcome outcome = bus.writeRead(address, sent, 1, received, length);
        if (outcome.isOk()) {
            found = received[0] & 0xFF;
        }
        return outcome;
    }

    /** Signed 24-bit result of the last fetch that was OK or OUT_OF_RANGE. */
    public int counts() {
        return counts;
    }

    /** The register touched last, for the report at start. */
    public int lastRegister() {
        return register;
    }

    /** First byte of the last successful read, for the report at start. */
    public int lastFound() {
        return found;
    }

    /** ADCO, most significant byte first, as a signed number. */
    public static int counts(byte high, byte middle, byte low) {
        return high << 16 | (middle & 0xFF) << 8 | low & 0xFF;
    }

    /** True at either rail: the amplifier is saturated. */
    public static boolean isSaturated(int counts) {
        return counts == 0x7FFFFF || counts == -0x800000;
    }

    /** CTRL1 for an LDO of 2400-4500 mV in steps of 300, and a gain of 1, 2, 4, ... 128. */
    public static int ctrl1(int ldoMillivolts, int gain) {
        return (4_500 - ldoMillivolts) / 300 << 3 | Integer.numberOfTrailingZeros(gain);
    }

    /** CTRL2 for a rate of 10, 20, 40, 80 or 320 samples a second, channel 1, no calibration. */
    public static int ctrl2(int samplesPerSecond) {
        int code =
                samplesPerSecond == 320 ? 7 : Integer.numberOfTrailingZeros(samplesPerSecond / 10);
        return code << 4;
    }

    /**
     * Weight in micrograms by the two-point calibration, rounded towards zero.
     *
     * @param zeroCounts code without load
     * @param countsPerGram slope; negative for a cell mounted the other way round
     */
    public static long micrograms(int counts, int zeroCounts, int countsPerGram) {
        return ((long) counts - zeroCounts) * 1_000_000L / countsPerGram;
    }
}
