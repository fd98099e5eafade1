package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSettingsTest {
    private static LinkSettings at(String broker, String rig, String backend, long period) {
        return new LinkSettings(
                broker, rig, backend, "s", "v", null, false, period, "c", "u", "secret");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "mqtt://127.0.0.1:1884, tcp://127.0.0.1:1884",
        "mqtt://host, tcp://host:1883",
        "tcp://host:1, tcp://host:1",
        "mqtts://host, ssl://host:8883",
        "ssl://host:9, ssl://host:9"
    })
    void readsWhereTheBrokerIs(String broker, String endpoint) {
        LinkSettings settings = at(broker, "r", "sim", 500);

        assertEquals(endpoint, settings.endpoint().toString());
        assertEquals(endpoint.startsWith("ssl"), settings.isEncrypted());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host:1883",
                "http://host",
                "mqtt://",
                "mqtt://a b",
                "mqtt://host/path",
                "mqtt://user@host",
                "ws://host"
            })
    void refusesOtherAddressesAndSaysWhatIsAllowed(String broker) {
        var e = assertThrows(IllegalArgumentException.class, () -> at(broker, "r", "sim", 500));

        assertTrue(e.getMessage().contains("mqtt://host:port"), e.getMessage());
    }

    @Test
    void refusesNamesAndPeriodsOutOfTheirLimits() {
        String broker = "mqtt://h";
        assertThrows(IllegalArgumentException.class, () -> at(broker, "a/b", "sim", 500));
        assertThrows(IllegalArgumentException.class, () -> at(broker, "", "sim", 500));
        assertThrows(IllegalArgumentException.class, () -> at(broker, "r", "mock", 500));
        assertThrows(IllegalArgumentException.class, () -> at(broker, "r", "sim", 0));
        assertThrows(IllegalArgumentException.class, () -> at(broker, "r", "sim", 60_001));
        assertEquals(1, at(broker, "r", "sim", 1).statePeriodMillis());
    }

    @Test
    void keepsThePasswordToItself() {
        assertFalse(at("mqtt://h", "r", "bench", 500).toString().contains("secret"));
    }
}
