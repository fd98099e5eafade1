package io.pumprig.hardware.gravimetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.Balance;
import io.pumprig.hal.device.BalanceReading;
import io.pumprig.hal.gravimetry.WeighingConditions;

/**
 * The vessel that collects what the rig delivers, on a balance that is read in every cycle: a
 * weight counts when the balance was at rest and its zero is where this session put it.
 */
public final class Weighing {
    /** A balance gives up a tare after its own 40 s; who is silent is known to be after 70 s. */
    private static final long TARE_LIMIT_NANOS = 90_000_000_000L;

    /** At 125 uL/day 7 nL, less than the last digit of a balance of 0.01 mg. */
    private static final long MOST_AGE_NANOS = 5_000_000_000L;

    private final Balance balance;
    private final RigClock clock;
    private final long cycleNanos;
    private final BalanceReading reading = new BalanceReading();
    private WeighingConditions conditions;
    private boolean everAtRest;
    private long micrograms;
    private long atRestNanos;

    /**
     * A vessel on a balance, taken for empty from now on: tares and waits for the first weight.
     *
     * @param cycleNanos how often the balance is read
     * @param conditions without evaporation
     */
    public Weighing(
            Balance balance, RigClock clock, long cycleNanos, WeighingConditions conditions) {
        this.balance = balance;
        this.clock = clock;
        this.cycleNanos = cycleNanos;
        this.conditions = conditions;
        tare();
        rest(MOST_AGE_NANOS);
        micrograms();
    }

    private void tare() {
        long startedNanos = clock.nanos();
        Outcome outcome = balance.tare();
        while (outcome == Outcome.PENDING && clock.nanos() - startedNanos < TARE_LIMIT_NANOS) {
            clock.pause(cycleNanos);
            outcome = balance.tare();
        }
        assertEquals(Outcome.OK, outcome, "tare");
    }

    /** Reads the balance for so long; nothing is delivered meanwhile. */
    void rest(long nanos) {
        for (long i = 0; i < nanos / cycleNanos; i++) {
            clock.pause(cycleNanos);
            read();
        }
    }

    /** Blank cycles, from which evaporation is told (therapy reference 8.1). */
    public void blanks(long blankNanos) {
        long[] losses = new long[WeighingConditions.MIN_BLANKS];
        for (int i = 0; i < losses.length; i++) {
            long before = micrograms();
            rest(blankNanos);
            losses[i] = before - micrograms();
        }
        conditions =
                conditions.evaporating(
                        WeighingConditions.evaporationMicrogramsPerHour(losses, blankNanos));
    }

    /** Moves the exchange with the balance on. Once a cycle. */
    public void read() {
        balance.read(reading);
        if (reading.outcome().isOk() && reading.isStable() && reading.isTrusted()) {
            everAtRest = true;
            micrograms = reading.micrograms();
            atRestNanos = reading.takenAtNanos();
        }
    }

    /**
     * The last weight at rest.
     *
     * @throws AssertionError when there was none for 5 s, or zero was lost
     */
    public long micrograms() {
        if (!everAtRest || clock.nanos() - atRestNanos > MOST_AGE_NANOS) {
            throw new AssertionError(
                    String.format(
                            "no weight: %s, stable %s, trusted %s, missed %d",
                            reading.outcome(),
                            reading.isStable(),
                            reading.isTrusted(),
                            reading.missedInARow()));
        }
        return micrograms;
    }

    /** What lies between that weight and a volume. */
    public WeighingConditions conditions() {
        return conditions;
    }
}
