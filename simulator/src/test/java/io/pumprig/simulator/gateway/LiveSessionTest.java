package io.pumprig.simulator.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A session as a tester meets it over MQTT, end to end: the program runs in its own process. */
class LiveSessionTest {
    private static final String OCCLUSION =
            "'target':{'component':'line','instance':'downstream'},'type':'occlusion'";

    @TempDir static Path folder;

    private static LiveSession session;

    @BeforeAll
    static void start() throws Exception {
        session = new LiveSession(folder, "--speed", "600");
    }

    @AfterAll
    static void stop() {
        session.close();
    }

    private static long answers(String id) {
        return session.tester().on("rsp/t").stream()
                .filter(m -> m.json().get("id").stringValue().equals(id))
                .count();
    }

    /** Once this is answered, so is whatever was asked before it. */
    private static JsonNode ping(String id) throws MqttException {
        return session.ask("ping", id, "");
    }

    @Test
    void aLateSubscriberFindsEverythingThatIsRetained() throws MqttException {
        session.tester().hear("state", m -> true);
        TesterClient late = session.meet();

        JsonNode status = late.hear("status", TesterClient.Heard::retained).json();
        assertEquals("ready", status.get("status").stringValue());
        assertEquals("sim", status.get("backend").stringValue());
        assertTrue(status.get("faultsEnabled").booleanValue());
        JsonNode state = late.hear("state", TesterClient.Heard::retained).json();
        assertEquals("sim", state.get("backend").stringValue());
        JsonNode limits = late.hear("meta/limits", TesterClient.Heard::retained).json();
        assertEquals(1000, limits.get("dose").get("mostMcgPerDay").intValue());
        JsonNode faults = late.hear("meta/faults", TesterClient.Heard::retained).json();
        assertTrue(faults.get("types").size() > 5);
        assertTrue(faults.get("presets").size() > 5);
        assertEquals("sim", faults.get("backend").stringValue());
        assertTrue(late.hear("fault/active", m -> true).retained());
        JsonNode truth = late.hear("truth", m -> true).json();
        assertEquals("sim", truth.get("backend").stringValue());
        assertTrue(truth.get("trueDoseMcg").doubleValue() > 0);
    }

    @Test
    @Tag("SR-55")
    @Tag("SR-80")
    @Tag("SR-84")
    void anOcclusionIsToldFromItsInjectionToTheEndOfItsAlarm() throws MqttException {
        TesterClient tester = session.tester();
        JsonNode injected =
                session.ask("fault-inject", "occ-1", ",'body':{'key':'occ'," + OCCLUSION + "}");
        assertEquals("OK", injected.get("code").stringValue());
        long onset = injected.get("cycle").longValue();
        tester.hear("fault/active", m -> m.payload().contains("\"phase\":\"active\""));
        tester.hear("event/fault", m -> isFault(m, "occ", "scheduled", onset));
        tester.hear("event/fault", m -> isFault(m, "occ", "active", onset));

        JsonNode event = tester.hear("event/alarm", m -> isAlarm(m, "raised")).json();
        assertEquals("zero-flow", event.get("reaction").stringValue());
        long detected = event.get("cycle").longValue();
        JsonNode alarm =
                tester.hear("alarm/OCCLUSION_DOWNSTREAM", m -> !m.payload().isEmpty()).json();
        assertEquals(detected, alarm.get("cycle").longValue());
        JsonNode after = session.stateAfter(detected);
        assertEquals("zero-flow", after.get("permit").get("reaction").stringValue());
        // 1000 mcg/day at 2000 mcg/mL, 10 ms a cycle.
        double pumpedMicrolitres = (detected - onset) * 0.01 * 500 / 86_400;
        assertTrue(
                pumpedMicrolitres > 3 && pumpedMicrolitres <= 10,
                () -> "pumped " + pumpedMicrolitres + " uL into it");

        JsonNode cleared = session.ask("fault-clear", "occ-2", ",'body':{'key':'occ'}");
        assertTrue(cleared.get("enacted").get("effects").longValue() > 0);
        tester.hear("event/fault", m -> isFault(m, "occ", "cleared", detected));
        tester.hear("event/alarm", m -> isAlarm(m, "cause-gone"));
        JsonNode still = session.stateAfter(ping("occ-3").get("cycle").longValue());
        assertEquals(
                volume(after), volume(still), 1e-9, "nothing moves before the operator says so");

        JsonNode seen =
                session.ask(
                        "alarm-acknowledge", "occ-4", ",'body':{'alarm':'OCCLUSION_DOWNSTREAM'}");
        assertEquals("OK", seen.get("code").stringValue());
        assertEquals("[]", seen.get("enacted").get("alarms").toString());
        assertEquals("continuous", seen.get("enacted").get("mode").stringValue());
        tester.hear("alarm/OCCLUSION_DOWNSTREAM", m -> m.payload().isEmpty());
        await().atMost(TesterClient.PATIENCE)
                .until(() -> volume(newestState()) > volume(after) + 1);
        JsonNode resumed = newestState();
        long withheld = resumed.get("withheldMicrosteps").get("zero-flow").longValue();
        double believed = resumed.get("believedMcg").doubleValue();
        double ordered = resumed.get("orderedMcg").doubleValue();
        assertTrue(withheld > 0);
        assertTrue(
                believed <= ordered - withheld * 0.0125 + 1e-6,
                "what was withheld is not caught up");
        for (String id : List.of("occ-1", "occ-2", "occ-3", "occ-4")) {
            assertEquals(1, answers(id), id);
        }
    }

