package io.pumprig.hal.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The state of a reading as a recording keeps it. */
class ReadingStateTest {
    private static final int AT = 3;

    private static final List<Supplier<Reading>> KINDS =
            List.of(
                    ReadingStateTest::balance,
                    ReadingStateTest::bubble,
                    ReadingStateTest::button,
                    ReadingStateTest::drive,
                    ReadingStateTest::flow,
                    ReadingStateTest::motion,
                    ReadingStateTest::pressure,
                    ReadingStateTest::reservoir,
                    ReadingStateTest::rotor,
                    ReadingStateTest::supply);

    private static Reading balance() {
        BalanceReading reading = new BalanceReading();
        reading.took(-9_000_000_001L, true, true, 17);
        return reading;
    }

    private static Reading bubble() {
        BubbleReading reading = new BubbleReading();
        reading.took(true, 1, 17);
        reading.tested(true);
        return reading;
    }

    private static Reading button() {
        ButtonReading reading = new ButtonReading();
        reading.took(true, true, 4, 1, 17);
        return reading;
    }

    private static Reading drive() {
        DriveReading reading = new DriveReading();
        reading.took(DriveReading.SHORT, true, 0x40, 17);
        reading.faultOutput(true);
        return reading;
    }

    private static Reading flow() {
        FlowReading reading = new FlowReading();
        reading.took(-5_000_000_000L, true, true, true, -12_500, -77, 17);
        return reading;
    }

    private static Reading motion() {
        MotionReading reading = new MotionReading();
        reading.took(5_000_000_000L, 5_000_000_001L, 1_023, 17);
        return reading;
    }

    private static Reading pressure() {
        PressureReading reading = new PressureReading();
        reading.took(-8_000, 12, 17);
        return reading;
    }

    private static Reading reservoir() {
        ReservoirReading reading = new ReservoirReading();
        reading.took(20_000_000_000L, 8_388_607, 17);
        return reading;
    }

    private static Reading rotor() {
        RotorReading reading = new RotorReading();
        reading.took(4_095, -5_000_000_000L, 17);
        return reading;
    }

    private static Reading supply() {
        SupplyReading reading = new SupplyReading();
        reading.took(5_010, 12, 17);
        return reading;
    }

    private static long[] stateOf(Reading reading) {
        long[] state = new long[AT + 20];
        return Arrays.copyOf(state, reading.save(state, AT));
    }

    @Test
    void everyKindIsTheSameAfterItsStateWasTakenOver() {
        for (Supplier<Reading> kind : KINDS) {
            Reading told = kind.get();
            told.missed(Outcome.BAD_CRC);
            told.missed(Outcome.NO_ANSWER);
            long[] state = stateOf(told);
            Reading other = kind.get();
            String name = told.getClass().getSimpleName();
            assertFalse(Arrays.equals(state, stateOf(other)), name);

            assertEquals(state.length, other.restore(state, AT), name);

            assertArrayEquals(state, stateOf(other), name);
            assertEquals(Outcome.NO_ANSWER, other.outcome(), name);
            assertTrue(other.wasEverTaken(), name);
            assertEquals(17, other.takenAtNanos(), name);
            assertEquals(2, other.missedInARow(), name);
            assertEquals(3, other.attempts(), name);
            assertEquals(told.raw(), other.raw(), name);
            assertEquals(83, other.rawUnchangedNanos(100), name);
        }
    }

    @Test
    void theValuesAreTakenOverToo() {
        RotorReading rotor = new RotorReading();
        rotor.restore(stateOf(rotor()), AT);
        assertEquals(4_095, rotor.angleCounts());
        assertEquals(-5_000_000_000L, rotor.travelCounts());
        FlowReading flow = new FlowReading();
        flow.restore(stateOf(flow()), AT);
        assertEquals(-5_000_000_000L, flow.picolitresPerMinute());
        assertEquals(-12_500, flow.millicelsius());
        assertTrue(flow.isAirInLine() && flow.isBeyondRange() && flow.isSmoothed());
        DriveReading drive = new DriveReading();
        drive.restore(stateOf(drive()), AT);
        assertEquals(DriveReading.SHORT, drive.faults());
        assertTrue(drive.faultOutput() && drive.isTemperatureWarning());
    }

    @Test
    void aReadingThatWasNeverTakenIsNeitherAfterItWasKept() {
        PressureReading pressure = new PressureReading();
        pressure.restore(stateOf(new PressureReading()), AT);
        assertFalse(pressure.wasEverTaken());
        assertEquals(Long.MAX_VALUE, pressure.ageNanos(5));
        assertEquals(Outcome.NOT_READY, pressure.outcome());
    }
}
