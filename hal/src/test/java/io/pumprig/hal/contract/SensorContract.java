package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.Reading;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every sensor of the rig promises, whatever it measures: a value with its time, a failure
 * that is told and never becomes a value, and a cycle that it neither stops nor fills with garbage.
 */
public interface SensorContract {

    /** Calls the sensor's read once, into the same holders each time. */
    void read();

    /** The holder in which a value is looked for. */
    Reading reading();

    RigClock clock();

    /** Lets the rest of one cycle pass. */
    void nextCycle();

    /** Takes the part off its wires, or puts it back; false where nobody can: aborts the test. */
    default boolean absent(boolean absent) {
        return false;
    }

    /** After so many cycles a sound sensor has a value, and an absent one has missed some. */
    default int cyclesToAnswer() {
        return 200;
    }

    /** Bytes that a read may allocate, where the library below cannot do without. */
    default long allowedBytes() {
        return 0;
    }

    /** By how much fewer reads will do, where one takes long. */
    default int slowness() {
        return 1;
    }

    /** Cycles, each with one read. */
    default void cycles(int count) {
        for (int i = 0; i < count; i++) {
            nextCycle();
            read();
        }
    }

    @Test
    default void aSoundSensorHasAValueAndNoFailure() {
        assertFalse(reading().wasEverTaken());
        assertEquals(Long.MAX_VALUE, reading().ageNanos(clock().nanos()));

        cycles(cyclesToAnswer());

        assertTrue(reading().wasEverTaken());
        assertTrue(reading().outcome().isOk(), () -> reading().outcome().toString());
        assertEquals(0, reading().missedInARow());
    }

    @Test
    @Tag("SR-72")
    default void aValueCarriesTheTimeAtWhichItWasTaken() {
        cycles(cyclesToAnswer());
        long attempts = reading().attempts();
        long before = clock().nanos();
        for (int i = 0; i < cyclesToAnswer() && reading().attempts() == attempts; i++) {
            nextCycle();
            before = clock().nanos();
            read();
        }
        long after = clock().nanos();

        assertTrue(reading().attempts() > attempts, "it is asked again and again");
        assertTrue(reading().takenAtNanos() - before >= 0);
        assertTrue(after - reading().takenAtNanos() >= 0);
    }

    @Test
    default void aReadThatIsNotDueLeavesTheReadingAlone() {
        cycles(cyclesToAnswer());
        long attempts = reading().attempts();
        for (int i = 0; i < cyclesToAnswer() && reading().attempts() == attempts; i++) {
            nextCycle();
            read();
        }
        long taken = reading().takenAtNanos();
        long attemptsTaken = reading().attempts();

        read();

        assertEquals(taken, reading().takenAtNanos());
        assertEquals(attemptsTaken, reading().attempts());
    }

    @Test
    @Tag("SR-72")
    default void aPartThatIsGoneIsToldAndItsLastValueGrowsOld() {
        cycles(cyclesToAnswer());
        Needs.hands(absent(true), "take the part away");
        try {
            long taken = reading().takenAtNanos();
            int raw = reading().raw();
            cycles(cyclesToAnswer());

            assertTrue(reading().outcome().isFailure(), () -> reading().outcome().toString());
            assertTrue(reading().missedInARow() > 1, () -> "" + reading().missedInARow());
            assertTrue(reading().wasEverTaken());
            assertEquals(taken, reading().takenAtNanos());
            assertEquals(raw, reading().raw());
        } finally {
            absent(false);
        }
        cycles(2 * cyclesToAnswer());
        assertTrue(reading().outcome().isOk(), () -> "back: " + reading().outcome());
        assertEquals(0, reading().missedInARow());
    }

    @Test
    default void aReadAllocatesNothing() {
        cycles(cyclesToAnswer());
        Warm.allocates(
                allowedBytes(),
                slowness(),
                () -> {
                    nextCycle();
                    read();
                });
    }
}
