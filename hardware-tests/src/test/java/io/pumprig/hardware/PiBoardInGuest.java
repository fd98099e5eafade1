package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.Controller;
import io.pumprig.controller.HostSide;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.controller.selftest.Examination;
import io.pumprig.hal.AllocatedBytes;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.hal.pi.BoardWatchdog;
import io.pumprig.hardware.virtualpi.GuestHands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Runs in the guest of the virtual Pi: what {@code PiBoard} takes from Pi4J and the kernel, and no
 * other machine can show.
 */
@RigTest
@EnabledIf("io.pumprig.hardware.virtualpi.GuestHands#arePresent")
class PiBoardInGuest {
    private static final Path GPIO = Path.of("/sys/class/gpio");
    private static final Path WATCHDOG = Path.of("/sys/class/watchdog/watchdog0");
    private static final int RED = 13;

    /**
     * A period that every transfer of a cycle fits in, so that the loop does not only catch up; a
     * cycle that comes ten of them late, which a busy host can make, is an alarm.
     */
    private static final long PERIOD_NANOS = 200_000_000L;

    /** 16 microsteps a second. */
    private static final Prescription FAST =
            new Prescription(
                    "baclofen",
                    100,
                    Mode.CONTINUOUS,
                    864_000_000L,
                    Prescription.DEFAULT_MINIMUM_PICOLITRES_PER_DAY,
                    Prescription.OnRestart.RESUME);

    private RigUnderTest rig;
    private GuestHands hands;

    @BeforeEach
    void take(RigUnderTest given) {
        rig = given;
        hands = new GuestHands();
    }

    @AfterEach
    void letGo() {
        hands.close();
    }

    private long redEdges() {
        rig.clock().pause(rig.pace().cycleNanos());
        return hands.number("edges? " + RED);
    }

    @Test
    @Tag("SR-43")
    void anOutputIsClaimedAtItsSafeLevelWithoutAnyOther() {
        rig.board().output(RED, false);
        long low = redEdges();
        Board board = rig.board();
        board.output(RED, true);
        assertEquals(low + 1, redEdges(), "from low to high, once");
        board.close();
        assertEquals(low + 1, redEdges(), "and stays, also without an owner");
        assertTrue(rig.hands().isOutputHigh(RED));

        rig.board().output(RED, false);
        assertEquals(low + 2, redEdges());
    }

    @Test
    void aPinThatSomebodyElseOwnsIsRefusedWithTheKernelsReason() throws IOException {
        Board board = rig.board();
        String line = Integer.toString(header() + RED);
        Files.writeString(GPIO.resolve("export"), line);
        try {
            BringUpException refused =
                    assertThrows(BringUpException.class, () -> board.output(RED, false));
            assertEquals(
                    "output pin at GPIO 13: expected a free pin of the header, found"
                            + " c_gpiod_line_request_output failed: -1 (Device or resource busy)",
                    refused.getMessage());
        } finally {
            Files.writeString(GPIO.resolve("unexport"), line);
        }
        board.output(RED, false);
    }

    /** The kernel's number for GPIO 0 of the header. */
    private static int header() throws IOException {
        try (var chips = Files.newDirectoryStream(GPIO, "gpiochip*")) {
            for (Path chip : chips) {
                if (Files.readString(chip.resolve("label")).contains("pinctrl")) {
                    return Integer.parseInt(Files.readString(chip.resolve("base")).strip());
                }
            }
        }
        throw new AssertionError("no chip labelled pinctrl");
    }

    @Test
    void aReadOfARegisterIsOneTransferWithARepeatedStart() {
        I2cBus bus = rig.board().i2c("i2c-1");
        long before = hands.number("joined?");
        assertEquals(Outcome.OK, bus.writeRead(0x36, new byte[] {0x0B}, 1, new byte[1], 1));
        assertEquals(before + 1, hands.number("joined?"));
        assertEquals(Outcome.OK, bus.write(0x36, new byte[] {0x0B}, 1));
        assertEquals(before + 1, hands.number("joined?"), "a write alone ends with a STOP");
    }

