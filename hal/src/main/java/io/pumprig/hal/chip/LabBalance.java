package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.SerialLine;

/**
 * A laboratory balance on a serial line (device reference 6), one request at a time and without
 * waiting: {@link #ask} starts it, {@link #poll} moves it on until it ends.
 *
 * <p>Zero is trusted only after a tare or zero of this session, and no longer once the balance was
 * switched on again, reset, or silent: what was tared is gone then, and a weight would be the
 * vessel's. A balance silent for two seconds is reset once; what does not answer after that is
 * NO_ANSWER until it speaks again. A balance that came back is asked who it is before anything
 * else.
 *
 * <p>Lines that do not fit the dialect are rejected and counted; the next request is the retry,
 * since a weight is asked for again anyway. No method allocates after the first bring-up.
 */
public final class LabBalance {
    private static final long ANSWER_TIMEOUT_NANOS = 2_000_000_000L;

    /** The balance's own limit for a stable weight is at most 40 s. */
    private static final long REST_TIMEOUT_NANOS = 60_000_000_000L;

    /** Between two questions whether a silent tare was carried out. */
    private static final long PROOF_PERIOD_NANOS = 200_000_000;

    /** A tared balance at rest shows zero within so many of its last digits. */
    private static final int PROOF_DIGITS = 10;

    private static final int IDENTITY_TRIES = 3;

    /** A balance that sends by itself (SIR) must not hold up the cycle. */
    private static final int LINES_AT_ONCE = 8;

    private enum State {
        IDLE,
        WAITING,
        RESETTING,
        PROVING
    }

    private final SerialLine line;
    private final BalanceLines lines;
    private final RigClock clock;
    private final SerialText text;
    private final BalanceAnswer answer = new BalanceAnswer();
    private final BalanceIdentity identity;

    private State state = State.IDLE;
    private BalanceRequest request = BalanceRequest.WEIGHT;
    private BalanceRequest asked = BalanceRequest.WEIGHT;
    private boolean resetSent;
    private Outcome written = Outcome.OK;
    private long sentNanos;
    private long beganNanos;

    private int identityTriesLeft = IDENTITY_TRIES;
    private boolean identified;

    private boolean trusted;
    private long micrograms;
    private long digitMicrograms;
    private boolean stable;
    private int unitExponent = BalanceAnswer.NO_UNIT;
    private long garbled;
    private long restarts;

    /** Lends the balance its line; nothing is sent yet. */
    public LabBalance(SerialLine line, BalanceDialect dialect, RigClock clock) {
        this.line = line;
        this.lines = dialect.lines();
        this.identity = new BalanceIdentity(lines);
        this.clock = clock;
        this.text = new SerialText(line, '\n', BalanceAnswer.LONGEST + 1);
    }

    /**
     * Moves the proof of identity on: serial number, then model and software as far as the balance
     * tells them.
     *
     * @return PENDING; OK once it is known who answers; INVALID when it is another balance than at
     *     first, or one that will not tell its number; else how the exchange failed, after which
     *     the next call begins anew
     */
    public Outcome advance() {
        if (identified) {
            return Outcome.OK;
        }
        if (!isBusy()) {
            ask(identity.question());
        }
        Outcome outcome = poll();
        if (outcome == Outcome.PENDING) {
            return outcome;
        }
        if (outcome == Outcome.BAD_FRAME && --identityTriesLeft > 0) {
            return Outcome.PENDING;
        }
        identityTriesLeft = IDENTITY_TRIES;
        Outcome judged = identity.take(outcome, answer);
        if (!judged.isOk()) {
            identity.restart();
            return judged;
        }
        identified = !identity.hasMore();
        return identified ? Outcome.OK : Outcome.PENDING;
    }

    /** True while it is known which balance answers. */
    public boolean isIdentified() {
        return identified;
    }

    /** Serial number found at the first bring-up; empty before. For reports: allocates. */
    public String serialNumber() {
        return identity.text(BalanceIdentity.SERIAL_NUMBER);
    }

    /** Model and capacity as the balance tells them; empty when it does not. Allocates. */
    public String model() {
        return identity.text(BalanceIdentity.MODEL);
    }

