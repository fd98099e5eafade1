package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import org.junit.jupiter.api.Test;

/** What every {@link OutputPin} and every {@link InputPin} promises. */
public interface PinContract {

    /** An output opened with this safe level; once in a test. */
    OutputPin output(boolean safeHigh);

    /** Whether that output is high, seen from outside. */
    boolean isOutputHigh();

    /** An input; once in a test. */
    InputPin input();

    /** Drives that input from outside; false where nobody can, which aborts the test. */
    boolean driveInput(boolean high);

    /** After this time a level that was driven has come through. */
    default void settle() {}

    /** Bytes that one call may allocate, where the library below cannot do without. */
    default long allowedBytes() {
        return 0;
    }

    /** By how much fewer calls will do, where one takes long. */
    default int slowness() {
        return 1;
    }

    @Test
    default void anOutputWhoseSafeLevelIsHighIsHighOnceItIsOpen() {
        output(true);
        settle();
        assertEquals(true, isOutputHigh());
    }

    @Test
    default void anOutputWhoseSafeLevelIsLowIsLowOnceItIsOpen() {
        output(false);
        settle();
        assertEquals(false, isOutputHigh());
    }

    @Test
    default void anOutputTakesEachLevelAndSaysSo() {
        OutputPin pin = output(false);
        for (boolean high : new boolean[] {true, true, false, false, true, false}) {
            assertEquals(Outcome.OK, pin.set(high));
            settle();
            assertEquals(high, isOutputHigh());
        }
    }

    @Test
    default void anInputIsWhatItIsDrivenTo() {
        InputPin pin = input();
        for (boolean high : new boolean[] {true, false, false, true, true, false}) {
            Needs.hands(driveInput(high), "drive an input");
            settle();
            assertEquals(high ? InputPin.Level.HIGH : InputPin.Level.LOW, pin.level());
        }
    }

    @Test
    default void aLevelIsSetWithoutAllocating() {
        OutputPin pin = output(false);
        Warm.allocates(
                allowedBytes(),
                slowness(),
                () -> {
                    pin.set(true);
                    pin.set(false);
                });
    }

    @Test
    default void aLevelIsReadWithoutAllocating() {
        InputPin pin = input();
        Warm.allocates(
                allowedBytes(),
                slowness(),
                () -> {
                    if (pin.level() == InputPin.Level.UNKNOWN) {
                        throw new AssertionError("a level could not be read");
                    }
                });
    }
}
