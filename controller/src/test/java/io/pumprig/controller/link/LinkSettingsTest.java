package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSettingsTest {
    private static final BrokerLogin ALICE = new BrokerLogin("alice", "secret", List.of());

    private static LinkSettings at(String broker, String rig, String backend, long period) {
        return new LinkSettings(
                broker, rig, backend, "s", "v", null, false, period, "c", ALICE, false);
    }

    private static LinkSettings raising(String broker, String backend, BrokerLogin login) {
        return new LinkSettings(broker, "r", backend, "s", "v", null, false, 500, "c", login, true);
    }

    @Test
    @Tag("SR-99")
    @Tag("SR-100")
    void onABenchFlowIsRaisedOverTlsByAUserOnly() {
        BrokerLogin nobody = BrokerLogin.ANONYMOUS;
        assertTrue(raising("mqtts://h", "bench", ALICE).mayRaise());
        assertThrows(IllegalArgumentException.class, () -> raising("mqtt://h", "bench", ALICE));
        assertThrows(IllegalArgumentException.class, () -> raising("mqtts://h", "bench", nobody));
        assertTrue(raising("mqtt://h", "sim", nobody).mayRaise());
    }

    @Test
    void aUserAndItsPasswordBelongTogether() {
        assertThrows(
                IllegalArgumentException.class, () -> new BrokerLogin("alice", null, List.of()));
        assertThrows(
                IllegalArgumentException.class, () -> new BrokerLogin(null, "secret", List.of()));
        assertThrows(
                IllegalArgumentException.class, () -> new BrokerLogin("", "secret", List.of()));
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
        assertFalse(ALICE.toString().contains("secret"));
    }
}
