package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.LinkSettings;
import io.pumprig.controller.link.OperatorLink;
import io.pumprig.controller.link.OperatorRequest;
import io.pumprig.controller.link.OrderDenied;
import io.pumprig.controller.link.RigLink;
import io.pumprig.controller.order.TherapyFile;
import io.pumprig.controller.order.Verb;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.simulator.RunningSimulator;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.SimulatedSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Therapies and boluses over MQTT, end to end: with users, without, and on what says bench. */
class TherapyOverMqttTest {
    private static final Path THERAPY = Path.of("examples", "demand-bolus.yaml");
    private static final String PREFIX = "pumprig/v1/sim-1/";
    private static final String PASSWORD = "correct horse";
    private static final String BODY =
            ",'body':{'drug':'baclofen','concentration':'2000 mcg/mL','indication':'spinal',"
                    + "'program':{'mode':'continuous','rate':'RATE mcg/day'},"
                    + "'demandBolus':{'dose':'10 mcg','duration':'5 min','perDay':4}}";

    @TempDir private static Path folder;

    private static RunningSimulator simulator;
    private static TesterClient alice;

    @BeforeAll
    static void start() throws Exception {
        String hash = PasswordHash.of(PASSWORD.toCharArray()).toString();
        Path users =
                Files.writeString(
                        folder.resolve("users.yaml"),
                        """
                        users:
                          - {name: alice, role: operator, password: "HASH"}
                          - {name: tom, role: tester, password: "HASH"}
                        """
                                .replace("HASH", hash));
        simulator =
                RunningSimulator.start(
                        "run",
                        "--therapy",
                        THERAPY.toString(),
                        "--state-period",
                        "50 ms",
                        "--speed",
                        "4",
                        "--broker",
                        "embedded:0",
                        "--users",
                        users.toString());
        alice = new TesterClient(simulator.broker(), PREFIX, login("alice"));
        // The power-on test is over.
        state("/mode", "continuous");
    }

    @AfterAll
    static void stop() {
        try {
            alice.close();
        } finally {
            simulator.close();
        }
    }

    private static BrokerLogin login(String user) {
        return new BrokerLogin(user, PASSWORD, List.of());
    }

    private static JsonNode ask(TesterClient client, String verb, String id, String rest)
            throws MqttException {
        client.request(verb, "{'id':'" + id + "','client':'t'" + rest + "}");
        return client.answer(id);
    }

    private static JsonNode ask(String verb, String id, String rest) throws MqttException {
        return ask(alice, verb, id, rest);
    }

    private static String rate(String rate) {
        return BODY.replace("RATE", rate);
    }

    private static JsonNode accepted(JsonNode answer) {
        assertEquals("OK", answer.get("code").stringValue(), answer::toString);
        return answer.get("enacted");
    }

    private static String code(JsonNode answer) {
        return answer.get("code").stringValue();
    }

    private static JsonNode state(String what, String value) {
        return alice.hear("state", m -> m.json().at(what).asString("").equals(value)).json();
    }

    @Test
    @Tag("SR-01")
    @Tag("SR-14")
    @Tag("SR-99")
    @Tag("SR-101")
    @Tag("SR-102")
    void theOperatorStagesAndCommitsAndReadsBackWhatWasEnacted() throws Exception {
        JsonNode staged = accepted(ask("therapy-stage", "s1", rate("240")));
        String hash = staged.get("hash").stringValue();
        assertEquals("240", staged.get("doseMcgPerDay").toString());
        assertEquals("2000", staged.get("concentrationMcgPerMl").toString());
        assertEquals("250", staged.get("rateMcgPerDay").toString());
        assertEquals("120", staged.get("expiresInS").toString());
        JsonNode waiting = state("/staged/hash", hash);
        assertTrue(waiting.at("/staged/expiresInS").doubleValue() > 60);
        assertFalse(waiting.at("/therapy/hash").stringValue().equals(hash));

        JsonNode committed =
                accepted(ask("therapy-commit", "s2", ",'body':{'hash':'" + hash + "'}"));

        assertEquals(hash, committed.get("hash").stringValue());
        assertEquals("240", committed.get("rateMcgPerDay").toString());
        alice.hear("event/therapy", m -> m.json().get("phase").stringValue().equals("committed"));
        JsonNode state = state("/therapy/hash", hash);
        assertEquals("240", state.get("programMcgPerDay").toString());
        assertEquals("continuous", state.at("/therapy/program").stringValue());
        assertEquals("2000", state.at("/therapy/tipConcentrationMcgPerMl").toString());
        assertTrue(state.at("/forecast/toEmptyS").longValue() > 86_400, state::toString);
        assertTrue(state.at("/staged").isMissingNode());
        alice.hear("meta/limits", m -> m.json().at("/dose/programMcgPerDay").intValue() == 240);
    }