    /** Version of its software; empty when it does not tell. Allocates. */
    public String software() {
        return identity.text(BalanceIdentity.SOFTWARE);
    }

    /** Whether the dialect has such a request at all. */
    public boolean knows(BalanceRequest wanted) {
        return lines.request(wanted) != null;
    }

    public boolean isBusy() {
        return state != State.IDLE;
    }

    /**
     * Starts a request; none may be under way.
     *
     * @throws IllegalArgumentException when the dialect has no such request
     */
    public void ask(BalanceRequest wanted) {
        if (!knows(wanted)) {
            throw new IllegalArgumentException("no " + wanted + " in this dialect");
        }
        assert state == State.IDLE;
        long now = clock.nanos();
        request = wanted;
        beganNanos = now;
        send(wanted, now);
        state = lines.answers(wanted) ? State.WAITING : State.PROVING;
    }

    private void send(BalanceRequest wanted, long now) {
        byte[] command = lines.request(wanted);
        asked = wanted;
        sentNanos = now;
        written = line.write(command, command.length);
    }

    /**
     * Takes what has arrived, also what nobody asked for, and moves the request on.
     *
     * @return PENDING while there is no end, also when nothing is under way; then once: OK;
     *     NOT_READY when the balance cannot now; OUT_OF_RANGE beyond its range; BAD_FRAME for a
     *     line that is none; INVALID for a refusal or a foreign unit; UNPROVED when a silent tare
     *     does not show; RECONFIGURING when the balance was switched on meanwhile; NO_ANSWER;
     *     BUS_ERROR when the line is gone
     */
    public Outcome poll() {
        long now = clock.nanos();
        if (state != State.IDLE && !written.isOk()) {
            return lost(written);
        }
        for (int i = 0; i < LINES_AT_ONCE; i++) {
            Outcome outcome =
                    switch (text.next()) {
                        case GONE -> lost(Outcome.BUS_ERROR);
                        case GARBLED -> rejected();
                        case TEXT -> heard(now);
                        case NOTHING -> null;
                    };
            if (outcome == null) {
                return waited(now);
            }
            if (outcome != Outcome.PENDING) {
                return outcome;
            }
        }
        return Outcome.PENDING;
    }

    private Outcome heard(long now) {
        byte[] bytes = text.bytes();
        int length = text.length();
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        answer.clear();
        lines.read(bytes, length, asked, answer);
        if (answer.status() == BalanceAnswer.Status.GARBLED) {
            return rejected();
        }
        if (state == State.RESETTING && answer.isGreeting()) {
            send(request, now);
            state = State.WAITING;
            return Outcome.PENDING;
        }
        if (answer.isGreeting() && !(state == State.WAITING && answer.isAnswering())) {
            restarts++;
            distrust();
            return state == State.IDLE ? Outcome.PENDING : end(Outcome.RECONFIGURING);
        }
        if (state == State.IDLE || state == State.RESETTING || !answer.isAnswering()) {
            // The rest of a request that was given up.
            garbled++;
            return Outcome.PENDING;
        }
        resetSent = false;
        if (answer.status() == BalanceAnswer.Status.MORE) {
            sentNanos = now;
            return Outcome.PENDING;
        }
        return state == State.PROVING ? proved() : judged();
    }

    private Outcome judged() {
        Outcome outcome = outcome();
        if (outcome.isOk() && request.setsZero()) {
            trusted = true;
        }
        return end(outcome);
    }

    /** What the answer means for the request; takes the weight. */
    private Outcome outcome() {
        switch (answer.status()) {
            case STABLE, DYNAMIC:
                return answer.hasWeight() ? takeWeight() : unweighed(request.setsZero());
            case DONE:
                return answer.hasWeight() ? takeWeight() : unweighed(!request.asksForWeight());
            case NOT_EXECUTABLE:
                return Outcome.NOT_READY;
            case OVERLOAD, UNDERLOAD:
                return Outcome.OUT_OF_RANGE;
            case TRANSMISSION_ERROR:
                garbled++;
                return Outcome.BAD_FRAME;
            default:
                return Outcome.INVALID;
        }
    }

