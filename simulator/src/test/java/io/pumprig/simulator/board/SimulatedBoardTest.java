package io.pumprig.simulator.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SimulatedBoardTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();
    private static final long MICRO = 1_000L;
    private static final long MILLI = 1_000_000L;

    private final VirtualClock clock = new VirtualClock(-2_000 * MILLI);
    private final SimulatedBoard board =
            new SimulatedBoard(BoardLayout.reference(), PlantSettings.reference(), clock, 1);
    private final I2cBus bus = board.i2c("i2c-1");
    private final SerialLine line = board.serial("/dev/serial0", 115_200);
    private final OutputPin step = board.output(17, false);
    private final OutputPin enable = board.output(5, true);
    private final OutputPin kick = board.output(18, false);
    private final byte[] buffer = new byte[64];

    private void send(String frame) {
        byte[] bytes = HEX.parseHex(frame);
        assertEquals(Outcome.OK, line.write(bytes, bytes.length));
    }

    private String received() {
        return HEX.formatHex(buffer, 0, line.read(buffer, 0));
    }

    private String exchange(String frame) {
        send(frame);
        clock.pause(10 * MILLI);
        return received();
    }

    private void configureMotor() {
        exchange("05 00 80 00 00 01 C0 F6");
        exchange("05 00 EC 04 03 00 53 6F");
        exchange("05 00 83 00 00 02 00 4D");
    }

    private void kickFor(int cycles) {
        for (int i = 0; i < cycles; i++) {
            clock.pause(10 * MILLI);
            kick.set((i & 1) == 0);
        }
    }

    private void pulse(int count) {
        for (int i = 0; i < count; i++) {
            step.set(true);
            step.set(false);
        }
    }

    private int ioin() {
        String answer = exchange("05 00 06 6F");
        return HexFormat.fromHexDigits(answer.substring(30, 32));
    }

    @Test
    void saysThatItIsASimulation() {
        assertEquals("sim", board.backend());
        assertSame(clock, board.clock());
    }

    @Test
    void aReadIsItsEchoAndItsAnswer() {
        assertEquals("55 00 06 E8 05 FF 06 21 00 00 41 C6", exchange("55 00 06 E8"));
    }

    @Test
    void aWriteIsItsEchoAlone() {
        assertEquals("05 00 C0 00 00 00 32 6E", exchange("05 00 C0 00 00 00 32 6E"));
    }

    @Test
    void bytesCanBeReadOnlyWhenTheyHaveArrived() {
        send("05 00 06 6F");
        assertEquals("", received());
        clock.pause(86 * MICRO);
        assertEquals("", received());
        clock.pause(MICRO);
        assertEquals("05", received());
        clock.pause(260_417);
        assertEquals("00 06 6F", received());
        // 8 bit times of delay and one byte: 156 us.
        clock.pause(155 * MICRO);
        assertEquals("", received());
        clock.pause(2 * MICRO);
        assertEquals("05", received());
        clock.pause(608 * MICRO);
        assertEquals("FF 06 21 00 00 41 C6", received());
    }

    @Test
    void readTakesNoMoreThanTheRoomThereIs() {
        send("05 00 06 6F");
        clock.pause(10 * MILLI);
        byte[] small = new byte[5];
        assertEquals(3, line.read(small, 2));
        assertEquals("00 00 05 00 06", HEX.formatHex(small));
        assertEquals(9, line.read(buffer, 0));
    }

    @Test
    void theMotorTurnsOnlyWhileItIsEnabledAndKicked() {
        configureMotor();
        pulse(1);
        assertEquals(0, board.plant().rotorMicrosteps(), "ENN high");
        enable.set(false);
        pulse(1);
        assertEquals(0, board.plant().rotorMicrosteps(), "never kicked");
        kickFor(1);
        assertEquals(2, board.plant().rotorMicrosteps(), "pulled to the field");
        pulse(5);
        assertEquals(7, board.plant().rotorMicrosteps());
        clock.pause(49 * MILLI);
        pulse(1);
        assertEquals(8, board.plant().rotorMicrosteps());
        clock.pause(MILLI);
        pulse(1);
        assertEquals(8, board.plant().rotorMicrosteps(), "50 ms without a kick");
        assertEquals(1, ioin() & 1);
    }

    @Test
    void theEStopForcesEnnHighAndIsSeen() {
        InputPin eStop = board.input(26);
        configureMotor();
        enable.set(false);
        kickFor(2);
        assertEquals(InputPin.Level.LOW, eStop.level());
        board.eStopPressed(true);
        assertEquals(InputPin.Level.HIGH, eStop.level());
        kickFor(1);
        pulse(3);
        assertEquals(0, board.plant().rotorMicrosteps());
        assertEquals(3, board.plant().fieldMicrosteps());
        board.eStopPressed(false);
        assertEquals(3, board.plant().rotorMicrosteps());
    }

    @Test
    void anOpenEnableWireShowsInIoin() {
        configureMotor();
        enable.set(false);
        kickFor(1);
        board.enableWireOpen(true);
        send("05 00 06 6F");
        kickFor(1);
        assertEquals(1, HexFormat.fromHexDigits(received().substring(30, 32)) & 1);
        assertEquals(1, board.enableWireEffects());
    }

    @Test
    void anOpenKickWireLetsTheMotorGo() {
        configureMotor();
        enable.set(false);
        kickFor(2);
        board.kickWireOpen(true);
        kickFor(5);
        pulse(1);
        assertEquals(0, board.plant().rotorMicrosteps());
        assertEquals(5, board.kickWireEffects());
    }

    @Test
    void stepsMayBeLostDoubledAndAdded() {
        configureMotor();
        enable.set(false);
        kickFor(1);
        board.stepWire().lost().occur(1, 2, 3);
        pulse(10);
        assertEquals(7, board.plant().rotorMicrosteps());
        assertEquals(3, board.stepWire().lost().effects());
        board.stepWire().doubled().occur();
        pulse(2);
        assertEquals(11, board.plant().rotorMicrosteps());
        board.stepWire().doubled().clear();
        board.injectSteps(4);
        assertEquals(15, board.plant().rotorMicrosteps());
        assertEquals(4, board.stepWire().injected());
        assertEquals(12, board.stepWire().pulses());
    }

    @Test
    void absentAddressesAndFaultyOnesAreNotAcknowledged() {
        byte[] pointer = {0x0C};
        assertEquals(Outcome.NO_ACKNOWLEDGE, bus.writeRead(0x18, pointer, 1, buffer, 2));
        assertEquals(Outcome.OK, bus.writeRead(0x36, pointer, 1, buffer, 2));
        board.i2cFaults(0x36).noAcknowledge().occur();
        assertEquals(Outcome.NO_ACKNOWLEDGE, bus.writeRead(0x36, pointer, 1, buffer, 2));
        assertEquals(Outcome.OK, bus.writeRead(0x2A, pointer, 1, buffer, 2), "only that one");
        board.i2cFaults(0x36).noAcknowledge().clear();
        assertEquals(Outcome.OK, bus.write(0x36, pointer, 1));
        assertEquals(1, board.i2cFaults(0x36).noAcknowledge().effects());
        assertEquals(0, board.i2cFaults(0x2A).noAcknowledge().effects());
    }

    @Test
    void sporadicFaultsComeAtTheirProbability() {
        byte[] pointer = {0x0C};
        board.i2cFaults(0x36).noAcknowledge().occur(0.1);
        int failed = 0;
        for (int i = 0; i < 10_000; i++) {
            if (bus.write(0x36, pointer, 1) == Outcome.NO_ACKNOWLEDGE) {
                failed++;
            }
        }
        assertEquals(1_000, failed, 100);
        assertEquals(failed, board.i2cFaults(0x36).noAcknowledge().effects());
    }

    @Test
    void garbageReplacesWhatIsRead() {
        byte[] config = {0x01};
        assertEquals(Outcome.OK, bus.writeRead(0x48, config, 1, buffer, 2));
        byte[] sound = Arrays.copyOf(buffer, 2);
        board.i2cFaults(0x48).garbage().occur(1, 0, 1);
        bus.writeRead(0x48, config, 1, buffer, 2);
        assertFalse(Arrays.equals(sound, Arrays.copyOf(buffer, 2)));
        bus.writeRead(0x48, config, 1, buffer, 2);
        assertArrayEquals(sound, Arrays.copyOf(buffer, 2));
    }

    @Test
    void aStuckBusFailsEverything() {
        byte[] pointer = {0x0C};
        board.i2cStuck().occur();
        assertEquals(Outcome.BUS_STUCK, bus.write(0x36, pointer, 1));
        assertEquals(Outcome.BUS_STUCK, bus.writeRead(0x48, pointer, 1, buffer, 2));
        board.i2cStuck().clear();
        assertEquals(Outcome.OK, bus.write(0x36, pointer, 1));
    }

    @Test
    void aGeneralCallReachesTheConverter() {
        bus.write(0x48, new byte[] {0x01, 0x43, (byte) 0x83}, 3);
        bus.write(0x00, new byte[] {0x06}, 1);
        bus.writeRead(0x48, new byte[] {0x01}, 1, buffer, 2);
        assertEquals("85 83", HEX.formatHex(buffer, 0, 2));
    }

    @Test
    void serialFaultsActOnTheWire() {
        board.serialFaults().replyLost().occur(1, 0, 1);
        assertEquals("05 00 06 6F", exchange("05 00 06 6F"));
        board.serialFaults().echoLost().occur(1, 0, 1);
        assertEquals("", exchange("05 00 06 6F"));
        board.serialFaults().bitFlip().occur(1, 0, 1);
        String sound = "05 00 06 6F 05 FF 06 21 00 00 41 C6";
        String flipped = exchange("05 00 06 6F");
        assertEquals(1, differingBits(sound, flipped));
        assertEquals(sound, exchange("05 00 06 6F"));
        assertEquals(1, board.serialFaults().bitFlip().effects());
    }

    private static int differingBits(String one, String other) {
        byte[] a = HEX.parseHex(one);
        byte[] b = HEX.parseHex(other);
        int bits = 0;
        for (int i = 0; i < a.length; i++) {
            bits += Integer.bitCount((a[i] ^ b[i]) & 0xFF);
        }
        return bits;
    }

    @Test
    void whatIsAbsentOrTakenIsRefusedByName() {
        assertThrows(BringUpException.class, () -> board.i2c("i2c-7"));
        assertThrows(BringUpException.class, () -> board.serial("/dev/ttyUSB9", 9600));
        assertThrows(BringUpException.class, () -> board.serial("/dev/serial0", 115_200));
        assertThrows(BringUpException.class, () -> board.output(28, false));
        assertThrows(BringUpException.class, () -> board.input(17));
        assertThrows(IllegalArgumentException.class, () -> board.i2cFaults(0x11));
    }

    @Test
    void closingDrivesOutputsSafeAndFreesThePorts() {
        enable.set(false);
        board.close();
        assertTrue(board.isOutputHigh(5));
        board.serial("/dev/serial0", 115_200);
        board.output(17, false);
    }

    @Test
    void aDeadControllerLeavesItsPinsAndTheMonostableEndsIt() {
        configureMotor();
        enable.set(false);
        kickFor(2);
        board.abandon();
        assertFalse(board.isOutputHigh(5));
        clock.pause(60 * MILLI);
        board.injectSteps(3);
        assertEquals(0, board.plant().rotorMicrosteps());
    }

    @Test
    void theDoorAndOtherInputsAreWhatHandsMakeThem() {
        InputPin door = board.input(6);
        InputPin spare = board.input(16);
        assertEquals(InputPin.Level.LOW, door.level());
        board.doorOpen(true);
        board.inputHigh(16, true);
        assertEquals(InputPin.Level.HIGH, door.level());
        assertEquals(InputPin.Level.HIGH, spare.level());
    }

    @Test
    void diagShowsAnErrorOfTheDriver() {
        InputPin diag = board.input(22);
        configureMotor();
        enable.set(false);
        kickFor(1);
        assertEquals(InputPin.Level.LOW, diag.level());
        board.motor().health().chargePumpLow(true);
        assertEquals(InputPin.Level.HIGH, diag.level());
        assertNotEquals(0, board.plant().motorSupplyVolts());
    }

    @Test
    void aSlowerEnableWatchdogHoldsForItsOwnTime() {
        SimulatedBoard slow =
                new SimulatedBoard(
                        BoardLayout.reference().holding(1_000 * MILLI),
                        PlantSettings.reference(),
                        clock,
                        1);
        slow.output(5, true).set(false);
        assertTrue(slow.isEnnHigh(), "never kicked");
        slow.output(18, false).set(true);
        clock.pause(999 * MILLI);
        assertFalse(slow.isEnnHigh(), "999 ms after the kick");
        clock.pause(MILLI);
        assertTrue(slow.isEnnHigh(), "a second after the kick");
    }
}
