package io.pumprig.simulator.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * What goes wrong at the broker is told, and is no matter of the dose: the trace stays the same.
 */
@Order(2)
class BrokerFaultsTest {
    private static final Duration SILENCE = Duration.ofSeconds(45);

    @TempDir static Path folder;

    private static String quiet;

    /** What is done to a session. */
    private interface Mischief {
        void on(LiveSession session, BrokerFaults faults) throws Exception;
    }

    @BeforeAll
    static void runUndisturbed() throws Exception {
        quiet = traceOf((session, faults) -> {});
    }

    private static String traceOf(Mischief mischief) throws Exception {
        try (LiveSession session = new LiveSession(folder, "--speed", "60", "--for", "4h")) {
            session.tester().hear("state", m -> mode(m).equals("continuous"));
            mischief.on(session, SharedBroker.get().faults(session.rig));
            session.ask("sim-speed", "hurry", ",'body':{'speed':'max'}");
            assertEquals(0, session.simulator.awaitExit(), session.simulator::err);
            return session.simulator.summary("trace hash");
        }
    }

    private static String mode(TesterClient.Heard message) {
        return message.json().path("mode").asString("");
    }

    private static boolean isStatus(TesterClient.Heard message, String status) {
        return message.json().path("status").asString("").equals(status);
    }

    private static boolean isLinkLost(TesterClient.Heard message, String phase) {
        return message.json().path("subject").asString("").equals("LINK_LOST")
                && message.json().path("phase").asString("").equals(phase);
    }

    /** The answer to the fault's request whose id begins like that, by its code. */
    private static JsonNode answer(LiveSession session, String id, String code) {
        return session.tester()
                .hear(
                        "rsp/" + BrokerFaults.CLIENT,
                        m ->
                                m.json().path("id").asString("").startsWith(id)
                                        && m.json().path("code").asString("").equals(code))
                .json();
    }

    @Test
    @Tag("F-43")
    @Tag("SR-98")
    void aRigThatIsCutOffPumpsOnAndSaysSoWhenItIsBack() throws Exception {
        assertEquals(
                quiet,
                traceOf(
                        (session, faults) -> {
                            faults.rigCut(true);
                            session.tester().hear("status", m -> isStatus(m, "lost"));
                            // It tries again, and is refused.
                            await().atMost(TesterClient.PATIENCE).until(() -> faults.cuts() >= 2);
                            faults.rigCut(false);
                            session.tester().hear("event/alarm", m -> isLinkLost(m, "raised"));
                            session.tester().hear("event/alarm", m -> isLinkLost(m, "released"));
                        }));
    }

    /** A run at full speed reaches its fault before its link has said anything. */
    @Test
    @Tag("F-43")
    void aRigThatIsCutOffBeforeItSaidAnythingIsCutOffWhenItDoes() throws Exception {
        BrokerFaults faults = SharedBroker.get().faults("early");
        faults.rigCut(true);
        MqttAsyncClient rig =
                new MqttAsyncClient(
                        SharedBroker.get().url().replace("mqtt:", "tcp:"),
                        "pumprig-early-1",
                        new MemoryPersistence());
        try {
            rig.connect().waitForCompletion(10_000);
            assertEquals(0, faults.cuts());
            rig.publish("pumprig/v1/early/status", new byte[0], 0, false);
            await().atMost(TesterClient.PATIENCE).until(() -> faults.cuts() == 1);
            await().atMost(TesterClient.PATIENCE).until(() -> !rig.isConnected());
        } finally {
            rig.close();
        }
    }

    @Test
    @Tag("F-52")
    @Tag("SR-96")
    void anAnswerThatIsLostIsThereWhenTheSameRequestComesAgain() throws Exception {
        assertEquals(
                quiet,
                traceOf(
                        (session, faults) -> {
                            faults.answersDropped(true);
                            session.tester().request("ping", "{'id':'lost','client':'t'}");
                            await().atMost(TesterClient.PATIENCE)
                                    .until(() -> faults.droppedAnswers() == 1);
                            faults.answersDropped(false);
                            JsonNode again = session.ask("ping", "lost", "");
                            assertEquals("DUPLICATE", again.path("code").asString(""));
                            assertEquals(1, session.tester().on("rsp/t").size());
                        }));
    }

