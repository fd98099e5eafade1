package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrderFormsTest {
    private static final OrderForms FORMS = ReferenceForms.FORMS;

    private static Wish read(Verb verb, String body) {
        return FORMS.read(verb, body.replace('\'', '"'));
    }

    @Test
    void aBolusIsReadInItsUnits() {
        assertEquals(
                new Wish.Bolus(false, 10_500_000L, 300_000_000_000L, null),
                read(Verb.BOLUS, "{'dose': '10.5 mcg', 'duration': '5 min'}"));
        assertEquals(
                new Wish.Bolus(false, 60_000_000L, 300_000_000_000L, new LimitOverride("A", "B")),
                read(
                        Verb.BOLUS,
                        "{'dose': '0.06 mg', 'duration': '300 s', 'override': {'by': 'A', 'why':"
                                + " 'B'}}"));
        assertEquals(new Wish.Bolus(true, 0, 0, null), read(Verb.BOLUS, "{'demand': true}"));
    }

    @Test
    void aPrimeFillsTheDeadVolumeUnlessToldOtherwise() {
        assertEquals(new Wish.Prime(322_000_000L), read(Verb.PRIME, "{}"));
        assertEquals(new Wish.Prime(20_000_000L), read(Verb.PRIME, "{'volume': '20 uL'}"));
    }

    @Test
    @Tag("SR-81")
    void aSilenceLastsTenMinutesUnlessToldOtherwise() {
        assertEquals(new Wish.AudioPause(600_000_000_000L), read(Verb.AUDIO_PAUSE, "{}"));
        assertEquals(
                new Wish.AudioPause(1_000_000_000L), read(Verb.AUDIO_PAUSE, "{'duration': '1 s'}"));
    }

    @Test
    @Tag("SR-53")
    void aRefillIsReadInItsUnits() {
        assertEquals(
                new Wish.Refill(new RefillEntry(3_200_000_000L, 20_000_000_000L, 2_000)),
                read(
                        Verb.REFILL,
                        "{'removed': '3.2 mL', 'filled': '20 mL', 'concentration': '2 mg/mL'}"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PING", "PAUSE", "RESUME", "STOP", "MINIMUM_RATE", "BOLUS_CANCEL"})
    void aVerbThatSaysAllByItselfHasNoWish(Verb verb) {
        assertNull(read(verb, "{}"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "BOLUS | {} | dose: found nothing; allowed",
                "BOLUS | {'dose': '10', 'duration': '5 min'} | dose: found 10; allowed",
                "BOLUS | {'dose': '-1 mcg', 'duration': '5 min'} | dose: found -1 mcg",
                "BOLUS | {'dose': '0 mcg', 'duration': '5 min'} | dose: found 0 mcg",
                "BOLUS | {'dose': 'NaN mcg', 'duration': '5 min'} | dose: found NaN mcg",
                "BOLUS | {'dose': '1e99 mcg', 'duration': '5 min'} | dose: found 1e99",
                "BOLUS | {'dose': '10 mL', 'duration': '5 min'} | dose: found 10 mL",
                "BOLUS | {'dose': '10 mcg', 'duration': '0 s'} | duration: found 0 s",
                "BOLUS | {'demand': 'yes'} | demand: found yes; allowed true, false",
                "BOLUS | {'demand': true, 'dose': '10 mcg'} | dose: found unknown key",
                "BOLUS | {'does': '10 mcg'} | does: found unknown key; allowed demand,"
                        + " dose, duration, override (did you mean \"dose\"?)",
                "BOLUS | {'dose': '60 mcg', 'duration': '5 min', 'override': {'by': 'A'}} |"
                        + " override.why: found nothing; allowed",
                "PRIME | {'volume': '0.9 uL'} | volume: found 0.9 uL; allowed 1 uL to",
                "AUDIO_PAUSE | {'duration': '0.9 s'} | duration: found 0.9 s",
                "REFILL | {} | concentration: found nothing; allowed",
                "THERAPY_COMMIT | {} | hash: found nothing; allowed",
                "THERAPY_STAGE | {} | drug: found nothing; allowed",
                "THERAPY_STAGE | {'override': {}} | override: found unknown key",
            })
    @Tag("SR-02")
    @Tag("SR-03")
    @Tag("F-45")
    void whatDoesNotFitIsRefusedWithKeyFoundAndAllowed(Verb verb, String body, String reason) {
        Wish.Refused refused = assertInstanceOf(Wish.Refused.class, read(verb, body));
        assertEquals(Code.BAD_PARAM, refused.code());
        assertEquals(
                reason,
                refused.reason()
                        .substring(0, Math.min(reason.length(), refused.reason().length())));
    }

    @Test
    @Tag("SR-12")
    void aTherapyMayBringTheRefillOfItsBridge() {
        Wish.Stage stage =
                assertInstanceOf(
                        Wish.Stage.class,
                        read(
                                Verb.THERAPY_STAGE,
                                "{'drug': 'baclofen', 'concentration': '500 mcg/mL', 'program':"
                                        + " {'mode': 'stopped'}, 'bridge': {'removed': '3 mL',"
                                        + " 'filled': '18 mL'}}"));
        assertEquals(new RefillEntry(3_000_000_000L, 18_000_000_000L, 500), stage.bridge());
    }
}
