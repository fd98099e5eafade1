package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.settings.SettingsException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TherapyRequestTest {
    /** As any JSON library writes it: no blanks at all. */
    private static final String JSON =
            "{\"drug\":\"baclofen\",\"concentration\":\"2000 mcg/mL\",\"indication\":\"spinal\","
                    + "\"timeZone\":\"Europe/Berlin\",\"program\":{\"mode\":\"pattern\",\"steps\":["
                    + "{\"from\":\"00:00\",\"rate\":\"200 mcg/day\"},"
                    + "{\"from\":\"07:00\",\"rate\":\"300 \\u00b5g/day\"}]},"
                    + "\"demandBolus\":{\"dose\":\"10 mcg\",\"duration\":\"5 min\",\"perDay\":4}";

    @Test
    @Tag("SR-01")
    void readsATherapyFromTheJsonOfAMessage() {
        TherapyRequest request = TherapyRequest.parse("therapy-stage", JSON + "}");
        assertEquals(
                new Program.Pattern(
                        List.of(
                                new Program.Step(0, 200_000_000L),
                                new Program.Step(420, 300_000_000L))),
                request.prescription().program());
        assertEquals(4, request.prescription().demandBolus().perDay());
        assertEquals(TherapyFile.parse("t", JSON + "}"), request.prescription());
        assertFalse(request.isBridged());
        assertNull(request.override());
    }

    @Test
    @Tag("SR-04")
    @Tag("SR-11")
    @Tag("SR-12")
    void readsBridgeAndOverrideBesideIt() {
        TherapyRequest request =
                TherapyRequest.parse(
                        "therapy-stage",
                        JSON
                                + ",\"bridge\":\"calibrated\","
                                + "\"override\":{\"by\":\"mk\",\"why\":\"soak test\"}}");
        assertTrue(request.isBridged());
        assertEquals(OptionalLong.empty(), request.bridgePicolitres());
        assertEquals(new LimitOverride("mk", "soak test"), request.override());
        for (String volume : List.of("76 uL", "786 uL")) {
            assertTrue(
                    TherapyRequest.parse(
                                    "therapy-stage",
                                    JSON + ",\"bridge\":{\"volume\":\"" + volume + "\"}}")
                            .bridgePicolitres()
                            .isPresent());
        }
    }

    @ParameterizedTest(name = "{0}")
    @Tag("SR-02")
    @Tag("SR-04")
    @Tag("SR-11")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"bridge\":{\"volume\":\"75.9 uL\"} | bridge.volume: found 75.9 uL; allowed 76 uL to 786 uL",
                "\"bridge\":{\"volume\":\"786.1 uL\"} | bridge.volume: found 786.1 uL; allowed 76 uL to 786 uL",
                "\"bridge\":true | bridge: found true; allowed calibrated",
                "\"override\":{\"by\":\"mk\"} | override.why: found nothing; allowed 1 to 200 printable characters",
                "\"override\":{\"by\":\"  \",\"why\":\"x\"} | override.by: found \"  \"; allowed 1 to 64 printable characters",
                "\"override\":\"mk\" | override: found mk; allowed a mapping of keys to values",
                "\"minimumRate\":\"-2 uL/h\" | minimumRate: found -2 uL/h; allowed 2.4 uL/day to 240 uL/day",
                "\"confirm\":true | confirm: found unknown key; allowed drug, concentration, indication, timeZone, program, minimumRate, demandBolus, onRestart, bridge, override",
            })
    void refusesWithKeyFoundAndAllowed(String more, String reason) {
        SettingsException refusal =
                assertThrows(
                        SettingsException.class,
                        () -> TherapyRequest.parse("therapy-stage", JSON + "," + more + "}"));
        assertEquals(reason, refusal.reason());
        assertEquals("therapy-stage:1: " + reason, refusal.getMessage());
    }
}
