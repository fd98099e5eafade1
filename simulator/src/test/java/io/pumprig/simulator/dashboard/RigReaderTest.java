package io.pumprig.simulator.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.link.RigWatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RigReaderTest {
    private final List<JsonNode> news = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final Board board = new Board();
    private final Plots plots = new Plots();
    private final RigReader reader = new RigReader(board, plots, news::add, troubles::add);
    private final Board.Cursor cursor = new Board.Cursor();
    private long join = 1;

    private void hear(String topic, String payload) {
        byte[] bytes = payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        reader.take(new RigWatch.Heard(join, topic, bytes));
    }

    private String shown() {
        ByteArrayOutputStream into = new ByteArrayOutputStream();
        board.collect(cursor, true, 1_000, into);
        return into.toString(StandardCharsets.UTF_8);
    }

    private void ready(String backend) {
        hear("status", "{'status':'ready','backend':'" + backend + "','session':'s1'}");
    }

    @Test
    void whatTheRigSaysGoesOnAsItIsOnOneLine() {
        ready("sim");
        hear("state", "{\n 'backend':'sim',\n 'session':'s1', 'simNs':10, 'dose':1.50 }");
        hear("event/alarm", "{'simNs':10,'cycle':1,'subject':'A','phase':'raised'}");
        String shown = shown();
        assertTrue(
                shown.contains(
                        "event: state\ndata: {\"backend\":\"sim\",\"session\":\"s1\",\"simNs\":10,"
                                + "\"dose\":1.50}\n\n"),
                shown);
        assertTrue(
                shown.contains(
                        "event: event\ndata: {\"kind\":\"alarm\",\"event\":{\"simNs\":10,"
                                + "\"cycle\":1,\"subject\":\"A\",\"phase\":\"raised\"}}\n\n"),
                shown);
        assertEquals(1, news.size());
        assertEquals(List.of(), troubles);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "state | nothing of the kind",
                "state | [1]",
                "state | {'simNs':1,'simNs':2}",
                "state | {'simNs':'soon'}",
                "state | {'simNs':-1}",
                "state | {'simNs':1e300}",
                "state | {'simNs':NaN}",
                "state | {'simNs':1} and more",
                "truth | {'simNs':null}",
                "event/alarm | {'subject':'A'}",
                "event/<b> | {'simNs':1}",
                "alarm/<b> | {'id':'x'}",
                "alarm/OCCLUSION_DOWNSTREAM | []",
                "fault/active | {}",
                "meta/other | {}",
            })
    void whatNoRigWritesIsToldAndGoesNoFurther(String topic, String payload) {
        ready("sim");
        shown();
        hear(topic, payload);
        assertEquals("", shown());
        assertEquals(1, troubles.size());
        assertTrue(troubles.get(0).contains(topic), troubles::toString);
        assertEquals(List.of(), news);
    }

    @Test
    void documentsThatAreNestedWithoutEndAreRefused() {
        hear("meta/limits", "[".repeat(50_000));
        hear("meta/limits", "{'a':".repeat(40) + "1" + "}".repeat(40));
        assertEquals(2, troubles.size());
    }

    @Test
    void anAlarmThatIsGoneIsGone() {
        hear("alarm/OCCLUSION_DOWNSTREAM", "{'id':'OCCLUSION_DOWNSTREAM'}");
        assertTrue(shown().contains("\"alarm\":{\"id\":\"OCCLUSION_DOWNSTREAM\"}"));
        hear("alarm/OCCLUSION_DOWNSTREAM", "");
        assertTrue(shown().contains("data: {\"id\":\"OCCLUSION_DOWNSTREAM\",\"alarm\":null}\n"));
    }

    /** It may have gone while nobody heard it: the broker tells those that it has anew. */
    @Test
    void afterAnotherSubscriptionNoAlarmIsLeftOfTheOneBefore() {
        hear("alarm/OCCLUSION_DOWNSTREAM", "{'id':'OCCLUSION_DOWNSTREAM'}");
        shown();
        join = 2;
        ready("sim");
        assertTrue(shown().contains("data: {\"id\":\"OCCLUSION_DOWNSTREAM\",\"alarm\":null}\n"));
    }

    @Test
    void alarmsThatSomebodyMakesUpAreBoundedAndKeepNoRealOneOut() {
        for (int i = 0; i < 1_000; i++) {
            hear("alarm/MADE_UP_" + i, "{'id':'x'}");
            hear("alarm/MADE_UP_" + i, "");
        }
        assertEquals(64, shown().split("event: alarm").length - 1);
        hear("alarm/OCCLUSION_DOWNSTREAM", "{'id':'OCCLUSION_DOWNSTREAM'}");
        assertTrue(shown().contains("OCCLUSION_DOWNSTREAM"));
    }

    @Test
    @Tag("SR-97")
    void whereMessagesDifferItIsABench() {
        assertNull(reader.backend());
        ready("sim");
        assertEquals("sim", reader.backend());
        hear("state", "{'backend':'bench','session':'s1','simNs':10}");
        assertEquals("bench", reader.backend());
        ready("bench");
        hear("state", "{'backend':'sim','session':'s1','simNs':11}");
        assertEquals("bench", reader.backend());
    }

    @Test
    void aStateOfAnotherSessionIsNotShownAndOneThatCameBeforeTheStatusIs() {
        hear("state", "{'backend':'sim','session':'s1','simNs':10}");
        assertFalse(shown().contains("event: state"));
        ready("sim");
        assertTrue(shown().contains("event: state"));
        hear("state", "{'backend':'sim','session':'old','simNs':99}");
        assertEquals("", shown());
    }

    /** Markup is text: it goes through as JSON, and the page shows it as text. */
    @Test
    void markupGoesThroughUnharmed() {
        ready("sim");
        hear(
                "fault/active",
                "[{'key':'<script>alert(1)</script>','params':{'x':'</script>&amp;\\u2028'}}]");
        assertTrue(
                shown().contains("[{\"key\":\"<script>alert(1)</script>\",\"params\":"), "active");
    }
}