    @Test
    @Tag("SR-99")
    @Tag("SR-100")
    void theTesterIsDeniedByTheBroker() throws Exception {
        try (OperatorLink tom = OperatorLink.open(simulator.broker(), "sim-1", login("tom"))) {
            for (Verb verb : List.of(Verb.THERAPY_STAGE, Verb.THERAPY_COMMIT, Verb.BOLUS)) {
                assertThrows(
                        OrderDenied.class,
                        () -> tom.ask(OperatorRequest.asking(verb, Map.of())),
                        verb::label);
            }
            assertEquals("OK", tom.ask(OperatorRequest.of(Verb.PING, null)).code());
        }
        assertTrue(alice.on("event/order").stream().noneMatch(m -> m.payload().contains("tom")));
    }

    @Test
    @Tag("SR-95")
    void aRetainedCommitIsStale() throws Exception {
        alice.retain(
                "cmd/therapy-commit",
                "{'id':'kept','client':'t','body':{'hash':'" + "0".repeat(64) + "'}}");
        try {
            assertEquals("STALE", code(alice.answer("kept")));
        } finally {
            alice.retain("cmd/therapy-commit", "");
        }
    }

    @Test
    @Tag("SR-26")
    @Tag("SR-39")
    @Tag("SR-96")
    @Tag("SR-99")
    void aBolusTakesTwoStepsOfWhichTheSecondNamesTheState() throws Exception {
        String dose = ",'body':{'dose':'5 mcg','duration':'2 min'";
        JsonNode first = ask("bolus", "b1", dose + "}");
        assertEquals("NEEDS_CONFIRM", code(first));
        long version = first.at("/enacted/stateVersion").longValue();
        assertEquals("BAD_PARAM", code(ask("bolus", "b2", dose + ",'confirm':true}")));
        String confirmed = dose + ",'confirm':true},'stateVersion':";
        assertEquals("CONFLICT", code(ask("bolus", "b3", confirmed + (version - 1))));

        JsonNode begun = accepted(ask("bolus", "b4", confirmed + version));

        assertEquals("bolus-timed", begun.get("mode").stringValue());
        assertEquals("5", begun.get("doseMcg").toString());
        assertEquals("120", begun.get("durationS").toString());
        JsonNode state = state("/bolus/kind", "bolus-timed");
        assertEquals("5", state.at("/bolus/ofMcg").toString());
        alice.request("bolus", "{'id':'b4','client':'t'" + confirmed + version + "}");
        JsonNode again = alice.hear("rsp/t", m -> code(m.json()).equals("DUPLICATE")).json();
        assertEquals(begun, again.get("enacted"));
        assertEquals("BUSY", code(ask("bolus", "b5", ",'body':{'demand':true}")));
        accepted(ask("bolus-cancel", "b6", ""));
        alice.hear("event/bolus", m -> m.json().get("phase").stringValue().equals("cancelled"));
        JsonNode locked = ask("bolus", "b7", ",'body':{'demand':true}");
        assertEquals("RATE_LIMITED", code(locked));
        JsonNode after =
                alice.hear("state", m -> m.json().at("/demandBolus/lockoutS").doubleValue() > 0)
                        .json();
        assertEquals(0, after.at("/demandBolus/today").intValue());
        assertEquals(4, after.at("/demandBolus/perDay").intValue());
        assertTrue(after.at("/deliveredFor/bolus").longValue() < 400);
    }

