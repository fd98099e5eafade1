package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.Balance;
import io.pumprig.hal.device.BalanceReading;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link Balance} promises, from bring-up on, with a vessel at rest on its pan. */
public interface BalanceContract extends SensorContract {

    Balance subject();

    @Override
    BalanceReading reading();

    /** Switches the balance off and on again; false where nobody can: aborts the test. */
    default boolean restart() {
        return false;
    }

    /** A tare has ended after so many cycles, also that of a balance which is gone. */
    default int cyclesToTare() {
        return 8_000;
    }

    /** Silence, a reset and silence again are over after that. */
    @Override
    default int cyclesToAnswer() {
        return 800;
    }

    /** How far from zero a balance may show that was just tared. */
    default long zeroMicrograms() {
        return 1_000;
    }

    @Override
    default void read() {
        subject().read(reading());
    }

    /** Tares, in cycles that read as in service; how it ended. */
    default Outcome tare() {
        for (int i = 0; i < cyclesToTare(); i++) {
            Outcome outcome = subject().tare();
            if (outcome != Outcome.PENDING) {
                return outcome;
            }
            cycles(1);
        }
        throw new AssertionError("no end of a tare in " + cyclesToTare() + " cycles");
    }

    @Test
    default void noWeightIsTrustedBeforeItWasTared() {
        cycles(cyclesToAnswer());
        assertTrue(reading().wasEverTaken());
        assertFalse(reading().isTrusted());
    }

    @Test
    default void aTaredBalanceShowsZeroAndIsTrusted() {
        assertEquals(Outcome.OK, tare());
        cycles(cyclesToAnswer());

        assertTrue(reading().isTrusted());
        assertTrue(reading().isStable());
        long shown = Math.abs(reading().micrograms());
        assertTrue(shown <= zeroMicrograms(), () -> shown + " ug");
    }

    @Test
    default void noWeightComesWhileItTares() {
        cycles(cyclesToAnswer());
        // The weight that was under way when the tare was wished for may still come.
        assertEquals(Outcome.PENDING, subject().tare());
        cycles(1);
        long attempts = reading().attempts();
        assertEquals(Outcome.OK, tare());
        assertTrue(reading().attempts() - attempts <= 1);

        cycles(cyclesToAnswer());
        assertTrue(reading().attempts() - attempts > 1);
        assertEquals(0, reading().missedInARow());
    }

    @Test
    default void theEndOfATareIsToldOnce() {
        assertEquals(Outcome.OK, tare());
        assertEquals(Outcome.PENDING, subject().tare(), "a new one begins");
        assertEquals(Outcome.OK, tare());
    }

    @Test
    @Tag("F-27")
    default void aBalanceThatWasSwitchedOnAgainIsNotTrustedUntilItIsTared() {
        assertEquals(Outcome.OK, tare());
        cycles(cyclesToAnswer());
        assertTrue(reading().isTrusted());
        Needs.hands(restart(), "switch the balance off and on");
        cycles(2 * cyclesToAnswer());

        assertTrue(reading().outcome().isOk(), () -> reading().outcome().toString());
        assertFalse(reading().isTrusted());
        assertEquals(Outcome.OK, tare());
        cycles(cyclesToAnswer());
        assertTrue(reading().isTrusted());
    }

    @Test
    default void aTareOfABalanceThatIsGoneFailsAndIsNotTrusted() {
        assertEquals(Outcome.OK, tare());
        cycles(cyclesToAnswer());
        Needs.hands(absent(true), "take the balance away");
        try {
            Outcome outcome = tare();
            assertTrue(outcome.isFailure(), outcome::toString);
            cycles(1);
            assertFalse(reading().isTrusted());
        } finally {
            absent(false);
        }
    }
}
