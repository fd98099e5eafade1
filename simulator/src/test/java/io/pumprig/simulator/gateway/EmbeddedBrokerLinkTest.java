package io.pumprig.simulator.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.link.RigLink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a rig publishes, against a real broker, and how it lives with a bad line to it. */
class EmbeddedBrokerLinkTest {
    private CuttableLine line;
    private TestRig rig;
    private RigLink link;
    private TesterClient tester;

    @BeforeEach
    void connect() throws Exception {
        line = new CuttableLine(SharedBroker.get().port());
        rig = new TestRig(line.url(), "sim", 20);
        link = rig.link;
        tester = new TesterClient(SharedBroker.get().url(), rig.prefix());
    }

    @AfterEach
    void disconnect() throws Exception {
        rig.close();
        try {
            tester.close();
        } finally {
            line.close();
        }
    }

    private void start() throws InterruptedException {
        link.start();
        assertTrue(link.awaitConnected(TesterClient.PATIENCE));
    }

    private void hearStatus(String status) {
        tester.hear("status", m -> m.json().path("status").asString("").equals(status));
    }

    @Test
    void saysReadyThenStoppingThenOffline() throws Exception {
        start();
        hearStatus("ready");

        rig.close();

        hearStatus("offline");
        List<String> said =
                tester.on("status").stream()
                        .map(m -> m.json().get("status").stringValue())
                        .distinct()
                        .toList();
        assertEquals(List.of("ready", "stopping", "offline"), said);
        JsonNode ready = tester.on("status").get(0).json();
        assertEquals("sim", ready.get("backend").stringValue());
        assertEquals(rig.name, ready.get("rig").stringValue());
        assertEquals("session-" + rig.name, ready.get("session").stringValue());
        assertEquals(42, ready.get("seed").longValue());
        assertTrue(ready.get("faultsEnabled").booleanValue());
        try (TesterClient late = new TesterClient(SharedBroker.get().url(), rig.prefix())) {
            assertTrue(late.hear("status", m -> true).retained());
        }
    }

    @Test
    @Tag("SR-98")
    void theBrokerSaysLostForARigThatVanishesAndTheRigComesBack() throws Exception {
        start();
        hearStatus("ready");

        line.cut();
        hearStatus("lost");
        await().atMost(TesterClient.PATIENCE)
                .until(() -> rig.hostAlarms.present() == Alarm.LINK_LOST.bit());
        rig.causes = Alarm.OCCLUSION_DOWNSTREAM.bit();
        line.mend();

        tester.hear(
                "event/alarm",
                m ->
                        m.json().path("host").asBoolean(false)
                                && m.json().get("phase").stringValue().equals("released"));
        List<String> phases =
                tester.on("event/alarm").stream()
                        .map(TesterClient.Heard::json)
                        .filter(e -> e.get("subject").stringValue().equals("LINK_LOST"))
                        .map(e -> e.get("phase").stringValue())
                        .distinct()
                        .toList();
        assertEquals(List.of("raised", "released"), phases);
        tester.hear("alarm/OCCLUSION_DOWNSTREAM", m -> !m.payload().isEmpty());
        await().atMost(TesterClient.PATIENCE)
                .until(
                        () ->
                                tester.on("status")
                                        .get(tester.on("status").size() - 1)
                                        .json()
                                        .get("status")
                                        .stringValue()
                                        .equals("ready"));
        tester.hear("state", m -> m.json().get("link").get("reconnects").longValue() == 1);
        assertEquals(1, link.statistics().reconnects());
        assertEquals(0, rig.hostAlarms.present());
    }

    @Test
    @Tag("SR-98")
    void goesOnWhenTheBrokerIsRestartedOnTheSamePort() throws Exception {
        try (RestartedBroker broker = new RestartedBroker();
                TestRig there = new TestRig(broker.url(), "sim", 20)) {
            there.link.start();
            assertTrue(there.link.awaitConnected(TesterClient.PATIENCE));
            there.link.retain("meta/limits", "{}".getBytes(StandardCharsets.UTF_8));
            try (TesterClient before = new TesterClient(broker.url(), there.prefix())) {
                before.knowsMadeUp("meta/limits");
                before.hear("state", m -> true);
            }

            broker.stop();
            await().atMost(TesterClient.PATIENCE).until(() -> there.hostAlarms.present() != 0);
            broker.startAgain();

            await().atMost(TesterClient.PATIENCE).until(there.link::isConnected);
            try (TesterClient again = new TesterClient(broker.url(), there.prefix())) {
                again.knowsMadeUp("meta/limits");
                again.hear("state", m -> m.json().get("link").get("reconnects").longValue() == 1);
                again.hear("status", m -> m.json().get("status").stringValue().equals("ready"));
                again.hear("meta/limits", m -> m.payload().equals("{}"));
                again.request("ping", "{'id':'p','client':'t'}");
                assertEquals("OK", again.answer("p").get("code").stringValue());
            }
            assertEquals(1, there.hostAlarms.occurrences(Alarm.LINK_LOST));
            await().atMost(TesterClient.PATIENCE).until(() -> there.hostAlarms.present() == 0);
        }
    }

