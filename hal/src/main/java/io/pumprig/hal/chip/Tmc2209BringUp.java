package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;

/**
 * The bring-up of a TMC2209 with its outputs disabled, in the order of device reference 1.7: who is
 * there, all registers, read-back, clear GSTAT, prove by IFCNT that all twelve writes were taken.
 *
 * <p>A write is not repeated alone: whether one with a spoilt echo was taken is known only from
 * IFCNT, so a doubt repeats the whole sequence, at most three times. That also reads GSTAT again
 * before it is cleared again, so that no newer event is cleared unseen.
 */
final class Tmc2209BringUp {
    private static final int SEQUENCE_TRIES = 3;

    private static final int READ_IOIN = 0;
    private static final int READ_GSTAT = 1;
    private static final int READ_IFCNT = 2;
    private static final int FIRST_WRITE = 3;
    private static final int READ_GCONF = 14;
    private static final int READ_CHOPCONF = 15;
    private static final int CLEAR_GSTAT = 16;
    private static final int READ_IFCNT_AGAIN = 17;
    private static final int READ_GSTAT_AGAIN = 18;
    private static final int STEPS = 19;
    private static final int WRITES = 12;

    private static final int[] REGISTERS = {
        Tmc2209Registers.IOIN,
        Tmc2209Registers.GSTAT,
        Tmc2209Registers.IFCNT,
        Tmc2209Registers.GCONF,
        Tmc2209Registers.SLAVECONF,
        Tmc2209Registers.CHOPCONF,
        Tmc2209Registers.IHOLD_IRUN,
        Tmc2209Registers.TPOWERDOWN,
        Tmc2209Registers.PWMCONF,
        Tmc2209Registers.TPWMTHRS,
        Tmc2209Registers.TCOOLTHRS,
        Tmc2209Registers.SGTHRS,
        Tmc2209Registers.COOLCONF,
        Tmc2209Registers.VACTUAL,
        Tmc2209Registers.GCONF,
        Tmc2209Registers.CHOPCONF,
        Tmc2209Registers.GSTAT,
        Tmc2209Registers.IFCNT,
        Tmc2209Registers.GSTAT
    };

    private final Tmc2209Uart uart;
    private final Tmc2209Configuration configuration;

    /** What the chip holds: many of its registers cannot be read, so this is their only record. */
    private final int[] shadow;

    private int step;
    private int triesLeft;
    private int ifcnt;
    private boolean resetFound;
    private int found;
    private int failedStep;
    private int failedFound;
    private Outcome failedAnswer = Outcome.PENDING;

    Tmc2209BringUp(Tmc2209Uart uart, Tmc2209Configuration configuration) {
        this.uart = uart;
        this.configuration = configuration;
        this.shadow =
                new int[] {
                    configuration.gconf(),
                    configuration.slaveconf(),
                    configuration.chopconf(),
                    configuration.iholdIrun(),
                    configuration.tpowerdown(),
                    configuration.pwmconf(),
                    configuration.tpwmthrs(),
                    configuration.tcoolthrs(),
                    configuration.sgthrs(),
                    configuration.coolconf(),
                    0
                };
    }

    /** Starts the sequence; the UART must be idle. */
    void begin(long nowNanos) {
        triesLeft = SEQUENCE_TRIES;
        resetFound = false;
        start(0, nowNanos);
    }

    /**
     * Moves the sequence on by at most one exchange.
     *
     * @return PENDING, then once OK, INVALID when another chip answers, UNPROVED when a write was
     *     not taken or GSTAT does not stay clear, or how the exchange ended that failed
     */
    Outcome poll(long nowNanos) {
        Outcome answer = uart.poll(nowNanos);
        if (answer == Outcome.PENDING) {
            return answer;
        }
        Outcome judged = answer.isOk() ? judge(uart.value()) : answer;
        if (judged.isOk()) {
            if (step == STEPS - 1) {
                return judged;
            }
            start(step + 1, nowNanos);
            return Outcome.PENDING;
        }
        failedStep = step;
        failedFound = found;
        failedAnswer = answer;
        if (judged == Outcome.INVALID || --triesLeft == 0) {
            return judged;
        }
        start(0, nowNanos);
        return Outcome.PENDING;
    }

    private void start(int next, long nowNanos) {
        step = next;
        if (next == CLEAR_GSTAT) {
            uart.tell(REGISTERS[next], 7, nowNanos);
        } else if (next >= FIRST_WRITE && next < READ_GCONF) {
            uart.tell(REGISTERS[next], shadow[next - FIRST_WRITE], nowNanos);
        } else {
            uart.ask(REGISTERS[next], nowNanos);
        }
    }

    private Outcome judge(int value) {
        found = value;
        switch (step) {
            case READ_IOIN:
                return Tmc2209Registers.version(value) == Tmc2209Registers.VERSION
                        ? Outcome.OK
                        : Outcome.INVALID;
            case READ_GSTAT:
                resetFound |= (value & Tmc2209Registers.GSTAT_RESET) != 0;
                return Outcome.OK;
            case READ_IFCNT:
                ifcnt = value;
                return Outcome.OK;
            case READ_GCONF:
                return proved(value == configuration.gconf());
            case READ_CHOPCONF:
                return proved(value == configuration.chopconf());
            case READ_IFCNT_AGAIN:
                boolean grew = value == (ifcnt + WRITES & 0xFF);
                ifcnt = value;
                return proved(grew);
            case READ_GSTAT_AGAIN:
                return proved(value == 0);
            default:
                return Outcome.OK;
        }
    }

    private static Outcome proved(boolean fits) {
        return fits ? Outcome.OK : Outcome.UNPROVED;
    }

    /** The chip had lost its power before this bring-up, and with it the count of its pulses. */
    boolean isResetFound() {
        return resetFound;
    }

    /** IFCNT after the last write. */
    int ifcnt() {
        return ifcnt;
    }

    /** After a failure: what should have been found. For the report at start. */
    String expected() {
        if (!failedAnswer.isOk()) {
            return String.format("an answer from register 0x%02X", REGISTERS[failedStep]);
        }
        switch (failedStep) {
            case READ_IOIN:
                return "version 0x21 in IOIN";
            case READ_GCONF:
                return String.format("GCONF 0x%X as written", configuration.gconf());
            case READ_CHOPCONF:
                return String.format("CHOPCONF 0x%08X as written", configuration.chopconf());
            case READ_IFCNT_AGAIN:
                return "IFCNT grown by 12";
            default:
                return "GSTAT 0x0 after clearing it";
        }
    }

    /** After a failure: what was found instead. For the report at start. */
    String found() {
        return failedAnswer.isOk() ? String.format("0x%08X", failedFound) : failedAnswer.toString();
    }
}
