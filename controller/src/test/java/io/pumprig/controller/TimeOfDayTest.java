package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.controller.order.Indication;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("SR-32")
class TimeOfDayTest {
    private static Prescription prescription(Program program, String timeZone) {
        return new Prescription(
                "baclofen",
                500,
                Indication.SPINAL,
                program,
                48_000_000L,
                null,
                timeZone,
                Prescription.OnRestart.CONFIRM);
    }

    @ParameterizedTest(name = "{1} in {0} is second {2}.{3} of the day")
    @CsvSource({
        "Europe/Berlin, 2026-01-15T11:30:00Z, 45000, 0",
        "Europe/Berlin, 2026-07-15T11:30:00Z, 48600, 0",
        // The hour that summer time skips, and the one that its end repeats.
        "Europe/Berlin, 2026-03-29T00:59:59.999Z, 7199, 999",
        "Europe/Berlin, 2026-03-29T01:00:00Z, 10800, 0",
        "Europe/Berlin, 2026-10-25T00:30:00Z, 9000, 0",
        "Europe/Berlin, 2026-10-25T01:30:00Z, 9000, 0",
        "Europe/Berlin, 2026-07-15T22:00:00Z, 0, 0",
        "Europe/Berlin, 2026-07-15T21:59:59.999Z, 86399, 999",
        "America/New_York, 2026-01-15T01:15:00Z, 72900, 0",
        "Asia/Kathmandu, 2026-01-15T18:15:00.001Z, 0, 1",
        "America/New_York, 1969-12-31T23:59:59.999Z, 68399, 999",
    })
    void aPatternBeginsAtTheLocalTimeOfDay(String zone, String utc, long second, long millis) {
        Program pattern = Program.parse("pattern 0:100000000 720:200000000");
        assertEquals(
                second * 1_000_000_000L + millis * 1_000_000L,
                TimeOfDay.courseBeginNanos(
                        prescription(pattern, zone), Instant.parse(utc).toEpochMilli()));
    }

    @Test
    void anyOtherProgramBeginsAtItsBeginning() {
        long noon = Instant.parse("2026-07-15T12:00:00Z").toEpochMilli();
        for (String program : new String[] {"continuous 1", "taper 2 1 1", "stopped"}) {
            assertEquals(
                    0,
                    TimeOfDay.courseBeginNanos(prescription(Program.parse(program), null), noon));
        }
    }
}
