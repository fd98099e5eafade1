package io.pumprig.controller.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void aGainOfWeightBecomesVolumeWithBuoyancyPutBack() {
        // 100 mg of water at 20 C: (1 - 1.2/8000) / (998 - 1.2) mL, in five turns.
        Calibration calibration = Calibration.of(List.of(0L, 100_000L), 5, 0);
        assertEquals(List.of(20_061_196L), calibration.runs());
        assertEquals(20_061_000L, calibration.picolitresPerRevolution());
        assertEquals(0, calibration.spreadPicolitres());
    }

    @Test
    void eachRunIsItsOwnGainAndTheMeanIsOfAll() {
        Calibration calibration = Calibration.of(List.of(5_000_000L, 5_020_000L, 5_040_200L), 1, 0);
        assertEquals(List.of(20_061_196L, 20_261_808L), calibration.runs());
        assertEquals(20_162_000L, calibration.picolitresPerRevolution());
        assertEquals(200_612L, calibration.spreadPicolitres());
    }

    @Test
    void whatABlankLostIsAddedToEachRun() {
        assertEquals(
                Calibration.of(List.of(0L, 100_000L, 200_000L), 5, 0).runs(),
                Calibration.of(List.of(0L, 99_000L, 198_000L), 5, 1_000).runs());
    }

    @Test
    void plausibleIsWithinTenPercent() {
        Calibration calibration = Calibration.of(List.of(0L, 100_000L), 5, 0);
        assertTrue(calibration.isPlausibleAfter(22_290_000));
        assertFalse(calibration.isPlausibleAfter(22_291_000));
        assertTrue(calibration.isPlausibleAfter(18_238_000));
        assertFalse(calibration.isPlausibleAfter(18_237_000));
    }

    @Test
    void oneWeightOrNoTurnIsNoMeasurement() {
        assertThrows(IllegalArgumentException.class, () -> Calibration.of(List.of(1_000L), 5, 0));
        assertThrows(
                IllegalArgumentException.class, () -> Calibration.of(List.of(0L, 1_000L), 0, 0));
    }

    @Test
    void theLogBelongsToItsRigFile() {
        assertEquals(
                Path.of("rigs", "bench-1-calibration.yaml"),
                CalibrationRecord.log(Path.of("rigs", "bench-1.yaml")));
    }

    @Test
    void anOperatorsNameCannotBreakItsLine() {
        CalibrationRecord entry =
                new CalibrationRecord(
                        0,
                        "O'Neill}\n- {date: later",
                        "weights",
                        5,
                        Calibration.of(List.of(0L, 100_000L), 5, 0),
                        20_000_000,
                        false);
        assertTrue(
                entry.line().contains("operator: 'O''Neill} - {date: later', method: weights"),
                entry.line());
    }
}
