package io.pumprig.simulator.chip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.chip.Ne1000Settings;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpHead;
import io.pumprig.hal.rig.Ne1000DoseMotor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The syringe pump's model by its packets, and the dose motor on it, sound and with each fault. */
class Ne1000ModelTest {
    private static final long MILLI = 1_000_000L;

    /** 8.671 uL in 3200 microsteps, that is 2709.6875 pL each. */
    private static final PumpHead HEAD = new PumpHead(3_200, 8_671_000);

    private static final Ne1000Settings SETTINGS = new Ne1000Settings(0, 4_699, 10_000);

    private final ManualClock clock = new ManualClock(5_000_000_000L);
    private final Ne1000Model model = new Ne1000Model(0, 1);
    private final PartLine line = new PartLine(model, clock, 19_200);
    private final MotorCommand command = new MotorCommand();
    private final MotionReading motion = new MotionReading();
    private final DriveReading drive = new DriveReading();
    private int faultsSeen;
    private Ne1000DoseMotor motor;

    private void bringUp() {
        motor = Ne1000DoseMotor.bringUp(line, "/dev/ttyUSB1", SETTINGS, HEAD, 100, clock);
    }

    /** Cycles of 10 ms with so many microsteps each; how many were taken. */
    private long run(int cycles, int microsteps) {
        long taken = 0;
        for (int i = 0; i < cycles; i++) {
            clock.advance(10 * MILLI);
            motor.poll(motion, drive);
            faultsSeen |= drive.faults();
            motor.apply(command.step(microsteps));
            taken += command.taken();
        }
        return taken;
    }

    private long displacedNanolitres() {
        return model.displacedPicolitres(clock.nanos()) / 1000;
    }

    // ---- packets

    private String say(String bytes) {
        byte[] sent = bytes.getBytes(StandardCharsets.ISO_8859_1);
        line.write(sent, sent.length);
        clock.advance(100 * MILLI);
        byte[] heard = new byte[200];
        int length = line.read(heard, 0);
        return new String(heard, 0, length, StandardCharsets.ISO_8859_1);
    }

    private String basic(String text) {
        String answer = say(text + "\r");
        assertTrue(answer.startsWith("\u000200") && answer.endsWith("\u0003"), answer);
        return answer.substring(3, answer.length() - 1);
    }

    @ParameterizedTest(name = "{0} is answered {1}")
    @CsvSource({
        "'', S",
        "ver, SNE1000V3.92",
        "DIA, S4.699",
        "DIA 14.01, S",
        "DIA 99.99, S?OOR",
        "DIA 4.6991, S?OOR",
        "R A T 1.5 um, S",
        "RAT, S0.000UM",
        "RAT 0 UM, S?OOR",
        "VOL, S0.000UL",
        "VOL 0.125, S",
        "RUN, S?NA",
        "STP, S?NA",
        "DIS, SI0.000W0.000UL",
        "CLD INF, S",
        "BUZ 1 3, S",
        "HELLO, S?",
        "SAF 256, S?OOR"
    })
    void answersInBasicMode(String text, String answer) {
        assertEquals(answer, basic(text));
    }

    @Test
    void largeSyringesCountInMillilitresUntilToldOtherwise() {
        basic("DIA 14.00");
        assertEquals("SI0.000W0.000UL", basic("DIS"));
        basic("DIA 14.01");
        assertEquals("SI0.000W0.000ML", basic("DIS"));
        basic("VOL UL");
        assertEquals("SI0.000W0.000UL", basic("DIS"));
    }

    @Test
    void runsPausesAndStops() {
        basic("RAT 60 UM");
        basic("VOL 2.000");
        assertEquals("I", basic("RUN"));
        clock.advance(800 * MILLI);
        assertEquals("I?NA", basic("RAT 1 UM"));
        assertEquals("P", basic("STP"));
        assertEquals(1_000, displacedNanolitres(), 20);
        assertEquals("I", basic("RUN"));
        clock.advance(2_000 * MILLI);
        assertEquals("SI2.000W0.000UL", basic("DIS"));
        assertEquals("S?NA", basic("STP"));
    }

    @Test
    void safeModeTakesPacketsOnly() {
        assertEquals("\u0002\u000700S\u0018\u0017\u0003".length(), say("SAF10\r").length());
        assertEquals("", say("VER\r"));
        // SAF0 as the manual prints it.
        say("\u0002\u0008SAF0\u0055\u0043\u0003");
        assertEquals("SNE1000V3.92", basic("VER"));
    }

    @Test
    void aPacketWithAWrongChecksumIsRefused() {
        say("SAF10\r");
        assertTrue(say("\u0002\u0008SAF0\u0055\u0042\u0003").contains("00S?COM"));
    }

