package io.pumprig.simulator.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.PlantSettings;
import org.junit.jupiter.api.Test;

class Nau7802ModelTest {
    private static final long MICRO = 1_000L;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int ZERO = 50_000;
    private static final int PER_GRAM = 20_000;

    private final Plant plant = new Plant(PlantSettings.reference(), 1, 0);
    private final Nau7802Model chip = new Nau7802Model(plant, ZERO, PER_GRAM, 0x2A, 1);
    private final byte[] buffer = new byte[4];
    private long now = SECOND;

    private void write(int register, int value) {
        buffer[0] = (byte) register;
        buffer[1] = (byte) value;
        assertTrue(chip.write(buffer, 2, now));
    }

    private int register(int register) {
        buffer[0] = (byte) register;
        chip.write(buffer, 1, now);
        chip.read(buffer, 1, now);
        return buffer[0] & 0xFF;
    }

    private int adco() {
        buffer[0] = 0x12;
        chip.write(buffer, 1, now);
        chip.read(buffer, 3, now);
        return buffer[0] << 16 | (buffer[1] & 0xFF) << 8 | buffer[2] & 0xFF;
    }

    private void bringUp() {
        write(0x00, 0x01);
        now += MILLI;
        write(0x00, 0x02);
        now += 200 * MICRO;
        assertEquals(0x0A, register(0x00));
        assertEquals(0x0F, register(0x1F) & 0x0F);
        write(0x01, 0x2F);
        write(0x00, 0x86);
        now += 250 * MILLI;
        write(0x02, 0x30);
        write(0x15, 0x30);
        write(0x1B, register(0x1B) & ~0x40);
        write(0x1C, register(0x1C) | 0x80);
        write(0x00, 0x96);
        write(0x02, 0x34);
    }

    private void discard(int conversions) {
        for (int i = 0; i < conversions; i++) {
            awaitReady();
            adco();
        }
    }

    private void awaitReady() {
        for (int i = 0; i < 200 && (register(0x00) & 0x20) == 0; i++) {
            now += MILLI;
        }
        assertEquals(0x20, register(0x00) & 0x20);
    }

    /** Mean of so many conversions in grams. */
    private double grams(int conversions) {
        double sum = 0;
        for (int i = 0; i < conversions; i++) {
            awaitReady();
            sum += adco();
        }
        return (sum / conversions - ZERO) / PER_GRAM;
    }

    private void bringUpWholly() {
        bringUp();
        now += 344 * MILLI;
        assertEquals(0x30, register(0x02));
        discard(6);
    }

    @Test
    void powersUpWithin200Microseconds() {
        write(0x00, 0x02);
        assertEquals(0x02, register(0x00));
        now += 199 * MICRO;
        assertEquals(0x02, register(0x00));
        now += MICRO;
        assertEquals(0x0A, register(0x00));
    }

    @Test
    void aCalibrationClearsItsBitAfter344Milliseconds() {
        bringUp();
        now += 343 * MILLI;
        assertEquals(0x34, register(0x02));
        now += MILLI;
        assertEquals(0x30, register(0x02));
    }

    @Test
    void aFailedCalibrationSaysSoUntilAGoodOne() {
        chip.calibrationFails(true);
        bringUp();
        now += 344 * MILLI;
        assertEquals(0x38, register(0x02));
        chip.calibrationFails(false);
        write(0x02, 0x34);
        now += 344 * MILLI;
        assertEquals(0x30, register(0x02));
        assertEquals(1, chip.effects());
    }

    @Test
    void weighsTheReservoir() {
        bringUpWholly();
        // 20 mL of 0.998 g/mL, and a drift of 0.1 g.
        assertEquals(19.96, grams(80), 0.35);
    }

    @Test
    void aSingleConversionHas50MilligramsOfNoise() {
        bringUpWholly();
        double mean = grams(200);
        double squares = 0;
        for (int i = 0; i < 400; i++) {
            double delta = grams(1) - mean;
            squares += delta * delta;
        }
        assertEquals(0.05, Math.sqrt(squares / 400), 0.01);
    }

    @Test
    void withoutANewCalibrationAChangeOfGainLeavesAnOffset() {
        bringUpWholly();
        double before = grams(200);
        write(0x01, 0x2F);
        discard(6);
        assertEquals(0.15, grams(200) - before, 0.05);
    }

    @Test
    void conversionsComeAtTheirRateAndReadingClearsReady() {
        bringUpWholly();
        awaitReady();
        adco();
        assertEquals(0x9E, register(0x00));
        long from = now;
        awaitReady();
        assertTrue(now - from <= 13 * MILLI);
        assertEquals(0xBE, register(0x00));
        int value = adco();
        assertEquals(value, adco(), "the register keeps the result");
    }

    @Test
    void theFirstSixConversionsAreStillSettling() {
        bringUp();
        now += 344 * MILLI;
        double first = grams(1);
        assertTrue(first < 19.96 - 5, () -> first + " g");
        discard(5);
        assertEquals(19.96, grams(10), 0.4);
    }

    @Test
    void withTheChopperLeftOnThereIsGarbageNowAndThen() {
        bringUpWholly();
        chip.forgetChopper();
        int garbage = 0;
        for (int i = 0; i < 320; i++) {
            if (Math.abs(grams(1) - 19.96) > 2) {
                garbage++;
            }
        }
        assertEquals(10, garbage, 2);
        write(0x15, 0x30);
        for (int i = 0; i < 320; i++) {
            assertEquals(19.96, grams(1), 1);
        }
    }

    @Test
    void aRegisterResetTakesEverythingBack() {
        bringUpWholly();
        write(0x00, 0x01);
        assertEquals(0x01, register(0x00));
        assertEquals(0x00, register(0x01));
        assertEquals(0x00, register(0x15));
        assertEquals(0x0F, register(0x1F));
        now += SECOND;
        assertEquals(0x01, register(0x00));
    }

    @Test
    void faultsShowInTheWeightAndAreCounted() {
        bringUpWholly();
        chip.offsetGrams(3);
        assertEquals(22.96, grams(20), 0.4);
        chip.offsetGrams(0);
        chip.railed(true);
        awaitReady();
        adco();
        now += 20 * MILLI;
        assertEquals(0x7FFFFF, adco());
        chip.railed(false);
        chip.driftGramsPerHour(2);
        now += 3600 * SECOND;
        discard(1);
        assertEquals(21.96, grams(20), 0.5);
        chip.driftGramsPerHour(0);
        chip.frozen(true);
        now += 20 * MILLI;
        int last = adco();
        now += SECOND;
        assertEquals(last, adco());
        chip.frozen(false);
        chip.neverReady(true);
        now += SECOND;
        assertEquals(0, register(0x00) & 0x20);
        assertTrue(chip.effects() > 40);
    }
}