    private static JsonNode newestState() {
        List<TesterClient.Heard> states = session.tester().on("state");
        return states.get(states.size() - 1).json();
    }

    private static double volume(JsonNode state) {
        return state.get("believedMcg").doubleValue() / 2;
    }

    private static boolean isAlarm(TesterClient.Heard message, String phase) {
        JsonNode event = message.json();
        return event.get("subject").stringValue().equals("OCCLUSION_DOWNSTREAM")
                && event.get("phase").stringValue().equals(phase);
    }

    private static boolean isFault(
            TesterClient.Heard message, String key, String phase, long cycle) {
        JsonNode event = message.json();
        return event.get("subject").stringValue().equals(key)
                && event.get("phase").stringValue().equals(phase)
                && event.get("cycle").longValue() >= cycle;
    }

    @ParameterizedTest(name = "{2}: {0} {1}")
    @Tag("SR-95")
    @Tag("SR-96")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "dance | | UNKNOWN_VERB | unknown verb 'dance'",
                "fault-inject | ,'body':{'key':'k','target':{'component':'roof','instance':'x'},"
                        + "'type':'leak'} | UNKNOWN_TARGET | target.component: found `roof`",
                "fault-inject | ,'body':{'key':'k','target':{'component':'line','instance':"
                        + "'downstream'},'type':'occlusion','duration':30} | BAD_PARAM | duration:"
                        + " found `30`; allowed a time with its unit, such as 30 min",
                "fault-inject | ,'body':{'key':'k','target':{'component':'line','instance':"
                        + "'downstream'},'type':'occlusion','params':{'severity':NaN}} | BAD_PARAM |"
                        + " NaN and infinity are not numbers",
                "fault-inject | ,'body':{'key':'k','target':{'component':'line','instance':"
                        + "'downstream'},'type':'occlusion','params':{'severity':'NaN'}} | BAD_PARAM"
                        + " | params.severity: found `NaN`",
                "fault-inject | ,'body':{'key':'k','target':{'component':'line','instance':"
                        + "'downstream'},'type':'occlusion','at':{'op':'i2c.read','target':'as5600',"
                        + "'skip':3,'count':2}} | BAD_PARAM | at.count: found `2`",
                "fault-inject | ,'body':{'key':'k','target':{'component':'line','instance':"
                        + "'downstream'},'type':'occlusion','at':'10 ms'} | TOO_LATE | at: found `10"
                        + " ms`",
                "fault-clear | ,'body':{'key':'never'} | UNKNOWN_TARGET | key: found `never`;"
                        + " allowed none, no fault is in the system",
                "fault-clear | | BAD_PARAM | body: found {}; allowed {key}",
                "fault-list | ,'body':{'a':1} | BAD_PARAM | body: found {\"a\":1}; allowed nothing",
                "pause | ,'session':'another' | STALE | meant for session another",
                "pause | ,'issuedAt':1000,'ttlMs':100 | STALE | expired: issued",
                "pause | ,'ttlMs':100 | BAD_PARAM | ttlMs needs issuedAt",
                "pause | ,'stateVersion':99 | CONFLICT | the state has changed since",
                "pause | ,'body':{'for':'1 h'} | BAD_PARAM | unknown key 'for'",
                "bolus | ,'body':{'dose':'10 mcg'} | BAD_PARAM | duration: found nothing",
                "bolus | ,'body':{'demand':true} | UNSUPPORTED | no demand bolus is prescribed",
                "bolus | ,'body':{'dose':'101 mcg','duration':'5 min'} | RATE_LIMITED | with"
                        + " the program it would exceed the rolling dose limit",
                "bolus-cancel | | CONFLICT | no bolus runs",
                "prime | | CONFLICT | a prime begins from paused or stopped",
                "therapy-commit | ,'body':{'hash':'1'} | BAD_PARAM | hash: found",
                "refill | ,'body':{'removed':'3 mL','filled':'21 mL','concentration':'2000 mcg/mL'}"
                        + " | BAD_PARAM | filled: found",
                "refill | ,'body':{'removed':'3 mL','filled':'18 mL','concentration':'500 mcg/mL'}"
                        + " | BAD_PARAM | concentration: found 500 mcg/mL; allowed 2000 mcg/mL",
                "sim-step | | CONFLICT | sim-step needs sim-pause first",
                "sim-step | ,'body':{'cycles':0} | BAD_PARAM | body: found {\"cycles\":0}",
                "sim-step | ,'body':{'cycles':1.5} | BAD_PARAM | body: found {\"cycles\":1.5}",
                "sim-speed | ,'body':{'speed':'fast'} | BAD_PARAM | body: found",
                "sim-speed | ,'body':{'speed':0} | BAD_PARAM | body: found {\"speed\":0}; allowed"
                        + " {speed: 0.01 to 1000000, or \"max\"}",
                "sim-speed | ,'body':{'speed':1e309} | BAD_PARAM | NaN and infinity",
                "sim-speed | | BAD_PARAM | body: found {}",
                "sim-pause | ,'body':{'x':1} | BAD_PARAM | body: found {\"x\":1}; allowed nothing",
            })
    void whatCannotBeDoneIsRefusedOnceAndChangesNothing(
            String verb, String rest, String code, String reason) throws MqttException {
        String id = "no-" + System.nanoTime();
        JsonNode before = ping(id + "-a").get("enacted");

        JsonNode answer = session.ask(verb, id, rest == null ? "" : rest);

        assertEquals("rejected", answer.get("status").stringValue(), answer::toString);
        assertEquals(code, answer.get("code").stringValue(), answer::toString);
        assertTrue(answer.get("reason").stringValue().startsWith(reason), answer::toString);
        assertTrue(answer.get("cycle").longValue() > 0, answer::toString);
        assertEquals(before, ping(id + "-b").get("enacted"));
        assertEquals(
                "[]",
                session.ask("fault-list", id + "-c", "").get("enacted").get("faults").toString());
        assertEquals(1, answers(id));
        assertTrue(session.simulator.isAlive());
    }

    @Test
    void aMessageThatNamesNobodyBecomesOneProtocolEvent() throws MqttException {
        TesterClient tester = session.tester();
        long before = tester.on("event/protocol").size();
        tester.request("pause", "stop it, please");
        tester.request("pause", "{'client':'t'}");
        ping("after-protocol");
        await().atMost(TesterClient.PATIENCE)
                .until(() -> tester.on("event/protocol").size() == before + 2);
        assertEquals("continuous", ping("still-running").get("enacted").get("mode").stringValue());
    }

    @Test
    void brokenJsonThatNamesItsSenderIsAnswered() throws MqttException {
        session.tester().request("pause", "{'id':'torn','client':'t','body':{");
        assertEquals("BAD_PARAM", session.tester().answer("torn").get("code").stringValue());
        ping("after-torn");
        assertEquals(1, answers("torn"));
    }

    @Test
    void aMegabyteIsRefusedAndTheConnectionLives() throws MqttException {
        session.tester()
                .request(
                        "ping",
                        "{'id':'big','client':'t','body':{'x':'" + "a".repeat(1_000_000) + "'}}");
        JsonNode answer = session.tester().answer("big");
        assertEquals("BAD_PARAM", answer.get("code").stringValue());
        assertTrue(answer.get("reason").stringValue().endsWith("bytes, allowed at most 65536"));
        ping("after-big");
    }

    @Test
    @Tag("SR-95")
    void aRetainedRequestIsNotCarriedOut() throws MqttException {
        session.tester().retain("cmd/stop", "{'id':'kept','client':'t'}");
        assertEquals("STALE", session.tester().answer("kept").get("code").stringValue());
        session.tester().retain("cmd/stop", "");
        assertEquals("continuous", ping("after-kept").get("enacted").get("mode").stringValue());
        assertEquals(1, answers("kept"));
    }

    @Test
    @Tag("SR-96")
    void theSameRequestAgainIsAnsweredAsTheFirstAndDoneOnce() throws MqttException {
        JsonNode first = session.ask("minimum-rate", "twice", "");
        session.tester().request("minimum-rate", "{'id':'twice','client':'t'}");
        JsonNode second =
                session.tester()
                        .hear(
                                "rsp/t",
                                m ->
                                        m.json().get("id").stringValue().equals("twice")
                                                && m.json()
                                                        .get("code")
                                                        .stringValue()
                                                        .equals("DUPLICATE"))
                        .json();
        assertEquals(first.get("enacted"), second.get("enacted"));
        assertEquals(first.get("cycle"), second.get("cycle"));
        session.tester().request("resume", "{'id':'twice','client':'t'}");
        session.tester()
                .hear(
                        "rsp/t",
                        m ->
                                m.json().get("id").stringValue().equals("twice")
                                        && m.json().get("code").stringValue().equals("CONFLICT"));
        assertEquals("minimum-rate", ping("thrice").get("enacted").get("mode").stringValue());
        assertEquals("continuous", mode(session.ask("resume", "twice-end", "")));
    }

    private static String mode(JsonNode answer) {
        assertEquals("OK", answer.get("code").stringValue(), answer::toString);
        return answer.get("enacted").get("mode").stringValue();
    }

    @Test
    @Tag("SR-47")
    @Tag("SR-101")
    void ordersAreAnsweredWithWhatTheControllerThenDoes() throws MqttException {
        assertEquals("paused", mode(session.ask("pause", "o1", "")));
        assertEquals("continuous", mode(session.ask("resume", "o2", "")));
        JsonNode minimum = session.ask("minimum-rate", "o3", "");
        assertEquals("minimum-rate", mode(minimum));
        assertEquals("96", minimum.get("enacted").get("rateMcgPerDay").toString());
        JsonNode stopped = session.ask("stop", "o4", "");
        assertEquals("stopped", mode(stopped));
        assertEquals("0", stopped.get("enacted").get("rateMcgPerDay").toString());
        JsonNode raise = session.ask("minimum-rate", "o5", "");
        assertEquals("NEEDS_CONFIRM", raise.get("code").stringValue());
        assertEquals("stopped", ping("o6").get("enacted").get("mode").stringValue());
        JsonNode resumed = session.ask("resume", "o7", "");
        assertEquals("1000", resumed.get("enacted").get("rateMcgPerDay").toString());
        long versions =
                resumed.get("enacted").get("stateVersion").longValue()
                        - minimum.get("enacted").get("stateVersion").longValue();
        assertEquals(2, versions);
    }

    @Test
    void timeStandsStillStepsAndGoesOn() throws MqttException {
        JsonNode paused = session.ask("sim-pause", "t1", "");
        assertTrue(paused.get("enacted").get("paused").booleanValue());
        long at = ping("t2").get("cycle").longValue();

        JsonNode stopped = session.ask("stop", "t3", "");
        assertEquals("stopped", mode(stopped));
        assertEquals(at, stopped.get("cycle").longValue());
        assertEquals("continuous", mode(session.ask("resume", "t4", "")));

        session.ask("sim-step", "t5", ",'body':{'cycles':250}");
        await().atMost(TesterClient.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> newestState().get("cycle").longValue() == at + 250);
        assertEquals(at + 250, ping("t6").get("cycle").longValue());

        JsonNode speed = session.ask("sim-speed", "t7", ",'body':{'speed':'max'}");
        assertEquals("max", speed.get("enacted").get("speed").stringValue());
        assertTrue(speed.get("enacted").get("paused").booleanValue());
        speed = session.ask("sim-speed", "t8", ",'body':{'speed':600}");
        assertEquals(600, speed.get("enacted").get("speed").doubleValue());
        assertFalse(session.ask("sim-run", "t9", "").get("enacted").get("paused").booleanValue());
        session.stateAfter(at + 1_000);
    }

    @Test
    void oneFaultHasOneKey() throws MqttException {
        String half =
                ",'body':{'key':'one'," + OCCLUSION + ",'params':{'severity':0.2},'at':'in 900 h'}";
        JsonNode first = session.ask("fault-inject", "k1", half);
        assertTrue(first.get("enacted").get("fresh").booleanValue());
        JsonNode other =
                session.ask(
                        "fault-inject",
                        "k2",
                        ",'body':{'key':'one'," + OCCLUSION + ",'params':{'severity':0.3}}");
        assertEquals("CONFLICT", other.get("code").stringValue());
        JsonNode listed = session.ask("fault-list", "k3", "").get("enacted").get("faults");
        assertEquals(1, listed.size());
        assertEquals("scheduled", listed.get(0).get("phase").stringValue());
        JsonNode cleared = session.ask("fault-clear-all", "k4", "");
        assertEquals(1, cleared.get("enacted").get("cleared").intValue());
    }

    @Test
    void bytesThatAreNoTextAreNoMessage() throws MqttException {
        TesterClient tester = session.tester();
        long before = tester.on("event/protocol").size();
        tester.send(session.prefix() + "cmd/stop", new byte[] {0, 1, (byte) 0xFF, (byte) 0xFE});
        tester.send(session.prefix() + "cmd/stop", "[]".getBytes(StandardCharsets.UTF_8));
        await().atMost(TesterClient.PATIENCE)
                .until(() -> tester.on("event/protocol").size() == before + 2);
        assertEquals("continuous", ping("after-bytes").get("enacted").get("mode").stringValue());
    }
}
