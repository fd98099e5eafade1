package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleEngineerTest {
    private final TestHost host = new TestHost();

    @Test
    void whoIsUnclearIsAskedAgain() {
        host.typed = "what?\nYES\nn\n";
        ConsoleEngineer engineer = new ConsoleEngineer(host);
        assertTrue(engineer.confirms("Did it light up?"));
        assertFalse(engineer.confirms("Did it sound?"));
        assertEquals(
                ">>>   Did it light up? [y/n] >>>   Did it light up? [y/n] >>>   Did it sound?"
                        + " [y/n] ",
                String.join("\n", host.outLines()));
    }

    @Test
    void whoHasGoneHasSeenNothing() {
        host.typed = "";
        assertFalse(new ConsoleEngineer(host).confirms("Did it light up?"));
    }

    @Test
    void deedsAreShownAmongTheFindingsAndProgressBesideThem() {
        ConsoleEngineer engineer = new ConsoleEngineer(host);
        engineer.request("Open the door");
        engineer.progress("waiting, 25 s left");
        assertEquals(List.of(">>>   Open the door"), host.outLines());
        assertEquals(List.of("      waiting, 25 s left"), host.errLines());
    }
}
