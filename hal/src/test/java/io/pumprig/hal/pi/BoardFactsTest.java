package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Pointer;
import io.pumprig.hal.pi.BoardFacts.GpioChip;
import io.pumprig.hal.pi.BoardFacts.I2cDevice;
import io.pumprig.hal.pi.BoardFacts.OutputsAfterExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host of files that a Pi 5 would show. */
@EnabledOnOs(OS.LINUX)
class BoardFactsTest {
    private static final String STATUS =
            "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\n"
                    + "Groups:\t20 993 994 1000 5555\nCapEff:\t0000000000000000\n";

    private static final ClockSync FOLLOWS = new ClockSync(true, "synchronised within 24 ms");

    @TempDir Path root;

    @BeforeEach
    void makeHost() throws IOException {
        write("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0");
        write("proc/sys/kernel/osrelease", "6.12.25+rpt-rpi-2712\n");
        write("proc/cmdline", "console=ttyAMA10,115200 console=tty1 root=PARTUUID=1 rootwait\n");
        write("proc/self/status", STATUS);
        limits("0", "8388608");
        write("etc/group", "dialout:x:20:pump\npump:x:1000:\ni2c:x:994:pump\ngpio:x:993:pump\n");
        write("dev/gpiochip0", "");
        write("dev/gpiochip11", "");
        write("dev/gpiochip2", "");
        Files.createSymbolicLink(root.resolve("dev/gpiochip4"), root.resolve("dev/gpiochip0"));
        write("dev/i2c-1", "");
        write("dev/i2c-13", "");
        write("sys/class/i2c-dev/i2c-1/name", "Synopsys DesignWare I2C adapter\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void limits(String priority, String lockedBytes) throws IOException {
        write(
                "proc/self/limits",
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                        + String.format(
                                "Max locked memory         %-20s %-20s bytes     \n",
                                lockedBytes, "unlimited")
                        + String.format(
                                "Max realtime priority     %-20s %-20s           \n",
                                priority, "99"));
    }

    private BoardFacts facts() {
        int[] asked = {0};
        return BoardFacts.of(
                root,
                (fd, request, argument) -> {
                    assertEquals(0x8044_B401L, request);
                    Pointer info = new Pointer(argument);
                    switch (asked[0]++) {
                        case 0 -> info.setString(32, "pinctrl-rp1");
                        case 1 -> info.setString(32, "gpio-brcmstb@107d508500");
                        default -> {
                            return -13;
                        }
                    }
                    info.setInt(64, 54);
                    return 0;
                },
                FOLLOWS);
    }

    @Test
    void tellsWhatTheHostIs() {
        BoardFacts facts = facts();
        assertEquals("Raspberry Pi 5 Model B Rev 1.0", facts.model());
        assertEquals("6.12.25+rpt-rpi-2712", facts.kernel());
        assertEquals(System.getProperty("java.version"), facts.java());
        assertEquals(List.of("pump", "dialout", "gpio", "i2c", "5555"), facts.groups());
        assertFalse(facts.isRoot());
        assertEquals(FOLLOWS, facts.clock());
        assertEquals(List.of("ttyAMA10"), facts.serialConsoles());
    }

    @Test
    void namesEachGpioChipOnceByItsLabel() {
        assertEquals(
                List.of(
                        new GpioChip("gpiochip0", "pinctrl-rp1", 54, ""),
                        new GpioChip("gpiochip2", "gpio-brcmstb@107d508500", 54, ""),
                        new GpioChip("gpiochip11", "", 0, "EACCES (13)")),
                facts().gpioChips());
    }

    @Test
    void saysInOneLineWhichGpioChipsThereAre() {
        assertEquals(
                "gpiochip0 ENOTTY (25), gpiochip2 ENOTTY (25), gpiochip11 ENOTTY (25)",
                GpioChips.text(root, Libc::control));
        assertEquals("none", GpioChips.text(root.resolve("nowhere"), Libc::control));
    }

    @Test
    void namesEachI2cBus() {
        assertEquals(
                List.of(
                        new I2cDevice("i2c-1", "Synopsys DesignWare I2C adapter", true),
                        new I2cDevice("i2c-13", "", true)),
                facts().i2cBuses());
    }

    @ParameterizedTest(name = "capabilities {0}, priority limit {1}: {2}")
    @CsvSource({
        "0000000000000000, 0, false",
        "0000000000000000, 49, false",
        "0000000000000000, 50, true",
        "0000000000800000, 0, true",
        "0000000000400000, 0, false",
        "000001ffffffffff, 0, true"
    })
    void tellsWhetherFifoWillBeGranted(String capabilities, String limit, boolean may)
            throws IOException {
        limits(limit, "8388608");
        write("proc/self/status", STATUS.replace("0000000000000000", capabilities));
        assertEquals(may, facts().mayScheduleFifo());
    }

    @ParameterizedTest(name = "capabilities {0}, locked memory limit {1}: {2}")
    @CsvSource({
        "0000000000000000, 8388608, false",
        "0000000000000000, unlimited, true",
        "0000000000004000, 8388608, true"
    })
    void tellsWhetherMemoryMayBeLocked(String capabilities, String limit, boolean may)
            throws IOException {
        limits("0", limit);
        write("proc/self/status", STATUS.replace("0000000000000000", capabilities));
        assertEquals(may, facts().mayLockMemory());
    }

    @Test
    void tellsWhetherThereIsAWatchdog() throws IOException {
        assertFalse(facts().hasWatchdog());
        write("dev/watchdog0", "");
        assertTrue(facts().hasWatchdog());
    }

    @Test
    void knowsRoot() throws IOException {
        write("proc/self/status", "Uid:\t1000\t0\t0\t0\nGid:\t0\t0\t0\t0\nGroups:\t0\n");
        assertTrue(facts().isRoot());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"N, TURN_TO_INPUT", "Y, STAY_DRIVEN"})
    void believesTheRunningDriverAboutItsOutputs(String persist, OutputsAfterExit expected)
            throws IOException {
        write("sys/module/pinctrl_rp1/parameters/persist_gpio_outputs", persist + "\n");
        write("sys/module/pinctrl_bcm2835/parameters/persist_gpio_outputs", "?\n");
        write("boot/firmware/config.txt", "dtparam=strict_gpiod\n");
        assertEquals(expected, facts().outputsAfterExit());
    }

