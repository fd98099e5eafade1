package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.SerialLine;

/**
 * Single registers of a TMC2209, read with nothing configured: who is there, at what level the chip
 * sees its pins, and where its counter stands. For a check of the wiring, while {@link Tmc2209} is
 * not polled; the line has one talker at a time.
 */
public final class Tmc2209Inspection {
    private final Tmc2209Uart uart;

    /**
     * Takes the line that it is lent, and asks nothing yet.
     *
     * @param node 0-3, the level of MS2 and MS1
     * @param answerTimeoutNanos what an answer may take, from the request on
     */
    public Tmc2209Inspection(SerialLine line, int node, long nowNanos, long answerTimeoutNanos) {
        if (node < 0 || node > 3) {
            throw new IllegalArgumentException("node " + node + ", allowed 0-3");
        }
        uart = new Tmc2209Uart(line, node, nowNanos, answerTimeoutNanos);
    }

    /** Begins to read a register, one of {@link Tmc2209Registers}; the last one must have ended. */
    public void ask(int register, long nowNanos) {
        if (uart.isBusy()) {
            throw new IllegalArgumentException("register " + register + " asked too early");
        }
        uart.ask(register, nowNanos);
    }

    /**
     * Moves the reading on, without waiting: PENDING until it has ended, after three tries at most,
     * then once its outcome.
     */
    public Outcome poll(long nowNanos) {
        return uart.poll(nowNanos);
    }

    /** What the last reading that was OK has brought. */
    public int value() {
        return uart.value();
    }
}
