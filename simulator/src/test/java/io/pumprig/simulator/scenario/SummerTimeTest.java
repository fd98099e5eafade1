package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.TherapyFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A pattern in the nights in which its zone's clocks are put on or back: it turns on by the offset
 * that there was when it began, so that no hour's drug is skipped or given twice (SR-32).
 */
@Tag("SR-32")
@Tag("SR-33")
@Isolated("sets the time zone and locale of the process")
class SummerTimeTest {
    private static final long HOUR_NANOS = 3_600_000_000_000L;

    /** As days since 2026-01-01. */
    private static final long MARCH_28 = 86;

    /** Each hour of the night has a rate of its own: mcg/day by the clock of the beginning. */
    private static final String NIGHT =
            """
            drug: baclofen
            concentration: 2000 mcg/mL
            timeZone: %s
            program:
              mode: pattern
              steps:
                - {from: 00:00, rate: 120 mcg/day}
                - {from: 01:00, rate: 240 mcg/day}
                - {from: 02:00, rate: 360 mcg/day}
                - {from: 03:00, rate: 480 mcg/day}
                - {from: 04:00, rate: 600 mcg/day}
                - {from: 05:00, rate: 300 mcg/day}
            """;

    private static Prescription night(String zone) {
        return TherapyFile.parse("night.yaml", NIGHT.formatted(zone));
    }

    /** Microsteps of each hour from a time on, and the hash as the last of the list. */
    private static List<String> hours(String zone, long day, int utcHour, int count) {
        List<String> hours = new ArrayList<>();
        long start = (day * 24 + utcHour) * HOUR_NANOS;
        try (TestRun run = TestRun.poweredOn(1, night(zone), start)) {
            for (int hour = 0; hour < count; hour++) {
                long before = run.delivered();
                run.cycles(TestRun.CYCLES_PER_HOUR);
                hours.add(Long.toString(run.delivered() - before));
            }
            assertEquals(List.of(), run.alarms());
            hours.add(run.hash());
        }
        return hours;
    }

    private static List<Integer> microsteps(List<String> hours) {
        return hours.subList(0, hours.size() - 1).stream().map(Integer::valueOf).toList();
    }

    /** 120 mcg/day at 2000 mcg/mL are 400 microsteps in an hour. */
    @ParameterizedTest(name = "{0}, day {1} of the year from {2} h UTC")
    @CsvSource({
        // Put on at 01:00 UTC: by Berlin's winter clock the hours from 00:00 to 06:00.
        "Europe/Berlin, 86, 23",
        // Put back at 01:00 UTC: by Berlin's summer clock the hours from 00:00 to 06:00.
        "Europe/Berlin, 296, 22",
        // No change at all in these nights.
        "Asia/Tokyo, 86, 15",
        "Asia/Tokyo, 296, 15",
    })
    void eachHourOfTheNightGivesItsOwnDose(String zone, long day, int utcHour) {
        List<Integer> moved = microsteps(hours(zone, day, utcHour, 6));
        int[] programmed = {400, 800, 1_200, 1_600, 2_000, 1_000};
        for (int hour = 0; hour < programmed.length; hour++) {
            // A step's rounding, and the second between bring-up and the first cycle.
            assertEquals(programmed[hour], moved.get(hour), 2, "hour " + hour + " of " + moved);
        }
        assertEquals(7_000, moved.stream().mapToInt(Integer::intValue).sum(), 2);
    }

    @Test
    void theHostsOwnZoneAndLanguageChangeNothing() {
        List<String> expected = hours("Europe/Berlin", MARCH_28, 23, 4);
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            Locale.setDefault(new Locale("ar", "EG"));
            assertEquals(expected, hours("Europe/Berlin", MARCH_28, 23, 4));
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            Locale.setDefault(new Locale("tr", "TR"));
            assertEquals(expected, hours("Europe/Berlin", MARCH_28, 23, 4));
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void theZonesClockDoesNotReachTheHash() {
        // The same program at the same local time: Berlin puts its clocks on, Algiers never does.
        assertEquals(
                hours("Africa/Algiers", MARCH_28, 23, 4), hours("Europe/Berlin", MARCH_28, 23, 4));
    }
}