    private Outcome unweighed(boolean fits) {
        garbled += fits ? 0 : 1;
        return fits ? Outcome.OK : Outcome.BAD_FRAME;
    }

    private Outcome takeWeight() {
        int exponent = answer.unitExponent();
        if (exponent == BalanceAnswer.FOREIGN_UNIT) {
            return Outcome.INVALID;
        }
        if (exponent == BalanceAnswer.NO_UNIT) {
            // While the load moves SBI leaves the unit out: it is the one that stood there last.
            exponent = unitExponent;
        } else {
            unitExponent = exponent;
        }
        if (exponent == BalanceAnswer.NO_UNIT) {
            return Outcome.NOT_READY;
        }
        int digit = exponent - answer.decimals();
        long value = TextDecimal.scaled(answer.mantissa(), digit);
        if (value == TextDecimal.NONE) {
            return Outcome.INVALID;
        }
        micrograms = value;
        digitMicrograms = digit > 0 ? TextDecimal.scaled(1, digit) : 1;
        stable = answer.status() != BalanceAnswer.Status.DYNAMIC;
        return Outcome.OK;
    }

    /** The balance tared without a word: at rest it now shows zero, or it did not tare. */
    private Outcome proved() {
        Outcome outcome = outcome();
        if (!outcome.isOk()) {
            return outcome == Outcome.NOT_READY ? Outcome.PENDING : end(outcome);
        }
        if (!stable) {
            return Outcome.PENDING;
        }
        trusted = Math.abs(micrograms) <= PROOF_DIGITS * digitMicrograms;
        return end(trusted ? Outcome.OK : Outcome.UNPROVED);
    }

    private Outcome rejected() {
        garbled++;
        return state == State.WAITING ? end(Outcome.BAD_FRAME) : Outcome.PENDING;
    }

    private Outcome waited(long now) {
        switch (state) {
            case IDLE:
                return Outcome.PENDING;
            case PROVING:
                return askForProof(now);
            case WAITING:
                long limit = request.waitsForRest() ? REST_TIMEOUT_NANOS : ANSWER_TIMEOUT_NANOS;
                return now - sentNanos < limit ? Outcome.PENDING : silent(now);
            default:
                return now - sentNanos < ANSWER_TIMEOUT_NANOS
                        ? Outcome.PENDING
                        : lost(Outcome.NO_ANSWER);
        }
    }

    private Outcome askForProof(long now) {
        if (now - beganNanos >= REST_TIMEOUT_NANOS) {
            return lost(Outcome.NO_ANSWER);
        }
        if (now - sentNanos >= PROOF_PERIOD_NANOS) {
            send(BalanceRequest.WEIGHT, now);
        }
        return Outcome.PENDING;
    }

    private Outcome silent(long now) {
        if (text.hasBegun()) {
            // A line that lost its end is no silence, and a reset would cost the tare.
            text.drain();
            return rejected();
        }
        if (resetSent || !knows(BalanceRequest.RESET)) {
            return lost(Outcome.NO_ANSWER);
        }
        resetSent = true;
        trusted = false;
        text.drain();
        send(BalanceRequest.RESET, now);
        if (lines.answers(BalanceRequest.RESET)) {
            state = State.RESETTING;
        } else if (written.isOk()) {
            send(request, now);
        }
        return Outcome.PENDING;
    }

    private Outcome lost(Outcome why) {
        distrust();
        return end(why);
    }

    private void distrust() {
        trusted = false;
        identified = false;
        unitExponent = BalanceAnswer.NO_UNIT;
    }

    private Outcome end(Outcome outcome) {
        state = State.IDLE;
        return outcome;
    }

    /** The request under way, or the last one. */
    public BalanceRequest request() {
        return request;
    }

    /** The last weight that came, exactly as the balance showed it. */
    public long micrograms() {
        return micrograms;
    }

    /** The balance called that weight stable. */
    public boolean isStable() {
        return stable;
    }

    /** Zero is where this session put it; false when that is not known. */
    public boolean isTrusted() {
        return trusted;
    }

    /** Lines that were rejected so far. */
    public long garbled() {
        return garbled;
    }

    /** How often the balance told unasked that it was switched on. */
    public long restarts() {
        return restarts;
    }
}