    @Test
    void silenceStopsThePumpAndBlocksItUntilTheAlarmWasAnswered() {
        basic("RAT 1 UM");
        basic("VOL 100");
        basic("RUN");
        say("SAF10\r");
        clock.advance(11_000 * MILLI);
        long stood = displacedNanolitres();
        byte[] unasked = new byte[100];
        int length = line.read(unasked, 0);
        String told = new String(unasked, 0, length, StandardCharsets.ISO_8859_1);
        assertTrue(told.contains("00A?T"), told);
        clock.advance(60_000 * MILLI);
        assertEquals(stood, displacedNanolitres());
        assertEquals(170, stood, 10);
        String refused = say("\u0002\u0008SAF0\u0055\u0043\u0003");
        assertTrue(refused.contains("00A?T"), refused);
        assertTrue(say("\u0002\u0008SAF0\u0055\u0043\u0003").contains("00S"));
    }

    @Test
    void goesOnFromItsImageAsIfNothingHadHappened() throws IOException {
        basic("RAT 1 UM");
        basic("VOL 1.000");
        basic("RUN");
        say("SAF10\r");
        model.corruptProbability(0.5);
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        model.save(new DataOutputStream(image));
        Ne1000Model copy = new Ne1000Model(0, 1);
        copy.load(new DataInputStream(new ByteArrayInputStream(image.toByteArray())));
        PartLine second = new PartLine(copy, clock, 19_200);
        byte[] ask = {0x02, 0x05, 0x30, 0x36, 0x53, 0x03};
        for (int i = 0; i < 20; i++) {
            line.write(ask, ask.length);
            second.write(ask, ask.length);
            clock.advance(3_000 * MILLI);
            byte[] one = new byte[40];
            byte[] other = new byte[40];
            assertTrue(line.read(one, 0) > 0);
            second.read(other, 0);
            assertArrayEquals(one, other);
        }
        assertEquals(1_000, displacedNanolitres());
        assertEquals(1_000_000, copy.displacedPicolitres(clock.nanos()));
    }

    // ---- dose motor on model

    @Test
    void deliversWholeBurstsAndNeverMoreThanWasAsked() {
        bringUp();
        for (int i = 0; i < 3_000; i++) {
            run(1, 1);
            run(9, 0);
            long asked = HEAD.picolitresOf(motor.sentMicrosteps());
            assertTrue(model.displacedPicolitres(clock.nanos()) <= asked);
        }
        run(1_000, 0);
        long asked = HEAD.picolitresOf(motor.sentMicrosteps());
        assertEquals(3_000L * 8_671_000 / 3_200, asked);
        assertTrue(asked / 1000 - displacedNanolitres() < 100, () -> "left " + asked);
        assertEquals(displacedNanolitres(), motor.deliveredNanolitres());
        assertEquals(0, motor.uncertainNanolitres());
        assertEquals(0, model.effects());
    }

    @Test
    void aHealthyPumpRaisesNothingButThatItProvesNoRotor() {
        bringUp();
        for (int i = 0; i < 60; i++) {
            run(100, 1);
            assertEquals(Outcome.OK, drive.outcome());
            assertEquals(0, drive.faults());
            assertFalse(drive.faultOutput());
        }
        assertEquals(0, faultsSeen);
        assertEquals(Outcome.INVALID, motion.outcome());
        assertFalse(motion.wasEverTaken());
        assertTrue(motion.missedInARow() > 20);
    }

    @Test
    void withoutOrdersNothingMovesAndThePumpIsKeptAwake() {
        bringUp();
        run(6_000, 0);
        assertEquals(0, displacedNanolitres());
        assertEquals(0, faultsSeen);
    }

    @Test
    void takesNoMoreThanOneLargeBurstAhead() {
        bringUp();
        assertEquals(Outcome.OK, motor.apply(command.step(3_690)));
        assertEquals(3_690, command.taken());
        assertEquals(Outcome.NOT_READY, motor.apply(command.step(3_690)));
        assertEquals(0, command.taken());
    }

    @Test
    void aStallIsToldAndWhatWasDueIsGivenUp() {
        bringUp();
        run(200, 1);
        model.blocked(true, clock.nanos());
        run(300, 1);
        assertEquals(
                DriveReading.STALLED | DriveReading.SHUT_DOWN, faultsSeen & ~DriveReading.RESET);
        assertTrue(model.effects() > 0);
        model.blocked(false, clock.nanos());
        run(500, 0);
        long before = displacedNanolitres();
        run(1_000, 0);
        assertEquals(before, displacedNanolitres(), "nothing is caught up");
        assertEquals(0, drive.faults());
        run(1_000, 1);
        assertTrue(displacedNanolitres() > before);
        long asked = HEAD.picolitresOf(motor.sentMicrosteps());
        assertTrue(model.displacedPicolitres(clock.nanos()) <= asked);
    }

