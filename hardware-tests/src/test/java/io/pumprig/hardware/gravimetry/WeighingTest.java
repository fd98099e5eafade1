package io.pumprig.hardware.gravimetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pumprig.hal.gravimetry.WeighingConditions;
import io.pumprig.hardware.RigTest;
import io.pumprig.hardware.RigUnderTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Only a weight at rest, from a zero of this session, is a weight. */
@RigTest
@Tag("simulator")
class WeighingTest {
    private static final long TEN_SECONDS = 10_000_000_000L;

    private RigUnderTest rig;
    private Weighing weighing;

    @BeforeEach
    void tare(RigUnderTest given) {
        rig = given;
        weighing =
                new Weighing(
                        rig.balance(),
                        rig.clock(),
                        rig.pace().cycleNanos(),
                        WeighingConditions.water());
    }

    @Test
    void aTaredVesselWeighsNothing() {
        weighing.rest(TEN_SECONDS);
        assertEquals(0, weighing.micrograms(), 100);
    }

    @Test
    void aVesselInADraughtHasNoWeight() {
        rig.simulated().balance().orElseThrow().unstable(true);
        weighing.rest(TEN_SECONDS);
        assertThrows(AssertionError.class, weighing::micrograms);

        rig.simulated().balance().orElseThrow().unstable(false);
        weighing.rest(TEN_SECONDS);
        assertEquals(0, weighing.micrograms(), 100);
    }

    @Test
    @Tag("F-27")
    void aBalanceThatWasSwitchedOffHasNoWeightAnyMore() {
        rig.hands().restartBalance();
        weighing.rest(3 * TEN_SECONDS);
        assertThrows(AssertionError.class, weighing::micrograms);
    }

    @Test
    void aWeightThatIsNotReadGrowsTooOld() {
        rig.clock().pause(TEN_SECONDS);
        assertThrows(AssertionError.class, weighing::micrograms);
    }
}
