package io.pumprig.controller.check;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.device.Balance;
import io.pumprig.hal.device.BalanceReading;
import io.pumprig.hal.rig.Instruments;
import io.pumprig.hal.rig.RigWiring;
import java.util.OptionalLong;

/** Weights at rest from the rig's balance, waited for on the rig's clock, always bounded. */
public final class SteadyWeight {
    private static final long LOOK_NANOS = 5_000_000;
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private final Balance balance;
    private final RigClock clock;
    private final BalanceReading reading = new BalanceReading();

    /**
     * Opens the balance that the wiring names, and has it tell who it is.
     *
     * @throws BringUpException when its line does not open, or nobody answers
     */
    public SteadyWeight(Board board, RigWiring wiring) {
        balance = Instruments.balance(board, wiring).orElseThrow();
        clock = board.clock();
    }

    /** Puts zero where the load is; OK, or why not within a minute. Once before anything else. */
    public Outcome tare() {
        long begunNanos = clock.nanos();
        Outcome outcome = balance.tare();
        while (outcome == Outcome.PENDING && clock.nanos() - begunNanos < LIMIT_NANOS) {
            clock.pause(LOOK_NANOS);
            outcome = balance.tare();
        }
        return outcome == Outcome.PENDING ? Outcome.NOT_READY : outcome;
    }

    /**
     * A weight at rest that began no earlier than now, in micrograms; empty when there was none
     * within a minute, or zero was lost since the tare.
     */
    public OptionalLong micrograms() {
        return next(true);
    }

    /** Whether it says any weight at all within a minute. */
    boolean isWeighing() {
        return next(false).isPresent();
    }

    private OptionalLong next(boolean isSteadyWanted) {
        long begunNanos = clock.nanos();
        while (clock.nanos() - begunNanos < LIMIT_NANOS) {
            balance.read(reading);
            boolean isNew = reading.wasEverTaken() && reading.takenAtNanos() - begunNanos > 0;
            boolean isSteady = reading.isStable() && reading.isTrusted();
            if (isNew && reading.outcome().isOk() && (isSteady || !isSteadyWanted)) {
                return OptionalLong.of(reading.micrograms());
            }
            clock.pause(LOOK_NANOS);
        }
        return OptionalLong.empty();
    }

    /** Lets so much time pass, with the balance asked meanwhile as always. */
    public void rest(long nanos) {
        long begunNanos = clock.nanos();
        while (clock.nanos() - begunNanos < nanos) {
            balance.read(reading);
            clock.pause(LOOK_NANOS);
        }
    }
}
