package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.order.Verb;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which role may publish what, in words and numbers of this test's own. */
class RoleTableTest {
    private static String verbsOf(Role role) {
        return Arrays.stream(RoleTable.values())
                .filter(row -> row.isFor(role))
                .map(RoleTable::verb)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "{0} publishes {1}")
    @Tag("SR-97")
    @Tag("SR-99")
    @Tag("SR-100")
    @CsvSource({
        "VIEWER, minimum-rate pause ping",
        "OPERATOR, alarm-acknowledge audio-pause bolus bolus-cancel minimum-rate pause ping prime"
                + " refill resume stop therapy-commit therapy-stage",
        "TESTER, fault-clear fault-clear-all fault-inject fault-list minimum-rate pause ping"
                + " scenario-export sim-pause sim-reset sim-run sim-speed sim-step",
        "ADMIN, alarm-acknowledge audio-pause bolus bolus-cancel fault-clear fault-clear-all"
                + " fault-inject fault-list minimum-rate pause ping prime refill resume"
                + " scenario-export sim-pause sim-reset sim-run sim-speed sim-step stop"
                + " therapy-commit therapy-stage",
        "RIG, ''",
    })
    void eachRoleHasItsVerbs(Role role, String verbs) {
        assertEquals(verbs, verbsOf(role));
    }

    @Test
    @Tag("SR-99")
    void everyVerbOfTheControllerHasARole() {
        for (Verb verb : Verb.values()) {
            assertTrue(RoleTable.allows(Role.OPERATOR, verb.label()), verb.label());
        }
    }

    @ParameterizedTest(name = "{0} {1} on {2}: {3}")
    @Tag("SR-97")
    @Tag("SR-99")
    @Tag("SR-100")
    @CsvSource({
        "VIEWER, v, pumprig/v1/r1/cmd/pause, true",
        "VIEWER, v, pumprig/v1/other/cmd/minimum-rate, true",
        "VIEWER, v, pumprig/v1/r1/cmd/stop, false",
        "VIEWER, v, pumprig/v1/r1/cmd/fault-inject, false",
        "OPERATOR, o, pumprig/v1/r1/cmd/therapy-commit, true",
        "OPERATOR, o, pumprig/v1/r1/cmd/fault-inject, false",
        "TESTER, t, pumprig/v1/r1/cmd/fault-inject, true",
        "TESTER, t, pumprig/v1/r1/cmd/therapy-commit, false",
        "ADMIN, a, pumprig/v1/r1/cmd/therapy-commit, true",
        "ADMIN, a, pumprig/v1/r1/cmd/fault-inject, true",
        "ADMIN, a, pumprig/v1/r1/cmd/fault-invented, false",
        "ADMIN, a, pumprig/v1/r1/cmd/pause/, false",
        "ADMIN, a, pumprig/v1/r1/cmd/pause/x, false",
        "ADMIN, a, pumprig/v1//cmd/pause, false",
        "ADMIN, a, pumprig/v1/r1/cmd/PAUSE, false",
        "ADMIN, a, /pumprig/v1/r1/cmd/pause, false",
        "ADMIN, a, pumprig/v2/r1/cmd/pause, false",
        "ADMIN, a, pumprig/v1/r1/status, false",
        "ADMIN, a, pumprig/v1/r1/state, false",
        "ADMIN, a, pumprig/v1/r1/truth, false",
        "ADMIN, a, pumprig/v1/r1/alarm/HEAD_OPEN, false",
        "ADMIN, a, pumprig/v1/r1/event/alarm, false",
        "ADMIN, a, pumprig/v1/r1/meta/limits, false",
        "ADMIN, a, pumprig/v1/r1/fault/active, false",
        "ADMIN, a, pumprig/v1/r1/rsp/me, false",
        "ADMIN, a, answers/me, false",
        "RIG, r1, pumprig/v1/r1/status, true",
        "RIG, r1, pumprig/v1/r1/rsp/me, true",
        "RIG, r1, answers/me, true",
        "RIG, r1, pumprig/v1/r2/status, false",
        "RIG, r1, pumprig/v1/r2/cmd/stop, false",
        "RIG, r1, pumprig/v1/r11/status, false",
        "RIG, r1, pumprig/v2/r1/status, false",
        "RIG, r1, $SYS/x, false",
    })
    void nobodyPublishesBeyondHisRole(Role role, String name, String topic, boolean allowed) {
        assertEquals(allowed, new BrokerUser(name, role).mayPublish(topic));
    }

    @Test
    @Tag("SR-100")
    void clientIdsOfRigsAreForRigs() {
        assertFalse(new BrokerUser("a", Role.ADMIN).mayBe("pumprig-r1-sim-1"));
        assertTrue(new BrokerUser("a", Role.ADMIN).mayBe("operator-1"));
        assertTrue(new BrokerUser("r1", Role.RIG).mayBe("pumprig-r1-sim-1"));
    }
}
