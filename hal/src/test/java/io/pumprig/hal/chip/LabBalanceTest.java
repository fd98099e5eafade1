package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.AllocatedBytes;
import io.pumprig.hal.DeviceVectors;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.SerialLine;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabBalanceTest {
    private static final String GREETING = "I4 A \"0123456789\"\r\n";

    private final ManualClock clock = new ManualClock(-7_000_000_000L);
    private final ScriptedSerialLine line = new ScriptedSerialLine();
    private LabBalance balance = new LabBalance(line, BalanceDialect.MT_SICS, clock);

    private static String hex(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return DeviceVectors.text(bytes, bytes.length);
    }

    private void exchange(String command, String answer) {
        line.receives(hex(command), hex(answer));
    }

    private Outcome ask(BalanceRequest request) {
        balance.ask(request);
        Outcome outcome = balance.poll();
        assertEquals(outcome == Outcome.PENDING, balance.isBusy());
        return outcome;
    }

    private Outcome weigh(String answer) {
        exchange("SI\r\n", answer);
        return ask(BalanceRequest.WEIGHT);
    }

    private void identify() {
        exchange("I4\r\n", GREETING);
        exchange("I2\r\n", "I2 A \"XS205DU 220.0000 g\"\r\n");
        exchange("I3\r\n", "I3 A \"2.10 10.28.0.493.142\"\r\n");
        assertEquals(Outcome.PENDING, balance.advance());
        assertEquals(Outcome.PENDING, balance.advance());
        assertEquals(Outcome.OK, balance.advance());
    }

    private void tare() {
        exchange("T\r\n", "T S    45.6789 g\r\n");
        assertEquals(Outcome.OK, ask(BalanceRequest.TARE));
    }

    @Test
    void tellsWhoItIs() {
        assertFalse(balance.isIdentified());
        identify();
        assertTrue(balance.isIdentified());
        assertEquals("0123456789", balance.serialNumber());
        assertEquals("XS205DU 220.0000 g", balance.model());
        assertEquals("2.10 10.28.0.493.142", balance.software());
        assertEquals(Outcome.OK, balance.advance());
    }

    @Test
    void goesWithoutModelAndSoftwareWhereTheBalanceDoesNotTellThem() {
        exchange("I4\r\n", GREETING);
        exchange("I2\r\n", "ES\r\n");
        exchange("I3\r\n", "I3 L\r\n");
        assertEquals(Outcome.PENDING, balance.advance());
        assertEquals(Outcome.PENDING, balance.advance());
        assertEquals(Outcome.OK, balance.advance());
        assertEquals("", balance.model());
    }

    @Test
    void asksForItsNumberThreeTimesWhenTheLineIsNoisy() {
        exchange("I4\r\n", "I4 A \"01234\r\n");
        exchange("I4\r\n", "I? A \"0123456789\"\r\n");
        exchange("I4\r\n", "\u0001\r\n");
        assertEquals(Outcome.PENDING, balance.advance());
        assertEquals(Outcome.PENDING, balance.advance());
        assertEquals(Outcome.BAD_FRAME, balance.advance());
        identify();
    }

    @Test
    void refusesAnotherBalanceAfterAGap() {
        identify();
        line.stray(hex(GREETING));
        assertEquals(Outcome.PENDING, balance.poll());
        exchange("I4\r\n", "I4 A \"9999999999\"\r\n");
        assertEquals(Outcome.INVALID, balance.advance());
        assertFalse(balance.isIdentified());
        assertEquals("0123456789", balance.serialNumber());
        identify();
    }

    @ParameterizedTest(name = "{0} is {1} ug")
    @CsvSource({
        "S S    12.3456 g, 12345600",
        "S S    -0.0082 g, -8200",
        "S S     100.00 g, 100000000",
        "S S   12.34567 g, 12345670",
        "S S  81.123456 g, 81123456",
        "S S      0.010 mg, 10",
        "S S    123.456 mg, 123456",
        "S S    1.23456 kg, 1234560000",
        "S S        250 ug, 250",
        "S S 0.00000010000 kg, 100"
    })
    void keepsTheWeightToItsLastDigit(String answer, long micrograms) {
        assertEquals(Outcome.OK, weigh(answer + "\r\n"));
        assertEquals(micrograms, balance.micrograms());
        assertTrue(balance.isStable());
    }

    @Test
    void everyStepOfTenMicrogramsSurvives() {
        for (int step = 0; step < 20_000; step += 7) {
            String shown = String.format("%10s", String.format("%d.%05d", step / 100_000, step));
            weigh("S D " + shown + " g\r\n");
            assertEquals(step * 10L, balance.micrograms());
            assertFalse(balance.isStable());
        }
        assertEquals(0, balance.garbled());
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "S S    2.3456 g", // a digit was lost on the way
                "S S    12.34.6 g",
                "S S    12,3456 g",
                "S S    12.3456",
                "S S    12.3456 g g",
                "S X    12.3456 g",
                "S  S   12.3456 g",
                "S +    12.3456 g",
                "S S",
                "S S           . g",
                "S S    1234567890123456789 g",
                "SS    12.3456 g",
                "s S    12.3456 g",
                "hello",
                ""
            })
    void rejectsAndCountsWhatIsNoLine(String answer) {
        assertEquals(Outcome.BAD_FRAME, weigh(answer + "\r\n"));
        assertEquals(1, balance.garbled());
        assertEquals(0, balance.micrograms());
        assertEquals(Outcome.OK, weigh("S S    12.3456 g\r\n"));
    }

    @Test
    void aLineThatLostItsEndIsNoSilence() {
        tare();
        line.receives(hex("SI\r\n"), hex("S S    12.3456 g\r"));
        assertEquals(Outcome.PENDING, ask(BalanceRequest.WEIGHT));
        clock.advance(2_000_000_000);
        assertEquals(Outcome.BAD_FRAME, balance.poll());
        assertTrue(balance.isTrusted());
        assertEquals(Outcome.OK, weigh("S S    12.3456 g\r\n"));
    }

    @Test
    void rejectsALineThatIsTooLong() {
        assertEquals(Outcome.BAD_FRAME, weigh("S S " + "1".repeat(400) + "\r\n"));
        assertEquals(Outcome.OK, weigh("S S    12.3456 g\r\n"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "S I, NOT_READY",
        "S +, OUT_OF_RANGE",
        "S -, OUT_OF_RANGE",
        "S L, INVALID",
        "ES, INVALID",
        "ET, BAD_FRAME",
        "EL, INVALID",
        "S S     12.3456 lb, INVALID",
        "S S 0.00000012345 g, INVALID"
    })
    void saysWhatTheBalanceHasAgainstIt(String answer, Outcome outcome) {
        assertEquals(outcome, weigh(answer + "\r\n"));
    }

    @Test
    void takesALineInPieces() {
        line.receives(hex("SI\r\n"), hex("S S   "));
        assertEquals(Outcome.PENDING, ask(BalanceRequest.WEIGHT));
        line.stray(hex(" 12.3456"));
        assertEquals(Outcome.PENDING, balance.poll());
        line.stray(hex(" g\r"));
        assertEquals(Outcome.PENDING, balance.poll());
        line.stray(hex("\n"));
        assertEquals(Outcome.OK, balance.poll());
    }

    @ParameterizedTest(name = "{0} is answered by {2}")
    @CsvSource({
        "TARE, T, T S    45.6789 g",
        "TARE_NOW, TI, TI D    45.6789 g",
        "ZERO, Z, Z A",
        "ZERO_NOW, ZI, ZI S",
        "ZERO_NOW, ZI, Z A"
    })
    void isTrustedFromTheTareOn(BalanceRequest request, String command, String answer) {
        assertFalse(balance.isTrusted());
        exchange(command + "\r\n", answer + "\r\n");
        assertEquals(Outcome.OK, ask(request));
        assertTrue(balance.isTrusted());
    }

    @Test
    void isNotTrustedWhenTheTareWasRefused() {
        exchange("T\r\n", "T I\r\n");
        assertEquals(Outcome.NOT_READY, ask(BalanceRequest.TARE));
        assertFalse(balance.isTrusted());
    }

    @Test
    void readsAndClearsTheTareWeight() {
        exchange("TA\r\n", "TA A    45.6789 g\r\n");
        assertEquals(Outcome.OK, ask(BalanceRequest.TARE_VALUE));
        assertEquals(45_678_900, balance.micrograms());
        exchange("TAC\r\n", "TAC A\r\n");
        assertEquals(Outcome.OK, ask(BalanceRequest.CLEAR_TARE));
    }

    @Test
    void waitsForRestAMinuteAndForAWeightTwoSeconds() {
        exchange("T\r\n", "");
        assertEquals(Outcome.PENDING, ask(BalanceRequest.TARE));
        clock.advance(59_999_999_999L);
        assertEquals(Outcome.PENDING, balance.poll());
        line.stray(hex("T S    45.6789 g\r\n"));
        assertEquals(Outcome.OK, balance.poll());
    }

    @Test
    void aBalanceThatWasSwitchedOnAgainIsNotTrustedUntilTared() {
        identify();
        tare();
        assertTrue(balance.isTrusted());
        line.stray(hex(GREETING));
        assertEquals(Outcome.PENDING, balance.poll());
        assertFalse(balance.isTrusted());
        assertFalse(balance.isIdentified());
        assertEquals(1, balance.restarts());
        identify();
        assertFalse(balance.isTrusted());
        assertEquals(Outcome.OK, weigh("S S    45.6789 g\r\n"));
        assertFalse(balance.isTrusted());
        tare();
        assertTrue(balance.isTrusted());
    }

    @Test
    void aGreetingInsteadOfAWeightSaysThatTheBalanceIsBack() {
        identify();
        tare();
        assertEquals(Outcome.RECONFIGURING, weigh(GREETING));
        assertFalse(balance.isTrusted());
    }

    @Test
    void aHealthyBalanceStaysTrusted() {
        identify();
        tare();
        for (int i = 0; i < 1_000; i++) {
            assertEquals(Outcome.OK, weigh("S S     0.0010 g\r\n"));
            clock.advance(125_000_000);
            assertEquals(Outcome.PENDING, balance.poll());
        }
        assertTrue(balance.isTrusted());
        assertEquals(0, balance.garbled());
        assertEquals(0, balance.restarts());
    }

    @Test
    void aSilentBalanceIsResetOnceAndThenDoesNotAnswer() {
        identify();
        tare();
        exchange("SI\r\n", "");
        assertEquals(Outcome.PENDING, ask(BalanceRequest.WEIGHT));
        clock.advance(1_999_999_999);
        assertEquals(Outcome.PENDING, balance.poll());
        exchange("@\r\n", "");
        clock.advance(1);
        assertEquals(Outcome.PENDING, balance.poll());
        line.assertDone();
        assertFalse(balance.isTrusted());
        clock.advance(2_000_000_000);
        assertEquals(Outcome.NO_ANSWER, balance.poll());
        assertFalse(balance.isIdentified());
        exchange("SI\r\n", "");
        assertEquals(Outcome.PENDING, ask(BalanceRequest.WEIGHT));
        clock.advance(2_000_000_000);
        assertEquals(Outcome.NO_ANSWER, balance.poll());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"I4 A \"0123456789\"", "@ A"})
    void asksAgainAfterAResetThatWasAnswered(String answer) {
        exchange("SI\r\n", "");
        assertEquals(Outcome.PENDING, ask(BalanceRequest.WEIGHT));
        exchange("@\r\n", answer + "\r\n");
        clock.advance(2_000_000_000);
        assertEquals(Outcome.PENDING, balance.poll());
        exchange("SI\r\n", "S S    12.3456 g\r\n");
        assertEquals(Outcome.OK, balance.poll());
        assertEquals(0, balance.restarts());
    }

    @Test
    void theRestOfAnOldAnswerIsNotTakenForANewOne() {
        line.stray(hex("T S    45.6789 g\r\n"));
        assertEquals(Outcome.OK, weigh("S S    12.3456 g\r\n"));
        assertEquals(12_345_600, balance.micrograms());
        assertEquals(1, balance.garbled());
    }

    @Test
    void passesOnThatTheLineRefusedOrVanished() {
        identify();
        line.refuses(hex("SI\r\n"), Outcome.BUS_ERROR);
        assertEquals(Outcome.BUS_ERROR, ask(BalanceRequest.WEIGHT));
        assertFalse(balance.isIdentified());
        exchange("SI\r\n", "");
        line.vanish();
        assertEquals(Outcome.BUS_ERROR, ask(BalanceRequest.WEIGHT));
    }

    @Test
    void anAndBalanceThatTaredWithoutAWordIsProvedByItsZero() {
        balance = new LabBalance(line, BalanceDialect.AND, clock);
        exchange("T\r\n", "");
        assertEquals(Outcome.PENDING, ask(BalanceRequest.TARE));
        exchange("Q\r\n", "US,+000.0012  g\r\n");
        clock.advance(200_000_000);
        assertEquals(Outcome.PENDING, balance.poll());
        assertEquals(Outcome.PENDING, balance.poll());
        assertFalse(balance.isTrusted());
        exchange("Q\r\n", "ST,-000.0001  g\r\n");
        clock.advance(200_000_000);
        assertEquals(Outcome.PENDING, balance.poll());
        assertEquals(Outcome.OK, balance.poll());
        assertTrue(balance.isTrusted());
    }

    @Test
    void anAndBalanceThatDidNotTareIsNotTrusted() {
        balance = new LabBalance(line, BalanceDialect.AND, clock);
        exchange("T\r\n", "");
        ask(BalanceRequest.TARE);
        exchange("Q\r\n", "ST,+045.6789  g\r\n");
        clock.advance(200_000_000);
        assertEquals(Outcome.PENDING, balance.poll());
        assertEquals(Outcome.UNPROVED, balance.poll());
        assertFalse(balance.isTrusted());
    }

    @Test
    void anAndBalanceTellsItsNumberAndIsResetWithoutAnswer() {
        balance = new LabBalance(line, BalanceDialect.AND, clock);
        exchange("?SN\r\n", "SN,01234567\r\n");
        exchange("?TN\r\n", "TN,HR-100A\r\n");
        assertEquals(Outcome.PENDING, balance.advance());
        assertEquals(Outcome.OK, balance.advance());
        assertEquals("01234567", balance.serialNumber());
        assertEquals("HR-100A", balance.model());
        exchange("Q\r\n", "");
        ask(BalanceRequest.WEIGHT);
        line.receives(hex("C\r\n"), "");
        exchange("Q\r\n", "OL,+9999999E+19\r\n");
        clock.advance(2_000_000_000);
        assertEquals(Outcome.PENDING, balance.poll());
        assertEquals(Outcome.OUT_OF_RANGE, balance.poll());
    }

    @Test
    void anSbiBalanceTakesTheUnitOfItsLastLineAtRestWhileItMoves() {
        balance = new LabBalance(line, BalanceDialect.SBI, clock);
        exchange("\u001bP\r\n", "+  12.3461    \r\n");
        assertEquals(Outcome.NOT_READY, ask(BalanceRequest.WEIGHT));
        exchange("\u001bP\r\n", "+  12.3456 mg \r\n");
        assertEquals(Outcome.INVALID, ask(BalanceRequest.WEIGHT), "a tenth of a microgram");
        exchange("\u001bP\r\n", "N     +  12.3456 g  \r\n");
        assertEquals(Outcome.OK, ask(BalanceRequest.WEIGHT));
        exchange("\u001bP\r\n", "+  12.3461    \r\n");
        assertEquals(Outcome.OK, ask(BalanceRequest.WEIGHT));
        assertEquals(12_346_100, balance.micrograms());
        assertFalse(balance.isStable());
        exchange("\u001bP\r\n", "     High     \r\n");
        assertEquals(Outcome.OUT_OF_RANGE, ask(BalanceRequest.WEIGHT));
        exchange("\u001bP\r\n", "Stat       ERR 101  \r\n");
        assertEquals(Outcome.INVALID, ask(BalanceRequest.WEIGHT));
    }

    @Test
    void refusesWhatTheDialectDoesNotHave() {
        balance = new LabBalance(line, BalanceDialect.SBI, clock);
        assertThrows(IllegalArgumentException.class, () -> balance.ask(BalanceRequest.RESET));
    }

    /** Answers each request with the same line, and makes no garbage itself. */
    private static final class SameAnswer implements SerialLine {
        private final byte[] answer = "S D    12.3456 g\r\n".getBytes(StandardCharsets.US_ASCII);
        private boolean asked;

        @Override
        public Outcome write(byte[] bytes, int length) {
            asked = true;
            return Outcome.OK;
        }

        @Override
        public int read(byte[] into, int offset) {
            if (!asked) {
                return 0;
            }
            asked = false;
            System.arraycopy(answer, 0, into, offset, answer.length);
            return answer.length;
        }
    }

    @Test
    void pollingMakesNoGarbage() {
        LabBalance warm = new LabBalance(new SameAnswer(), BalanceDialect.MT_SICS, clock);
        Runnable poll =
                () -> {
                    warm.ask(BalanceRequest.WEIGHT);
                    assertEquals(Outcome.OK, warm.poll());
                };
        for (int i = 0; i < 20_000; i++) {
            poll.run();
        }
        assertEquals(0, AllocatedBytes.in(10_000, poll));
        assertEquals(12_345_600, warm.micrograms());
    }
}
