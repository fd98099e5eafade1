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

class Ne1000Test {
    private static final Ne1000Settings SETTINGS = new Ne1000Settings(0, 4_699, 10_000);

    private final ManualClock clock = new ManualClock(-7_000_000_000L);
    private final ScriptedSerialLine line = new ScriptedSerialLine();
    private final Ne1000 pump = new Ne1000(line, SETTINGS, clock);

    /** The CRC is proved by the vectors. */
    private static String packet(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        byte[] packet = new byte[64];
        int length = Ne1000Packets.safe(packet, bytes, bytes.length);
        return DeviceVectors.text(packet, length);
    }

    private void exchange(String command, String answer) {
        line.receives(packet(command), packet(answer));
    }

    private Outcome run(int milliseconds) {
        Outcome last = Outcome.PENDING;
        for (int i = 0; i < milliseconds; i += 10) {
            Outcome outcome = pump.poll();
            last = outcome == Outcome.PENDING ? last : outcome;
            clock.advance(10_000_000);
        }
        return last;
    }

    /** Runs up to the first failure, and no further. */
    private Outcome failure() {
        for (int i = 0; i < 150; i++) {
            Outcome outcome = pump.poll();
            if (outcome.isFailure()) {
                return outcome;
            }
            clock.advance(10_000_000);
        }
        return Outcome.OK;
    }

    private void configure() {
        configure("00SI0.000W0.000UL");
    }

    private void configure(String counted) {
        exchange("0VER", "00SNE1000V3.92");
        exchange("0DIS", counted);
        exchange("0DIA4.699", "00S");
        exchange("0DIA", "00S4.699");
        exchange("0VOLUL", "00S");
        exchange("0DIRINF", "00S");
        exchange("0RAT10.00UM", "00S");
        exchange("0RAT", "00S10.00UM");
    }

    private void bringUp() {
        exchange("0SAF10", "00S");
        exchange("0", "00S");
        configure();
        pump.beginBringUp();
        assertEquals(Outcome.OK, run(200));
        assertEquals(Outcome.OK, pump.bringUpOutcome());
        assertTrue(pump.isReady());
        line.assertDone();
    }

    private void beginBurst() {
        exchange("0CLDINF", "00S");
        exchange("0VOL0.100", "00S");
        exchange("0VOL", "00S0.100UL");
        exchange("0RUN", "00I");
        pump.dispense(100);
        run(100);
        line.assertDone();
        assertFalse(pump.isReady());
    }

    @Test
    void isSetAndReadBackInOrder() {
        bringUp();
        assertTrue(pump.isInService());
        assertEquals(Ne1000Alarm.NONE, pump.alarm());
    }

    @Test
    void isSpokenToEachSecond() {
        bringUp();
        for (int i = 0; i < 5; i++) {
            exchange("0", "00S");
            assertEquals(Outcome.OK, run(1_000));
        }
        line.assertDone();
    }

    @Test
    void deliversABurstAndReadsWhatThePumpCounted() {
        bringUp();
        beginBurst();
        exchange("0DIS", "00II0.033W0.000UL");
        exchange("0DIS", "00II0.067W0.000UL");
        exchange("0DIS", "00SI0.100W0.000UL");
        assertEquals(Outcome.OK, run(700));
        assertTrue(pump.isReady());
        assertEquals(100, pump.deliveredNanolitres());
        assertEquals(0, pump.uncertainNanolitres());
    }

    @Test
    void runsAgainOnlyWhenTheCounterProvesThatItDidNot() {
        bringUp();
        exchange("0CLDINF", "00S");
        exchange("0VOL0.100", "00S");
        exchange("0VOL", "00S0.100UL");
        line.receives(packet("0RUN"), "");
        pump.dispense(100);
        run(400);
        exchange("0DIS", "00SI0.000W0.000UL");
        exchange("0RUN", "00I");
        exchange("0DIS", "00SI0.100W0.000UL");
        run(700);
        assertEquals(100, pump.deliveredNanolitres());
        line.assertDone();
    }

    @Test
    void doesNotRunAgainWhenTheAnswerAloneWasLost() {
        bringUp();
        exchange("0CLDINF", "00S");
        exchange("0VOL0.100", "00S");
        exchange("0VOL", "00S0.100UL");
        line.receives(packet("0RUN"), "02 07 30 30 49 19 DC 03");
        pump.dispense(100);
        run(100);
        exchange("0DIS", "00SI0.100W0.000UL");
        run(300);
        assertEquals(100, pump.deliveredNanolitres());
        line.assertDone();
    }

