package io.pumprig.simulator.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.chip.BalanceDialect;
import io.pumprig.hal.device.Balance;
import io.pumprig.hal.device.BalanceReading;
import io.pumprig.hal.rig.SerialBalance;
import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.PlantSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The balance's model by its lines, and its driver on it, sound and with each fault. */
class MtSicsModelTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final MtSicsSettings STILL = MtSicsSettings.semiMicro().trembling(0, 0);

    private final ManualClock clock = new ManualClock(5 * SECOND);
    private final Plant plant = new Plant(PlantSettings.reference(), 1, 5 * SECOND);
    private final BalanceReading reading = new BalanceReading();
    private MtSicsModel model;
    private PartLine line;
    private Balance balance;

    private void plugIn(MtSicsSettings settings) {
        model = new MtSicsModel(plant, settings, "B407123456", 1);
        line = new PartLine(model, clock, 9_600);
    }

    private void bringUp(MtSicsSettings settings) {
        plugIn(settings);
        balance =
                SerialBalance.bringUp(
                        line, "/dev/ttyUSB0", BalanceDialect.MT_SICS, "B407123456", clock);
    }

    private void tared(MtSicsSettings settings) {
        bringUp(settings);
        assertEquals(Outcome.OK, tare());
        run(500);
    }

    private Outcome tare() {
        Outcome outcome = balance.tare();
        for (int i = 0; i < 7_000 && outcome == Outcome.PENDING; i++) {
            clock.advance(10 * MILLI);
            balance.read(reading);
            outcome = balance.tare();
        }
        return outcome;
    }

    private void run(int milliseconds) {
        for (int i = 0; i < milliseconds; i += 5) {
            clock.advance(5 * MILLI);
            balance.read(reading);
        }
    }

    private void deliver(int microsteps) {
        plant.energise(clock.nanos(), true);
        for (int i = 0; i < microsteps; i++) {
            clock.advance(10 * MILLI);
            plant.microstep(clock.nanos(), true);
            balance.read(reading);
        }
    }

    /** What the balance says to one line within three seconds, by bytes. */
    private String answer(String command) {
        byte[] bytes = (command + "\r\n").getBytes(StandardCharsets.US_ASCII);
        line.write(bytes, bytes.length);
        byte[] heard = new byte[1_000];
        int length = 0;
        for (int i = 0; i < 300; i++) {
            clock.advance(10 * MILLI);
            length += line.read(heard, length);
        }
        return new String(heard, 0, length, StandardCharsets.US_ASCII);
    }

    // ---- lines

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource({
        "S, S S   45.67890 g",
        "SI, S S   45.67890 g",
        "T, T S   45.67890 g",
        "TI, TI S   45.67890 g",
        "TA, TA A    0.00000 g",
        "TAC, TAC A",
        "Z, Z A",
        "ZI, ZI S",
        "@, I4 A \"B407123456\"",
        "I4, I4 A \"B407123456\"",
        "I3, I3 A \"2.10 10.28.0.493.142\"",
        "XYZ, ES",
        "si, ES"
    })
    void answersByTheLetter(String command, String answer) {
        plugIn(STILL);
        assertEquals(answer + "\r\n", answer(command));
    }

    @Test
    void listsItsCommandsInSeveralLines() {
        plugIn(STILL);
        String[] lines = answer("I0").split("\r\n");
        assertEquals(14, lines.length);
        assertEquals("I0 B 0 \"S\"", lines[0]);
        assertEquals("I0 A 0 \"I4\"", lines[13]);
    }

    @ParameterizedTest(name = "{0} mg: {1}")
    @CsvSource({
        "0.001, S S  45.678900 g",
        "0.01, S S   45.67890 g",
        "0.1, S S    45.6789 g",
        "1, S S     45.679 g"
    })
    void showsAsManyDigitsAsItCanRead(double readability, String answer) {
        plugIn(STILL.readable(readability));
        assertEquals(answer + "\r\n", answer("SI"));
    }

    @Test
    void aLineOfTwentyBytesArrivesNoEarlierThanAt9600Baud() {
        plugIn(STILL);
        byte[] bytes = "SI\r\n".getBytes(StandardCharsets.US_ASCII);
        line.write(bytes, 4);
        byte[] heard = new byte[100];
        // 4 bytes there, 20 ms of thought, 18 bytes back, of 1.0417 ms each.
        clock.advance(42_900_000);
        assertEquals(17, line.read(heard, 0));
        clock.advance(100_000);
        assertEquals(1, line.read(heard, 17));
    }

    @Test
    void evaporationTakesFromTheVesselWhatItShould() {
        plugIn(STILL.evaporating(1.2));
        answer("T");
        double tip = plant.tipMicrolitres();
        clock.advance(3_600 * SECOND);
        String shown = answer("S").substring(4, 14).trim();
        // Warmth moves a little out of the tip meanwhile.
        double milligrams = (plant.tipMicrolitres() - tip) * 0.998 - 1.2;
        assertEquals(milligrams, Double.parseDouble(shown) * 1_000, 0.016);
    }

    @Test
    void noiseAndDriftShowInTheLastDigitsOnly() {
        plugIn(MtSicsSettings.semiMicro().trembling(2, 0.05));
        answer("T");
        String first = answer("SI");
        boolean differs = false;
        for (int i = 0; i < 20; i++) {
            String next = answer("SI");
            differs |= !next.equals(first);
            assertTrue(
                    next.matches(
                            "S [SD]   -?0\\.000[0-9]{2} g\r\n|S [SD] +-?0\\.000[0-9]{2} g\r\n"),
                    next);
        }
        assertTrue(differs);
    }

    @Test
    void goesOnFromItsImageAsIfNothingHadHappened() throws IOException {
        plugIn(MtSicsSettings.semiMicro());
        answer("T");
        model.corruptProbability(0.2);
        clock.advance(100 * SECOND);
        plant.advanceTo(clock.nanos());
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        model.save(new DataOutputStream(image));
        Plant again = new Plant(PlantSettings.reference(), 1, 5 * SECOND);
        ByteArrayOutputStream world = new ByteArrayOutputStream();
        plant.save(new DataOutputStream(world));
        again.load(new DataInputStream(new ByteArrayInputStream(world.toByteArray())));
        MtSicsModel copy = new MtSicsModel(again, MtSicsSettings.semiMicro(), "B407123456", 1);
        copy.load(new DataInputStream(new ByteArrayInputStream(image.toByteArray())));
        PartLine second = new PartLine(copy, clock, 9_600);
        byte[] ask = "SI\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] one = new byte[400];
        byte[] other = new byte[400];
        int length = 0;
        for (int i = 0; i < 15; i++) {
            line.write(ask, 4);
            second.write(ask, 4);
            clock.advance(SECOND);
            int taken = line.read(one, length);
            assertEquals(taken, second.read(other, length));
            length += taken;
        }
        assertTrue(length > 200);
        assertEquals(
                new String(one, StandardCharsets.ISO_8859_1),
                new String(other, StandardCharsets.ISO_8859_1));
        assertEquals(model.effects(), copy.effects());
    }

    // ---- driver on model

    @Test
    void weighsWhatWasDeliveredAtTheTip() {
        tared(MtSicsSettings.semiMicro());
        double before = plant.tipMicrolitres();
        long zero = reading.micrograms();
        deliver(3_000);
        run(20_000);
        double micrograms = (plant.tipMicrolitres() - before) * 998;
        assertTrue(micrograms > 5_000, () -> "delivered " + micrograms);
        assertEquals(micrograms, reading.micrograms() - zero, 80);
        assertTrue(reading.isStable());
        assertTrue(reading.isTrusted());
        assertEquals(0, model.effects());
    }

    @Test
    void isAskedEightTimesASecond() {
        tared(STILL);
        long before = reading.attempts();
        run(10_000);
        assertEquals(80, reading.attempts() - before, 2);
    }

    @Test
    void aHealthyBalanceRaisesNothing() {
        tared(MtSicsSettings.semiMicro());
        long attempts = reading.attempts();
        for (int i = 0; i < 60; i++) {
            run(1_000);
            assertEquals(Outcome.OK, reading.outcome());
            assertEquals(0, reading.missedInARow());
            assertTrue(reading.isTrusted());
            assertTrue(reading.isStable());
        }
        assertEquals(480, reading.attempts() - attempts, 5);
    }

    @Test
    void aFastLoadIsNotStable() {
        tared(STILL);
        deliver(500);
        assertFalse(reading.isStable());
        assertEquals(Outcome.OK, reading.outcome());
        run(30_000);
        assertTrue(reading.isStable());
    }

    @Test
    void anUnstableBalanceGivesWeightsAndRefusesToTare() {
        tared(STILL);
        model.unstable(true);
        run(1_000);
        assertEquals(Outcome.OK, reading.outcome());
        assertFalse(reading.isStable());
        assertTrue(model.effects() > 0);
        assertEquals(Outcome.NOT_READY, tare());
        model.unstable(false);
        run(1_000);
        assertTrue(reading.isStable());
        assertEquals(Outcome.OK, tare());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"OVER", "UNDER"})
    void aWeightBeyondTheRangeIsBad(String range) {
        tared(STILL);
        model.range(MtSicsModel.Range.valueOf(range));
        run(500);
        assertEquals(Outcome.OUT_OF_RANGE, reading.outcome());
        assertTrue(model.effects() > 0);
        model.range(MtSicsModel.Range.INSIDE);
        run(500);
        assertEquals(Outcome.OK, reading.outcome());
    }

    @Test
    void corruptLinesAreRejectedAndTheGoodOnesTaken() {
        tared(STILL);
        model.corruptProbability(0.3);
        int good = 0;
        int bad = 0;
        long attempts = reading.attempts();
        for (int i = 0; i < 24_000; i++) {
            run(5);
            if (reading.attempts() != attempts) {
                attempts = reading.attempts();
                good += reading.outcome() == Outcome.OK ? 1 : 0;
                bad += reading.outcome() == Outcome.BAD_FRAME ? 1 : 0;
            }
        }
        assertTrue(good > 100, "good " + good);
        assertTrue(bad > 10, "bad " + bad);
        assertTrue(model.effects() > 10);
        model.corruptProbability(0);
        run(5_000);
        assertEquals(Outcome.OK, reading.outcome());
    }

    @Test
    void aPowerCycleCostsTheTrustUntilItIsTaredAgain() {
        tared(STILL);
        deliver(2_000);
        run(20_000);
        assertTrue(reading.micrograms() > 3_000);
        model.powerCycle();
        run(10_000);
        assertEquals(Outcome.OK, reading.outcome());
        assertFalse(reading.isTrusted());
        // The balance took what it carries for zero: what had been delivered is gone.
        assertEquals(0, reading.micrograms());
        assertEquals(Outcome.OK, tare());
        run(500);
        assertTrue(reading.isTrusted());
    }

    @Test
    void aSilentBalanceIsBadAfterItsResetAndComesBackUntrusted() {
        tared(STILL);
        model.silent(true);
        run(2_100);
        assertNotEquals(Outcome.NO_ANSWER, reading.outcome());
        run(2_200);
        assertEquals(Outcome.NO_ANSWER, reading.outcome());
        assertTrue(reading.missedInARow() > 0);
        assertFalse(reading.isTrusted());
        model.silent(false);
        run(5_000);
        assertEquals(Outcome.OK, reading.outcome());
        assertFalse(reading.isTrusted());
        assertEquals(Outcome.OK, tare());
    }

    @Test
    void anUnpluggedBalanceComesBackByItself() {
        tared(STILL);
        model.unplugged(true);
        run(6_000);
        assertEquals(Outcome.NO_ANSWER, reading.outcome());
        model.unplugged(false);
        run(6_000);
        assertEquals(Outcome.OK, reading.outcome());
    }

    @Test
    void aLineThatVanishesIsABusErrorAndItsReturnANewBeginning() {
        tared(STILL);
        line.gone(true);
        run(1_000);
        assertEquals(Outcome.BUS_ERROR, reading.outcome());
        assertFalse(reading.isTrusted());
        line.gone(false);
        assertEquals(Outcome.OK, tare());
        run(1_000);
        assertEquals(Outcome.OK, reading.outcome());
        assertTrue(reading.isTrusted());
    }

    @Test
    void anOldFailureIsNotToldOfANewTare() {
        bringUp(STILL);
        assertEquals(Outcome.OK, tare());
        // The last request was the tare when the line vanishes.
        line.gone(true);
        clock.advance(5 * MILLI);
        balance.read(reading);
        line.gone(false);
        run(1_000);
        assertEquals(Outcome.OK, reading.outcome());
        assertFalse(reading.isTrusted());
        assertEquals(Outcome.OK, tare());
    }

    @Test
    void refusesToStartWithAnotherBalanceOrWithNone() {
        plugIn(STILL);
        BringUpException other =
                assertThrows(
                        BringUpException.class,
                        () ->
                                SerialBalance.bringUp(
                                        line,
                                        "/dev/ttyUSB0",
                                        BalanceDialect.MT_SICS,
                                        "B999999999",
                                        clock));
        assertEquals(
                "balance mt-sics at /dev/ttyUSB0: expected serial number B999999999, found"
                        + " B407123456",
                other.getMessage());
        model.unplugged(true);
        BringUpException none =
                assertThrows(
                        BringUpException.class,
                        () ->
                                SerialBalance.bringUp(
                                        line, "/dev/ttyUSB0", BalanceDialect.MT_SICS, "", clock));
        assertEquals(
                "balance mt-sics at /dev/ttyUSB0: expected a serial number, found NO_ANSWER",
                none.getMessage());
    }

    @Test
    void doesNotUnderstandAnotherBaudRate() {
        plugIn(STILL);
        PartLine wrong = new PartLine(model, clock, 19_200);
        assertThrows(
                BringUpException.class,
                () -> SerialBalance.bringUp(wrong, "x", BalanceDialect.MT_SICS, "", clock));
    }
}
