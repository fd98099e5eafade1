package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** An engineer is asked in words, and asked to put things back. */
class ConsoleHandsTest {
    private final List<String> asked = new ArrayList<>();
    private String answer = "y";
    private final Hands hands =
            new ConsoleHands(
                    question -> {
                        asked.add(question);
                        return answer;
                    });

    @Test
    void whatWasDoneIsPutBackInReverseOrder() {
        hands.pressEStop();
        hands.absent(0x36, true);
        hands.letGo();
        hands.letGo();

        assertEquals(
                List.of(
                        "Please press the e-stop. Done?",
                        "Please unplug the part at I2C address 0x36. Done?",
                        "Please plug in again the part at I2C address 0x36. Done?",
                        "Please release the e-stop. Done?"),
                asked);
    }

    @Test
    void whatTheTestPutBackItselfIsNotAskedAgain() {
        hands.holdRotor(true);
        hands.holdRotor(false);
        hands.openDoor();
        hands.closeDoor();
        asked.clear();

        hands.letGo();

        assertEquals(List.of(), asked);
    }

    @Test
    void whatWasPumpedAwayIsNotAskedBack() {
        hands.injectAir(20);
        hands.restartBalance();
        hands.letGo();

        assertEquals(
                List.of(
                        "Please let 20 uL of air into the line before the pump head. Done?",
                        "Please switch the balance off and on again, and wait until it shows a"
                                + " weight. Done?"),
                asked);
    }

    @Test
    void whatCannotBeDoneAbortsTheTest() {
        answer = "n";
        assertThrows(TestAbortedException.class, hands::pressEStop);
        answer = null;
        assertThrows(TestAbortedException.class, hands::pressEStop);
        asked.clear();

        hands.letGo();

        assertEquals(List.of(), asked, "nothing was done, so nothing is to be undone");
    }

    @Test
    void whatNoEyeCanTellIsNotAsked() {
        assertThrows(TestAbortedException.class, hands::rotorMicrosteps);
        assertThrows(TestAbortedException.class, hands::isEnableHigh);
        assertEquals(List.of(), asked);
    }
}
