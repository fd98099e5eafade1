package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Code;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Requests and their answers, against a real broker and one rig for all of them. */
class EmbeddedBrokerRequestTest {
    private static TestRig rig;
    private static TestRig bench;
    private static TesterClient tester;

    @BeforeAll
    static void connect() throws Exception {
        rig = new TestRig(SharedBroker.get().url(), "sim", 500);
        rig.link.register(
                "fault-list",
                request ->
                        request.accept(
                                rig.cycle(),
                                7,
                                generator -> {
                                    generator.writeStringProperty("verb", request.verb());
                                    generator.writeNumberProperty("keys", request.body().size());
                                }));
        rig.link.register(
                "fault-inject",
                request -> request.reject(Code.TOO_LATE, "the moment has passed", 5, 6));
        rig.link.register(
                "sim-step",
                request -> {
                    throw new IllegalStateException("broken");
                });
        rig.link.register(
                "sim-run",
                request ->
                        request.accept(
                                1,
                                2,
                                generator -> {
                                    throw new IllegalStateException("half written");
                                }));
        rig.link.start();
        bench = new TestRig(SharedBroker.get().url(), "bench", 500);
        bench.link.start();
        tester = new TesterClient(SharedBroker.get().url(), rig.prefix());
        tester.knowsMadeUp("cmd/fault-list", "cmd/fault-inject", "cmd/sim-step", "cmd/sim-run");
        assertTrue(rig.link.awaitConnected(TesterClient.PATIENCE));
        assertTrue(bench.link.awaitConnected(TesterClient.PATIENCE));
    }

    @AfterAll
    static void disconnect() {
        rig.close();
        bench.close();
        tester.close();
    }

    @BeforeEach
    void thaw() {
        rig.frozen = false;
    }

    private static JsonNode ask(String verb, String id, String rest) throws MqttException {
        tester.request(verb, "{'id':'" + id + "','client':'t'" + rest + "}");
        return tester.answer(id);
    }

    private static String code(JsonNode answer) {
        return answer.get("code").stringValue();
    }

    @Test
    @Tag("SR-101")
    void tellsWhatTheControllerEnacted() throws Exception {
        JsonNode answer = ask("pause", "e1", "");

        assertEquals("pause", answer.get("verb").stringValue());
        assertEquals("accepted", answer.get("status").stringValue());
        assertEquals("OK", code(answer));
        assertTrue(answer.get("cycle").longValue() > 0);
        assertEquals("paused", answer.get("enacted").get("mode").stringValue());
        assertEquals("0", answer.get("enacted").get("rateMcgPerDay").toString());
        assertEquals("[]", answer.get("enacted").get("alarms").toString());
        JsonNode resumed = ask("resume", "e2", ",'body':{}");
        assertEquals("250", resumed.get("enacted").get("rateMcgPerDay").toString());
    }