    @Test
    void takesNothingWhileThePumpIsOutOfService() {
        bringUp();
        run(100, 0);
        model.blocked(true, clock.nanos());
        run(300, 1);
        assertTrue(drive.faultOutput());
        assertEquals(0, run(10, 1));
        assertEquals(Outcome.INVALID, motor.apply(command.step(1)));
    }

    @Test
    void aLostLinkStopsThePumpByItselfAndIsReported() {
        bringUp();
        run(100, 1);
        model.unplugged(true);
        run(300, 1);
        assertEquals(Outcome.NO_ANSWER, drive.outcome());
        assertTrue(drive.faultOutput());
        run(1_200, 1);
        long stood = displacedNanolitres();
        assertEquals(0, run(100, 1));
        model.unplugged(false);
        run(1_000, 0);
        assertTrue((faultsSeen & DriveReading.LINK_LOST) != 0);
        assertEquals(Outcome.OK, drive.outcome());
        assertFalse(drive.faultOutput());
        assertEquals(stood, displacedNanolitres());
    }

    @ParameterizedTest(name = "loses its counter: {0}")
    @CsvSource({"true", "false"})
    void aPowerCutLeavesTheBurstUncertain(boolean losesCounter) {
        bringUp();
        // Runs for six seconds at 10 uL/min.
        motor.apply(command.step(370));
        run(200, 0);
        model.powerCycle(losesCounter, clock.nanos());
        run(300, 0);
        assertTrue((faultsSeen & DriveReading.RESET) != 0);
        assertEquals(0, motor.deliveredNanolitres());
        assertEquals(1_002, motor.uncertainNanolitres());
        assertTrue(displacedNanolitres() > 100 && displacedNanolitres() < 1_002);
        assertEquals(Outcome.OK, drive.outcome());
    }

    @Test
    @Tag("SR-18")
    void aReleaseStopsThePumpWithinATenthOfASecond() {
        bringUp();
        motor.apply(command.step(3_000));
        run(300, 0);
        assertTrue(displacedNanolitres() > 100);
        for (int i = 0; i < 10; i++) {
            clock.advance(10 * MILLI);
            motor.poll(motion, drive);
            assertEquals(Outcome.OK, motor.apply(command.release()));
        }
        long stood = displacedNanolitres();
        for (int i = 0; i < 500; i++) {
            clock.advance(10 * MILLI);
            motor.poll(motion, drive);
            motor.apply(command.release());
        }
        assertEquals(stood, displacedNanolitres());
        assertEquals(stood, motor.deliveredNanolitres());
        assertFalse(drive.faultOutput());
        run(500, 0);
        assertEquals(stood, displacedNanolitres(), "what was due is given up");
        run(500, 1);
        assertTrue(displacedNanolitres() > stood);
    }

    @Test
    void aPumpThatSomebodyStartsIsStopped() {
        bringUp();
        run(100, 0);
        model.pressStart(clock.nanos());
        run(300, 0);
        long stood = displacedNanolitres();
        assertTrue(stood < 400, () -> "delivered " + stood);
        run(1_000, 0);
        assertEquals(stood, displacedNanolitres());
        assertEquals(Outcome.OK, drive.outcome());
    }

    @Test
    void noiseOnTheLineCostsNoVolume() {
        bringUp();
        model.corruptProbability(0.1);
        for (int i = 0; i < 6_000; i++) {
            run(1, 1);
            run(9, 0);
        }
        model.corruptProbability(0);
        run(2_000, 0);
        assertTrue(model.effects() > 100);
        long asked = HEAD.picolitresOf(motor.sentMicrosteps());
        assertTrue(model.displacedPicolitres(clock.nanos()) <= asked);
        assertEquals(displacedNanolitres(), motor.deliveredNanolitres());
        assertEquals(0, motor.uncertainNanolitres());
    }

    @Test
    void findsThePumpInEitherMode() {
        bringUp();
        bringUp();
        run(500, 1);
        assertEquals(Outcome.OK, drive.outcome());
    }

    @Test
    void refusesToStartWithoutAPump() {
        model.unplugged(true);
        BringUpException none = assertThrows(BringUpException.class, this::bringUp);
        assertEquals(
                "motor ne1000 at /dev/ttyUSB1 address 0: expected an NE1000 that stands and keeps"
                        + " its settings, found NO_ANSWER at SAFE_FROM_BASIC",
                none.getMessage());
    }
}
