package io.pumprig.simulator.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlantTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;

    /** Full catheter, no losses, no chance: sums can be told to the last digit. */
    private static final PlantSettings EXACT =
            PlantSettings.reference()
                    .isothermal()
                    .with(PlantSettings.reference().head().lossless());

    private long nanos;

    private Plant plant(PlantSettings settings) {
        Plant plant = new Plant(settings, 1, 0);
        plant.energise(0, true);
        nanos = 0;
        return plant;
    }

    /** So many microsteps forward, one each {@code everyNanos}, and the last pulse's decay. */
    private void run(Plant plant, int microsteps, long everyNanos) {
        for (int i = 0; i < microsteps; i++) {
            nanos += everyNanos;
            plant.microstep(nanos, true);
        }
        plant.advanceTo(nanos);
    }

    private void waitFor(Plant plant, long span) {
        nanos += span;
        plant.advanceTo(nanos);
    }

    @ParameterizedTest(name = "{0} microsteps deliver {1} uL")
    @CsvSource({"800, 5.0", "1600, 10.0", "3200, 20.0", "32000, 200.0"})
    void wholeRollerPitchesDeliverTheCalibratedVolume(int microsteps, double microlitres) {
        Plant plant = plant(EXACT);
        run(plant, microsteps, SECOND);
        waitFor(plant, 60 * SECOND);
        assertEquals(microlitres, plant.tipMicrolitres(), microlitres * 1e-6);
        assertEquals(microlitres * 2.0, plant.tipMicrograms(), microlitres * 2e-6);
    }

    @Test
    void withinAPitchTheVolumePulsates() {
        Plant plant = plant(EXACT);
        run(plant, 1, SECOND);
        waitFor(plant, SECOND);
        double atTheCrest = plant.tipMicrolitres();
        run(plant, 399, SECOND);
        waitFor(plant, SECOND);
        double before = plant.tipMicrolitres();
        run(plant, 1, SECOND);
        waitFor(plant, SECOND);
        assertEquals(0.00625 * 1.8, atTheCrest, 1e-6);
        assertEquals(0.00625 * 0.6, plant.tipMicrolitres() - before, 1e-6);
    }

    @Test
    void theGainFollowsPressureWearTemperatureAndSpeed() {
        Plant plant = plant(PlantSettings.reference().isothermal());
        run(plant, 800, 5 * SECOND);
        waitFor(plant, 60 * SECOND);
        // 8 kPa cost 0.4 %, 0.00375 rpm cost 0.0004 %, half a turn's wear nearly nothing.
        assertEquals(5 * 0.996, plant.tipMicrolitres(), 0.002);
    }

    @Test
    void aFastHeadDeliversLessThanASlowOne() {
        PlantSettings wide = PlantSettings.reference().isothermal().with(wideInlet());
        Plant slow = plant(wide);
        run(slow, 3200, SECOND);
        waitFor(slow, 60 * SECOND);
        Plant fast = plant(wide);
        for (int i = 0; i < 64; i++) {
            nanos += SECOND / 100;
            for (int j = 0; j < 50; j++) {
                fast.microstep(nanos, true);
            }
        }
        waitFor(fast, 60 * SECOND);
        // 5000 microsteps a second are 93.75 rpm: 9.4 % less.
        assertEquals(0.906, fast.tipMicrolitres() / slow.tipMicrolitres(), 0.01);
    }

    private static PlantSettings.Reservoir wideInlet() {
        return new PlantSettings.Reservoir(20_000, 2000, 0, 2000, 5, 50, 1e-6, 5, 0.998);
    }

    @Test
    void theReferenceInletStarvesAHeadThatTurnsTooFast() {
        Plant plant = plant(EXACT);
        run(plant, 3200, SECOND / 1000);
        // 98 kPa over 0.02 kPa/(uL/h) let 4900 uL/h through, a fifth of what the head asks for.
        assertTrue(plant.upstreamKilopascals() < -90);
        assertTrue(20_000 - plant.reservoirMicrolitres() < 5.5);
    }

    @ParameterizedTest(name = "leak {0} uL/h, air {1}, gas {2} uL")
    @CsvSource({"0, 0, 0", "50, 0, 0", "0, 0.2, 0", "20, 0.1, 30", "0, 0, 5"})
    void theBookOfVolumesCloses(double leak, double air, double gas) {
        PlantSettings base = PlantSettings.reference();
        PlantSettings.Line line = base.line();
        Plant plant =
                plant(
                        base.with(
                                new PlantSettings.Line(
                                        line.complianceMicrolitresPerKilopascal(),
                                        line.resistanceKilopascalsPerMicrolitrePerHour(),
                                        line.crackKilopascals(),
                                        line.tipKilopascals(),
                                        line.deadMicrolitres(),
                                        gas)));
        plant.reservoirLeakMicrolitresPerHour(leak);
        plant.inletAirFraction(air);
        plant.lineLeakKilopascalsPerMicrolitrePerHour(leak > 0 ? 10 : Double.POSITIVE_INFINITY);
        run(plant, 20_000, SECOND / 2);
        double lost = 20_000.0 - plant.reservoirMicrolitres();
        double found =
                plant.tipMicrolitres()
                        + plant.storedMicrolitres()
                        + plant.leakedMicrolitres()
                        - plant.expandedMicrolitres();
        assertTrue(lost > 50);
        assertEquals(lost, found, lost * 1e-9);
    }

    @Test
    @Tag("SR-58")
    void aClosedCatheterReachesSixtyNineKilopascalsAfterTwelveMicrolitres() {
        Plant plant = plant(EXACT);
        plant.occlusionSeverity(1);
        double before = plant.reservoirMicrolitres();
        int microsteps = 0;
        while (plant.linePressureKilopascals() < 69) {
            run(plant, 1, SECOND);
            microsteps++;
        }
        waitFor(plant, 60 * SECOND);
        assertEquals(12.2, before - plant.reservoirMicrolitres(), 0.02);
        assertEquals(12.2 / 0.00625, microsteps, 60);
        assertEquals(0, plant.tipMicrolitres(), 1e-12);
        assertTrue(plant.effects(PlantFault.OCCLUSION) > 1000);
    }

    @Test
    void aHealthyLineStaysAtTheCheckValve() {
        Plant plant = plant(EXACT);
        run(plant, 4000, SECOND);
        waitFor(plant, SECOND);
        assertEquals(8.0, plant.linePressureKilopascals(), 1e-3);
        assertEquals(0, plant.effects(PlantFault.OCCLUSION));
    }

    @Test
    void aPulseDecaysWithTheTimeConstantOfResistanceAndCompliance() {
        Plant plant = plant(EXACT);
        run(plant, 1, SECOND);
        double peak = plant.linePressureKilopascals() - 8;
        waitFor(plant, 51_840_000L); // R C = 7.2e-5 * 0.2 h
        assertEquals(peak * Math.exp(-1), plant.linePressureKilopascals() - 8, peak * 1e-9);
    }

    @Test
    void aReleasedOcclusionGivesBackWhatWasStored() {
        Plant plant = plant(EXACT);
        plant.occlusionSeverity(1);
        while (plant.linePressureKilopascals() < 58) {
            run(plant, 1, SECOND);
        }
        double stored = (plant.linePressureKilopascals() - 8) * 0.2;
        plant.occlusionSeverity(0);
        waitFor(plant, 10 * SECOND);
        assertEquals(stored, plant.tipMicrolitres(), 1e-9);
        assertEquals(8, plant.linePressureKilopascals(), 1e-9);
    }

    @Test
    void aPartialOcclusionRaisesThePressureOnlyWhenResistanceIsThousandsOfTimesNormal() {
        // 22.5 uL/h through 5000 times 7.2e-5 kPa/(uL/h) are 8.1 kPa.
        assertEquals(8.0, meanPressure(0.9), 0.3);
        assertEquals(8 + 22.5 * 7.2e-5 * 5000, meanPressure(1 - Math.sqrt(1.0 / 5000)), 1.5);
    }

    private double meanPressure(double severity) {
        Plant plant = plant(EXACT);
        plant.occlusionSeverity(severity);
        run(plant, 8000, SECOND);
        double sum = 0;
        for (int i = 0; i < 800; i++) {
            run(plant, 1, SECOND);
            waitFor(plant, SECOND / 2);
            nanos -= SECOND / 2;
            sum += plant.linePressureKilopascals();
        }
        return sum / 800;
    }

    @Test
    void aClosedInletShowsSuctionWithinTenMicrolitres() {
        Plant plant = plant(EXACT);
        run(plant, 80, SECOND);
        plant.inletOcclusionSeverity(1);
        run(plant, 400, SECOND);
        // 2.5 uL on average, less in the trough of the ripple, over 0.05 uL/kPa
        assertEquals(-40, plant.upstreamKilopascals(), 2);
        run(plant, 1600, SECOND);
        assertEquals(-98, plant.upstreamKilopascals(), 1e-6);
        assertTrue(plant.effects(PlantFault.INLET_OCCLUSION) > 0);
    }

    @Test
    void anOpenInletRefillsWithItsTimeConstant() {
        Plant plant = plant(EXACT);
        run(plant, 1, SECOND);
        double suction = plant.upstreamKilopascals();
        waitFor(plant, 3_600_000_000L); // R_up C_up = 0.001 h
        assertTrue(suction < -0.2);
        assertEquals(suction * Math.exp(-1), plant.upstreamKilopascals(), -suction * 1e-9);
    }

    @Test
    void aCollapsingBagPullsAndAnEmptyOneGivesGas() {
        PlantSettings low = EXACT.with(EXACT.reservoir().holding(1000));
        Plant plant = plant(low);
        assertEquals(-5, plant.upstreamKilopascals(), 1e-9);
        Plant empty = plant(EXACT.with(EXACT.reservoir().holding(49)));
        run(empty, 800, SECOND);
        waitFor(empty, 100 * SECOND);
        assertEquals(49, empty.reservoirMicrolitres(), 1e-9);
        assertTrue(empty.trappedGasMicrolitres() > 3);
        assertEquals(800, empty.effects(PlantFault.INLET_AIR));
    }

    @Test
    void trappedGasSoftensThePulses() {
        PlantSettings.Line line = EXACT.line();
        Plant hard = plant(EXACT);
        hard.occlusionSeverity(1);
        run(hard, 800, SECOND);
        Plant soft =
                plant(
                        EXACT.with(
                                new PlantSettings.Line(
                                        line.complianceMicrolitresPerKilopascal(),
                                        line.resistanceKilopascalsPerMicrolitrePerHour(),
                                        line.crackKilopascals(),
                                        line.tipKilopascals(),
                                        line.deadMicrolitres(),
                                        50)));
        soft.occlusionSeverity(1);
        run(soft, 800, SECOND);
        assertEquals(33, hard.linePressureKilopascals(), 1e-6);
        // 5 uL shared by 0.2 uL/kPa and 50 uL of gas: 0.2 (P - 8) + 50 (P - 8)/(101.3 + P) = 5
        double p = soft.linePressureKilopascals();
        assertEquals(5, 0.2 * (p - 8) + 50 * (p - 8) / (101.325 + p), 1e-9);
        assertEquals(50 * 109.325 / (101.325 + p), soft.trappedGasMicrolitres(), 1e-9);
    }

    @Test
    void aHeldRotorStaysAndSnapsToTheNearestPositionInPhase() {
        Plant plant = plant(EXACT);
        run(plant, 10, SECOND);
        plant.rotorHeld(true);
        run(plant, 20, SECOND);
        assertEquals(10, plant.rotorMicrosteps());
        assertEquals(20, plant.effects(PlantFault.ROTOR_HELD));
        plant.rotorHeld(false);
        assertEquals(30, plant.rotorMicrosteps());
        plant.rotorHeld(true);
        run(plant, 64 + 50, SECOND);
        plant.rotorHeld(false);
        // 114 ahead is 14 short of two cycles: it falls back by 14.
        assertEquals(30 - 14, plant.rotorMicrosteps());
        assertEquals(144, plant.fieldMicrosteps());
    }

    @ParameterizedTest(name = "held for {0} microsteps, {1} short afterwards")
    @CsvSource({"1, 0", "31, 0", "33, 64", "64, 64", "95, 64", "97, 128", "6400, 6400"})
    void whatAHeldRotorLosesIsWholeElectricalCycles(int held, int lost) {
        Plant plant = plant(EXACT);
        plant.rotorHeld(true);
        run(plant, held, SECOND / 10);
        plant.rotorHeld(false);
        assertEquals(lost, plant.fieldMicrosteps() - plant.rotorMicrosteps());
    }

    @Test
    void lostCyclesAreLostOnceAndThenTheRotorFollowsAgain() {
        Plant plant = plant(EXACT);
        run(plant, 5, SECOND);
        plant.loseElectricalCycles(2);
        run(plant, 32, SECOND);
        assertEquals(5, plant.rotorMicrosteps());
        run(plant, 1, SECOND);
        assertEquals(5 - 31, plant.rotorMicrosteps());
        run(plant, 95, SECOND);
        assertEquals(5, plant.rotorMicrosteps());
        run(plant, 10, SECOND);
        assertEquals(15, plant.rotorMicrosteps());
        assertEquals(143, plant.fieldMicrosteps());
        assertEquals(66, plant.effects(PlantFault.LOST_CYCLES));
    }

    @Test
    void theRotorStallsAtTheStallPressureAndEarlierWhenTheSupplySags() {
        Plant plant = plant(EXACT);
        plant.occlusionSeverity(1);
        run(plant, 12_000, SECOND / 10);
        assertEquals(200, plant.linePressureKilopascals(), 0.5);
        long stalledAt = plant.rotorMicrosteps();
        run(plant, 1000, SECOND / 10);
        // Now and then the load eases, and it falls back to the nearest position in phase.
        assertEquals(stalledAt, plant.rotorMicrosteps(), 64);
        Plant sagging = plant(EXACT);
        sagging.occlusionSeverity(1);
        sagging.motorSupplyVolts(6);
        run(sagging, 12_000, SECOND / 10);
        assertEquals(100, sagging.linePressureKilopascals(), 0.5);
    }

    @Test
    void withoutCurrentTheFieldTurnsAndTheRotorStays() {
        Plant plant = new Plant(EXACT, 1, 0);
        for (int i = 1; i <= 100; i++) {
            plant.microstep(i * SECOND, true);
        }
        assertEquals(0, plant.rotorMicrosteps());
        assertEquals(100, plant.fieldMicrosteps());
        plant.energise(101 * SECOND, true);
        assertEquals(100 - 128, plant.rotorMicrosteps());
    }

    @Test
    void turningBackTakesFluidFromTheLineAndNoneFromTheTip() {
        Plant plant = plant(EXACT);
        for (int i = 1; i <= 31; i++) {
            plant.microstep(i * SECOND, false);
        }
        plant.advanceTo(100 * SECOND);
        assertEquals(-31, plant.rotorMicrosteps());
        assertEquals(0, plant.tipMicrolitres());
        assertTrue(plant.linePressureKilopascals() < 6.5);
        assertTrue(plant.reservoirMicrolitres() > 20_000.3);
    }

    @Test
    void aSlippingCouplingTurnsTheRotorAndMovesNothing() {
        Plant plant = plant(EXACT);
        plant.couplingSlipping(true);
        run(plant, 800, SECOND);
        assertEquals(800, plant.rotorMicrosteps());
        assertEquals(0, plant.tipMicrolitres(), 1e-12);
        assertEquals(800, plant.effects(PlantFault.COUPLING_SLIP));
    }

    @Test
    void aLineLeakDrainsBelowTheCheckValve() {
        Plant plant = plant(EXACT);
        plant.lineLeakKilopascalsPerMicrolitrePerHour(10);
        waitFor(plant, 2 * HOUR); // R_leak C = 2 h
        assertEquals(8 * Math.exp(-1), plant.linePressureKilopascals(), 1e-9);
        assertEquals(0, plant.tipMicrolitres(), 1e-12);
    }

    @Test
    void aValveStuckOpenDrainsToTheOutletPressure() {
        Plant plant = plant(EXACT);
        plant.checkValveStuckOpen(true);
        waitFor(plant, 60 * SECOND);
        assertEquals(1, plant.linePressureKilopascals(), 1e-9);
        assertEquals(7 * 0.2, plant.tipMicrolitres(), 1e-9);
    }

    @Test
    void whatPassesBesideTheRollersLeavesTheReservoirForTheTip() {
        Plant plant = plant(EXACT);
        plant.siphonMicrolitresPerHour(3_600);
        waitFor(plant, 10 * SECOND);
        // The line stores what lifts it by the catheter's 0.26 kPa, and lets the rest go.
        assertEquals(10 - 0.2 * 7.2e-5 * 3_600, plant.tipMicrolitres(), 1e-6);
        assertEquals(20_000 - 10, plant.reservoirMicrolitres(), 1e-6);
        plant.siphonMicrolitresPerHour(0);
        waitFor(plant, 10 * SECOND);
        assertTrue(plant.effects(PlantFault.SIPHON) > 0);
        assertEquals(10, plant.tipMicrolitres(), 1e-6);
    }

    @Test
    void whatGoesBackBesideTheRollersComesFromTheTipThroughAnOpenValve() {
        Plant plant = plant(EXACT);
        plant.checkValveStuckOpen(true);
        waitFor(plant, 60 * SECOND);
        double before = plant.tipMicrolitres();
        plant.siphonMicrolitresPerHour(-3_600);
        waitFor(plant, 10 * SECOND);
        assertEquals(-10, plant.tipMicrolitres() - before, 0.1);
        assertEquals(20_010, plant.reservoirMicrolitres(), 1e-6);
    }

    @Test
    void newDrugReachesTheTipAfterTheDeadVolume() {
        Plant plant = plant(EXACT.with(EXACT.head().lossless()));
        plant.refill(20_000, 500);
        run(plant, 3200 * 16, SECOND / 10); // 320 of 322 uL
        waitFor(plant, SECOND);
        assertEquals(2000, plant.tipMicrogramsPerMillilitre());
        run(plant, 3200, SECOND / 10);
        waitFor(plant, SECOND);
        assertEquals(500, plant.tipMicrogramsPerMillilitre());
        assertEquals(322 * 2.0 + 18 * 0.5, plant.tipMicrograms(), 1e-6);
    }

    @Test
    void lookingChangesNothing() {
        Plant seen = plant(PlantSettings.reference());
        Plant unseen = plant(PlantSettings.reference());
        seen.inletAirFraction(0.1);
        unseen.inletAirFraction(0.1);
        for (long t = SECOND; t < 2000 * SECOND; t += SECOND) {
            for (long at = t - SECOND; at < t; at += SECOND / 7) {
                seen.advanceTo(at);
                seen.linePressureKilopascals();
                seen.upstreamKilopascals();
                seen.tipMicrograms();
                seen.reservoirMicrolitres();
            }
            if (t % (7 * SECOND) == 0) {
                seen.microstep(t, true);
                unseen.microstep(t, true);
            }
        }
        seen.advanceTo(3000 * SECOND);
        unseen.advanceTo(3000 * SECOND);
        assertEquals(seen.tipMicrograms(), unseen.tipMicrograms());
        assertEquals(seen.linePressureKilopascals(), unseen.linePressureKilopascals());
        assertEquals(seen.reservoirMicrolitres(), unseen.reservoirMicrolitres());
    }

    @Test
    void aFaultOutOfRangeIsRefusedAndMovesNothing() {
        Plant plant = plant(EXACT);
        assertThrows(IllegalArgumentException.class, () -> plant.occlusionSeverity(1.1));
        assertThrows(IllegalArgumentException.class, () -> plant.inletAirFraction(-0.1));
        assertThrows(
                IllegalArgumentException.class,
                () -> plant.reservoirLeakMicrolitresPerHour(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> plant.loseElectricalCycles(-1));
        run(plant, 800, SECOND);
        waitFor(plant, 60 * SECOND);
        assertEquals(5, plant.tipMicrolitres(), 5e-6);
    }

    @Test
    void severityZeroIsNoFault() {
        Plant plant = plant(EXACT);
        plant.occlusionSeverity(0);
        run(plant, 800, SECOND);
        assertEquals(0, plant.effects(PlantFault.OCCLUSION));
    }

    @Test
    void theSameSeedIsTheSameWorldAndAnotherSeedIsAnother() {
        assertEquals(celsiusAfterADay(7), celsiusAfterADay(7));
        assertNotEquals(celsiusAfterADay(7), celsiusAfterADay(8));
    }

    private static double celsiusAfterADay(long seed) {
        Plant plant = new Plant(PlantSettings.reference(), seed, 0);
        plant.advanceTo(24 * HOUR);
        return plant.celsius();
    }

    @Test
    void aSavedPlantGoesOnBitByBit() throws IOException {
        Plant original = plant(PlantSettings.reference());
        original.occlusionSeverity(0.99);
        original.loseElectricalCycles(1);
        original.refill(10_000, 500);
        run(original, 500, SECOND);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        original.save(new DataOutputStream(bytes));
        Plant copy = new Plant(PlantSettings.reference(), 99, 0);
        copy.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        long from = nanos;
        run(original, 5000, SECOND);
        nanos = from;
        run(copy, 5000, SECOND);
        assertEquals(original.tipMicrograms(), copy.tipMicrograms());
        assertEquals(original.linePressureKilopascals(), copy.linePressureKilopascals());
        assertEquals(original.celsius(), copy.celsius());
        assertEquals(original.rotorMicrosteps(), copy.rotorMicrosteps());
        for (PlantFault fault : PlantFault.values()) {
            assertEquals(original.effects(fault), copy.effects(fault), fault.name());
        }
    }
}
