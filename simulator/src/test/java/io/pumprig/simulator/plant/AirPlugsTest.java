package io.pumprig.simulator.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gas on its way through the line: seen where it is, when it is there. */
class AirPlugsTest {
    private static final long SECOND = 1_000_000_000L;

    private static final PlantSettings EXACT =
            PlantSettings.reference()
                    .isothermal()
                    .with(PlantSettings.reference().head().lossless());

    private final Plant plant = new Plant(EXACT, 1, 0);
    private long nanos;

    AirPlugsTest() {
        plant.energise(0, true);
    }

    private void step() {
        nanos += SECOND;
        plant.microstep(nanos, true);
    }

    /** Volume past the flow cell when {@code there} turns true, within 60 uL. */
    private double passedUntil(BooleanSupplier there) {
        for (int i = 0; i < 9_600 && !there.getAsBoolean(); i++) {
            step();
        }
        assertTrue(there.getAsBoolean(), "not within 60 uL");
        return plant.flowCellMicrolitres();
    }

    @Test
    void aHealthyLineHasNoAirAnywhere() {
        for (int i = 0; i < 3_200; i++) {
            step();
            assertFalse(plant.airAtBubbleDetector());
            assertFalse(plant.airAtFlowCell());
        }
        assertFalse(plant.airAtFlowCellSince(0));
        assertEquals(0, plant.effects(PlantFault.AIR_BUBBLE));
    }

    @Test
    @Tag("F-05")
    void aBubbleReachesTheDetectorAfter2600NanolitresAndTheFlowCellAfter10400() {
        plant.injectAir(3);
        double before = plant.flowCellMicrolitres();
        double atDetector = passedUntil(plant::airAtBubbleDetector);
        double pastDetector = passedUntil(() -> !plant.airAtBubbleDetector());
        double atCell = passedUntil(plant::airAtFlowCell);
        double pastCell = passedUntil(() -> !plant.airAtFlowCell());
        assertEquals(2.6, atDetector - before, 0.03);
        assertEquals(10.4, atCell - before, 0.03);
        // 3 uL at ambient are 3 * 101.3 / 109.3 at the line's 8 kPa.
        assertEquals(2.78, pastDetector - atDetector, 0.05);
        assertEquals(2.78, pastCell - atCell, 0.05);
        // At most 11.25 nL a microstep.
        assertTrue(plant.effects(PlantFault.AIR_BUBBLE) >= 3 / 0.01125);
    }

    @Test
    void theHeadDrawsTheBubbleInsteadOfFluid() {
        plant.injectAir(5);
        double before = plant.reservoirMicrolitres();
        for (int i = 0; i < 1_600; i++) {
            step();
        }
        nanos += 100 * SECOND;
        plant.advanceTo(nanos);
        assertEquals(5, before - plant.reservoirMicrolitres(), 1e-6);
        assertTrue(plant.trappedGasMicrolitres() > 4.5);
        assertEquals(0, plant.effects(PlantFault.INLET_AIR));
    }

    @Test
    void aBubbleThatDoesNotMoveStaysWhereItIs() {
        plant.injectAir(1);
        passedUntil(plant::airAtBubbleDetector);
        nanos += 3_600 * SECOND;
        plant.advanceTo(nanos);
        assertTrue(plant.airAtBubbleDetector());
        assertFalse(plant.airAtFlowCell());
    }

    @Test
    void aBubbleThatWentByBetweenTwoLooksIsNotLost() {
        double before = plant.flowCellMicrolitres();
        plant.injectAir(0.5);
        for (int i = 0; i < 3_200; i++) {
            step();
        }
        assertFalse(plant.airAtFlowCell());
        assertTrue(plant.airAtFlowCellSince(before));
        assertFalse(plant.airAtFlowCellSince(before + 11.5));
        // Nor when later ones have pushed it out of memory.
        for (int i = 0; i < 10; i++) {
            plant.injectAir(0.5);
            for (int j = 0; j < 400; j++) {
                step();
            }
        }
        assertTrue(plant.airAtFlowCellSince(before));
    }

    @ParameterizedTest(name = "{0} of what is drawn is gas")
    @CsvSource({"0.2", "0.5"})
    @Tag("F-06")
    void gasDrawnBesidesFluidArrivesAsBubblesOfAMicrolitre(double fraction) {
        plant.inletAirFraction(fraction);
        passedUntil(plant::airAtBubbleDetector);
        int bubbles = 0;
        int microsteps = 0;
        for (int i = 0; i < 8_000; i++) {
            boolean before = plant.airAtBubbleDetector();
            step();
            bubbles += plant.airAtBubbleDetector() && !before ? 1 : 0;
            microsteps += plant.airAtBubbleDetector() ? 1 : 0;
        }
        // 50 uL in 8000 microsteps.
        assertEquals(50 * fraction, bubbles, 50 * fraction * 0.1);
        assertEquals(8_000 * fraction, microsteps, 8_000 * fraction * 0.1);
    }

    @Test
    @Tag("F-12")
    void anEmptyReservoirGivesOneLongBubble() {
        Plant empty = new Plant(EXACT.with(EXACT.reservoir().holding(49)), 1, 0);
        empty.energise(0, true);
        int microsteps = 0;
        for (int i = 1; i <= 3_200; i++) {
            empty.microstep(i * SECOND, true);
            microsteps += empty.airAtFlowCell() ? 1 : 0;
            assertTrue(microsteps == 0 || empty.airAtFlowCell(), "microstep " + i);
        }
        // The bag pulls with 9.8 kPa: 20 uL of gas are 16.75 uL in the line, 6.35 past the cell.
        assertEquals(1_213, microsteps, 20);
    }

    @Test
    void aSavedLineHasItsBubblesWhereTheyWere() throws IOException {
        plant.inletAirFraction(0.1);
        plant.injectAir(2);
        for (int i = 0; i < 1_500; i++) {
            step();
        }
        plant.injectAir(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        plant.save(new DataOutputStream(bytes));
        Plant copy = new Plant(EXACT, 1, 0);
        copy.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        int seen = 0;
        for (int i = 0; i < 6_000; i++) {
            step();
            copy.microstep(nanos, true);
            assertEquals(plant.airAtBubbleDetector(), copy.airAtBubbleDetector());
            assertEquals(plant.airAtFlowCell(), copy.airAtFlowCell());
            assertEquals(plant.flowCellMicrolitres(), copy.flowCellMicrolitres());
            seen += plant.airAtFlowCell() ? 1 : 0;
        }
        assertTrue(seen > 500);
    }

    @Test
    void theFlowCellSeesWhatLeavesTheTipAndWhatLeaksBehindIt() {
        plant.lineLeakKilopascalsPerMicrolitrePerHour(10);
        for (int i = 0; i < 3_200; i++) {
            step();
        }
        assertTrue(plant.leakedMicrolitres() > 0.1);
        assertEquals(
                plant.tipMicrolitres() + plant.leakedMicrolitres(),
                plant.flowCellMicrolitres(),
                1e-9);
    }

    @Test
    void refusesABubbleOfLessThanNothing() {
        assertThrows(IllegalArgumentException.class, () -> plant.injectAir(-1));
    }
}
