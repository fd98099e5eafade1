package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pumprig.controller.order.Prescription.OnRestart;
import io.pumprig.hal.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TherapyFileTest {
    private static final String THERAPY =
            """
            drug: baclofen
            concentration: 2000 mcg/mL
            indication: spinal
            timeZone: Europe/Berlin
            program:
              mode: continuous
              rate: 250 mcg/day
            minimumRate: 2 uL/h
            onRestart: confirm
            """;

    private static final Prescription PRESCRIPTION =
            new Prescription(
                    "baclofen",
                    2_000,
                    Mode.CONTINUOUS,
                    250_000_000L,
                    48_000_000L,
                    OnRestart.CONFIRM);

    @TempDir Path folder;

    @Test
    void readsAWholeTherapy() throws IOException {
        assertEquals(PRESCRIPTION, TherapyFile.parse("therapy.yaml", THERAPY));
        Path file = Files.writeString(folder.resolve("therapy.yaml"), THERAPY);
        assertEquals(PRESCRIPTION, TherapyFile.read(file));
    }

    @Test
    void needsOnlyDrugConcentrationAndProgram() {
        String text =
                """
                drug: baclofen
                concentration: 2 mg/mL
                program: {mode: continuous, rate: 0.25 mg/day}
                """;
        assertEquals(
                of(
                        new Program.Continuous(250_000_000L),
                        Indication.CEREBRAL,
                        48_000_000L,
                        null,
                        null),
                TherapyFile.parse("therapy.yaml", text));
    }

    /** Of 2000 mcg/mL baclofen. */
    private static Prescription of(
            Program program,
            Indication indication,
            long minimum,
            DemandBolus bolus,
            String timeZone) {
        return new Prescription(
                "baclofen",
                2_000,
                indication,
                program,
                minimum,
                bolus,
                timeZone,
                OnRestart.CONFIRM);
    }

    @Test
    void readsAProgramThatIsTheMinimumRate() {
        String text =
                """
                drug: baclofen
                concentration: 500 mcg/mL
                indication: spinal
                program: {mode: minimum-rate}
                minimumRate: 0.1 uL/h
                onRestart: resume
                """;
        assertEquals(
                new Prescription(
                        "baclofen", 500, Mode.MINIMUM_RATE, 0, 2_400_000L, OnRestart.RESUME),
                TherapyFile.parse("therapy.yaml", text));
    }

    @Test
    void readsAProgramThatDeliversNothing() {
        String text =
                "{drug: saline, concentration: 10 mcg/mL, indication: spinal,"
                        + " program: {mode: stopped}}";
        assertEquals(
                new Prescription("saline", 10, Mode.STOPPED, 0, 48_000_000L, OnRestart.CONFIRM),
                TherapyFile.parse("therapy.yaml", text));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @Tag("SR-02")
    @Tag("SR-03")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "drug: baclofen | # none | 2:1: drug: found nothing; allowed 1 to 64 letters, digits, _ or -",
                "drug: baclofen | drug: a b | 1:7: drug: found a b; allowed 1 to 64 letters, digits, _ or -",
                "2000 mcg/mL | 9 mcg/mL | 2:16: concentration: found 9 mcg/mL; allowed 10 mcg/mL to 4000 mcg/mL",
                "2000 mcg/mL | 4001 mcg/mL | 2:16: concentration: found 4001 mcg/mL; allowed 10 mcg/mL to 4000 mcg/mL",
                "2000 mcg/mL | 2000 | 2:16: concentration: found 2000; allowed a number with one of mcg/mL, mg/mL",
                "2000 mcg/mL | 2000 mcg | 2:16: concentration: found 2000 mcg; allowed a number with one of mcg/mL, mg/mL",
                "spinal | adult | 3:13: indication: found adult; allowed spinal, cerebral, child",
                "Europe/Berlin | Europe/Berlyn | 4:11: timeZone: found Europe/Berlyn; allowed an IANA time zone such as Europe/Berlin (did you mean \"Europe/Berlin\"?)",
                "Europe/Berlin | +02:00 | 4:11: timeZone: found +02:00; allowed an IANA time zone such as Europe/Berlin",
                "continuous | pattern | 6:3: program.steps: found nothing; allowed a list",
                "continuous | taper | 6:3: program.from: found nothing; allowed a number with one of mcg/day, mg/day, mcg/h",
                "continuous | paused | 6:9: program.mode: found paused; allowed continuous, pattern, taper, minimum-rate, stopped",
                "continuous | stopped | 7:3: program.rate: found a key without meaning here; allowed mode",
                "continuous | minimum-rate | 7:3: program.rate: found a key without meaning here; allowed mode",
                "rate: 250 mcg/day | # none | 6:3: program.rate: found nothing; allowed a number with one of mcg/day, mg/day, mcg/h",
                "250 mcg/day | 250 | 7:9: program.rate: found 250; allowed a number with one of mcg/day, mg/day, mcg/h",
                "250 mcg/day | 0 mcg/day | 7:9: program.rate: found 0 mcg/day; allowed 0.024 mcg/day to 1000 mcg/day",
                "250 mcg/day | -1 mcg/day | 7:9: program.rate: found -1 mcg/day; allowed 0.024 mcg/day to 1000 mcg/day",
                "250 mcg/day | 10 uL/h | 7:9: program.rate: found 10 uL/h; allowed a number with one of mcg/day, mg/day, mcg/h",
                "minimumRate: 2 uL/h | minimumRate: 0.09 uL/h | 8:14: minimumRate: found 0.09 uL/h; allowed 2.4 uL/day to 240 uL/day",
                "minimumRate: 2 uL/h | minimumRate: 10.1 uL/h | 8:14: minimumRate: found 10.1 uL/h; allowed 2.4 uL/day to 240 uL/day",
                "onRestart: confirm | onRestart: maybe | 9:12: onRestart: found maybe; allowed confirm, resume",
                "minimumRate: 2 uL/h | bolus: {dose: 10 mcg} | 8:1: bolus: found unknown key; allowed drug, concentration, indication, timeZone, program, minimumRate, demandBolus, onRestart",
                "onRestart: confirm | onRestrat: confirm | 9:1: onRestrat: found unknown key; allowed drug, concentration, indication, timeZone, program, minimumRate, demandBolus, onRestart (did you mean \"onRestart\"?)",
            })
    void refusesWithLineKeyFoundAndAllowed(String good, String bad, String message) {
        SettingsException refusal =
                assertThrows(
                        SettingsException.class,
                        () -> TherapyFile.parse("therapy.yaml", THERAPY.replace(good, bad)));
        assertEquals("therapy.yaml:" + message, refusal.getMessage());
    }

    @Test
    @Tag("SR-08")
    void takesTheHardLimitOfTheDailyDoseAndRefusesAPicogramMore() {
        String most = THERAPY.replace("250 mcg/day", "1000 mcg/day");
        assertEquals(1_000_000_000L, TherapyFile.parse("t", most).picogramsPerDay());
        assertRefusedRate(
                2_000,
                "1000.000001 mcg/day",
                "1000.000001 mcg/day; allowed 0.024 mcg/day to 1000 mcg/day");
    }

    @Test
    @Tag("SR-07")
    void takesTheCeilingOfTheVolumeRateAndRefusesAPicogramMore() {
        assertEquals(240_000_000L, rated(10, "240 mcg/day").picogramsPerDay());
        assertRefusedRate(
                10,
                "240.000001 mcg/day",
                "240.000001 mcg/day, which is 24000.0001 uL/day;"
                        + " allowed 2.4 uL/day to 24 mL/day (0.1 uL/h to 1000 uL/h)");
    }

    @Test
    @Tag("SR-07")
    void takesTheSlowestVolumeRateAndRefusesAPicogramLess() {
        assertEquals(9_600_000L, rated(4_000, "9.6 mcg/day").picogramsPerDay());
        assertRefusedRate(
                4_000,
                "9.599999 mcg/day",
                "9.599999 mcg/day, which is 2.399999 uL/day;"
                        + " allowed 2.4 uL/day to 24 mL/day (0.1 uL/h to 1000 uL/h)");
    }

    private static Prescription rated(int concentration, String rate) {
        return TherapyFile.parse(
                "t",
                THERAPY.replace("2000 mcg/mL", concentration + " mcg/mL")
                        .replace("250 mcg/day", rate));
    }

    private static void assertRefusedRate(int concentration, String rate, String found) {
        SettingsException refusal =
                assertThrows(SettingsException.class, () -> rated(concentration, rate));
        assertEquals("t:7:9: program.rate: found " + found, refusal.getMessage());
    }
}
