package io.pumprig.simulator.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.PlantSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ads1115ModelTest {
    private static final long MICRO = 1_000L;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final Plant plant = new Plant(PlantSettings.reference().isothermal(), 1, 0);
    private final Ads1115Model chip = new Ads1115Model(plant, AnalogWiring.REFERENCE, 0x48, 1);
    private final byte[] buffer = new byte[4];
    private long now = SECOND;

    private void write(int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            buffer[i] = (byte) bytes[i];
        }
        assertTrue(chip.write(buffer, bytes.length, now));
    }

    private int read() {
        chip.read(buffer, 2, now);
        return (buffer[0] & 0xFF) << 8 | buffer[1] & 0xFF;
    }

    private int convert(int configHigh) {
        write(0x01, configHigh, 0x83);
        now += 8 * MILLI;
        write(0x00);
        return (short) read();
    }

    /** Mean of many conversions, free of white noise. */
    private double mean(int configHigh) {
        double sum = 0;
        for (int i = 0; i < 200; i++) {
            sum += convert(configHigh);
        }
        return sum / 200;
    }

    @Test
    void powersUpWithTheResetValues() {
        write(0x01);
        assertEquals(0x8583, read());
        write(0x00);
        assertEquals(0x0000, read());
        write(0x02);
        assertEquals(0x8000, read());
        write(0x03);
        assertEquals(0x7FFF, read());
    }

    @Test
    void isBusyForOnePeriodAnd25Microseconds() {
        write(0x01, 0xC3, 0x83);
        assertEquals(0x4383, read());
        now += 7_812_500 + 25 * MICRO - 1;
        assertEquals(0x4383, read());
        now += 1;
        assertEquals(0xC383, read());
    }

    @Test
    void thePointerIsRemembered() {
        write(0x01, 0xC3, 0x83);
        now += 9 * MILLI;
        assertEquals(0xC383, read());
        assertEquals(0xC383, read());
        write(0x00);
        int result = read();
        assertEquals(result, read());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "line at 8 kPa, 0xC3, 2400 + 8 kPa of 10.77 Pa, 3143, 60",
        "sensor supply 5 V x 0.6, 0xD3, 3.000 V, 24000, 1",
        "motor supply 12 V x 0.25, 0xE3, 3.000 V, 24000, 1",
        "inlet at 0 kPa, 0xF3, half scale, 12000, 60"
    })
    void theFourInputsAreTheRigs(String what, String high, String why, double code, double off) {
        assertEquals(code, mean(Integer.decode(high)), off, what + ": " + why);
    }

    @Test
    void pressureNoiseIs50Pascals() {
        double mean = mean(0xC3);
        double squares = 0;
        for (int i = 0; i < 2000; i++) {
            double delta = convert(0xC3) - mean;
            squares += delta * delta;
        }
        // 50 Pa over 10.77 Pa a count
        assertEquals(4.64, Math.sqrt(squares / 2000), 0.6);
    }

    @Test
    void theDriftStaysInTenthsOfAKilopascal() {
        double first = mean(0xC3);
        double worst = 0;
        for (int hour = 1; hour <= 240; hour++) {
            now += 3600 * SECOND;
            worst = Math.max(worst, Math.abs(mean(0xC3) - first));
        }
        assertTrue(worst > 5, "about 0.2 kPa a day are 18 counts: " + worst);
        assertTrue(worst < 80, "about 0.2 kPa a day are 18 counts: " + worst);
    }

    @Test
    void aResultIsWhatTheInputWasWhenTheConversionEnded() {
        plant.energise(0, true);
        plant.occlusionSeverity(1);
        write(0x01, 0xC3, 0x83);
        for (int i = 0; i < 3200; i++) {
            now += SECOND;
            plant.microstep(now, true);
        }
        assertTrue(plant.linePressureKilopascals() > 60);
        write(0x00);
        assertEquals(3143, (short) read(), 80);
        assertTrue(convert(0xC3) > 8000);
    }

    @Test
    void theRatioSurvivesASupplySag() {
        plant.advanceTo(now);
        plant.sensorSupplyVolts(4.5);
        assertEquals(3143 * 0.9, mean(0xC3), 60);
        assertEquals(24000 * 0.9, mean(0xD3), 1);
    }

    @Test
    void differentialInputsAreSubtracted() {
        assertEquals(mean(0xC3) - mean(0xD3), mean(0x83), 15);
    }

    @Test
    void continuousModeGivesTheLastResult() {
        write(0x01, 0x52, 0xE3);
        write(0x00);
        assertEquals(0, read());
        now += 2 * MILLI;
        int first = (short) read();
        assertEquals(24000, first, 8);
        write(0x01);
        assertEquals(0x52E3, read(), "OS reads 0");
    }

    @Test
    void generalCall06ResetsIt() {
        write(0x01, 0xC3, 0x83);
        chip.generalCall(0x06, now);
        write(0x01);
        assertEquals(0x8583, read());
        assertEquals(1, chip.effects());
    }

    @Test
    void aStuckSensorGivesTheSameCodeForEver() {
        int first = convert(0xC3);
        chip.stuck(0, true);
        for (int i = 0; i < 20; i++) {
            assertEquals(first, convert(0xC3));
        }
        assertTrue(chip.effects() > 10);
        assertEquals(24000, convert(0xD3), 8);
    }

    @Test
    void aDriftingSensorMovesByItsRateAndIsSoundAgainAfterwards() {
        final double before = mean(0xC3);
        chip.downstreamDriftKilopascalsPerHour(5);
        now += 3600 * SECOND;
        assertEquals(5000 / 10.77, mean(0xC3) - before, 40);
        chip.downstreamDriftKilopascalsPerHour(0);
        assertEquals(before, mean(0xC3), 40);
        assertTrue(chip.effects() > 100);
    }

    @Test
    void aBrokenWireIsWhatItsVoltsSay() {
        chip.forcedVolts(0, 0.05);
        assertEquals(400, convert(0xC3));
        chip.forcedVolts(0, Double.NaN);
        assertEquals(3143, convert(0xC3), 80);
    }

    @Test
    void aConversionThatNeverEndsStaysBusy() {
        chip.neverReady(true);
        write(0x01, 0xC3, 0x83);
        now += SECOND;
        assertEquals(0x4383, read());
        chip.neverReady(false);
        assertEquals(0xC383, read());
    }
}
