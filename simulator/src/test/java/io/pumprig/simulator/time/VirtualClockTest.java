package io.pumprig.simulator.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VirtualClockTest {
    private final VirtualClock clock = new VirtualClock(-2_000_000_000L);

    @Test
    void standsStillUntilItIsMoved() {
        assertEquals(-2_000_000_000L, clock.nanos());
        clock.pause(500_000_000L);
        assertEquals(-1_500_000_000L, clock.nanos());
        clock.advanceTo(10_000_000L);
        assertEquals(10_000_000L, clock.nanos());
    }

    @Test
    void neverGoesBack() {
        assertThrows(IllegalArgumentException.class, () -> clock.advanceTo(-2_000_000_001L));
        assertThrows(IllegalArgumentException.class, () -> clock.pause(-1));
    }

    @Test
    void utcIsTheEpochPlusMonotonicTimeRoundedDown() {
        assertEquals(1_767_225_598_000L, clock.utcMillis());
        clock.advanceTo(-1);
        assertEquals(1_767_225_599_999L, clock.utcMillis());
        clock.advanceTo(1_999_999);
        assertEquals(1_767_225_600_001L, clock.utcMillis());
    }

    @Test
    void aCalendarThatIsSetLeavesTheMonotonicSideAlone() {
        clock.stepUtc(-3_600_000);
        clock.stepUtc(1_000);
        assertEquals(1_767_221_999_000L, clock.utcMillis());
        assertEquals(-2_000_000_000L, clock.nanos());
        assertEquals(2, clock.utcSteps());
    }
}
