package io.pumprig.hal.rig;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.hal.chip.Tmc2209;
import io.pumprig.hal.chip.Tmc2209Configuration;
import io.pumprig.hal.chip.Tmc2209Conversions;
import io.pumprig.hal.chip.Tmc2209Inspection;
import io.pumprig.hal.chip.Tmc2209Registers;

/**
 * The wires of the motor driver one by one: levels are set at a pin and read back at the chip
 * (device reference 1.2, IOIN). For a check of the wiring, before the motor is brought up, on a
 * board that lends the same port twice; it waits on the board's clock, at most 2 s in a call.
 *
 * <p>Each transfer may take long where the board is emulated, so kicks are given between looks at
 * the line and never counted on.
 */
public final class DriveProbe {
    private static final int BAUD = 115_200;
    private static final long LIMIT_NANOS = 2_000_000_000L;
    private static final long PAUSE_NANOS = 1_000_000;

    private final String place;
    private final RigClock clock;
    private final OutputPin enable;
    private final OutputPin step;
    private final OutputPin dir;
    private final OutputPin kick;
    private final Tmc2209 driver;
    private final Tmc2209Inspection chip;
    private boolean kicking;
    private boolean kickHigh;
    private long kickedNanos;
    private int ioin;
    private int position;

    /**
     * Opens the driver's ports at their safe levels: coils off.
     *
     * @throws BringUpException naming the port that is absent or taken
     */
    public DriveProbe(Board board, RigWiring.Motor wiring) {
        place = wiring.uart() + " node " + wiring.node();
        clock = board.clock();
        enable = board.output(wiring.enableGpio(), true);
        step = board.output(wiring.stepGpio(), false);
        dir = board.output(wiring.dirGpio(), false);
        kick = board.output(wiring.kickGpio(), false);
        InputPin diag = board.input(wiring.diagGpio());
        SerialLine line = board.serial(wiring.uart(), BAUD);
        chip =
                new Tmc2209Inspection(
                        line, wiring.node(), clock.nanos(), wiring.answerTimeoutNanos());
        driver =
                new Tmc2209(
                        line,
                        wiring.node(),
                        step,
                        dir,
                        enable,
                        diag,
                        clock,
                        Tmc2209Configuration.RIG.answeringWithin(wiring.answerTimeoutNanos()));
    }

    /**
     * Configures the driver, its coils off.
     *
     * @throws BringUpException naming register, expected and found
     */
    public void configure() {
        long begunNanos = clock.nanos();
        driver.beginBringUp();
        driver.enable(false);
        while (!driver.bringUpOutcome().isOk()) {
            driver.poll();
            boolean over = clock.nanos() - begunNanos >= LIMIT_NANOS;
            if (driver.bringUpOutcome().isFailure() || over) {
                throw new BringUpException(
                        "motor tmc2209", place, driver.bringUpExpected(), driver.bringUpFound());
            }
            pause();
        }
    }

    /** Reads the levels that the chip sees at its pins; kept for the methods below when OK. */
    public Outcome readPins() {
        Outcome outcome = read(Tmc2209Registers.IOIN);
        if (outcome.isOk()) {
            ioin = chip.value();
        }
        return outcome;
    }

    /** The part number that the chip gives itself in IOIN. */
    public int version() {
        return Tmc2209Registers.version(ioin);
    }

    /** True when that is a TMC2209's. */
    public boolean isExpectedVersion() {
        return version() == Tmc2209Registers.VERSION;
    }

    /** ENN at the chip: high is coils off. */
    public boolean isEnableHigh() {
        return (ioin & Tmc2209Registers.IOIN_ENN) != 0;
    }

    /** STEP at the chip. */
    public boolean isStepHigh() {
        return (ioin & Tmc2209Registers.IOIN_STEP) != 0;
    }

    /** DIR at the chip. */
    public boolean isDirHigh() {
        return (ioin & Tmc2209Registers.IOIN_DIR) != 0;
    }

    /** Drives the enable pin: low asks for coils on. */
    public Outcome enable(boolean high) {
        return enable.set(high);
    }

    /** Drives the STEP pin; a rising edge is a pulse. */
    public Outcome step(boolean high) {
        return step.set(high);
    }

    /** Drives the DIR pin. */
    public Outcome dir(boolean high) {
        return dir.set(high);
    }

    /** Whether the enable watchdog is kicked in each wait from now on; the first kick at once. */
    public void kicking(boolean on) {
        kicking = on;
        if (on) {
            kick();
        }
    }

    /** When the last kick was given, on the board's clock. */
    public long kickedNanos() {
        return kickedNanos;
    }

    /** Reads where the chip's counter stands; kept for {@link #pulsesSince} when OK. */
    public Outcome readPosition() {
        Outcome outcome = read(Tmc2209Registers.MSCNT);
        if (outcome.isOk()) {
            position = chip.value() & 1023;
        }
        return outcome;
    }

    /** MSCNT as last read, 0-1023. */
    public int position() {
        return position;
    }

    /** Pulses from an earlier position to the last one, -31 to 32, as a configured chip counts. */
    public int pulsesSince(int earlier) {
        return Tmc2209Conversions.pulsesBetween(
                earlier, position, Tmc2209Configuration.RIG.countsPerPulse());
    }

    private Outcome read(int register) {
        chip.ask(register, clock.nanos());
        Outcome outcome = chip.poll(clock.nanos());
        while (outcome == Outcome.PENDING) {
            pause();
            outcome = chip.poll(clock.nanos());
        }
        return outcome;
    }

    /** Lets a millisecond pass, and kicks when it may. */
    public void pause() {
        if (kicking) {
            kick();
        }
        clock.pause(PAUSE_NANOS);
    }

    private void kick() {
        kickHigh = !kickHigh;
        if (kick.set(kickHigh).isOk()) {
            kickedNanos = clock.nanos();
        }
    }

    /** Coils off, STEP and DIR low, no kicks any more. */
    public Outcome release() {
        kicking = false;
        Outcome released = enable.set(true);
        step.set(false);
        dir.set(false);
        return released;
    }
}
