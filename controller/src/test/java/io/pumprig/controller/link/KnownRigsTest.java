package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownRigsTest {
    private final KnownRigs rigs = new KnownRigs();

    private boolean heard(String rig, String status) {
        return rigs.heard(rig, status.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String said(String status) {
        return "{'status':'" + status + "','backend':'bench'}";
    }

    @Test
    void theOnlyOneIsMeantAndOfSeveralTheOneThatIsReady() {
        assertNull(rigs.only());
        heard("a", said("offline"));
        assertEquals("a", rigs.only());
        heard("b", said("ready"));
        assertEquals("b", rigs.only());
        heard("c", said("ready"));
        assertNull(rigs.only());
        heard("c", "");
        assertEquals("b", rigs.only());
        assertEquals(List.of("a", "b"), rigs.names());
    }

    @Test
    void thePeriodOfTheStateIsTakenWithinBounds() {
        heard("a", said("ready"));
        assertEquals(500, rigs.of("a").statePeriodMillis());
        heard("a", "{'status':'ready','backend':'sim','statePeriodMs':2000}");
        assertEquals(2_000, rigs.of("a").statePeriodMillis());
        heard("a", "{'status':'ready','backend':'sim','statePeriodMs':9e18}");
        assertEquals(60_000, rigs.of("a").statePeriodMillis());
        heard("a", "{'status':'ready','backend':'sim','statePeriodMs':'x'}");
        assertEquals(500, rigs.of("a").statePeriodMillis());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "nothing",
                "[]",
                "{'status':'ready'}",
                "{'status':'well','backend':'sim'}",
                "{'status':'ready','backend':'real'}",
                "{'status':'ready','backend':'sim'} x"
            })
    void whatIsNoStatusIsNoRig(String payload) {
        assertFalse(heard("a", payload));
        assertEquals(List.of(), rigs.names());
    }

    @Test
    void namesAndNumbersAreBounded() {
        assertFalse(heard("<b>", said("ready")));
        assertFalse(heard("a", "{'x':'" + "x".repeat(5_000) + "'}"));
        for (int i = 0; i < 1_000; i++) {
            assertTrue(heard("r" + i, said("ready")));
        }
        assertEquals(64, rigs.names().size());
    }
}
