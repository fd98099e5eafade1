package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pumprig.controller.order.Prescription.OnRestart;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrescriptionTest {
    private static Prescription of(long concentration, Mode mode, long rate, long minimum) {
        return new Prescription("baclofen", concentration, mode, rate, minimum, OnRestart.CONFIRM);
    }

    @ParameterizedTest(name = "{0} mcg/mL, {1}, {2} pg/day, minimum {3} pL/day")
    @CsvSource({
        "10, CONTINUOUS, 240000000, 48000000",
        "4000, CONTINUOUS, 1000000000, 240000000",
        "2000, CONTINUOUS, 1, 1",
        "2000, STOPPED, 0, 48000000",
        "2000, MINIMUM_RATE, 0, 48000000",
    })
    @Tag("SR-02")
    void whatIsWithinTheLimitsIsTaken(long concentration, Mode mode, long rate, long minimum) {
        assertEquals(rate, of(concentration, mode, rate, minimum).picogramsPerDay());
    }

    @ParameterizedTest(name = "{0} mcg/mL, {1}, {2} pg/day, minimum {3} pL/day")
    @CsvSource({
        "9, CONTINUOUS, 100000000, 48000000",
        "4001, CONTINUOUS, 100000000, 48000000",
        "2000, CONTINUOUS, 1000000001, 48000000",
        "2000, CONTINUOUS, 0, 48000000",
        "2000, CONTINUOUS, -1, 48000000",
        "2000, PAUSED, 0, 48000000",
        "2000, STOPPED, 1, 48000000",
        "2000, MINIMUM_RATE, 1, 48000000",
        "10, CONTINUOUS, 240000001, 48000000",
        "2000, CONTINUOUS, 250000000, 0",
        "2000, CONTINUOUS, 250000000, 240000001",
    })
    @Tag("SR-02")
    @Tag("SR-03")
    @Tag("SR-07")
    @Tag("SR-08")
    void whatIsBeyondALimitIsRefusedAndNeverClamped(
            long concentration, Mode mode, long rate, long minimum) {
        assertThrows(IllegalArgumentException.class, () -> of(concentration, mode, rate, minimum));
    }

    @Test
    @Tag("SR-02")
    void aPrescriptionNeedsADrug() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Prescription(" ", 500, Mode.STOPPED, 0, 1, OnRestart.CONFIRM));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Prescription(null, 500, Mode.STOPPED, 0, 1, OnRestart.CONFIRM));
    }

    @Test
    @Tag("SR-06")
    void doseAndVolumeAgree() {
        assertEquals(125_000_000L, of(2_000, Mode.CONTINUOUS, 250_000_000L, 1).picolitresPerDay());
        assertEquals(500_000_000L, of(500, Mode.CONTINUOUS, 250_000_000L, 1).picolitresPerDay());
    }

    @Test
    void everyValueIsPartOfTheIdentity() {
        Prescription one =
                new Prescription("baclofen", 2_000, Mode.CONTINUOUS, 250, 48, OnRestart.CONFIRM);
        Set<String> identities = new HashSet<>();
        identities.add(one.identity());
        identities.add(
                new Prescription("saline", 2_000, Mode.CONTINUOUS, 250, 48, OnRestart.CONFIRM)
                        .identity());
        identities.add(
                new Prescription("baclofen", 500, Mode.CONTINUOUS, 250, 48, OnRestart.CONFIRM)
                        .identity());
        identities.add(
                new Prescription("baclofen", 2_000, Mode.STOPPED, 0, 48, OnRestart.CONFIRM)
                        .identity());
        identities.add(
                new Prescription("baclofen", 2_000, Mode.CONTINUOUS, 251, 48, OnRestart.CONFIRM)
                        .identity());
        identities.add(
                new Prescription("baclofen", 2_000, Mode.CONTINUOUS, 250, 49, OnRestart.CONFIRM)
                        .identity());
        identities.add(
                new Prescription("baclofen", 2_000, Mode.CONTINUOUS, 250, 48, OnRestart.RESUME)
                        .identity());
        assertEquals(7, identities.size());
        assertEquals(64, one.identity().length());
        assertNotEquals(one.identity(), one.identity().toUpperCase(java.util.Locale.ROOT));
    }
}
