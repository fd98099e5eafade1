package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pumprig.hal.device.PumpHead;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SR-19")
class MicrostepIntegralTest {
    private static final BigInteger NANOS_PER_DAY = BigInteger.valueOf(86_400_000_000_000L);

    private static BigInteger denominator(PumpHead head, long concentration) {
        return NANOS_PER_DAY
                .multiply(BigInteger.valueOf(concentration))
                .multiply(BigInteger.valueOf(head.picolitresPerRevolution()));
    }

    private static BigInteger remainder(MicrostepIntegral integral) {
        return BigInteger.valueOf(integral.remainderHigh())
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(integral.remainderLow())));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 0xD05E, 20_26, 7_7_7})
    void equalsTheExactIntegralThroughChangesOfRateAndPeriod(long seed) {
        var random = new SplittableRandom(seed);
        for (int run = 0; run < 50; run++) {
            PumpHead head =
                    new PumpHead(
                            random.nextInt(200, 51_201), random.nextLong(1_000_000, 250_000_001));
            long concentration = random.nextLong(10, 4_001);
            DoseScale scale = new DoseScale(head, concentration);
            MicrostepIntegral integral = new MicrostepIntegral(scale);
            BigInteger denominator = denominator(head, concentration);
            BigInteger exact = BigInteger.ZERO;
            long total = 0;
            long numerator = 0;
            for (int i = 0; i < 2_000; i++) {
                if (i % 100 == 0) {
                    numerator = scale.numeratorOfDose(random.nextLong(0, 1_000_000_001));
                }
                long nanos = random.nextInt(5) == 0 ? random.nextLong(0, 100_000_001) : 10_000_000L;
                exact =
                        exact.add(
                                BigInteger.valueOf(numerator).multiply(BigInteger.valueOf(nanos)));
                total += integral.add(numerator, nanos);
                BigInteger[] whole = exact.divideAndRemainder(denominator);
                assertEquals(whole[0].longValueExact(), total, "seed " + seed + ", run " + run);
                assertEquals(whole[1], remainder(integral), "seed " + seed + ", run " + run);
            }
        }
    }

    @ParameterizedTest(name = "{0} microsteps and {1} pL a turn, {2} mcg/mL, {3} pg/day")
    @CsvSource({
        "51200, 1000000, 10, 1000000000",
        "51200, 250000000, 4000, 1000000000",
        "200, 250000000, 4000, 24000",
        "200, 1000000, 10, 24000",
        "3200, 20000000, 2000, 1",
        "3200, 8671000, 500, 999999999",
    })
    void isExactAtTheEndsOfEveryRange(
            int microsteps, long picolitres, long concentration, long picogramsPerDay) {
        PumpHead head = new PumpHead(microsteps, picolitres);
        DoseScale scale = new DoseScale(head, concentration);
        MicrostepIntegral integral = new MicrostepIntegral(scale);
        long numerator = scale.numeratorOfDose(picogramsPerDay);
        long total = 0;
        for (int i = 0; i < 3_600; i++) {
            total += integral.add(numerator, 1_000_000_000L);
        }
        // A day of D pg at C pg/nL is D x 1000 / C pL; an hour is a 24th of it.
        BigInteger exact =
                BigInteger.valueOf(picogramsPerDay)
                        .multiply(BigInteger.valueOf(1_000L * microsteps))
                        .divide(
                                BigInteger.valueOf(24 * concentration)
                                        .multiply(BigInteger.valueOf(picolitres)));
        assertEquals(exact.longValueExact(), total);
    }

    @Test
    void volumeAndDoseOfTheSameFlowAreTheSameRate() {
        DoseScale scale = new DoseScale(new PumpHead(3_200, 20_000_000), 2_000);
        assertEquals(scale.numeratorOfDose(96_000_000L), scale.numeratorOfVolume(48_000_000L));
        assertEquals(250_000_000L, scale.picogramsPerDay(scale.numeratorOfDose(250_000_000L)));
        assertEquals(125_000_000L, scale.picolitresPerDay(scale.numeratorOfDose(250_000_000L)));
        assertEquals(1, scale.picolitresPerDay(1));
    }

    @Test
    void drugOfMicrostepsIsRoundedDownOnceToAPicogram() {
        DoseScale scale = new DoseScale(new PumpHead(3_200, 8_671_000), 4_000);
        // 2 709.6875 pL x 4 pg/pL = 10 838.75 pg
        assertEquals(10_838, scale.picogramsOf(1));
        assertEquals(21_677, scale.picogramsOf(2));
        assertEquals(34_684_000, scale.picogramsOf(3_200));
        assertEquals(0, scale.picogramsOf(0));
    }

    @Test
    void goesOnFromAJournalledRemainder() {
        DoseScale scale = new DoseScale(new PumpHead(3_200, 20_000_000), 2_000);
        long numerator = scale.numeratorOfDose(333_333_333L);
        MicrostepIntegral whole = new MicrostepIntegral(scale);
        MicrostepIntegral parts = new MicrostepIntegral(scale);
        long wholeTotal = 0;
        long partsTotal = 0;
        for (int i = 0; i < 100_000; i++) {
            wholeTotal += whole.add(numerator, 10_000_000L);
            partsTotal += parts.add(numerator, 10_000_000L);
            if (i % 1_000 == 0) {
                MicrostepIntegral next = new MicrostepIntegral(scale);
                next.restore(parts.remainderHigh(), parts.remainderLow());
                parts = next;
            }
        }
        assertEquals(wholeTotal, partsTotal);
    }

    @Test
    void refusesARemainderThatIsAWholeMicrostep() {
        DoseScale scale = new DoseScale(new PumpHead(3_200, 20_000_000), 2_000);
        MicrostepIntegral integral = new MicrostepIntegral(scale);
        long high = scale.denominatorHigh();
        long low = scale.denominatorLow();
        assertThrows(IllegalArgumentException.class, () -> integral.restore(high, low));
        assertThrows(IllegalArgumentException.class, () -> integral.restore(-1, 0));
        integral.restore(high, low - 1);
        assertEquals(1, integral.add(1, 1));
        assertEquals(BigInteger.ZERO, remainder(integral));
    }
}