    @Test
    void raisesLinkLostWhenThereWasNeverABroker() throws Exception {
        line.cut();
        link.start();
        await().atMost(TesterClient.PATIENCE)
                .until(() -> rig.hostAlarms.present() == Alarm.LINK_LOST.bit());
        assertFalse(link.isConnected());

        line.mend();

        hearStatus("ready");
        assertEquals(0, link.statistics().reconnects());
    }

    @Test
    void publishesTheStateRetainedAndWithUnits() throws Exception {
        start();
        JsonNode state = tester.hear("state", m -> true).json();

        assertEquals("continuous", state.get("mode").stringValue());
        assertEquals("sim", state.get("backend").stringValue());
        assertEquals("12.345678", state.get("orderedMcg").toString());
        assertEquals("12.345", state.get("believedMcg").toString());
        assertEquals("250", state.get("rateMcgPerDay").toString());
        assertEquals("18.5", state.get("reservoirMl").toString());
        assertEquals("12.345", state.get("pressure").get("downstreamKpa").toString());
        assertEquals("OK", state.get("pressure").get("downstreamOutcome").stringValue());
        assertEquals("NOT_READY", state.get("pressure").get("upstreamOutcome").stringValue());
        assertEquals("keep-program", state.get("permit").get("reaction").stringValue());
        assertEquals(3, state.get("withheldMicrosteps").get("time-gap").longValue());
        assertEquals(0, state.get("alarms").size());
        assertEquals(state.get("cycle").longValue() * 10_000_000L, state.get("simNs").longValue());
        assertTrue(state.get("utc").stringValue().startsWith("2026-01-01T00:0"));
        try (TesterClient late = new TesterClient(SharedBroker.get().url(), rig.prefix())) {
            late.hear("state", TesterClient.Heard::retained);
        }
    }

    @Test
    void publishesTheLastStateAgainWhileTheControlThreadStandsStill() throws Exception {
        start();
        AtomicInteger accompanied = new AtomicInteger();
        link.whenPublishing(accompanied::incrementAndGet);
        tester.hear("state", m -> true);
        rig.frozen = true;
        long frozenAt = rig.cycle();

        await().atMost(TesterClient.PATIENCE)
                .until(
                        () ->
                                tester.on("state").stream()
                                                .filter(
                                                        m ->
                                                                m.json().get("cycle").longValue()
                                                                        <= frozenAt + 1)
                                                .count()
                                        > 20);
        assertTrue(accompanied.get() > 0);
    }

    @Test
    @Tag("SR-84")
    void publishesAnAlarmRetainedAtOnceAndClearsItsTopicWhenItIsGone() throws Exception {
        start();
        rig.causes = Alarm.OCCLUSION_DOWNSTREAM.bit();

        JsonNode alarm = tester.hear("alarm/OCCLUSION_DOWNSTREAM", m -> true).json();
        assertEquals("HIGH", alarm.get("priority").stringValue());
        assertEquals("zero-flow", alarm.get("reaction").stringValue());
        assertTrue(alarm.get("present").booleanValue());
        assertTrue(alarm.get("latched").booleanValue());
        assertEquals(1, alarm.get("count").longValue());
        assertEquals("[\"downstream-pressure\"]", alarm.get("sources").toString());
        JsonNode event = tester.hear("event/alarm", m -> true).json();
        assertEquals(1, event.get("seq").longValue());
        assertEquals("raised", event.get("phase").stringValue());
        assertEquals("OCCLUSION_DOWNSTREAM", event.get("subject").stringValue());
        assertEquals("[\"downstream-pressure\"]", event.get("sources").toString());
        tester.hear(
                "state",
                m ->
                        m.json().get("alarms").size() == 1
                                && m.json()
                                        .get("alarms")
                                        .get(0)
                                        .get("id")
                                        .stringValue()
                                        .equals("OCCLUSION_DOWNSTREAM"));

        rig.causes = 0;
        tester.hear(
                "alarm/OCCLUSION_DOWNSTREAM",
                m -> !m.payload().isEmpty() && !m.json().get("present").booleanValue());
        tester.request("alarm-acknowledge", "{'id':'k','client':'t','body':{'alarm':'all'}}");
        tester.hear("alarm/OCCLUSION_DOWNSTREAM", m -> m.payload().isEmpty());
        tester.hear("event/alarm", m -> m.json().get("phase").stringValue().equals("released"));
    }

