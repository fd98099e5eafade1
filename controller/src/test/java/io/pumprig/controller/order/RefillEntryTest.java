package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.settings.SettingsException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefillEntryTest {
    private static final long CAPACITY = 20_000_000_000L;

    private static RefillEntry read(String removed, String filled) {
        return RefillEntry.parse(
                "refill",
                "{\"removed\":\""
                        + removed
                        + "\",\"filled\":\""
                        + filled
                        + "\",\"concentration\":\"2000 mcg/mL\"}",
                CAPACITY);
    }

    @Test
    @Tag("SR-53")
    void takesAFillUpToTheCapacity() {
        assertEquals(
                new RefillEntry(3_900_000_000L, 20_000_000_000L, 2_000), read("3.9 mL", "20 mL"));
        assertEquals(19_999_000_000L, read("0 mL", "19.999 mL").filledPicolitres());
    }

    @ParameterizedTest(name = "{0} out, {1} in")
    @Tag("SR-53")
    @CsvSource(
            delimiter = '|',
            value = {
                "3.9 mL | 20.001 mL | refill:1:30: filled: found 20.001 mL; allowed 100 uL to 20 mL",
                "3.9 mL | 0 mL | refill:1:30: filled: found 0 mL; allowed 100 uL to 20 mL",
                "3.9 mL | -1 mL | refill:1:30: filled: found -1 mL; allowed 100 uL to 20 mL",
                "-0.1 mL | 20 mL | refill:1:12: removed: found -0.1 mL; allowed 0 uL to 20 mL",
                "20.1 mL | 20 mL | refill:1:12: removed: found 20.1 mL; allowed 0 uL to 20 mL",
                "3.9 mL | 20 | refill:1:30: filled: found 20; allowed a number with one of uL, pL, nL, mL, L",
            })
    void refusesWhatTheReservoirCannotHold(String removed, String filled, String message) {
        assertEquals(
                message,
                assertThrows(SettingsException.class, () -> read(removed, filled)).getMessage());
    }

    @Test
    void aRefillOfNothingIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new RefillEntry(0, 0, 2_000));
        assertThrows(IllegalArgumentException.class, () -> new RefillEntry(-1, 1, 2_000));
        assertThrows(IllegalArgumentException.class, () -> new RefillEntry(0, 1, 0));
    }

    /** 16 mL delivered of 20, so 4 mL should be there. */
    @Test
    @Tag("SR-49")
    @Tag("SR-53")
    void lessThanExpectedIsOverDelivery() {
        Reconciliation found =
                new RefillEntry(3_200_000_000L, CAPACITY, 2_000)
                        .against(4_000_000_000L, 16_000_000_000L);
        assertEquals(800_000_000L, found.gapPicolitres());
        assertEquals(50_000L, found.errorPartsPerMillion());
        assertFalse(found.isWarning());
        assertFalse(found.isDiscrepancy());
    }

    @ParameterizedTest(name = "{0} of {1} pL gap in {2} pL delivered: warning {3}, discrepancy {4}")
    @Tag("SR-49")
    @CsvSource({
        // 5 % of 16 mL is 0.8 mL, 14.5 % is 2.32 mL.
        "4000000000, 3200000000, 16000000000, false, false",
        "4000000000, 3199999999, 16000000000, true, false",
        "4000000000, 1680000000, 16000000000, true, false",
        "4000000000, 1679999999, 16000000000, true, true",
        "4000000000, 6320000001, 16000000000, true, true",
        // 14.5 % of 2 mL is 0.29 mL, but 1 mL is the least.
        "18000000000, 17000000000, 2000000000, true, false",
        "18000000000, 16999999999, 2000000000, true, true",
        // Nothing was delivered, and 1.1 mL are gone.
        "20000000000, 18900000000, 0, true, true",
        "20000000000, 20000000000, 0, false, false",
    })
    void aGapCountsAboveTheLargerOfAMillilitreAndItsShare(
            long expected, long measured, long delivered, boolean warning, boolean discrepancy) {
        Reconciliation found = new Reconciliation(expected, measured, delivered);
        assertEquals(warning, found.isWarning());
        assertEquals(discrepancy, found.isDiscrepancy());
    }

    @Test
    @Tag("SR-49")
    void theErrorIsASignedShareOfWhatWasDelivered() {
        // 100 * (4 - 1.68) / 16 = 14.5 %.
        assertEquals(
                145_000L,
                new Reconciliation(4_000_000_000L, 1_680_000_000L, 16_000_000_000L)
                        .errorPartsPerMillion());
        assertEquals(
                -145_000L,
                new Reconciliation(4_000_000_000L, 6_320_000_000L, 16_000_000_000L)
                        .errorPartsPerMillion());
        assertEquals(0, new Reconciliation(1, 2, 0).errorPartsPerMillion());
        assertTrue(new Reconciliation(0, 5_000_000_000L, 100_000_000_000L).gapPicolitres() < 0);
        assertThrows(IllegalArgumentException.class, () -> new Reconciliation(-1, 0, 0));
    }
}
