package io.pumprig.simulator.chip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.DeviceVectors;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.chip.Slf3s;
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
class Slf3sModelTest {
    private static final long MICRO = 1_000L;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    /** The generator's noise never goes beyond. */
    private static final double MOST_SIGMA = 3.47;

    private final FlowBench bench = new FlowBench(FlowBench.EXACT);
    private Slf3sModel model = model(Slf3sModel.Part.SLF3S_0600F);
    private final Slf3s driver = driver(Slf3s.Type.SLF3S_0600F);
    private final byte[] buffer = new byte[18];

    private Slf3sModel model(Slf3sModel.Part part) {
        Slf3sModel made = new Slf3sModel(bench.plant, part, 0x08, 1);
        bench.attach(0x08, made);
        return made;
    }

    private Slf3s driver(Slf3s.Type type) {
        return new Slf3s(bench, 0x08, bench.clock, type, Slf3s.Liquid.WATER);
    }

    // ---- at the wire

    private boolean send(String bytes) {
        byte[] sent = DeviceVectors.bytes(bytes);
        return model.write(sent, sent.length, bench.clock.nanos());
    }

    private boolean isRead(int length) {
        return model.read(buffer, length, bench.clock.nanos());
    }

    private int word(int number) {
        return (short) (buffer[3 * number] << 8 | buffer[3 * number + 1] & 0xFF);
    }

    /** So many reads 50 ms apart; mean of the flow in counts. */
    private double meanCounts(int reads) {
        double sum = 0;
        for (int i = 0; i < reads; i++) {
            bench.pass(50 * MILLI);
            assertTrue(isRead(9));
            sum += word(0);
        }
        return sum / reads;
    }

    private void startWarm() {
        assertTrue(send("36 08"));
        bench.pass(60 * MILLI);
        assertTrue(isRead(9));
    }

    @Test
    void acknowledgesNoReadUntilItMeasuresAndHasAFirstValue() {
        assertFalse(isRead(9));
        assertTrue(send("36 08"));
        bench.pass(12 * MILLI - 1);
        assertFalse(isRead(9));
        bench.pass(1);
        assertTrue(isRead(9));
    }

    @Test
    void takesNothingButStopWhileItMeasures() {
        startWarm();
        assertFalse(send("36 08"));
        assertFalse(send("36 7C"));
        assertTrue(isRead(9));
        assertTrue(send("3F F9"));
        assertFalse(isRead(9));
        bench.pass(500 * MICRO - 1);
        assertFalse(send("36 7C"));
        bench.pass(1);
        assertTrue(send("36 7C"));
    }

