package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.OutputPin;
import org.junit.jupiter.api.Test;

/** What every {@link Board} promises of opening and closing its ports. */
public interface BoardContract {

    /** A board of which no port is open yet. */
    Board subject();

    /** A GPIO on which an output does no harm. */
    int freeGpio();

    /** Name of an I2C bus that it has. */
    String bus();

    /** Whether a GPIO is high, seen from outside, also when the board is closed. */
    boolean isHigh(int gpio);

    /** After this time a level has come through to outside. */
    default void settle() {}

    @Test
    default void aBoardSaysWhatStandsBehindIt() {
        assertTrue(
                subject().backend().equals("sim") || subject().backend().equals("bench"),
                subject().backend());
    }

    @Test
    default void aPortThatIsTakenIsRefused() {
        subject().output(freeGpio(), false);

        BringUpException refused =
                assertThrows(BringUpException.class, () -> subject().input(freeGpio()));
        assertNames("GPIO" + freeGpio(), refused);
    }

    @Test
    default void aPinThatIsNotThereIsRefused() {
        BringUpException refused =
                assertThrows(BringUpException.class, () -> subject().output(99, false));
        assertNames("GPIO99", refused);
    }

    private static void assertNames(String pin, BringUpException refused) {
        assertTrue(refused.getMessage().replace(" ", "").contains(pin), refused.getMessage());
    }

    @Test
    default void aBusOrLineThatIsNotThereIsRefused() {
        BringUpException bus = assertThrows(BringUpException.class, () -> subject().i2c("i2c-77"));
        assertTrue(bus.getMessage().contains("i2c-77"), bus.getMessage());
        BringUpException line =
                assertThrows(
                        BringUpException.class,
                        () -> subject().serial("/dev/no-such-line", 115_200));
        assertTrue(line.getMessage().contains("/dev/no-such-line"), line.getMessage());
    }

    @Test
    default void aBusAskedForTwiceIsTheSame() {
        assertSame(subject().i2c(bus()), subject().i2c(bus()));
    }

    @Test
    default void aClosedBoardLeavesItsOutputsSafe() {
        OutputPin pin = subject().output(freeGpio(), true);
        pin.set(false);
        settle();
        assertEquals(false, isHigh(freeGpio()));

        subject().close();

        settle();
        assertEquals(true, isHigh(freeGpio()));
    }

    @Test
    default void aBoardMayBeClosedTwice() {
        subject().output(freeGpio(), false);
        subject().close();
        subject().close();
        settle();
        assertEquals(false, isHigh(freeGpio()));
    }
}