    @ParameterizedTest(name = "{0} {2} is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pause | b1 | ,'body':{'x':1} | BAD_PARAM |"
                        + " unknown key 'x' in the body of pause, allowed confirm",
                "ping | b2 | ,'body':{'x':NaN} | BAD_PARAM | NaN and infinity are not numbers",
                "ping | b3 | ,'ttlMs':1 | BAD_PARAM | ttlMs needs issuedAt",
                "ping | b4 | ,'issuedAt':1,'ttlMs':1 | STALE |",
                "ping | b5 | ,'session':'other' | STALE |",
                "ping | b6 | ,'issuedAt':9000000000000000 | STALE |",
                "ping | b7 | ,'hello':1 | BAD_PARAM |",
                "alarm-acknowledge | b9 | ,'body':{'alarm':'NO_SUCH'} | UNKNOWN_TARGET |"
                        + " no alarm is named 'NO_SUCH'",
                "alarm-acknowledge | b15 | ,'body':{'alarm':'OCCLUSION_DOWNSTREM'} | UNKNOWN_TARGET |"
                        + " no alarm is named 'OCCLUSION_DOWNSTREM' (did you mean"
                        + " \"OCCLUSION_DOWNSTREAM\"?)",
                "alarm-acknowledge | b10 | ,'body':{'alarm':1} | BAD_PARAM |"
                        + " alarm is a string: a name, or all",
                "pings | b11 | | UNKNOWN_VERB | unknown verb 'pings', did you mean ping?; known:"
                        + " alarm-acknowledge, audio-pause, bolus, bolus-cancel, fault-inject,"
                        + " fault-list, minimum-rate, pause, ping, prime, refill, resume, sim-run,"
                        + " sim-step, stop, therapy-commit, therapy-stage",
                "fault-inject | b12 | | TOO_LATE | the moment has passed",
                "sim-step | b13 | | INTERNAL |"
                        + " the handler failed: java.lang.IllegalStateException: broken",
                "sim-run | b14 | | INTERNAL |",
            })
    void rejectsWithACodeAndAReason(String verb, String id, String rest, String code, String reason)
            throws Exception {
        JsonNode answer = ask(verb, id, rest == null ? "" : rest);

        assertEquals("rejected", answer.get("status").stringValue());
        assertEquals(code, code(answer));
        assertEquals("{}", answer.get("enacted").toString());
        if (reason != null) {
            assertEquals(reason, answer.get("reason").stringValue());
        }
    }

    @Test
    void handsTheBodyToTheHandlerOfAVerb() throws Exception {
        JsonNode answer = ask("fault-list", "h1", ",'body':{'a':1,'b':2}");

        assertEquals("OK", code(answer));
        assertEquals(7, answer.get("simNs").longValue());
        assertEquals("{\"verb\":\"fault-list\",\"keys\":2}", answer.get("enacted").toString());
    }

    /** Everybody may publish these, so that nobody is known to be authorised. */
    @ParameterizedTest
    @Tag("SR-99")
    @ValueSource(strings = {"pause", "minimum-rate"})
    void whatIsEverybodysIsNotConfirmedOverMqtt(String verb) throws Exception {
        JsonNode answer = ask(verb, "c-" + verb, ",'stateVersion':1,'body':{'confirm':true}");

        assertEquals("NEEDS_CONFIRM", code(answer));
        assertEquals(
                "raising flow is confirmed at the machine itself, not here",
                answer.get("reason").stringValue());
    }

    @Test
    @Tag("SR-96")
    void enactsADuplicateOnceAndAnswersItAlike() throws Exception {
        JsonNode first = ask("stop", "d1", "");
        ask("resume", "d2", "");
        tester.request("stop", "{'client':'t','id':'d1'}");
        JsonNode again =
                tester.hear("rsp/t", m -> m.json().path("code").asString("").equals("DUPLICATE"))
                        .json();

        assertEquals("d1", again.get("id").stringValue());
        assertEquals("accepted", again.get("status").stringValue());
        assertEquals(first.get("enacted"), again.get("enacted"));
        assertEquals(first.get("cycle"), again.get("cycle"));
        JsonNode now = ask("ping", "d3", "");
        assertEquals("continuous", now.get("enacted").get("mode").stringValue());
        tester.request("pause", "{'client':'t','id':'d1'}");
        tester.hear("rsp/t", m -> m.json().path("code").asString("").equals("CONFLICT"));
    }

    @Test
    @Tag("SR-95")
    void doesNotCarryOutARetainedRequest() throws Exception {
        tester.retain("cmd/stop", "{'id':'r1','client':'t'}");
        try {
            JsonNode answer = tester.answer("r1");

            assertEquals("STALE", code(answer));
            JsonNode now = ask("ping", "r2", "");
            assertEquals("continuous", now.get("enacted").get("mode").stringValue());
        } finally {
            tester.retain("cmd/stop", "");
        }
    }

    @Test
    void tellsEverybodyOfAMessageThatItCannotAnswer() throws Exception {
        tester.request("ping", "{'id':17}");

        JsonNode event =
                tester.hear(
                                "event/protocol",
                                m -> m.json().path("found").asString("").equals("{\"id\":17}"))
                        .json();
        assertEquals(rig.prefix() + "cmd/ping", event.get("topic").stringValue());
        assertEquals(
                "id is needed, as a string [A-Za-z0-9_-]{1,64}", event.get("reason").stringValue());
        assertTrue(event.get("host").booleanValue());
    }

    @Test
    void survivesAMegabyte() throws Exception {
        byte[] large = new byte[1_000_000];
        Arrays.fill(large, (byte) 'x');
        tester.send(rig.prefix() + "cmd/ping", large);
        JsonNode event =
                tester.hear(
                                "event/protocol",
                                m -> m.json().path("reason").asString("").startsWith("1000000"))
                        .json();
        assertEquals(200, event.get("found").stringValue().length());

        byte[] head =
                "{\"id\":\"m1\",\"client\":\"t\",\"body\":\"".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, large, 0, head.length);
        tester.send(rig.prefix() + "cmd/ping", large);
        assertEquals("BAD_PARAM", code(tester.answer("m1")));
        assertEquals("OK", code(ask("ping", "m2", "")));
    }

    @Test
    void isBusyWhenTheInboxIsFullAndNothingIsLost() throws Exception {
        rig.frozen = true;
        for (int i = 0; i < 65; i++) {
            tester.request("ping", "{'id':'f" + i + "','client':'t'}");
        }
        assertEquals("BUSY", code(tester.answer("f64")));

        rig.frozen = false;

        for (int i = 0; i < 64; i++) {
            assertEquals("OK", code(tester.answer("f" + i)));
        }
        // Nothing was done, so the same id may try again.
        tester.request("ping", "{'id':'f64','client':'t'}");
        tester.hear(
                "rsp/t",
                m -> m.json().get("id").stringValue().equals("f64") && code(m.json()).equals("OK"));
    }

    @Test
    @Tag("SR-97")
    void aBenchDeniesEveryVerbOfTheSimulatorByItsPrefix() throws Exception {
        try (TesterClient other = new TesterClient(SharedBroker.get().url(), bench.prefix())) {
            other.request("fault-inject", "{'id':'n1','client':'t'}");
            assertEquals("DENIED_ON_BENCH", code(other.answer("n1")));
            other.request("sim-anything", "{'id':'n2','client':'t','body':[]}");
            assertEquals("DENIED_ON_BENCH", code(other.answer("n2")));
            other.request("fault", "{'id':'n3','client':'t'}");
            assertEquals("UNKNOWN_VERB", code(other.answer("n3")));
        }
    }

    @Test
    void listsTheAlarmsThatAreLeftAfterAnAcknowledgement() throws Exception {
        rig.causes = Alarm.HEAD_OPEN.bit();
        try {
            tester.hear("alarm/HEAD_OPEN", m -> !m.payload().isEmpty());
            JsonNode answer = ask("alarm-acknowledge", "a1", "");

            assertEquals("[\"HEAD_OPEN\"]", answer.get("enacted").get("alarms").toString());
        } finally {
            rig.causes = 0;
        }
    }
}
