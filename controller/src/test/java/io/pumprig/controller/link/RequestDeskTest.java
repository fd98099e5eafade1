package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Inbox;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.ReferenceForms;
import io.pumprig.controller.order.Verb;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class RequestDeskTest {
    private static final long SECOND = 1_000_000_000L;

    private final Inbox inbox = new Inbox();
    private final Outbox outbox = new Outbox(() -> {});
    private final List<HostEvent> events = new ArrayList<>();
    private final VerbBook verbs = new VerbBook(false);
    private final RequestDesk desk = desk(false);

    private RequestDesk desk(boolean mayConfirm) {
        return new RequestDesk(
                new RequestReader(Settings.of("sim")),
                verbs,
                ReferenceForms.FORMS,
                verb -> mayConfirm,
                inbox,
                (request, json) ->
                        outbox.add(
                                request.replyTo().topic(), json, request.replyTo().correlation()),
                events::add,
                () -> new RigTime(true, 77, 88, 0),
                () -> {});
    }

    private void send(String verb, String payload) {
        send(desk, verb, payload);
    }

    private static void send(RequestDesk desk, String verb, String payload) {
        byte[] bytes = payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        desk.take(new Arrival("pumprig/v1/r1/cmd/" + verb, bytes, false, null, null), 1_000, 0);
    }

    private String sent() {
        Outgoing message = outbox.take();
        return message == null ? null : new String(message.payload, StandardCharsets.UTF_8);
    }

    private void answer(Order order) {
        order.answer(
                Code.OK,
                null,
                5,
                50_000_000,
                Mode.PAUSED,
                1_500_000,
                3,
                Alarm.HEAD_OPEN.bit() | Alarm.MOTOR_STALL.bit());
    }

    @Test
    @Tag("SR-101")
    void answersWithWhatTheControllerReadsBack() {
        send("pause", "{'id':'a','client':'c','stateVersion':2}");
        Order order = inbox.take();
        assertEquals(Verb.PAUSE, order.verb());
        assertEquals(2, order.expectedStateVersion());
        assertEquals("c/a", order.id());
        desk.poll(0);
        assertNull(sent());

        answer(order);
        desk.poll(0);

        assertEquals(
                "{\"id\":\"a\",\"verb\":\"pause\",\"status\":\"accepted\",\"code\":\"OK\","
                        + "\"cycle\":5,\"simNs\":50000000,\"enacted\":{\"mode\":\"paused\","
                        + "\"rateMcgPerDay\":1.5,\"stateVersion\":3,"
                        + "\"alarms\":[\"MOTOR_STALL\",\"HEAD_OPEN\"]}}",
                sent());
        assertNull(sent());
        assertEquals(1, desk.requests());
        assertEquals(0, desk.rejected());
    }

    @Test
    void tellsTheCycleOfTheLastLookWhereTheControllerSawNothing() {
        send("ping", "{'id':'a','client':'c','x':1}");

        assertEquals(
                "{\"id\":\"a\",\"verb\":\"ping\",\"status\":\"rejected\",\"code\":\"BAD_PARAM\","
                        + "\"reason\":\"unknown key 'x', allowed id, client, issuedAt, ttlMs,"
                        + " session, stateVersion, body\","
                        + "\"cycle\":77,\"simNs\":88,\"enacted\":{}}",
                sent());
        assertEquals(1, desk.rejected());
        assertNull(inbox.take());
    }

    @Test
    void aRefusalOfTheControllerTellsTheStateAsWell() {
        send("pause", "{'id':'a','client':'c'}");
        inbox.take().answer(Code.NEEDS_CONFIRM, "no", 1, 2, Mode.STOPPED, 0, 4, 0);
        desk.poll(0);

        assertEquals(
                "{\"id\":\"a\",\"verb\":\"pause\",\"status\":\"rejected\","
                        + "\"code\":\"NEEDS_CONFIRM\",\"reason\":\"no\",\"cycle\":1,\"simNs\":2,"
                        + "\"enacted\":{\"mode\":\"stopped\",\"rateMcgPerDay\":0,"
                        + "\"stateVersion\":4,\"alarms\":[]}}",
                sent());
    }

    @Test
    void givesUpAfterThirtySecondsAndAnswersOnce() {
        send("pause", "{'id':'a','client':'c'}");
        desk.poll(30 * SECOND);
        assertNull(sent());

        desk.poll(30 * SECOND + 1);

        String answer = sent();
        assertTrue(answer.contains("\"code\":\"INTERNAL\""), answer);
        assertTrue(answer.contains("\"reason\":\"no answer from the control loop\""), answer);
        answer(inbox.take());
        desk.poll(31 * SECOND);
        assertNull(sent());
    }

    @Test
    void aHandlerThatAnswersTooLateIsIgnored() {
        List<Request> taken = new ArrayList<>();
        verbs.add("sim-step", taken::add);
        send("sim-step", "{'id':'a','client':'c'}");
        desk.poll(31 * SECOND);
        assertTrue(sent().contains("INTERNAL"));

        taken.get(0).accept(1, 2, JsonNodeFactory.instance.objectNode());
        desk.poll(32 * SECOND);

        assertNull(sent());
    }

    @Test
    void aHandlerThatAnswersTwiceIsWrongAndTheFirstCounts() {
        List<Request> taken = new ArrayList<>();
        verbs.add("sim-step", taken::add);
        send("sim-step", "{'id':'a','client':'c','body':{'n':3}}");
        Request request = taken.get(0);
        assertEquals(3, request.body().get("n").longValue());
        request.accept(1, 2, JsonNodeFactory.instance.objectNode().put("n", 3));

        assertThrows(AssertionError.class, () -> request.reject(Code.BUSY, "no", 1, 2));
        desk.poll(0);

        assertTrue(sent().endsWith("\"cycle\":1,\"simNs\":2,\"enacted\":{\"n\":3}}"));
        assertNull(sent());
    }

    @Test
    @Tag("SR-96")
    void aDuplicateThatComesBeforeTheAnswerIsAnsweredWithIt() {
        send("pause", "{'id':'a','client':'c'}");
        send("pause", "{'id':'a','client':'c'}");
        assertNull(sent());
        answer(inbox.take());
        assertNull(inbox.take());

        desk.poll(0);

        assertTrue(sent().contains("\"code\":\"OK\""));
        assertTrue(sent().contains("\"status\":\"accepted\",\"code\":\"DUPLICATE\""));
        assertNull(sent());
    }

    @Test
    @Tag("SR-96")
    void aDuplicateOfARejectedRequestIsToldWhatTheFirstWas() {
        verbs.add("fault-inject", request -> request.reject(Code.TOO_LATE, "gone", 1, 2));
        send("fault-inject", "{'id':'a','client':'c'}");
        desk.poll(0);
        sent();
        send("fault-inject", "{'id':'a','client':'c'}");

        assertTrue(
                sent().contains(
                                "\"status\":\"rejected\",\"code\":\"DUPLICATE\","
                                        + "\"reason\":\"the first answer was TOO_LATE: gone\""));
    }

    @Test
    @Tag("SR-96")
    void theSameIdForSomethingElseIsAConflict() {
        send("pause", "{'id':'a','client':'c'}");
        send("pause", "{'id':'a','client':'c','stateVersion':1}");
        assertTrue(sent().contains("CONFLICT"));
        send("stop", "{'id':'a','client':'c'}");
        assertTrue(sent().contains("CONFLICT"));
        send("stop", "{'id':'a','client':'other'}");
        assertNull(sent());
        assertEquals(Verb.PAUSE, inbox.take().verb());
        assertEquals(Verb.STOP, inbox.take().verb());
    }

    @Test
    void remembersSoManyIdsAndNoMore() {
        verbs.add("sim-step", request -> request.accept(1, 2, generator -> {}));
        for (int i = 0; i <= 4_096; i++) {
            send("sim-step", "{'id':'n" + i + "','client':'c'}");
            desk.poll(0);
            assertTrue(sent().contains("\"OK\""));
        }

        send("sim-step", "{'id':'n1','client':'c'}");
        assertTrue(sent().contains("DUPLICATE"));
        send("sim-step", "{'id':'n0','client':'c'}");
        desk.poll(0);
        assertTrue(sent().contains("\"OK\""));
    }

    @Test
    void isBusyWhenTooManyWait() {
        verbs.add("sim-step", request -> {});
        for (int i = 0; i < 1_024; i++) {
            send("sim-step", "{'id':'n" + i + "','client':'c'}");
        }
        assertNull(sent());

        send("ping", "{'id':'x','client':'c'}");

        assertTrue(sent().contains("\"code\":\"BUSY\""));
    }

    @Test
    void answersWhatIsOpenBeforeItLeaves() {
        send("pause", "{'id':'a','client':'c'}");

        desk.close();

        assertTrue(sent().contains("\"reason\":\"the rig is stopping\""));
        send("pause", "{'id':'b','client':'c'}");
        assertTrue(sent().contains("\"code\":\"BUSY\""));
        desk.poll(0);
        assertNull(sent());
    }

    @Test
    void repeatsNoHalfOfASurrogatePair() {
        send("alarm-acknowledge", "{'id':'a','client':'c','body':{'alarm':'\\ud83d'}}");
        assertTrue(sent().contains("no alarm is named '\uFFFD'"));
        send("ping\uD83D", "{'id':'b','client':'c'}");
        assertTrue(sent().contains("\"verb\":\"ping\uFFFD\""));
        verbs.add("sim-step", request -> request.reject(Code.BAD_PARAM, "\uDE00", 1, 2));
        send("sim-step", "{'id':'d','client':'c'}");
        desk.poll(0);
        assertTrue(sent().contains("\"reason\":\"\uFFFD\""));
    }

    @Test
    void tellsOfAMessageThatNobodyCanBeAnsweredFor() {
        send("ping", "hello");

        assertNull(sent());
        assertEquals(1, events.size());
        assertEquals("hello", events.get(0).found());
        assertEquals("pumprig/v1/r1/cmd/ping", events.get(0).subject());
    }

    @Test
    void acknowledgesOneAlarmOrAll() {
        send("alarm-acknowledge", "{'id':'a','client':'c','body':{'alarm':'MOTOR_STALL'}}");
        send("alarm-acknowledge", "{'id':'b','client':'c','body':{'alarm':'all'}}");
        send("alarm-acknowledge", "{'id':'d','client':'c'}");

        assertEquals(Alarm.MOTOR_STALL.ordinal(), inbox.take().alarmOrdinal());
        assertEquals(Order.ALL_ALARMS, inbox.take().alarmOrdinal());
        assertEquals(Order.ALL_ALARMS, inbox.take().alarmOrdinal());
    }

    @Test
    @Tag("SR-99")
    void whereItMayNotBeConfirmedARaiseIsRefused() {
        send("pause", "{'id':'i','client':'c','stateVersion':3,'body':{'confirm':true}}");
        String answer = sent();
        assertTrue(answer.contains("\"code\":\"NEEDS_CONFIRM\""), answer);
        assertNull(inbox.take());
    }

    @Test
    @Tag("SR-99")
    void whereItMayBeConfirmedARaiseIsForTheStateThatWasAnswered() {
        RequestDesk raising = desk(true);
        send(raising, "pause", "{'id':'i','client':'c','body':{'confirm':true}}");
        assertTrue(sent().contains("\"code\":\"BAD_PARAM\""));
        assertNull(inbox.take());
        send(raising, "pause", "{'id':'j','client':'c','stateVersion':3,'body':{'confirm':true}}");
        Order order = inbox.take();
        assertTrue(order.isConfirmed());
        assertEquals(3, order.expectedStateVersion());
    }
}