    @Test
    void asksTheDriverOfAPi4ForAPi4() throws IOException {
        write("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.5\0");
        write("sys/module/pinctrl_rp1/parameters/persist_gpio_outputs", "Y\n");
        write("sys/module/pinctrl_bcm2835/parameters/persist_gpio_outputs", "N\n");
        assertEquals(OutputsAfterExit.TURN_TO_INPUT, facts().outputsAfterExit());
    }

    @Test
    void believesTheKernelsStartUpLine() throws IOException {
        write("proc/cmdline", "rootwait pinctrl_rp1.persist_gpio_outputs=n quiet\n");
        assertEquals(OutputsAfterExit.TURN_TO_INPUT, facts().outputsAfterExit());
        assertEquals(List.of(), facts().serialConsoles());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "dtparam=strict_gpiod; TURN_TO_INPUT",
                "dtparam=i2c_arm=on,strict_gpiod; TURN_TO_INPUT",
                "dtparam=strict_gpiod=on,spi=on; TURN_TO_INPUT",
                "#dtparam=strict_gpiod; UNKNOWN",
                "dtparam=strict_gpiod=off; UNKNOWN",
                "dtparam=i2c_arm=on; UNKNOWN"
            })
    void readsWhatIsConfigured(String line, OutputsAfterExit expected) throws IOException {
        write("boot/firmware/config.txt", "# rig\n" + line + "\n");
        assertEquals(expected, facts().outputsAfterExit());
    }

    @Test
    void anEmptyHostIsNoFailure() {
        BoardFacts facts =
                BoardFacts.of(
                        root.resolve("nowhere"),
                        (fd, request, argument) -> {
                            throw new AssertionError("nobody to ask");
                        },
                        FOLLOWS);
        assertEquals("", facts.model());
        assertEquals(List.of(), facts.gpioChips());
        assertEquals(List.of(), facts.groups());
        assertFalse(facts.mayScheduleFifo() || facts.mayLockMemory() || facts.isRoot());
        assertEquals(OutputsAfterExit.UNKNOWN, facts.outputsAfterExit());
    }

    @Test
    void readsThisHost() {
        BoardFacts facts = BoardFacts.ofThisHost();
        assertFalse(facts.kernel().isEmpty());
        assertFalse(facts.groups().isEmpty());
    }
}