    @Test
    void doesNotRunAVolumeThatWasNotTaken() {
        bringUp();
        exchange("0CLDINF", "00S");
        exchange("0VOL0.100", "00S");
        exchange("0VOL", "00S0.100ML");
        pump.dispense(100);
        assertEquals(Outcome.UNPROVED, failure());
        assertFalse(pump.isInService());
        line.assertDone();
    }

    @ParameterizedTest(name = "A?{0} is {1}")
    @CsvSource({
        "R, POWER_INTERRUPTED",
        "S, STALLED",
        "T, SILENCE",
        "E, PROGRAM_ERROR",
        "O, PHASE_OUT_OF_RANGE"
    })
    void anAlarmIsToldAndThenThePumpConfiguredAgain(String letter, Ne1000Alarm alarm) {
        bringUp();
        exchange("0", "00A?" + letter);
        assertEquals(Outcome.INVALID, failure());
        assertEquals(alarm, pump.alarm());
        assertFalse(pump.isInService());
        exchange("0SAF10", "00S");
        exchange("0", "00S");
        configure();
        assertEquals(Outcome.OK, run(300));
        assertEquals(Ne1000Alarm.NONE, pump.alarm());
        line.assertDone();
    }

    @Test
    void hearsTheAlarmThatThePumpTellsUnasked() {
        bringUp();
        line.stray(packet("00A?S"));
        assertEquals(Outcome.INVALID, pump.poll());
        assertEquals(Ne1000Alarm.STALLED, pump.alarm());
        // What was told unasked is still to be told in an answer.
        exchange("0SAF10", "00A?S");
        assertEquals(Outcome.INVALID, failure());
        exchange("0SAF10", "00S");
        exchange("0", "00S");
        configure();
        run(1_500);
        assertTrue(pump.isReady());
    }

    @Test
    void aStalledBurstCountsForWhatThePumpCounted() {
        bringUp();
        beginBurst();
        exchange("0DIS", "00A?S");
        assertEquals(Outcome.INVALID, failure());
        exchange("0SAF10", "00S");
        exchange("0", "00S");
        configure("00SI0.042W0.000UL");
        run(200);
        assertEquals(42, pump.deliveredNanolitres());
        assertEquals(0, pump.uncertainNanolitres());
    }

    @Test
    void afterAPowerCutNobodyKnowsWhatTheBurstDelivered() {
        bringUp();
        beginBurst();
        exchange("0DIS", "00A?R");
        assertEquals(Outcome.INVALID, failure());
        exchange("0SAF10", "00S");
        exchange("0", "00S");
        configure("00SI0.000W0.000UL");
        run(200);
        assertEquals(0, pump.deliveredNanolitres());
        assertEquals(100, pump.uncertainNanolitres());
    }

    @Test
    void aHaltIsSentAtOnceAndProved() {
        bringUp();
        beginBurst();
        exchange("0STP", "00P");
        pump.halt();
        line.assertDone();
        exchange("0STP", "00S");
        exchange("0", "00S");
        configure("00SI0.050W0.000UL");
        run(200);
        assertTrue(pump.isReady());
        assertEquals(50, pump.deliveredNanolitres());
        line.assertDone();
    }

    @Test
    void aPumpThatDoesNotStandAfterThreeRoundsCannotBeStopped() {
        bringUp();
        for (int i = 0; i < 4; i++) {
            exchange("0STP", "00P");
            exchange("0STP", "00I");
            exchange("0", "00I");
        }
        pump.halt();
        assertEquals(Outcome.UNPROVED, failure());
        line.assertDone();
    }

    @Test
    void aPumpThatMovesUnaskedIsStopped() {
        bringUp();
        exchange("0", "00I");
        exchange("0STP", "00P");
        exchange("0STP", "00S");
        exchange("0", "00S");
        configure();
        assertEquals(Outcome.OK, run(1_300));
        line.assertDone();
    }

    @Test
    void findsOutWhichModeThePumpIsIn() {
        for (int i = 0; i < 3; i++) {
            line.receives(packet("0SAF10"), "");
        }
        line.receives("30 53 41 46 31 30 0D", "02 30 30 53 3F 03");
        line.receives("30 53 41 46 31 30 0D", packet("00S"));
        exchange("0", "00S");
        configure();
        pump.beginBringUp();
        run(1_500);
        assertTrue(pump.isReady());
        line.assertDone();
    }

    @Test
    void triesAQuestionThreeTimesAndThenSaysHowItEnded() {
        bringUp();
        for (int i = 0; i < 3; i++) {
            line.receives(packet("0"), "02 07 30 30 49 19 DC 03");
        }
        assertEquals(Outcome.BAD_CRC, failure());
        assertFalse(pump.isInService());
        line.assertDone();
    }