    @Test
    void tellsItsProductWhenAskedByBothCommands() {
        assertFalse(send("E1 02"));
        assertTrue(send("36 7C"));
        assertFalse(isRead(18));
        assertTrue(send("E1 02"));
        assertTrue(isRead(18));
        assertEquals("07 03 7C 03 04 68", DeviceVectors.text(buffer, 6));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"36 46", "36 61", "36 77", "00 00", "36"})
    void doesNotAcknowledgeWhatItDoesNotKnow(String bytes) {
        assertFalse(send(bytes));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"sf06.cmd.reset, 06", "sf06.cmd.sleep, 36 77"})
    void knowsTheCommandOfTheVector(String id, String literal) {
        String command = DeviceVectors.expect(id).get("write").asString();
        assertEquals(literal, command);
        if (id.equals("sf06.cmd.reset")) {
            startWarm();
            model.generalCall(Integer.parseInt(command, 16), bench.clock.nanos());
            assertFalse(isRead(9));
            bench.pass(25 * MILLI - 1);
            assertFalse(send("36 08"));
            bench.pass(1);
            assertFalse(isRead(9), "idle, not measuring");
            assertTrue(send("36 08"));
        } else {
            model = model(Slf3sModel.Part.LD20_2600B);
            assertTrue(send(command));
            assertFalse(send("36 7C"), "wakes, but does not acknowledge");
            bench.pass(25 * MILLI);
            assertTrue(send("36 7C"));
        }
    }

    @Test
    void anotherGeneralCallIsNoneOfItsBusiness() {
        startWarm();
        model.generalCall(0x04, bench.clock.nanos());
        assertTrue(isRead(9));
    }

    @Test
    void saysThatItSmoothsWhenItIsReadLaterThan64Milliseconds() {
        startWarm();
        bench.pass(64 * MILLI);
        isRead(9);
        assertEquals(0x0000, word(2));
        bench.pass(64 * MILLI + 1);
        isRead(9);
        assertEquals(0x0020, word(2));
    }

    @Test
    void hasNothingNewWithinHalfAMillisecond() {
        startWarm();
        bench.pass(50 * MILLI);
        isRead(9);
        byte[] first = buffer.clone();
        bench.pass(499 * MICRO);
        isRead(9);
        assertArrayEquals(first, buffer);
    }

    @Test
    void isBeyondItsRangeFrom2000MicrolitresAMinuteOn() {
        startWarm();
        // 6.25 nL each 200 us are 1875 uL/min.
        bench.microstepEach(200 * MICRO);
        bench.pass(SECOND);
        meanCounts(1);
        assertEquals(18_750, meanCounts(400), 300);
        assertEquals(0, word(2) & 2);
        // Each 150 us: 2500 uL/min.
        bench.microstepEach(150 * MICRO);
        bench.pass(SECOND);
        assertEquals(25_000, meanCounts(400), 400);
        assertEquals(2, word(2) & 2);
    }

    @Test
    @Tag("F-05")
    void airIsFlaggedOnceForEachReadThatMetSomeAndFlowsNothing() {
        startWarm();
        bench.plant.injectAir(2);
        // 37.5 uL/min; 10.4 uL to the cell take 16.6 s, 1.85 uL of gas 3 s.
        bench.microstepEach(10 * MILLI);
        int flagged = 0;
        for (int i = 0; i < 600; i++) {
            bench.pass(50 * MILLI);
            assertTrue(isRead(9));
            boolean air = (word(2) & 1) == 1;
            flagged += air ? 1 : 0;
            assertEquals(air ? 0 : 375, word(0), air ? 8 : 320, "read " + i);
        }
        assertEquals(60, flagged, 8);
        assertEquals(0, word(2) & 1);
        assertEquals(0, model.effects());
    }

    @Test
    void theSameSeedIsTheSameSensorAlsoAfterASave() throws IOException {
        startWarm();
        model.gain(0.9);
        model.bitFlipProbability(0.1);
        bench.microstepEach(3 * MILLI);
        meanCounts(20);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.save(new DataOutputStream(bytes));
        Slf3sModel copy = new Slf3sModel(bench.plant, Slf3sModel.Part.SLF3S_0600F, 0x08, 1);
        copy.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        byte[] theirs = new byte[18];
        for (int i = 0; i < 200; i++) {
            bench.pass(50 * MILLI);
            assertTrue(isRead(9));
            assertTrue(copy.read(theirs, 9, bench.clock.nanos()));
            assertArrayEquals(buffer, theirs);
        }
        assertTrue(model.effects() > 200);
        assertEquals(model.effects(), copy.effects());
    }

    @Test
    void refusesAProbabilityThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> model.bitFlipProbability(1.1));
        assertThrows(IllegalArgumentException.class, () -> model.gain(-0.1));
    }

    // ---- the driver upon it

    private void bringUp(Slf3s chip) {
        Outcome outcome = Outcome.PENDING;
        for (int i = 0; i < 20 && !outcome.isOk(); i++) {
            outcome = chip.advance();
            assertFalse(outcome.isFailure(), outcome.name());
            bench.pass(10 * MILLI);
        }
        assertTrue(chip.isConfigured());
    }

    @ParameterizedTest(name = "{0} us a microstep")
    @CsvSource({"75000", "15000", "5000", "1000", "300"})
    @Tag("SR-20")
    void theDriverMeasuresTheFlowOfTheLineWithinTheNoiseOfTheSensor(long microsPerStep) {
        bringUp(driver);
        bench.microstepEach(microsPerStep * MICRO);
        bench.pass(10 * SECOND);
        driver.fetch();
        double lookedMicrolitres = bench.plant.flowCellMicrolitres();
        double measured = 0;
        double sigmas = 0;
        double start = lookedMicrolitres;
        for (int i = 0; i < 1_200; i++) {
            bench.pass(50 * MILLI);
            assertEquals(Outcome.OK, driver.fetch());
            double passed = bench.plant.flowCellMicrolitres();
            double truth = (passed - lookedMicrolitres) * 1_200;
            lookedMicrolitres = passed;
            double flow = driver.picolitresPerMinute() / 1e6;
            double sigma = Math.max(0.2, 0.005 * truth);
            assertEquals(truth, flow, MOST_SIGMA * sigma + 0.051, "read " + i);
            measured += flow / 1_200;
            sigmas += sigma / 1_200 * (sigma / 1_200);
            assertFalse(driver.isAirInLine());
            assertFalse(driver.isBeyondRange());
            assertFalse(driver.isSmoothed());
        }
        // A minute: its volume within five sigma of the sum; whole roller pitches of 5 uL.
        double passedMicrolitres = lookedMicrolitres - start;
        assertEquals(passedMicrolitres, measured, 5 * Math.sqrt(sigmas) + 0.01);
        double pumped = 375_000.0 / microsPerStep;
        assertEquals(pumped, passedMicrolitres, pumped * 0.005);
        assertEquals(20_000, driver.millicelsius());
    }

    @Test
    void aHealthyHourAtBasalRateHasNoFailureNoAirAndNoEffect() {
        bringUp(driver);
        bench.microstepEach(270 * MILLI);
        for (int i = 0; i < 72_000; i++) {
            bench.pass(50 * MILLI);
            assertEquals(Outcome.OK, driver.fetch());
            assertFalse(driver.isAirInLine());
            assertFalse(driver.isBeyondRange());
        }
        assertEquals(0, model.effects());
    }

    @Test
    @Tag("F-26")
    void theDriverRejectsEachFrameWithAFlippedBitAndNoOther() {
        bringUp(driver);
        model.bitFlipProbability(0.2);
        int bad = 0;
        for (int i = 0; i < 2_000; i++) {
            bench.pass(50 * MILLI);
            if (!driver.isConfigured()) {
                driver.advance();
                continue;
            }
            Outcome outcome = driver.fetch();
            bad += outcome.isFailure() ? 1 : 0;
            if (outcome.isOk()) {
                assertEquals(20_000, driver.millicelsius());
                assertFalse(driver.isAirInLine());
            }
        }
        assertEquals(0.2 * 2_000, bad, 60);
    }

    @Test
    @Tag("F-33")
    void theDriverStartsASensorThatLostItsPower() {
        bringUp(driver);
        bench.pass(50 * MILLI);
        assertEquals(Outcome.OK, driver.fetch());
        model.reset();
        assertEquals(1, model.effects());
        assertEquals(Outcome.NO_ACKNOWLEDGE, driver.fetch());
        bench.pass(30 * MILLI);
        assertEquals(Outcome.RECONFIGURING, driver.fetch());
        assertEquals(Outcome.NOT_READY, driver.fetch());
        bringUp(driver);
        bench.pass(50 * MILLI);
        assertEquals(Outcome.OK, driver.fetch());
    }

    @Test
    @Tag("F-41")
    void theDriverSurvivesAGeneralCallOfAnother() {
        bringUp(driver);
        model.generalCall(0x06, bench.clock.nanos());
        driver.fetch();
        driver.fetch();
        // Still deaf when started at once, as one that measures is: the next read shows which.
        assertEquals(Outcome.OK, driver.advance());
        bench.pass(30 * MILLI);
        assertEquals(Outcome.RECONFIGURING, driver.fetch());
        bringUp(driver);
    }

    @Test
    @Tag("F-25")
    void aFouledSensorReadsAConstantRatio() {
        bringUp(driver);
        bench.microstepEach(6 * MILLI);
        model.gain(0.8);
        bench.pass(10 * SECOND);
        driver.fetch();
        double sum = 0;
        for (int i = 0; i < 960; i++) {
            bench.pass(50 * MILLI);
            driver.fetch();
            sum += driver.picolitresPerMinute() / 1e6;
        }
        // 62.5 uL/min, over 48 s that are whole roller pitches.
        assertEquals(50.0, sum / 960, 0.1);
        assertEquals(961, model.effects());
    }

    @Test
    @Tag("F-09")
    void aSaturatedSensorSaysThatItIsALowerBound() {
        bringUp(driver);
        model.saturated(true);
        bench.pass(50 * MILLI);
        assertEquals(Outcome.OK, driver.fetch());
        assertTrue(driver.isBeyondRange());
        assertEquals(3_250_000_000L, driver.picolitresPerMinute());
        model.saturated(false);
        bench.pass(50 * MILLI);
        driver.fetch();
        assertFalse(driver.isBeyondRange());
        assertEquals(1, model.effects());
    }

    @Test
    @Tag("F-05")
    void aFlagThatSticksSaysAirForEver() {
        bringUp(driver);
        model.airFlagStuck(true);
        bench.pass(50 * MILLI);
        assertEquals(Outcome.OK, driver.fetch());
        assertTrue(driver.isAirInLine());
        assertEquals(1, model.effects());
    }

    @Test
    void theDriverWakesASleepingLd20() {
        model = model(Slf3sModel.Part.LD20_2600B);
        assertTrue(send("36 77"));
        Slf3s ld20 = driver(Slf3s.Type.LD20_2600B);
        bringUp(ld20);
        assertEquals(0x07020101, ld20.productId());
    }

    @Test
    void theDriverRefusesAnotherMemberOfTheFamily() {
        Slf3s other = driver(Slf3s.Type.SLF3S_1300F);
        assertEquals(Outcome.PENDING, other.advance());
        bench.pass(10 * MILLI);
        assertEquals(Outcome.INVALID, other.advance());
    }
}
