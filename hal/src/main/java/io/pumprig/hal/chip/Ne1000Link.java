package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.SerialLine;

/**
 * One exchange at a time with an NE-1000, without waiting. What may be repeated is tried three
 * times; RUN is not, since a lost answer does not say whether the pump took it.
 *
 * <p>The pump also speaks unasked when it stops itself. That packet ends an exchange as INVALID,
 * and is no proof that the alarm was cleared.
 */
final class Ne1000Link {
    /** A packet of 64 bytes lasts 34 ms at 19 200 baud. */
    private static final long ANSWER_TIMEOUT_NANOS = 300_000_000;

    private static final int CHUNKS_AT_ONCE = 4;
    private static final int TRIES = 3;

    private enum State {
        IDLE,
        WAITING
    }

    private final SerialLine line;
    private final int address;
    private final byte[] request = new byte[64];
    private final byte[] chunk = new byte[64];
    private final Ne1000Answer answer = new Ne1000Answer();

    private State state = State.IDLE;
    private int requestLength;
    private int triesLeft;
    private Outcome written = Outcome.OK;
    private long sentNanos;
    private int chunkNext;
    private int chunkEnd;
    private Ne1000Alarm unasked = Ne1000Alarm.NONE;

    Ne1000Link(SerialLine line, int address) {
        this.line = line;
        this.address = address;
    }

    boolean isBusy() {
        return state != State.IDLE;
    }

    /** The answer of the last exchange that ended in OK or INVALID. */
    Ne1000Answer answer() {
        return answer;
    }

    /** The alarm told while nothing was asked, and forgets it. */
    Ne1000Alarm takeUnaskedAlarm() {
        Ne1000Alarm told = unasked;
        unasked = Ne1000Alarm.NONE;
        return told;
    }

    /** Asks in a safe packet, which may be repeated. */
    void ask(Ne1000Text text, long nowNanos) {
        requestLength = Ne1000Packets.safe(request, text.bytes(), text.length());
        begin(TRIES, nowNanos);
    }

    /** Asks in a safe packet, once. */
    void askOnce(Ne1000Text text, long nowNanos) {
        requestLength = Ne1000Packets.safe(request, text.bytes(), text.length());
        begin(1, nowNanos);
    }

    /** Asks in basic mode, once. */
    void askBasic(Ne1000Text text, long nowNanos) {
        requestLength = Ne1000Packets.basic(request, text.bytes(), text.length());
        begin(1, nowNanos);
    }

    private void begin(int tries, long nowNanos) {
        triesLeft = tries;
        state = State.WAITING;
        transmit(nowNanos);
    }

    /** Gives up the exchange under way. */
    void abandon() {
        state = State.IDLE;
    }

    private void transmit(long nowNanos) {
        for (int i = 0; i < CHUNKS_AT_ONCE && line.read(chunk, 0) > 0; i++) {
            // What is left of an exchange that was given up must not pass for the next answer.
        }
        chunkNext = 0;
        chunkEnd = 0;
        answer.restart();
        sentNanos = nowNanos;
        written = line.write(request, requestLength);
    }

    /** Moves the exchange on; PENDING until it has ended, then its outcome, once. */
    Outcome poll(long nowNanos) {
        if (state == State.WAITING && !written.isOk()) {
            return failed(written, nowNanos);
        }
        for (int i = 0; i < CHUNKS_AT_ONCE; i++) {
            while (chunkNext < chunkEnd) {
                if (answer.ends(chunk[chunkNext++])) {
                    return heard(nowNanos);
                }
            }
            chunkNext = 0;
            chunkEnd = line.read(chunk, 0);
            if (chunkEnd < 0) {
                return state == State.WAITING
                        ? failed(Outcome.BUS_ERROR, nowNanos)
                        : Outcome.PENDING;
            }
            if (chunkEnd == 0) {
                return waited(nowNanos);
            }
        }
        return Outcome.PENDING;
    }

    private Outcome heard(long nowNanos) {
        Outcome judged = answer.judge();
        if (state == State.IDLE) {
            if (judged.isOk()) {
                unasked = answer.alarm();
            }
            return Outcome.PENDING;
        }
        if (!judged.isOk()) {
            return failed(judged, nowNanos);
        }
        if (answer.address() != address) {
            return Outcome.PENDING;
        }
        if (answer.refusal() == Ne1000Answer.Refusal.BAD_PACKET) {
            return failed(Outcome.BAD_CRC, nowNanos);
        }
        state = State.IDLE;
        boolean accepted =
                answer.alarm() == Ne1000Alarm.NONE && answer.refusal() == Ne1000Answer.Refusal.NONE;
        return accepted ? Outcome.OK : Outcome.INVALID;
    }

    private Outcome waited(long nowNanos) {
        if (state == State.IDLE || nowNanos - sentNanos < ANSWER_TIMEOUT_NANOS) {
            return Outcome.PENDING;
        }
        return failed(Outcome.NO_ANSWER, nowNanos);
    }

    private Outcome failed(Outcome why, long nowNanos) {
        if (--triesLeft > 0) {
            transmit(nowNanos);
            return Outcome.PENDING;
        }
        state = State.IDLE;
        return why;
    }
}