    /** The state itself is published once a minute here: nobody waits for it. */
    @Test
    @Tag("SR-84")
    @Tag("SR-85")
    void publishesEachConditionByItselfHoweverOftenItComesAndGoes() throws Exception {
        try (TestRig seldom = new TestRig(SharedBroker.get().url(), "sim", 60_000);
                TesterClient ears = new TesterClient(SharedBroker.get().url(), seldom.prefix())) {
            seldom.link.start();
            assertTrue(seldom.link.awaitConnected(TesterClient.PATIENCE));
            for (int count = 1; count <= 5; count++) {
                long expected = count;
                seldom.causes = Alarm.RESERVOIR_LOW.bit();
                ears.hear(
                        "alarm/RESERVOIR_LOW",
                        m ->
                                !m.payload().isEmpty()
                                        && m.json().get("count").longValue() == expected);
                long before = gone(ears);
                seldom.causes = 0;
                ears.hear("alarm/RESERVOIR_LOW", m -> gone(ears) > before);
            }
        }
    }

    /** How often the alarm's document was taken away. */
    private static long gone(TesterClient ears) {
        return ears.on("alarm/RESERVOIR_LOW").stream()
                .filter(message -> message.payload().isEmpty())
                .count();
    }

    @Test
    void clearsWhatAnEarlierSessionLeftBehind() throws Exception {
        tester.retain("alarm/MOTOR_STALL", "{'id':'MOTOR_STALL'}");
        tester.retain("alarm/OF_ANOTHER_VERSION", "{}");
        rig.causes = Alarm.MISSED_STEPS.bit();

        start();

        tester.hear("alarm/MOTOR_STALL", m -> m.payload().isEmpty());
        tester.hear("alarm/OF_ANOTHER_VERSION", m -> m.payload().isEmpty());
        tester.hear("alarm/MISSED_STEPS", m -> !m.payload().isEmpty());
    }

    @Test
    void publishesForOthersBeforeAndAfterTheStart() throws Exception {
        tester.knowsMadeUp("truth", "event/fault", "fault/active");
        link.retain("fault/active", "[]".getBytes(StandardCharsets.UTF_8));
        start();
        link.publish("truth", "{\"n\":1}".getBytes(StandardCharsets.UTF_8), 0);
        link.publish("event/fault", "{\"n\":2}".getBytes(StandardCharsets.UTF_8), 1);

        assertEquals("[]", tester.hear("fault/active", m -> true).payload());
        assertEquals("{\"n\":1}", tester.hear("truth", m -> true).payload());
        assertEquals("{\"n\":2}", tester.hear("event/fault", m -> true).payload());
        link.retain("fault/active", new byte[0]);
        tester.hear("fault/active", m -> m.payload().isEmpty());
    }

    @Test
    void sendsWhatWasQueuedWhileTheLineWasCut() throws Exception {
        tester.knowsMadeUp("event/fault");
        start();
        hearStatus("ready");
        line.cut();
        await().atMost(TesterClient.PATIENCE).until(() -> !link.isConnected());
        for (int i = 0; i < 300; i++) {
            link.publish("event/fault", Integer.toString(i).getBytes(StandardCharsets.UTF_8), 1);
        }
        line.mend();

        tester.hear("event/fault", m -> m.payload().equals("299"));
        List<String> got =
                tester.on("event/fault").stream()
                        .map(TesterClient.Heard::payload)
                        .distinct()
                        .toList();
        assertEquals(300, got.size());
        assertEquals("0", got.get(0));
    }

    @Test
    void givesBackTheCorrelationOnTheResponseTopicOnly() throws Exception {
        start();
        tester.listenAlsoTo("answers/" + rig.name);
        byte[] correlation = {0, 1, (byte) 255};

        tester.requestWithResponseTopic(
                "ping", "{'id':'p','client':'t'}", "answers/" + rig.name, correlation);

        await().atMost(TesterClient.PATIENCE)
                .until(() -> !tester.onTopic("answers/" + rig.name).isEmpty());
        var answer = tester.onTopic("answers/" + rig.name).get(0);
        assertEquals("OK", answer.json().get("code").stringValue());
        assertArrayEquals(correlation, answer.correlation());
        tester.request("ping", "{'id':'q','client':'t'}");
        assertEquals("OK", tester.answer("q").get("code").stringValue());
        assertEquals(1, tester.on("rsp/t").size());
    }
}
