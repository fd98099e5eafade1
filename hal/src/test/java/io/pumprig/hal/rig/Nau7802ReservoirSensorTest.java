package io.pumprig.hal.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pumprig.hal.ManualClock;
import io.pumprig.hal.chip.Nau7802;
import io.pumprig.hal.chip.ScriptedI2cBus;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Nau7802ReservoirSensorTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 0xD05E})
    void convertsExactlyWithOneRoundingTowardsZero(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            int taken = random.nextInt(1, 11);
            long sum = random.nextLong(-8_388_607L * taken, 8_388_607L * taken);
            int zero = random.nextInt(-8_388_607, 8_388_607);
            int slope = random.nextInt(1, 100_000) * (random.nextBoolean() ? 1 : -1);
            BigInteger exact =
                    BigInteger.valueOf(sum - (long) taken * zero)
                            .multiply(BigInteger.valueOf(1_000_000_000_000L))
                            .divide(BigInteger.valueOf(slope * 998L * taken));
            assertEquals(
                    exact.longValueExact(),
                    Nau7802ReservoirSensor.picolitres(sum, taken, zero, slope),
                    () -> "seed " + seed);
        }
    }

    @Test
    void refusesACalibrationWithoutASlope() {
        ManualClock clock = new ManualClock(0);
        Nau7802 chip = new Nau7802(new ScriptedI2cBus(), 0x2A, clock);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Nau7802ReservoirSensor(chip, clock, 0, 0));
    }
}
