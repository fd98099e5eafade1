package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Pointer;
import io.pumprig.hal.AllocatedBytes;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.UsualSignals;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiBoardTest {
    private final List<String> record = new ArrayList<>();
    private final RecordedPins pins = new RecordedPins(record::add);
    private final RecordedEnd end = new RecordedEnd();
    private final PiBoard board = new PiBoard(pins, this::openBus, this::openLine, end);

    /** Keeps the hook, to run it as the JVM would. */
    private static final class RecordedEnd implements ProgramEnd {
        private final List<Thread> hooks = new ArrayList<>();

        @Override
        public void add(Thread hook) {
            hooks.add(hook);
        }

        @Override
        public void remove(Thread hook) {
            assertTrue(hooks.remove(hook));
        }
    }

    /** A line that nobody talks on. */
    private static final class SilentLine implements SerialLine {
        @Override
        public Outcome write(byte[] bytes, int length) {
            throw new AssertionError("not told what to answer");
        }

        @Override
        public int read(byte[] into, int offset) {
            throw new AssertionError("not told what to answer");
        }
    }

    private PiI2cBus openBus(int number, RigClock clock) {
        record.add("open i2c " + number);
        return new PiI2cBus(
                new I2cTransfer(number, (fd, request, argument) -> 1),
                () -> {
                    record.add("close i2c " + number);
                    if (number == 9) {
                        throw new IOException("bus 9 sticks");
                    }
                },
                clock);
    }

    private SerialPorts.Opened openLine(String path, int baud) {
        record.add("open " + path + " " + baud);
        return new SerialPorts.Opened(
                new SilentLine(), () -> baud, () -> record.add("close " + path));
    }

    @Test
    void isABench() {
        assertEquals("bench", board.backend());
        assertSame(board.clock(), board.clock());
    }

    @Test
    void claimsAnOutputAtItsSafeLevelBeforeAnythingElse() {
        OutputPin enable = board.output(5, true);
        assertEquals(List.of("claim 5 high"), record);
        assertEquals(Outcome.OK, enable.set(false));
        assertEquals(List.of("claim 5 high", "5 low"), record);
    }

    @Test
    void endsInOneOrderWithOutputsSafeFirst() {
        board.i2c("i2c-1");
        board.output(5, true);
        OutputPin step = board.output(17, false);
        board.serial("/dev/serial0", 115_200);
        step.set(true);
        record.clear();
        board.close();
        assertEquals(
                List.of("5 high", "17 low", "close i2c 1", "close /dev/serial0", "pins released"),
                record);
        assertTrue(end.hooks.isEmpty(), "nothing is left for the JVM's end");
    }

    @Test
    void theJvmsEndDoesTheSameAndOnlyOnce() {
        board.output(5, true);
        assertEquals(1, end.hooks.size());
        Thread hook = end.hooks.get(0);
        record.clear();
        hook.run();
        assertEquals(List.of("5 high", "pins released"), record);
        board.close();
        assertEquals(2, record.size());
    }

    @Test
    void noLevelIsTakenAfterTheEnd() {
        OutputPin enable = board.output(5, true);
        InputPin door = board.input(6);
        I2cBus bus = board.i2c("i2c-1");
        assertEquals(InputPin.Level.HIGH, door.level());
        board.close();
        record.clear();
        assertEquals(Outcome.BUS_ERROR, enable.set(false));
        assertEquals(InputPin.Level.UNKNOWN, door.level());
        assertEquals(Outcome.BUS_ERROR, bus.write(0x36, new byte[1], 1));
        assertEquals(List.of(), record);
        assertThrows(IllegalStateException.class, () -> board.output(17, false));
        assertThrows(IllegalStateException.class, () -> board.input(7));
        assertThrows(IllegalStateException.class, () -> board.i2c("i2c-1"));
        assertThrows(IllegalStateException.class, () -> board.serial("/dev/serial0", 9_600));
    }

    @Test
    void aStepThatFailsDoesNotKeepTheNextFromRunning() {
        board.output(5, true);
        board.output(17, false);
        board.i2c("i2c-9");
        pins.breakLine(5);
        record.clear();
        IllegalStateException failure = assertThrows(IllegalStateException.class, board::close);
        assertEquals(List.of("5 high", "17 low", "close i2c 9", "pins released"), record);
        assertEquals(2, failure.getSuppressed().length);
        assertEquals(
                "an output was not driven safe: BUS_ERROR",
                failure.getSuppressed()[0].getMessage());
        assertEquals("bus 9 sticks", failure.getSuppressed()[1].getMessage());
    }

    @Test
    @Timeout(20)
    void makesOutputsSafeWhileAnOpeningHangs() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        CountDownLatch safe = new CountDownLatch(1);
        PiBoard stuck =
                new PiBoard(
                        new RecordedPins(
                                done -> {
                                    if (done.equals("5 high")) {
                                        safe.countDown();
                                    }
                                }),
                        this::openBus,
                        (path, baud) -> {
                            hanging.countDown();
                            try {
                                letGo.await();
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                            return openLine(path, baud);
                        },
                        new RecordedEnd());
        stuck.output(5, true);
        Thread opening = new Thread(() -> stuck.serial("/dev/serial0", 115_200));
        opening.start();
        hanging.await();
        Thread closing = new Thread(stuck::close);
        closing.start();
        assertTrue(safe.await(10, TimeUnit.SECONDS), "safe although the board is busy");
        letGo.countDown();
        opening.join();
        closing.join();
    }

    @Test
    void showsASupervisorThePassesOfEachLine() {
        board.serial("/dev/serial0", 115_200);
        board.serial("/dev/serial/by-id/usb-balance", 9_600);
        assertEquals(
                List.of("/dev/serial0", "/dev/serial/by-id/usb-balance"),
                List.copyOf(board.serialPasses().keySet()));
        assertEquals(
                List.of(115_200L, 9_600L),
                board.serialPasses().values().stream().map(LongSupplier::getAsLong).toList());
        BringUpException taken =
                assertThrows(BringUpException.class, () -> board.serial("/dev/serial0", 115_200));
        assertEquals(
                "serial line at /dev/serial0: expected a free line, found taken",
                taken.getMessage());
    }

    @Test
    void pinsAllocateNothing() {
        PiOutputPin step = new PiOutputPin(high -> Outcome.OK, false);
        InputPin door = board.input(6);
        assertEquals(
                0,
                AllocatedBytes.in(
                        10_000,
                        () -> {
                            step.set(true);
                            step.set(false);
                            door.level();
                        }));
    }

    @Test
    void theSameNameGivesTheSameBus() {
        I2cBus bus = board.i2c("i2c-1");
        assertSame(bus, board.i2c("i2c-1"));
        assertNotSame(bus, board.i2c("i2c-3"));
        assertEquals(List.of("open i2c 1", "open i2c 3"), record);
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(strings = {"", "i2c", "1", "/dev/i2c-1", "i2c-1234", "i2c--1"})
    void refusesANameThatNoBusHas(String name) {
        BringUpException wrong = assertThrows(BringUpException.class, () -> board.i2c(name));
        assertEquals(
                "I2C bus at " + name + ": expected a name such as i2c-1, found " + name,
                wrong.getMessage());
    }

    @ParameterizedTest(name = "GPIO {0}")
    @CsvSource({"-1", "28", "53"})
    void refusesAPinThatTheHeaderDoesNotHave(int gpio) {
        BringUpException wrong =
                assertThrows(BringUpException.class, () -> board.output(gpio, false));
        assertEquals(
                "output pin at GPIO "
                        + gpio
                        + ": expected GPIO 0 to 27 of the header, found no such pin",
                wrong.getMessage());
        assertThrows(BringUpException.class, () -> board.input(gpio));
    }

    @Test
    void refusesAPinThatTheRigUsesAlready() {
        board.output(17, false);
        BringUpException wrong = assertThrows(BringUpException.class, () -> board.input(17));
        assertEquals(
                "input pin at GPIO 17: expected a free pin, found the rig uses it already",
                wrong.getMessage());
        board.input(22);
        assertThrows(BringUpException.class, () -> board.output(22, true));
    }

    @Test
    void passesOnThatSomebodyElseHasThePin() {
        assertThrows(BringUpException.class, () -> board.output(14, true));
        board.close();
        assertEquals(List.of("pins released"), record, "and does not take it for its own");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"return", "throw", "wait"})
    @EnabledOnOs(OS.LINUX)
    @Timeout(60)
    void aProgramsOutputsAreSafeHoweverItEnds(String how) throws Exception {
        Process program =
                new ProcessBuilder(
                                UsualSignals.restoredFor(
                                        List.of(
                                                Path.of(
                                                                System.getProperty("java.home"),
                                                                "bin",
                                                                "java")
                                                        .toString(),
                                                "-Xshare:auto",
                                                "-XX:TieredStopAtLevel=1",
                                                "-cp",
                                                System.getProperty("java.class.path"),
                                                EndingProgram.class.getName(),
                                                how)))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        List<String> told = new ArrayList<>();
        try (BufferedReader output = program.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                told.add(line);
                if (line.equals("5 low") && how.equals("wait")) {
                    // Not the process's own destroy, which closes its output too.
                    program.toHandle().destroy();
                }
            }
            assertTrue(program.waitFor(30, TimeUnit.SECONDS));
        } finally {
            program.destroyForcibly();
        }
        assertEquals(
                List.of(
                        "claim 5 high",
                        "claim 17 low",
                        "5 low",
                        "5 high",
                        "17 low",
                        "i2c closed",
                        "serial closed",
                        "pins released"),
                told);
        assertEquals(how.equals("wait") ? 143 : 0, program.exitValue());
    }

    @Test
    void opensNothingOffAPiAndNeverTakesAMockInstead() {
        assumeTrue(PiModel.text(Path.of("/")).isEmpty());
        assertThrows(BringUpException.class, () -> PiBoard.open(this::openLine));
        BringUpException wrong = assertThrows(BringUpException.class, Pi4jPins::open);
        assertTrue(
                wrong.getMessage()
                        .startsWith(
                                "GPIO chip at /dev/gpiochip*: expected a chip labelled pinctrl,"
                                        + " open to this user (group gpio), found "),
                wrong.getMessage());
        assertThrows(BringUpException.class, Pi4jPins::open, "the header is free again");
    }

    @Test
    void namesABusThatIsNotThere() {
        BringUpException wrong =
                assertThrows(
                        BringUpException.class, () -> new Pi4jI2cPorts().open(250, new PiClock()));
        assertEquals(
                "I2C bus at /dev/i2c-250: expected a bus (dtparam=i2c_arm=on), found no such"
                        + " device",
                wrong.getMessage());
    }

    @ParameterizedTest(name = "functions {0}, errno {1}: {2}")
    @CsvSource({
        "0x00000000, 25, 'an I2C adapter, found ENOTTY (25)'",
        "0x0EFF0008, 0, 'combined transfers (I2C_RDWR), found SMBus commands only'"
    })
    void refusesWhatIsNoI2cAdapter(String functions, int errno, String found) {
        BringUpException wrong =
                assertThrows(
                        BringUpException.class,
                        () -> Pi4jI2cPorts.requireI2c(3, "/dev/i2c-1", says(functions, errno)));
        assertEquals("I2C bus at /dev/i2c-1: expected " + found, wrong.getMessage());
    }

    @Test
    void takesAnAdapterOfCombinedTransfers() {
        Pi4jI2cPorts.requireI2c(3, "/dev/i2c-1", says("0x0EFF0009", 0));
    }

    private static Ioctl says(String functions, int errno) {
        return (fd, request, argument) -> {
            assertEquals(0x0705, request);
            new Pointer(argument).setLong(0, Long.decode(functions));
            return -errno;
        };
    }
}
