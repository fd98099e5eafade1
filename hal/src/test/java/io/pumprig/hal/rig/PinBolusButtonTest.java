package io.pumprig.hal.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.AllocatedBytes;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.chip.SettablePin;
import io.pumprig.hal.device.ButtonReading;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PinBolusButtonTest {
    private static final long MILLI = 1_000_000;

    private final ManualClock clock = new ManualClock(-1_000_000_000L);
    private final SettablePin pin = new SettablePin(InputPin.Level.HIGH);
    private final PinBolusButton button = new PinBolusButton(pin, clock);
    private final ButtonReading reading = new ButtonReading();

    /** The level for that long, looked at every 10 ms, first and last instant included. */
    private void held(InputPin.Level level, long millis) {
        pin.set(level);
        button.read(reading);
        for (long passed = 10; passed <= millis; passed += 10) {
            clock.advance(10 * MILLI);
            button.read(reading);
        }
    }

    @Test
    void countsAPressOnceWhenItEnds() {
        held(InputPin.Level.HIGH, 100);
        held(InputPin.Level.LOW, 20);
        assertFalse(reading.isPressed());
        held(InputPin.Level.LOW, 1_000);
        assertTrue(reading.isPressed());
        assertEquals(0, reading.presses());
        held(InputPin.Level.HIGH, 20);
        assertTrue(reading.isPressed());
        held(InputPin.Level.HIGH, 500);
        assertFalse(reading.isPressed());
        assertEquals(1, reading.presses());
        held(InputPin.Level.LOW, 30);
        held(InputPin.Level.HIGH, 30);
        assertEquals(2, reading.presses());
        assertFalse(reading.isStuck());
    }

    @Test
    void doesNotCountBounces() {
        held(InputPin.Level.HIGH, 100);
        for (int i = 0; i < 50; i++) {
            held(InputPin.Level.LOW, 20);
            held(InputPin.Level.HIGH, 10);
        }
        held(InputPin.Level.HIGH, 100);
        assertEquals(0, reading.presses(), "a contact that never closes");
        held(InputPin.Level.LOW, 100);
        for (int i = 0; i < 50; i++) {
            held(InputPin.Level.HIGH, 20);
            held(InputPin.Level.LOW, 10);
        }
        assertTrue(reading.isPressed());
        held(InputPin.Level.HIGH, 100);
        assertEquals(1, reading.presses());
    }

    @Test
    @Tag("SR-73")
    @Tag("F-46")
    void ignoresAndReportsAButtonHeldForMoreThanAMinuteUntilItIsReleased() {
        held(InputPin.Level.HIGH, 100);
        held(InputPin.Level.LOW, 60_000);
        assertFalse(reading.isStuck());
        assertTrue(reading.isPressed());
        clock.advance(1);
        held(InputPin.Level.LOW, 0);
        assertTrue(reading.isStuck());
        assertFalse(reading.isPressed());
        held(InputPin.Level.LOW, 3_600_000);
        assertTrue(reading.isStuck());
        held(InputPin.Level.HIGH, 20);
        assertTrue(reading.isStuck());
        held(InputPin.Level.HIGH, 30);
        assertFalse(reading.isStuck());
        assertEquals(0, reading.presses());
        held(InputPin.Level.LOW, 200);
        held(InputPin.Level.HIGH, 200);
        assertEquals(1, reading.presses(), "sound again");
    }

    @Test
    @Tag("SR-73")
    void aPressOfAMinuteIsStillOne() {
        held(InputPin.Level.HIGH, 100);
        held(InputPin.Level.LOW, 60_000);
        held(InputPin.Level.HIGH, 100);
        assertFalse(reading.isStuck());
        assertEquals(1, reading.presses());
    }

    @Test
    @Tag("F-46")
    void aButtonThatIsDownFromTheStartAsksForNothing() {
        held(InputPin.Level.LOW, 5_000);
        held(InputPin.Level.HIGH, 100);
        assertEquals(0, reading.presses());
        held(InputPin.Level.LOW, 100);
        held(InputPin.Level.HIGH, 100);
        assertEquals(1, reading.presses());
        PinBolusButton stuck = new PinBolusButton(pin, clock);
        pin.set(InputPin.Level.LOW);
        stuck.read(reading);
        clock.advance(30 * MILLI);
        stuck.read(reading);
        clock.advance(60_000 * MILLI);
        stuck.read(reading);
        assertTrue(reading.isStuck());
    }

    @Test
    void aLevelThatCannotBeReadIsNoPress() {
        held(InputPin.Level.HIGH, 100);
        held(InputPin.Level.UNKNOWN, 1_000);
        assertEquals(Outcome.BUS_ERROR, reading.outcome());
        assertFalse(reading.isPressed());
        held(InputPin.Level.HIGH, 100);
        assertEquals(Outcome.OK, reading.outcome());
        assertEquals(0, reading.presses());
    }

    @Test
    void allocatesNothing() {
        assertEquals(
                0,
                AllocatedBytes.in(
                        10_000,
                        () -> {
                            clock.advance(10 * MILLI);
                            button.read(reading);
                        }));
    }
}
