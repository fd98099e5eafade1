package io.pumprig.simulator.chip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.DeviceVectors;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.chip.Lg16;
import io.pumprig.simulator.plant.PlantSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sensor at the wire, and the driver upon it. */
class Lg16ModelTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final double MOST_SIGMA = 3.47;

    private FlowBench bench = new FlowBench(FlowBench.EXACT);
    private Lg16Model model = model(Lg16Model.Part.LG16_0430D);
    private final byte[] buffer = new byte[33];

    private Lg16Model model(Lg16Model.Part part) {
        Lg16Model made = new Lg16Model(bench.plant, part, 0x40, 1);
        bench.attach(0x40, made);
        return made;
    }

    private Lg16 inService(Lg16.Type type) {
        Lg16 chip = new Lg16(bench, 0x40, bench.clock, type);
        Outcome outcome = Outcome.PENDING;
        for (int i = 0; i < 30 && !outcome.isOk(); i++) {
            outcome = chip.advance();
            assertFalse(outcome.isFailure(), outcome.name());
            bench.pass(10 * MILLI);
        }
        assertTrue(chip.isConfigured());
        return chip;
    }

    private boolean send(String bytes) {
        byte[] sent = DeviceVectors.bytes(bytes);
        return model.write(sent, sent.length, bench.clock.nanos());
    }

    private String read(int length) {
        assertTrue(model.read(buffer, length, bench.clock.nanos()));
        return DeviceVectors.text(buffer, length);
    }

    private boolean isRead() {
        return model.read(buffer, 3, bench.clock.nanos());
    }

    @Test
    void tellsNameScaleAndUnitFromItsMemory() {
        assertTrue(send("FA 2E 80"));
        assertEquals("4C 47 97 31 36 25 2D 30 59 34 33 A7 30 44 4B 00 00 00", read(18));
        assertTrue(send("E3"));
        assertEquals("00 03 53", read(3));
        assertTrue(send("FA 2B 60"));
        assertEquals("01 0E EB 08 44 CE", read(6));
    }

    @Test
    void acknowledgesNoReadUntilItHasAFirstValue() {
        assertFalse(isRead());
        assertTrue(send("F1"));
        bench.pass(80 * MILLI - 1);
        assertFalse(isRead());
        bench.pass(1);
        assertTrue(isRead());
    }

    @Test
    void isDeafFor50MillisecondsAfterAReset() {
        assertTrue(send("FE"));
        bench.pass(50 * MILLI - 1);
        assertFalse(send("F1"));
        bench.pass(1);
        assertTrue(send("F1"));
    }

    @Test
    void doesNotListenToGeneralCalls() {
        send("F1");
        bench.pass(80 * MILLI);
        model.generalCall(0x06, bench.clock.nanos());
        assertTrue(isRead());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"00", "F3", "FA", "FA 2E"})
    void doesNotAcknowledgeWhatItDoesNotKnow(String bytes) {
        assertFalse(send(bytes));
    }

    @ParameterizedTest(name = "{0}: {1} us a microstep, noise {2} uL/min")
    @CsvSource({
        "LG16_0430D, 6000, 0.008, 0.004",
        "LG16_0430D, 60000, 0.008, 0.004",
        "LG16_0150D, 270000, 0.0007, 0.0003"
    })
    @Tag("SR-20")
    void theDriverMeasuresTheFlowOfTheLineWithinTheNoiseOfTheSensor(
            String type, long microsPerStep, double floor, double step) {
        model = model(Lg16Model.Part.valueOf(type));
        measuresWithinTheNoise(Lg16.Type.valueOf(type), microsPerStep, floor, step);
    }

    /** Single microsteps are beyond its range; behind a filter with RC = 52 s they are not. */
    @Test
    @Tag("SR-20")
    void theFinestOneMeasuresBasalFlowBehindAFilter() {
        PlantSettings.Line line = FlowBench.EXACT.line();
        bench =
                new FlowBench(
                        FlowBench.EXACT.with(
                                new PlantSettings.Line(
                                        line.complianceMicrolitresPerKilopascal(),
                                        0.072,
                                        line.crackKilopascals(),
                                        line.tipKilopascals(),
                                        line.deadMicrolitres(),
                                        0)));
        model = model(Lg16Model.Part.LG16_0025D);
        measuresWithinTheNoise(Lg16.Type.LG16_0025D, 1_000_000, 0.00015, 0.00006);
    }

    private void measuresWithinTheNoise(
            Lg16.Type type, long microsPerStep, double floor, double step) {
        Lg16 chip = inService(type);
        bench.microstepEach(microsPerStep * 1_000);
        bench.pass(10 * SECOND);
        chip.fetch();
        double looked = bench.plant.flowCellMicrolitres();
        for (int i = 0; i < 600; i++) {
            bench.pass(100 * MILLI);
            assertEquals(Outcome.OK, chip.fetch(), "read " + i);
            double passed = bench.plant.flowCellMicrolitres();
            double truth = (passed - looked) * 600;
            looked = passed;
            double sigma = Math.max(floor, 0.005 * truth);
            double flow = chip.picolitresPerMinute() / 1e6;
            assertEquals(truth, flow, MOST_SIGMA * sigma + step, "read " + i);
        }
    }

    @Test
    void aHealthyHourWithoutFlowHasNoFailureAndNoEffect() {
        Lg16 chip = inService(Lg16.Type.LG16_0430D);
        for (int i = 0; i < 36_000; i++) {
            bench.pass(100 * MILLI);
            assertEquals(Outcome.OK, chip.fetch());
            assertFalse(chip.isBeyondRange());
        }
        assertEquals(0, model.effects());
    }

    @Test
    void aBusOfZerosDoesNotPassForTheSensorAtStart() {
        model.zeros(true);
        Lg16 chip = new Lg16(bench, 0x40, bench.clock, Lg16.Type.LG16_0430D);
        assertEquals(Outcome.PENDING, chip.advance());
        bench.pass(50 * MILLI);
        assertEquals(Outcome.INVALID, chip.advance());
        assertTrue(model.effects() > 0);
    }

    @Test
    @Tag("F-25")
    void aBusOfZerosDoesNotPassInServiceForLongerThanTwoSeconds() {
        Lg16 chip = inService(Lg16.Type.LG16_0430D);
        bench.pass(100 * MILLI);
        assertEquals(Outcome.OK, chip.fetch());
        model.zeros(true);
        int believed = 0;
        while (believed < 100 && chip.fetch().isOk()) {
            believed++;
            bench.pass(100 * MILLI);
        }
        assertEquals(20, believed, 1);
        model.zeros(false);
        bench.pass(100 * MILLI);
        assertEquals(Outcome.OK, chip.fetch());
    }

    @Test
    @Tag("F-33")
    void theDriverStartsASensorThatLostItsPower() {
        Lg16 chip = inService(Lg16.Type.LG16_0430D);
        bench.pass(100 * MILLI);
        model.reset();
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.fetch());
        bench.pass(60 * MILLI);
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        Outcome outcome = Outcome.PENDING;
        for (int i = 0; i < 30 && outcome == Outcome.PENDING; i++) {
            outcome = chip.advance();
            bench.pass(10 * MILLI);
        }
        assertEquals(Outcome.OK, outcome);
    }

    @Test
    @Tag("F-26")
    void theDriverRejectsAFlippedBit() {
        Lg16 chip = inService(Lg16.Type.LG16_0430D);
        model.bitFlipProbability(1);
        bench.pass(100 * MILLI);
        assertEquals(Outcome.BAD_CRC, chip.fetch());
        assertEquals(1, model.effects());
        model.bitFlipProbability(0);
        assertEquals(Outcome.OK, chip.fetch());
    }

    @Test
    void theOutputEndsWhereTheSensorsDoes() {
        Lg16 chip = inService(Lg16.Type.LG16_0430D);
        // 6.25 nL each 2 ms are 187.5 uL/min; the output ends at 32767 / 270.
        bench.microstepEach(2 * MILLI);
        bench.pass(10 * SECOND);
        chip.fetch();
        bench.pass(SECOND);
        assertEquals(Outcome.OK, chip.fetch());
        assertTrue(chip.isBeyondRange());
        assertEquals(121_359_259, chip.picolitresPerMinute());
    }

    @Test
    void aSavedSensorGoesOnBitByBit() throws IOException {
        inService(Lg16.Type.LG16_0430D);
        model.gain(1.1);
        bench.microstepEach(20 * MILLI);
        bench.pass(SECOND);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.save(new DataOutputStream(bytes));
        Lg16Model copy = new Lg16Model(bench.plant, Lg16Model.Part.LG16_0430D, 0x40, 1);
        copy.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        byte[] theirs = new byte[33];
        for (int i = 0; i < 100; i++) {
            bench.pass(100 * MILLI);
            assertTrue(isRead());
            assertTrue(copy.read(theirs, 3, bench.clock.nanos()));
            assertArrayEquals(buffer, theirs);
        }
        assertEquals(100, model.effects());
        assertEquals(100, copy.effects());
    }
}