    @Test
    @Tag("F-54")
    @Tag("SR-98")
    void aRigThatNobodyHearsNoticesItThoughItsConnectionStands() throws Exception {
        assertEquals(
                quiet,
                traceOf(
                        (session, faults) -> {
                            faults.rigSilent(true);
                            // It hangs up by itself, since nothing was confirmed for 15 s.
                            await().atMost(SILENCE)
                                    .until(
                                            () ->
                                                    session.tester().on("status").stream()
                                                            .anyMatch(m -> isStatus(m, "lost")));
                            assertTrue(faults.swallowed() > 20, () -> "" + faults.swallowed());
                            faults.rigSilent(false);
                            session.tester().hear("event/alarm", m -> isLinkLost(m, "raised"));
                            session.tester().hear("event/alarm", m -> isLinkLost(m, "released"));
                        }));
    }

    /** The twin of the rig that nobody hears: longer without news, and nothing is lost. */
    @Test
    @Tag("SR-98")
    void aRigOfWhichThereIsNoNewsSaysNowAndThenThatItIsReady() throws Exception {
        assertEquals(
                quiet,
                traceOf(
                        (session, faults) -> {
                            session.ask("sim-pause", "still", "");
                            int before = session.tester().on("status").size();
                            await().atMost(SILENCE)
                                    .until(
                                            () ->
                                                    session.tester().on("status").size()
                                                            >= before + 4);
                            assertTrue(
                                    session.tester().on("status").stream()
                                            .allMatch(m -> isStatus(m, "ready")));
                            assertEquals(0, session.tester().on("event/alarm").size());
                            session.ask("sim-run", "on", "");
                        }));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @Tag("F-44")
    @Tag("SR-95")
    @Tag("SR-96")
    @CsvSource({"RETAINED, STALE", "DUPLICATE, DUPLICATE", "LATE, STALE"})
    void aRequestThatComesAgainIsRefusedAndNotCarriedOut(BrokerFaults.Replay how, String code)
            throws Exception {
        assertEquals(
                quiet,
                traceOf(
                        (session, faults) -> {
                            faults.replay(how);
                            answer(session, "replay-", code);
                            assertEquals(1, faults.sent());
                            // Nothing of it is kept at the broker.
                            session.meet().hear("state", m -> true);
                            assertEquals(0, session.tester().on("cmd/stop").size());
                        }));
    }

    @ParameterizedTest(name = "{0}")
    @Tag("F-45")
    @EnumSource(BrokerFaults.Malformed.class)
    void aBolusThatNobodyCanUnderstandIsRefusedWithAReason(BrokerFaults.Malformed what)
            throws Exception {
        assertEquals(
                quiet,
                traceOf(
                        (session, faults) -> {
                            faults.malformed(what);
                            JsonNode answer = answer(session, "malformed-", "BAD_PARAM");
                            assertTrue(answer.path("reason").asString("").length() > 10);
                        }));
    }

    @Test
    @Tag("F-51")
    @Tag("SR-45")
    void aTherapyThatIsStagedByAClientThatHangsIsForgottenAfterTwoMinutes() throws Exception {
        assertEquals(
                quiet,
                traceOf(
                        (session, faults) -> {
                            faults.hangMidDialogue(
                                    """
                                    {"drug": "water", "concentration": "2000 mcg/mL",
                                     "program": {"mode": "continuous", "rate": "900 mcg/day"}}
                                    """);
                            JsonNode staged = answer(session, "hang-", "OK");
                            long cycle = staged.path("cycle").longValue();
                            JsonNode expired =
                                    session.tester()
                                            .hear(
                                                    "event/therapy",
                                                    m -> m.payload().contains("\"expired\""))
                                            .json();
                            assertEquals(12_000, expired.path("cycle").longValue() - cycle, 10);
                            assertEquals(
                                    1_000,
                                    rate(session, expired.path("cycle").longValue()),
                                    "the therapy that it had");
                        }));
    }

    private static double rate(LiveSession session, long cycle) throws MqttException {
        return session.stateAfter(cycle).path("rateMcgPerDay").doubleValue();
    }
}
