package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.SerialLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The protocol of a Harvard Pump 11 Elite or KD Scientific Legato (device reference 7.2), one
 * command at a time and without waiting. {@code poll on} must be the first: only then ends each
 * answer with the prompt and XON. A command is sent once; whoever gave it asks the state when its
 * answer is lost.
 *
 * <p>For the bench, not for the cycle: commands and lines are strings.
 */
public final class Legato {
    private static final long ANSWER_TIMEOUT_NANOS = 500_000_000;
    private static final int XON = 0x11;
    private static final int LONGEST = 512;

    /** The state that a prompt tells. */
    public enum State {
        IDLE(":"),
        INFUSING(">"),
        WITHDRAWING("<"),
        STALLED("*"),
        TARGET_REACHED("T*"),
        INFUSE_LIMIT(">*"),
        WITHDRAW_LIMIT("<*");

        private final String prompt;

        State(String prompt) {
            this.prompt = prompt;
        }
    }

    /** What the pump has against a command. */
    public enum Refusal {
        NONE,
        /** One of the arguments. */
        ARGUMENT,
        /** The command, or that it comes now. */
        COMMAND
    }

    private final SerialLine line;
    private final RigClock clock;
    private final SerialText text;

    private boolean busy;
    private Outcome written = Outcome.OK;
    private long sentNanos;
    private State state = State.IDLE;
    private Refusal refusal = Refusal.NONE;
    private List<String> lines = List.of();

    /** Lends the pump its line; nothing is sent yet. */
    public Legato(SerialLine line, RigClock clock) {
        this.line = line;
        this.clock = clock;
        this.text = new SerialText(line, XON, LONGEST);
    }

    /** Sends a command, its display kept still; none may be under way. */
    public void ask(String command) {
        assert !busy;
        byte[] bytes = ("@" + command + "\r\n").getBytes(StandardCharsets.US_ASCII);
        text.drain();
        busy = true;
        sentNanos = clock.nanos();
        written = line.write(bytes, bytes.length);
    }

    public boolean isBusy() {
        return busy;
    }

    /**
     * Moves the command on.
     *
     * @return PENDING until it has ended, then once: OK; INVALID when the pump refused it;
     *     BAD_FRAME; NO_ANSWER after 500 ms; BUS_ERROR when the line is gone
     */
    public Outcome poll() {
        if (!busy) {
            return Outcome.PENDING;
        }
        if (!written.isOk()) {
            return end(written);
        }
        return switch (text.next()) {
            case GONE -> end(Outcome.BUS_ERROR);
            case GARBLED -> end(Outcome.BAD_FRAME);
            case TEXT ->
                    end(
                            take(
                                    new String(
                                            text.bytes(),
                                            0,
                                            text.length(),
                                            StandardCharsets.US_ASCII)));
            case NOTHING ->
                    clock.nanos() - sentNanos < ANSWER_TIMEOUT_NANOS
                            ? Outcome.PENDING
                            : end(Outcome.NO_ANSWER);
        };
    }

    private Outcome end(Outcome outcome) {
        busy = false;
        return outcome;
    }

    private Outcome take(String answer) {
        int promptAt = answer.lastIndexOf('\n') + 1;
        State told = told(answer.substring(promptAt));
        if (promptAt == 0 || answer.charAt(0) != '\n' || told == null) {
            return Outcome.BAD_FRAME;
        }
        List<String> found = new ArrayList<>();
        Refusal why = Refusal.NONE;
        for (String row : answer.substring(1, promptAt).split("\r\n")) {
            if (!row.isEmpty()) {
                found.add(row);
            }
            if (row.contains("error")) {
                why = row.startsWith("Argument") ? Refusal.ARGUMENT : Refusal.COMMAND;
            }
        }
        state = told;
        refusal = why;
        lines = found;
        return why == Refusal.NONE ? Outcome.OK : Outcome.INVALID;
    }

    private static State told(String prompt) {
        for (State state : State.values()) {
            if (state.prompt.equals(prompt)) {
                return state;
            }
        }
        return null;
    }

    /** The state that the last answer ended with. */
    public State state() {
        return state;
    }

    /** What the last answer refused. */
    public Refusal refusal() {
        return refusal;
    }

    /** The lines of the last answer, without its prompt. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
