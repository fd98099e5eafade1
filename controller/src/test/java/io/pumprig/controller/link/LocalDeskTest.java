package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDeskTest {
    private final Inbox inbox = new Inbox();
    private final LocalDesk desk =
            new LocalDesk(
                    "bench-1",
                    "bench",
                    "s1",
                    ReferenceForms.FORMS,
                    inbox,
                    () -> 77,
                    () -> 770_000_000L);
    private final List<String> answers = new ArrayList<>();

    private void take(String line) {
        take(line.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private void take(byte[] line) {
        desk.take(line, answer -> answers.add(new String(answer, StandardCharsets.UTF_8)));
    }

    private OperatorAnswer onlyAnswer() {
        assertEquals(1, answers.size(), answers::toString);
        return OperatorAnswer.parse(answers.get(0).getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(Order order, Code code, Mode mode) {
        order.answer(code, null, 5, 50_000_000, mode, 96_000_000, 3, Alarm.HEAD_OPEN.bit());
    }

    @Test
    @Tag("SR-101")
    void anOrderIsAnsweredWithWhatTheControllerEnacted() {
        take(OperatorRequest.of(Verb.PAUSE, null).line("one"));
        assertTrue(desk.isWaitedFor());
        desk.poll();
        assertEquals(List.of(), answers);
        Order order = inbox.take();
        assertEquals(Verb.PAUSE, order.verb());
        assertEquals("operator/one", order.id());
        assertFalse(order.isConfirmed());
        answer(order, Code.OK, Mode.PAUSED);
        desk.poll();
        assertFalse(desk.isWaitedFor());
        assertEquals(
                "{\"backend\":\"bench\",\"rig\":\"bench-1\",\"answer\":{\"id\":\"one\","
                        + "\"verb\":\"pause\",\"status\":\"accepted\",\"code\":\"OK\",\"cycle\":5,"
                        + "\"simNs\":50000000,\"enacted\":{\"mode\":\"paused\","
                        + "\"rateMcgPerDay\":96,\"stateVersion\":3,\"alarms\":[\"HEAD_OPEN\"]}}}",
                answers.get(0));
        OperatorAnswer answer = onlyAnswer();
        assertTrue(answer.accepted());
        assertEquals("bench", answer.backend());
        assertEquals("OK", answer.code());
        assertNull(answer.reason());
        assertEquals("paused", answer.mode());
        assertEquals("96", answer.rateMcgPerDay());
        assertEquals(3, answer.stateVersion());
        assertEquals(List.of("HEAD_OPEN"), answer.alarms());
    }

    @Test
    @Tag("SR-96")
    void theSameRequestTwiceIsDoneOnce() {
        take(OperatorRequest.of(Verb.STOP, null).line("one"));
        take(OperatorRequest.of(Verb.STOP, null).line("one"));
        answer(inbox.take(), Code.OK, Mode.STOPPED);
        assertNull(inbox.take());
        desk.poll();
        assertEquals(2, answers.size());
        assertTrue(answers.get(0).contains("\"code\":\"OK\""));
        assertTrue(answers.get(1).contains("\"code\":\"DUPLICATE\""));
    }

    @Test
    @Tag("SR-99")
    void whatRaisesFlowIsConfirmedForTheStateThatWasSeen() {
        OperatorRequest request = OperatorRequest.of(Verb.MINIMUM_RATE, null);
        take(request.line("one"));
        answer(inbox.take(), Code.NEEDS_CONFIRM, Mode.STOPPED);
        desk.poll();
        take(request.confirming(onlyAnswer()).line("two"));
        Order confirmed = inbox.take();
        assertTrue(confirmed.isConfirmed());
        assertEquals(3, confirmed.expectedStateVersion());
    }

    @Test
    @Tag("SR-99")
    void aConfirmationOfNothingIsRefused() {
        take("{'verb':'pause','client':'c','id':'one','body':{'confirm':true}}");
        assertEquals("BAD_PARAM", onlyAnswer().code());
        assertEquals(
                "confirm needs the stateVersion that was answered before", onlyAnswer().reason());
        assertNull(inbox.take());
    }

    @Test
    @Tag("SR-97")
    void aBenchDeniesTheVerbsOfTheSimulator() {
        take("{'verb':'fault-inject','client':'c','id':'one'}");
        assertEquals("DENIED_ON_BENCH", onlyAnswer().code());
        assertEquals(77, onlyAnswer().cycle());
    }

    @ParameterizedTest(name = "line {0}")
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "{'verb':7,'client':'c','id':'one'}",
                "{'verb':'pause','client':'c'}",
                "{'verb':'pause','client':'no spaces','id':'one'}",
                "{'verb':'pause','client':'c','id':'one','wrong':1}"
            })
    void whatCannotBeReadIsRefusedAndOrdersNothing(String line) {
        take(line);
        assertEquals("BAD_PARAM", onlyAnswer().code());
        assertFalse(onlyAnswer().accepted());
        assertFalse(desk.isWaitedFor());
        assertNull(inbox.take());
    }

    @Test
    void whoWaitsWhenItClosesIsTold() {
        take(OperatorRequest.of(Verb.PING, null).line("one"));
        desk.close();
        assertEquals("the rig is stopping", onlyAnswer().reason());
        take(OperatorRequest.of(Verb.PING, null).line("two"));
        assertEquals(2, answers.size());
        assertTrue(answers.get(1).contains("\"code\":\"BUSY\""));
    }

    @Test
    void aLineThatIsNoAnswerIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> OperatorAnswer.parse(new byte[] {'x'}));
        assertThrows(
                IllegalArgumentException.class, () -> OperatorAnswer.parse(new byte[] {'{', '}'}));
    }
}
