package io.pumprig.hal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "DOSE_RATE, 250 mcg/d, 250 mcg/day",
        "DOSE_RATE, 250 µg/dya, 250 mcg/day",
        "DOSE_RATE, 10mcg/hr, 10 mcg/h",
        "VOLUME, 20 ml, 20 mL",
        "VOLUME, 6.25 nl, 6.25 nL",
        "TIME, 2 hours, 2 h",
        "TIME, 30 mins, 30 min",
        "PRESSURE, 69 kpa, 69 kPa",
        "DOSE_RATE, 250 mcg, ''",
        "DOSE_RATE, 250 mcg/s, ''",
        "CONCENTRATION, 2000 mcg/day, ''",
        "TIME, 2 m, ''",
        "TIME, 2 months, ''",
        "PRESSURE, 69 hPa, ''",
    })
    void guessesTheUnitThatWasMeantAndNeverAnotherOne(
            Dimension dimension, String text, String meant) {
        var refused =
                assertThrows(IllegalArgumentException.class, () -> Quantity.parse(dimension, text));
        String hint = meant.isEmpty() ? "" : " (did you mean \"" + meant + "\"?)";
        assertEquals(
                "found " + text + "; allowed " + dimension.allowed() + hint, refused.getMessage());
    }

    @ParameterizedTest(name = "{1} is {2}")
    @CsvSource({
        "TIME, 1 ns, 1",
        "TIME, 2.5 us, 2500",
        "TIME, 2.5 µs, 2500",
        "TIME, 10 ms, 10000000",
        "TIME, 0.001 s, 1000000",
        "TIME, 5 min, 300000000000",
        "TIME, 24 h, 86400000000000",
        "TIME, 1 d, 86400000000000",
        "TIME, 1 day, 86400000000000",
        "TIME, 180 days, 15552000000000000",
        "VOLUME, 6.25 nL, 6250",
        "VOLUME, 1 pL, 1",
        "VOLUME, 0.000001 uL, 1",
        "VOLUME, 20 uL, 20000000",
        "VOLUME, 20 µL, 20000000",
        "VOLUME, 20 mL, 20000000000",
        "VOLUME, 0.02 L, 20000000000",
        "VOLUME, 20uL, 20000000",
        "VOLUME, 20   uL, 20000000",
        "VOLUME, +20 uL, 20000000",
        "VOLUME, 2e1 uL, 20000000",
        "VOLUME, 2E+1 uL, 20000000",
        "VOLUME, 200e-1uL, 20000000",
        "VOLUME, 1.50 mL, 1500000000",
        "VOLUME, -3 uL, -3000000",
        "VOLUME, -0 uL, 0",
        "FLOW, 125 uL/day, 125000000",
        "FLOW, 1 uL/h, 24000000",
        "FLOW, 1 µL/h, 24000000",
        "FLOW, 1 uL/min, 1440000000",
        "FLOW, 1 mL/day, 1000000000",
        "FLOW, 1 mL/h, 24000000000",
        "FLOW, 1 nL/h, 24000",
        "DOSE_RATE, 250 mcg/day, 250000000",
        "DOSE_RATE, 250 ug/day, 250000000",
        "DOSE_RATE, 250 µg/day, 250000000",
        "DOSE_RATE, 0.25 mg/day, 250000000",
        "DOSE_RATE, 10 mcg/h, 240000000",
        "DOSE_RATE, 10 ug/h, 240000000",
        "SHARE, 20 %, 200000",
        "SHARE, 14.5%, 145000",
        "SHARE, 1 ppm, 1",
        "MASS, 10 mcg, 10000000",
        "MASS, 10 ug, 10000000",
        "MASS, 10 µg, 10000000",
        "MASS, 1 mg, 1000000000",
        "MASS, 12.5 ng, 12500",
        "MASS, 7 pg, 7",
        "CONCENTRATION, 2000 mcg/mL, 2000",
        "CONCENTRATION, 2000 ug/mL, 2000",
        "CONCENTRATION, 2000 µg/mL, 2000",
        "CONCENTRATION, 0.5 mg/mL, 500",
        "PRESSURE, 69 kPa, 69000",
        "PRESSURE, 10.8 kPa, 10800",
        "PRESSURE, -5 Pa, -5",
        "PRESSURE, 10 psi, 68948",
        "PRESSURE, 30 psi, 206843",
        "COMPLIANCE, 0.2 uL/kPa, 200000",
        "COMPLIANCE, 0.2 µL/kPa, 200000",
        "COMPLIANCE, 1 nL/kPa, 1000",
        "LENGTH, 70 cm, 700000",
        "LENGTH, 0.7 m, 700000",
        "LENGTH, 4.699 mm, 4699",
        "WEIGHT, 100 g, 100000000",
        "WEIGHT, 0.1 mg, 100",
        "WEIGHT, 3 ug, 3",
    })
    void readsQuantitiesExactly(Dimension dimension, String text, long expected) {
        assertEquals(expected, Quantity.parse(dimension, text));
    }

    @Test
    void takesBothSignsForMicro() {
        assertEquals(20_000_000L, Quantity.parse(Dimension.VOLUME, "20 \u00b5L"));
        assertEquals(20_000_000L, Quantity.parse(Dimension.VOLUME, "20 \u03bcL"));
        assertEquals(250_000_000L, Quantity.parse(Dimension.DOSE_RATE, "250 \u00b5g/day"));
        assertEquals(250_000_000L, Quantity.parse(Dimension.DOSE_RATE, "250 \u03bcg/day"));
    }

    @ParameterizedTest(name = "[{1}]")
    @CsvSource(
            delimiter = '|',
            value = {
                "DOSE_RATE | 250 | found 250; allowed a number with one of mcg/day, mg/day, mcg/h",
                "DOSE_RATE | 250 mcg | found 250 mcg; allowed a number with one of mcg/day, mg/day, mcg/h",
                "DOSE_RATE | 250 Mg/day | found 250 Mg/day; allowed a number with one of mcg/day, mg/day, mcg/h (did you mean \"250 mg/day\"?)",
                "DOSE_RATE | NaN mcg/day | found NaN mcg/day; allowed a number with one of mcg/day, mg/day, mcg/h",
                "DOSE_RATE | Infinity mcg/day | found Infinity mcg/day; allowed a number with one of mcg/day, mg/day, mcg/h",
                "DOSE_RATE | mcg/day | found mcg/day; allowed a number with one of mcg/day, mg/day, mcg/h",
                "DOSE_RATE | '' | found \"\"; allowed a number with one of mcg/day, mg/day, mcg/h",
                "DOSE_RATE | ' 5 mcg/day' | found \" 5 mcg/day\"; allowed a number with one of mcg/day, mg/day, mcg/h",
                "VOLUME | .5 mL | found .5 mL; allowed a number with one of uL, pL, nL, mL, L",
                "VOLUME | 5. mL | found 5. mL; allowed a number with one of uL, pL, nL, mL, L",
                "VOLUME | 0,5 mL | found 0,5 mL; allowed a number with one of uL, pL, nL, mL, L",
                "VOLUME | 1_000 uL | found 1_000 uL; allowed a number with one of uL, pL, nL, mL, L",
                "VOLUME | 0x10 uL | found 0x10 uL; allowed a number with one of uL, pL, nL, mL, L",
                "VOLUME | ٥ uL | found ٥ uL; allowed a number with one of uL, pL, nL, mL, L",
                "VOLUME | 5 uL 6 uL | found 5 uL 6 uL; allowed a number with one of uL, pL, nL, mL, L",
                "VOLUME | 1e400 uL | found 1e400 uL; allowed an exponent of -30 to 30",
                "VOLUME | 1e-31 uL | found 1e-31 uL; allowed an exponent of -30 to 30",
                "VOLUME | 1e99999999999999999999 uL | found 1e99999999999999999999 uL; allowed an exponent of -30 to 30",
                "VOLUME | 0.0000001 uL | found 0.0000001 uL; allowed a multiple of 1 pL",
                "VOLUME | 1e-30 L | found 1e-30 L; allowed a multiple of 1 pL",
                "CONCENTRATION | 0.5 mcg/mL | found 0.5 mcg/mL; allowed a multiple of 1 mcg/mL",
                "LENGTH | 4.6995 mm | found 4.6995 mm; allowed a multiple of 1 um",
                "TIME | 0.5 ns | found 0.5 ns; allowed a multiple of 1 ns",
                "VOLUME | 9223372036854775808 pL | found 9223372036854775808 pL; allowed -9223372036854775.808 nL to 9223372036854775.807 nL",
                "VOLUME | 1e30 L | found 1e30 L; allowed -9223372036854775.808 nL to 9223372036854775.807 nL",
            })
    void refusesWhatIsNoQuantityAndSaysWhatIs(Dimension dimension, String text, String message) {
        var refused =
                assertThrows(IllegalArgumentException.class, () -> Quantity.parse(dimension, text));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void refusesNothing() {
        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Quantity.parse(Dimension.LENGTH, null));
        assertEquals(
                "found nothing; allowed a number with one of cm, mm, um, m", refused.getMessage());
    }

    @Test
    void refusesTextLongerThanAnyNumber() {
        String text = "0".repeat(1_000_000) + "1 uL";
        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Quantity.parse(Dimension.VOLUME, text));
        assertEquals(
                "found " + "0".repeat(80) + "…; allowed a number with one of uL, pL, nL, mL, L",
                refused.getMessage());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "-1 mcg/day, false",
        "-0.000001 mcg/day, false",
        "0 mcg/day, true",
        "0.000001 mcg/day, true",
        "1000 mcg/day, true",
        "1 mg/day, true",
        "1000.000001 mcg/day, false",
        "1000.0000001 mcg/day, false",
        "1e30 mcg/day, false",
    })
    @Tag("SR-03")
    void keepsToTheRangeWithBothEndsAllowed(String text, boolean isAllowed) {
        if (isAllowed) {
            Quantity.parse(Dimension.DOSE_RATE, text, 0, 1_000_000_000L);
            return;
        }
        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Quantity.parse(Dimension.DOSE_RATE, text, 0, 1_000_000_000L));
        assertEquals("found " + text + "; allowed 0 mcg/day to 1000 mcg/day", refused.getMessage());
    }

    @Test
    void roundsPsiAloneAndHalfUp() {
        assertEquals(6_895, Quantity.parse(Dimension.PRESSURE, "1 psi"));
        assertEquals(-6_895, Quantity.parse(Dimension.PRESSURE, "-1 psi"));
        // 0.00007 psi is 0.4826 Pa, 0.00008 psi is 0.5516 Pa
        assertEquals(0, Quantity.parse(Dimension.PRESSURE, "0.00007 psi"));
        assertEquals(1, Quantity.parse(Dimension.PRESSURE, "0.00008 psi"));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "VOLUME, 125000000, 125 uL",
        "VOLUME, 20000000000, 20 mL",
        "VOLUME, 1500000000, 1.5 mL",
        "VOLUME, 6250, 6.25 nL",
        "VOLUME, 1234567, 1234.567 nL",
        "VOLUME, 1, 1 pL",
        "VOLUME, 0, 0 uL",
        "VOLUME, -3000000, -3 uL",
        "FLOW, 125000000, 125 uL/day",
        "FLOW, 24000000000, 24 mL/day",
        "FLOW, 1, 0.000001 uL/day",
        "DOSE_RATE, 250000000, 250 mcg/day",
        "DOSE_RATE, 1000000000, 1000 mcg/day",
        "DOSE_RATE, 0, 0 mcg/day",
        "DOSE_RATE, 1, 0.000001 mcg/day",
        "MASS, 10000000, 10 mcg",
        "MASS, 100000000000, 100000 mcg",
        "MASS, 12500, 12.5 ng",
        "CONCENTRATION, 2000, 2000 mcg/mL",
        "PRESSURE, 69000, 69 kPa",
        "PRESSURE, 68948, 68.948 kPa",
        "PRESSURE, 500, 500 Pa",
        "COMPLIANCE, 1000, 1 nL/kPa",
        "COMPLIANCE, 100000000, 100 uL/kPa",
        "COMPLIANCE, 1, 0.001 nL/kPa",
        "LENGTH, 700000, 70 cm",
        "LENGTH, 1105000, 110.5 cm",
        "TIME, 0, 0 s",
        "TIME, 10000000, 10 ms",
        "TIME, 90000000000, 1.5 min",
        "TIME, 100000000000, 100 s",
        "TIME, 21600000000000, 6 h",
        "TIME, 15552000000000000, 180 d",
        "SHARE, 200000, 20 %",
        "SHARE, 145000, 14.5 %",
        "SHARE, 1, 1 ppm",
        "WEIGHT, 100000000, 100 g",
    })
    void showsQuantitiesShortAndExact(Dimension dimension, long amount, String expected) {
        assertEquals(expected, Quantity.format(dimension, amount));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void readsBackWhatItShows(Dimension dimension) {
        var random = new SplittableRandom(42);
        for (int i = 0; i < 20_000; i++) {
            long amount = random.nextLong() >> random.nextInt(64);
            String shown = Quantity.format(dimension, amount);
            assertEquals(amount, Quantity.parse(dimension, shown), () -> "seed 42: " + shown);
        }
        assertEquals(
                Long.MAX_VALUE,
                Quantity.parse(dimension, Quantity.format(dimension, Long.MAX_VALUE)));
        assertEquals(
                Long.MIN_VALUE,
                Quantity.parse(dimension, Quantity.format(dimension, Long.MIN_VALUE)));
    }

    /** Every decimal of a microlitre down to a picolitre, against shifting the point by hand. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 0xD05E})
    void takesEveryDigitThatTheBaseUnitResolves(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            long picolitres = random.nextLong(0, 50_000_000_000L);
            String text = BigDecimal.valueOf(picolitres, 6).toPlainString() + " uL";
            assertEquals(picolitres, Quantity.parse(Dimension.VOLUME, text), () -> "seed " + seed);
            String finer = BigDecimal.valueOf(picolitres * 10 + 1, 7).toPlainString() + " uL";
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Quantity.parse(Dimension.VOLUME, finer),
                    () -> "seed " + seed + ": " + finer);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"})
    void isTheSameInEveryLocale(String tag) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertEquals(1_500_000_000L, Quantity.parse(Dimension.VOLUME, "1.5 mL"));
            assertEquals("1.5 mL", Quantity.format(Dimension.VOLUME, 1_500_000_000L));
            assertEquals("1234.567 nL", Quantity.format(Dimension.VOLUME, 1_234_567L));
            var refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> Quantity.parse(Dimension.VOLUME, "6 uL", 0, 5_000_000L));
            assertEquals("found 6 uL; allowed 0 uL to 5 uL", refused.getMessage());
        } finally {
            Locale.setDefault(before);
        }
    }
}