    @Test
    @Tag("SR-09")
    @Tag("SR-12")
    void whatALimitRefusesIsAnsweredWithFieldFoundAndAllowed() throws Exception {
        JsonNode raise = ask("therapy-stage", "r1", rate("400"));
        assertEquals("BAD_PARAM", code(raise));
        assertTrue(
                raise.get("reason").stringValue().startsWith("program.rate: found 400 mcg/day;"),
                raise::toString);
        JsonNode bare =
                ask("therapy-stage", "r2", rate("240").replace("2000 mcg/mL", "500 mcg/mL"));
        assertEquals(
                "concentration: found 500 mcg/mL; allowed 2000 mcg/mL, or another with a bridge"
                        + " attached (SR-12)",
                bare.get("reason").stringValue());
        alice.hear("event/order", m -> m.payload().contains("t/r1 BAD_PARAM: program.rate"));
    }

    @Test
    @Tag("SR-99")
    void aBenchThatTakesNoRaisesTakesWhatLowers() throws Exception {
        RunSettings settings =
                new RunSettings(
                        RigFile.simulated(),
                        TherapyFile.read(THERAPY),
                        1L,
                        Long.MAX_VALUE,
                        60,
                        null,
                        RunSettings.DEFAULT_PERIOD_NANOS,
                        "test");
        String rig = "raise-" + ProcessHandle.current().pid();
        try (SimulatedSession session = SimulatedSession.open(settings);
                RigLink link = bench(session, rig);
                TesterClient client =
                        new TesterClient(SharedBroker.get().url(), "pumprig/v1/" + rig + "/")) {
            Thread cycles = new Thread(session.run()::run, "bench-cycles");
            cycles.start();
            try {
                link.start();
                assertTrue(link.awaitConnected(TesterClient.PATIENCE));
                lowersOnly(client);
            } finally {
                session.run().stop();
                cycles.join();
            }
        }
    }

    private static RigLink bench(SimulatedSession session, String rig) {
        return new RigLink(
                new LinkSettings(
                        SharedBroker.get().url(),
                        rig,
                        "bench",
                        session.id(),
                        "test",
                        null,
                        false,
                        100,
                        "pumprig-" + rig,
                        BrokerLogin.ANONYMOUS,
                        false),
                session.controller().forms(),
                session.controller().inbox(),
                session.controller().events(),
                session.controller().mirror(),
                session.controller().hostAlarms());
    }

    private static void lowersOnly(TesterClient client) throws MqttException {
        String lower =
                accepted(ask(client, "therapy-stage", "n1", rate("230"))).get("hash").stringValue();
        JsonNode lowered =
                accepted(ask(client, "therapy-commit", "n2", ",'body':{'hash':'" + lower + "'}"));
        assertEquals("230", lowered.get("rateMcgPerDay").toString());
        accepted(ask(client, "pause", "n3", ""));
        String same =
                accepted(ask(client, "therapy-stage", "n4", rate("225"))).get("hash").stringValue();
        JsonNode raise = ask(client, "therapy-commit", "n5", ",'body':{'hash':'" + same + "'}");
        assertEquals("NEEDS_CONFIRM", code(raise), raise::toString);
        assertEquals("paused", raise.at("/enacted/mode").stringValue());
        JsonNode bolus =
                ask(
                        client,
                        "bolus",
                        "n6",
                        ",'body':{'demand':true,'confirm':true},'stateVersion':"
                                + raise.at("/enacted/stateVersion").longValue());
        assertEquals("NEEDS_CONFIRM", code(bolus), bolus::toString);
    }
}
