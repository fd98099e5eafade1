package io.pumprig.hardware.virtualpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fazecast.jSerialComm.SerialPort;
import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.i2c.I2C;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Runs in the guest: Pi4J, jSerialComm and the kernel's drivers as they were published, each
 * against one part of the world outside. {@link VirtualPi} starts it once for the classes that it
 * uses; run by hand, it tells the machine from what is under test.
 */
@EnabledIf("io.pumprig.hardware.virtualpi.GuestHands#arePresent")
class SmokeInGuest {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private static Context pi4j;
    private static GuestHands hands;

    @BeforeAll
    static void open() {
        pi4j = Pi4J.newAutoContext();
        hands = new GuestHands();
    }

    @AfterAll
    static void close() {
        hands.close();
        pi4j.shutdown();
    }

    /** The edge is on its way while the guest already asks. */
    private static void awaits(BooleanSupplier condition, String what) {
        long startedNanos = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startedNanos < PATIENCE_NANOS, what);
            Pause.millis(5);
        }
    }

    @Test
    void theBoardIsTakenForARaspberryPi() {
        assertEquals("MODEL_5_B", pi4j.boardInfo().getBoardModel().name());
    }

    @Test
    void everyEdgeOfAnOutputIsSeenOutside() {
        DigitalOutput red =
                pi4j.create(
                        DigitalOutput.newConfigBuilder(pi4j)
                                .id("red")
                                .address(13)
                                .initial(DigitalState.LOW)
                                .build());
        long before = hands.number("edges? 13");
        red.high();
        awaits(() -> hands.ask("pin? 13").equals("high"), "the red LED is on");
        for (int i = 0; i < 50; i++) {
            red.low();
            red.high();
        }
        red.low();
        awaits(() -> hands.ask("pin? 13").equals("low"), "the red LED is off");
        assertEquals(102, hands.number("edges? 13") - before);
    }

    @Test
    void aPressedEStopIsSeenInside() {
        DigitalInput eStop =
                pi4j.create(DigitalInput.newConfigBuilder(pi4j).id("e-stop").address(26).build());
        assertEquals(DigitalState.LOW, eStop.state());
        hands.order("press e-stop");
        awaits(() -> eStop.state() == DigitalState.HIGH, "the e-stop reads 1");
        hands.order("release e-stop");
        awaits(() -> eStop.state() == DigitalState.LOW, "the e-stop reads 0");
    }

    @Test
    void theEncoderAnswersOnItsBusAndAnAbsentChipDoesNot() {
        try (I2C encoder = i2c(0x36);
                I2C nobody = i2c(0x37)) {
            // STATUS: MD alone, the magnet is in range (device reference 2.2).
            assertEquals(0x20, encoder.readRegister(0x0B));
            byte[] angle = new byte[2];
            assertEquals(2, encoder.readRegister(0x0C, angle));
            assertTrue((angle[0] & 0xF0) == 0, () -> HexFormat.of().formatHex(angle));
            assertThrows(Pi4JException.class, () -> nobody.readRegister(0x0B));
        }
    }

    @Test
    void anEncoderThatIsPulledOffTheBusComesBack() {
        try (I2C encoder = i2c(0x36)) {
            hands.order("drop chip 0x36");
            assertThrows(Pi4JException.class, () -> encoder.readRegister(0x0B));
            hands.order("return chip 0x36");
            assertEquals(0x20, encoder.readRegister(0x0B));
        }
    }

    private static I2C i2c(int address) {
        return pi4j.create(
                I2C.newConfigBuilder(pi4j)
                        .id("i2c-" + address + "-" + System.nanoTime())
                        .bus(1)
                        .device(address)
                        .build());
    }

    @Test
    void theMotorDriverAnswersBehindTheEchoOfTheQuestion() {
        SerialPort port = opened("/dev/ttymxc0");
        try {
            byte[] question = HexFormat.of().parseHex("0500066f");
            assertEquals(4, port.writeBytes(question, 4));
            byte[] heard = new byte[12];
            awaits(() -> port.bytesAvailable() >= 12, "echo and answer");
            assertEquals(12, port.readBytes(heard, 12));
            assertArrayEquals(question, Arrays.copyOf(heard, 4));
            assertEquals("05ff06", HexFormat.of().formatHex(heard, 4, 7));
            assertEquals(0x21, heard[7], "VERSION in IOIN (device reference 1.5)");
        } finally {
            port.closePort();
        }
    }

    @Test
    void anAdapterOnUsbCanBePulledOutAndPluggedIn() {
        Path device = Path.of("/dev/ttyUSB0");
        assertFalse(Files.exists(device), "nothing is plugged in");
        hands.order("plug usb-serial");
        awaits(() -> Files.exists(device), "the adapter appears");
        SerialPort port = opened("/dev/ttyUSB0");
        byte[] sent = HexFormat.of().parseHex("0102030d0a00ff11");
        assertEquals(8, port.writeBytes(sent, 8));
        awaits(() -> port.bytesAvailable() >= 8, "its own bytes");
        byte[] heard = new byte[8];
        assertEquals(8, port.readBytes(heard, 8));
        assertArrayEquals(sent, heard);
        hands.order("unplug usb-serial");
        awaits(() -> port.bytesAvailable() < 0, "the line is gone");
        port.closePort();
        awaits(() -> !Files.exists(device), "the adapter disappears");
        hands.order("plug usb-serial");
        awaits(() -> Files.exists(device), "the adapter is back");
        hands.order("unplug usb-serial");
        awaits(() -> !Files.exists(device), "the adapter disappears again");
    }

    private static SerialPort opened(String path) {
        SerialPort port = SerialPort.getCommPort(path);
        port.setBaudRate(115_200);
        port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        // A name in /dev appears a moment before what is behind it can be opened.
        awaits(port::openPort, path + " opens");
        return port;
    }

    @Test
    void aWatchdogThatNobodyKicksFires() throws Exception {
        assertEquals(0, hands.number("watchdogs?"));
        Process kicker =
                new ProcessBuilder(
                                "busybox",
                                "watchdog",
                                "-F",
                                "-T",
                                "1",
                                "-t",
                                "60",
                                "/dev/watchdog0")
                        .start();
        awaits(() -> hands.number("watchdogs?") > 0, "the watchdog fires");
        kicker.destroyForcibly().waitFor();
        assertTrue(Files.exists(Path.of("/dev/watchdog0")));
    }
}
