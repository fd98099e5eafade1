package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.SerialLine;

/**
 * One exchange at a time with a TMC2209, without waiting: a call starts it, later calls of {@link
 * #poll} move it on until it ends in a value or in an {@link Outcome}, never in both (device
 * reference 1.4, "master side policy").
 *
 * <p>The single wire returns every sent byte, so the echo is compared first: a difference is a
 * short, an open line or a second talker, known before any time-out. A read is tried three times. A
 * write is sent once, since only IFCNT tells whether a write with a spoilt echo was accepted;
 * whoever wrote decides on that.
 */
final class Tmc2209Uart {
    /** Idle line between tries, which the chip needs after an error (12 bit times at least). */
    private static final long IDLE_NANOS = 2_000_000;

    private static final int READ_TRIES = 3;

    /** A line that never falls silent is a second talker; draining it must end all the same. */
    private static final int DRAIN_LIMIT = 16;

    private enum State {
        IDLE,
        RESTING,
        WAITING
    }

    private final SerialLine line;
    private final int node;
    private final long answerTimeoutNanos;
    private final byte[] request = new byte[Tmc2209Frames.FRAME_LENGTH];
    private final byte[] received =
            new byte[Tmc2209Frames.REQUEST_LENGTH + Tmc2209Frames.FRAME_LENGTH];

    private State state = State.IDLE;
    private int register;
    private int requestLength;
    private int expectedLength;
    private int receivedLength;
    private int triesLeft;
    private Outcome sent = Outcome.OK;
    private long sentNanos;
    private long restUntilNanos;
    private int value;

    /**
     * @param answerTimeoutNanos from the request on, for echo and answer together
     */
    Tmc2209Uart(SerialLine line, int node, long nowNanos, long answerTimeoutNanos) {
        this.line = line;
        this.node = node;
        this.answerTimeoutNanos = answerTimeoutNanos;
        this.restUntilNanos = nowNanos;
    }

    boolean isBusy() {
        return state != State.IDLE;
    }

    /** Register of the exchange under way, or of the last one. */
    int register() {
        return register;
    }

    /** Value of the last read that ended in OK. */
    int value() {
        return value;
    }

    /** Starts to read a register. */
    void ask(int register, long nowNanos) {
        assert state == State.IDLE;
        requestLength = Tmc2209Frames.readRequest(request, node, register);
        expectedLength = requestLength + Tmc2209Frames.FRAME_LENGTH;
        begin(register, READ_TRIES, nowNanos);
    }

    /** Starts to write a register; OK will say that the echo was right, not that it was taken. */
    void tell(int register, int value, long nowNanos) {
        assert state == State.IDLE;
        requestLength = Tmc2209Frames.write(request, node, register, value);
        expectedLength = requestLength;
        begin(register, 1, nowNanos);
    }

    private void begin(int register, int tries, long nowNanos) {
        this.register = register;
        triesLeft = tries;
        state = State.RESTING;
        if (nowNanos - restUntilNanos >= 0) {
            transmit(nowNanos);
        }
    }

    /** Moves the exchange on; PENDING until it has ended, then its outcome, once. */
    Outcome poll(long nowNanos) {
        if (state == State.RESTING) {
            if (nowNanos - restUntilNanos >= 0) {
                transmit(nowNanos);
            }
            return Outcome.PENDING;
        }
        if (!sent.isOk()) {
            return failed(sent, nowNanos);
        }
        int taken = line.read(received, receivedLength);
        if (taken < 0) {
            return failed(Outcome.BUS_ERROR, nowNanos);
        }
        receivedLength += taken;
        int echoed = Math.min(receivedLength, requestLength);
        if (!Tmc2209Frames.isEcho(request, received, echoed)) {
            return failed(Outcome.NO_ECHO, nowNanos);
        }
        if (receivedLength >= expectedLength) {
            return finish(nowNanos);
        }
        if (nowNanos - sentNanos < answerTimeoutNanos) {
            return Outcome.PENDING;
        }
        return failed(
                receivedLength < requestLength ? Outcome.NO_ECHO : Outcome.NO_ANSWER, nowNanos);
    }

    private void transmit(long nowNanos) {
        for (int i = 0; i < DRAIN_LIMIT && line.read(received, 0) > 0; i++) {
            // What is left of an exchange that was given up must not pass for the next echo.
        }
        receivedLength = 0;
        sentNanos = nowNanos;
        // The chip holds the line for 4 bit times after its answer, and a read lasts 1.3 ms.
        restUntilNanos = nowNanos + IDLE_NANOS;
        state = State.WAITING;
        sent = line.write(request, requestLength);
    }

    private Outcome finish(long nowNanos) {
        if (expectedLength > requestLength) {
            Outcome judged = Tmc2209Frames.checkReply(received, requestLength, register);
            if (!judged.isOk()) {
                return failed(judged, nowNanos);
            }
            value = Tmc2209Frames.value(received, requestLength);
        }
        state = State.IDLE;
        return Outcome.OK;
    }

    private Outcome failed(Outcome why, long nowNanos) {
        restUntilNanos = nowNanos + IDLE_NANOS;
        if (--triesLeft > 0) {
            state = State.RESTING;
            return Outcome.PENDING;
        }
        state = State.IDLE;
        return why;
    }
}
