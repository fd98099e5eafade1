package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.hal.settings.SchemaAgreement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TherapySchemaTest {
    private static final String HEAD =
            """
            drug: baclofen
            concentration: 2000 mcg/mL
            """;

    private static final String WHOLE =
            HEAD
                    + """
                    indication: spinal
                    timeZone: Europe/Berlin
                    program:
                      mode: pattern
                      steps:
                        - {from: 00:00, rate: 200 mcg/day, volumeRate: 100 uL/day}
                        - {from: 07:00, rate: 300 mcg/day}
                    minimumRate: 2 uL/h
                    demandBolus: {dose: 10 mcg, duration: 5 min, lockout: 60 min, perDay: 4}
                    onRestart: resume
                    """;

    private static final String CONTINUOUS =
            HEAD + "program: {mode: continuous, rate: 250 mcg/day, volumeRate: 125 uL/day}\n";

    private static final String TAPER =
            HEAD + "program: {mode: taper, from: 500 mcg/day, to: 100 mcg/day, over: 8 d}\n";

    private final SchemaAgreement agreement =
            new SchemaAgreement(
                    TherapySchema.document(), yaml -> TherapyFile.parse("therapy.yaml", yaml));

    @Test
    void isWhatTheReaderKnowsAndNothingElse() {
        agreement.knowsNoOtherKeysThanThoseOf(WHOLE, CONTINUOUS, TAPER);
    }

    @Test
    void missesAndMistrustsTheSameKeys() {
        agreement.refusesEachMissingAndMisspeltKeyOf(WHOLE);
        agreement.refusesEachMissingAndMisspeltKeyOf(CONTINUOUS);
        agreement.refusesEachMissingAndMisspeltKeyOf(TAPER);
    }

    @Test
    void wantsTheSameShapes() {
        agreement.refusesEachWrongShapeIn(WHOLE);
        agreement.refusesEachWrongShapeIn(TAPER);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "program: {mode: minimum-rate}",
                "program: {mode: stopped}",
                "program: {mode: continuous, rate: 10ug/h}",
                "program: {mode: continuous, rate: 0.25 mg/day}\\nindication: child",
                "program: {mode: continuous, rate: 250 mcg/day}\\ntimeZone: Europe/Berlin",
            })
    void takesEachProgramThatTheReaderTakes(String program) {
        agreement.accepts(HEAD + program.replace("\\n", "\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "program: {mode: paused}",
                "program: {rate: 250 mcg/day}",
                "program: {mode: continuous}",
                "program: {mode: continuous, rate: 250}",
                "program: {mode: continuous, rate: 250 mL/day}",
                "program: {mode: continuous, rate: .nan}",
                "program: {mode: continuous, rate: 250 mcg/day, over: 8 d}",
                "program: {mode: continuous, steps: [{from: 00:00, rate: 200 mcg/day}]}",
                "program: {mode: pattern, steps: [{from: 00:00, rate: 200 mcg/day}]}",
                "program: {mode: pattern, steps: []}\\ntimeZone: UTC",
                "program: {mode: pattern, rate: 250 mcg/day}\\ntimeZone: UTC",
                "program: {mode: pattern, steps: [{from: 0:00, rate: 200 mcg/day}]}\\ntimeZone: UTC",
                "program: {mode: pattern, steps: [{from: 24:00, rate: 1 mcg/day}]}\\ntimeZone: UTC",
                "program: {mode: taper, from: 500 mcg/day, to: 100 mcg/day}",
                "program: {mode: taper, from: 5 mcg/day, to: 1 mcg/day, over: 8 d, rate: 5 mcg/day}",
                "program: {mode: stopped, rate: 250 mcg/day}",
                "program: {mode: minimum-rate, volumeRate: 2 uL/h}",
                "program: {mode: stopped}\\nindication: adult",
                "program: {mode: stopped}\\nonRestart: maybe",
                "program: {mode: stopped}\\nminimumRate: 2 mcg/day",
                "program: {mode: stopped}\\ndemandBolus: {dose: 10 mcg}",
                "program: {mode: stopped}\\ndemandBolus: {dose: 9 mcg, duration: 5 min, perDay: 25}",
                "program: {mode: stopped}\\ndemandBolus: {dose: 9 mcg, duration: 5 min, perDay: 0}",
                "program: {mode: stopped}\\ndemandBolus: {dose: 9 mcg, duration: 5 mcg}",
            })
    void refusesTheSameMistakes(String rest) {
        agreement.refuses(HEAD + rest.replace("\\n", "\n"));
    }

    /** To renew it: {@code pumprig-simulator schema therapy}. */
    @Test
    void isShippedAsItIsPrinted() throws IOException {
        try (InputStream in = TherapySchema.class.getResourceAsStream("therapy.schema.json")) {
            String shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(TherapySchema.document(), shipped);
        }
    }
}