    /** What the guest's adapter calls a stall, EPIPE, is not a Pi's ETIMEDOUT; neither is a NAK. */
    @Test
    @Tag("F-41")
    void aBusThatIsHeldIsToldFromAPartThatIsAbsent() {
        I2cBus bus = rig.board().i2c("i2c-1");
        byte[] status = {0x0B};
        assertEquals(Outcome.NO_ACKNOWLEDGE, bus.writeRead(0x37, status, 1, new byte[1], 1));
        hands.order("stick bus");
        try {
            assertEquals(Outcome.BUS_ERROR, bus.writeRead(0x36, status, 1, new byte[1], 1));
        } finally {
            hands.order("free bus");
        }
        rig.clock().pause(60_000_000L);
        assertEquals(Outcome.OK, bus.writeRead(0x36, status, 1, new byte[1], 1));
    }

    @Test
    @Tag("SR-71")
    void theBoardsWatchdogTakesTenSecondsAndIsDisarmedByAnOrderlyEnd() throws IOException {
        try (BoardWatchdog watchdog = BoardWatchdog.open(BoardWatchdog.DEVICE)) {
            assertEquals("10", watchdog("timeout"));
            assertEquals("active", watchdog("state"));
            assertEquals(Outcome.OK, watchdog.feed());
        }
        assertEquals("inactive", watchdog("state"));
    }

    private static String watchdog(String attribute) throws IOException {
        return Files.readString(WATCHDOG.resolve(attribute)).strip();
    }

    /** The adapter's two wires are tied together outside: what is sent comes back. */
    @Test
    @Tag("F-42")
    void anAdapterThatIsPulledOutIsToldAndServesAgainOncePluggedIn() {
        Path device = Path.of("/dev/ttyUSB0");
        hands.order("plug usb-serial");
        awaits(() -> Files.exists(device), "the adapter appears");
        SerialLine line = rig.board().serial(device.toString(), 115_200);
        assertReturned(line);

        hands.order("unplug usb-serial");
        awaits(() -> line.read(new byte[8], 0) < 0, "the line is gone");

        hands.order("plug usb-serial");
        awaits(() -> line.read(new byte[8], 0) == 0, "the line is back");
        assertReturned(line);
        hands.order("unplug usb-serial");
    }

    private void assertReturned(SerialLine line) {
        byte[] sent = {0x01, 0x0D, 0x0A, (byte) 0xFF};
        byte[] heard = new byte[8];
        int[] taken = new int[1];
        assertEquals(Outcome.OK, line.write(sent, sent.length));
        awaits(
                () -> {
                    taken[0] += Math.max(0, line.read(heard, taken[0]));
                    return taken[0] >= sent.length;
                },
                "its own bytes");
        assertArrayEquals(sent, Arrays.copyOf(heard, taken[0]));
    }

    private void awaits(BooleanSupplier condition, String what) {
        boolean isSo = condition.getAsBoolean();
        for (int i = 0; i < 1_000 && !isSo; i++) {
            rig.clock().pause(10_000_000L);
            isSo = condition.getAsBoolean();
        }
        assertTrue(isSo, what);
    }

    @Test
    void aWholeCycleOfTheControllerAllocatesNothing() throws JournalException {
        // The enable watchdog has let go by now, and a drive that is off is an alarm.
        rig.settle();
        SafetyLimits limits =
                SafetyLimits.defaults(
                        rig.wiring().pump(),
                        rig.wiring().line().compliancePicolitresPerKilopascal());
        Controller controller =
                new Controller(
                        new Controller.Setup(
                                rig.clock(),
                                rig.devices(),
                                limits,
                                DrugLibrary.shipped(),
                                Examination.known(() -> true),
                                FluidPath.REFERENCE,
                                FAST,
                                PERIOD_NANOS,
                                true,
                                new Unrecorded(),
                                new JournalStore.Session(
                                        "allocation", "bench", "test", rig.clock().utcMillis()),
                                null,
                                0,
                                null,
                                null,
                                HostSide.UNHEARD));
        try {
            ControlLoop loop = controller.beginTested(0, 0);
            Runnable cycle =
                    () -> {
                        rig.clock().pause(PERIOD_NANOS);
                        loop.tick();
                    };
            for (int i = 0; i < 40; i++) {
                cycle.run();
            }
            long before = rig.devices().motor().sentMicrosteps();
            assertEquals(0, AllocatedBytes.in(20, cycle));
            assertTrue(
                    rig.devices().motor().sentMicrosteps() > before,
                    () -> "the motor stood, alarms " + loop.alarms().listed());
        } finally {
            controller.close();
        }
    }
}