    @ParameterizedTest(name = "{0} ends in {1}")
    @CsvSource({"00SNE500V3.92, INVALID", "00S?NA, INVALID", "00SBOGUS, INVALID"})
    void refusesAnotherPump(String version, Outcome outcome) {
        exchange("0SAF10", "00S");
        exchange("0", "00S");
        exchange("0VER", version);
        pump.beginBringUp();
        run(200);
        assertEquals(outcome, pump.bringUpOutcome());
        assertEquals("VERSION", pump.failedCommand());
    }

    @Test
    void answersOfAnotherAddressAreNotItsOwn() {
        line.receives(packet("0SAF10"), packet("01S") + " " + packet("00S"));
        exchange("0", "00S");
        configure();
        pump.beginBringUp();
        run(200);
        assertTrue(pump.isReady());
    }

    @ParameterizedTest(name = "{0} is no answer")
    @CsvSource({
        "02 00 03, BAD_FRAME",
        "02 01 03, BAD_FRAME",
        "02 04 00 00 03, BAD_FRAME",
        "02 30 30 03, BAD_FRAME",
        "02 30 30 51 03, BAD_FRAME",
        "02 30 41 53 03, BAD_FRAME",
        "02 30 30 53 3F 58 03, BAD_FRAME",
        "02 30 30 41 3F 58 03, BAD_FRAME",
        "02 07 30 30 49 19 DD 04, BAD_FRAME",
        "02 07 30 31 49 19 DD 03, BAD_CRC"
    })
    void tellsWhatIsNoAnswer(String bytes, Outcome outcome) {
        Ne1000Answer answer = new Ne1000Answer();
        byte[] frame = DeviceVectors.bytes(bytes);
        boolean ended = false;
        for (byte b : frame) {
            ended = answer.ends(b);
        }
        assertTrue(ended);
        assertEquals(outcome, answer.judge());
    }

    @Test
    void aFrameWithoutEndEnds() {
        Ne1000Answer answer = new Ne1000Answer();
        answer.ends((byte) 0x02);
        int taken = 1;
        while (!answer.ends((byte) '0')) {
            taken++;
        }
        assertEquals(63, taken);
        assertEquals(Outcome.BAD_FRAME, answer.judge());
    }

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource({
        "1, 00.001",
        "125, 00.125",
        "1500, 01.500",
        "9999, 09.999",
        "12340, 012.34",
        "100000, 0100.0",
        "5000000, 05000"
    })
    void writesFourDigitsAndOnePoint(int thousandths, String written) {
        Ne1000Text text = new Ne1000Text().to(0).number(thousandths);
        assertEquals(
                written, new String(text.bytes(), 0, text.length(), StandardCharsets.US_ASCII));
        assertTrue(Ne1000Text.fitsFourDigits(thousandths));
    }

    /** Plays a script first; then answers everything the same, and makes no garbage itself. */
    private final class ScriptThenSame implements SerialLine {
        private final byte[] answer = DeviceVectors.bytes(packet("00S"));
        private boolean scripted = true;
        private boolean asked;

        @Override
        public Outcome write(byte[] bytes, int length) {
            asked = true;
            return scripted ? line.write(bytes, length) : Outcome.OK;
        }

        @Override
        public int read(byte[] into, int offset) {
            if (scripted) {
                return line.read(into, offset);
            }
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
        ScriptThenSame both = new ScriptThenSame();
        Ne1000 warm = new Ne1000(both, SETTINGS, clock);
        exchange("0SAF10", "00S");
        exchange("0", "00S");
        configure();
        warm.beginBringUp();
        for (int i = 0; i < 20; i++) {
            warm.poll();
        }
        both.scripted = false;
        Runnable second =
                () -> {
                    clock.advance(1_000_000_000);
                    warm.poll();
                    assertEquals(Outcome.OK, warm.poll());
                };
        for (int i = 0; i < 20_000; i++) {
            second.run();
        }
        assertEquals(0, AllocatedBytes.in(10_000, second));
        assertTrue(warm.isInService());
    }

    @Test
    void refusesWhatFourDigitsDoNotHold() {
        assertFalse(Ne1000Text.fitsFourDigits(12_345));
        assertThrows(IllegalArgumentException.class, () -> new Ne1000Settings(0, 4_699, 12_345));
        assertThrows(IllegalArgumentException.class, () -> new Ne1000Settings(100, 4_699, 10_000));
        bringUp();
        assertThrows(IllegalArgumentException.class, () -> pump.dispense(10_000));
        assertThrows(IllegalArgumentException.class, () -> pump.dispense(0));
    }
}
