package io.pumprig.hal.pi;

import java.nio.file.Path;
import java.util.List;

/**
 * What the host is, for a check to judge: looked at, never changed, and nothing claimed. What could
 * not be read is empty or unknown.
 *
 * @param model the device tree's name of the board; empty off a Pi
 * @param kernel the kernel's release
 * @param java the Java version
 * @param gpioChips every GPIO chip; the header is the one whose label contains {@code pinctrl}
 * @param i2cBuses every I2C bus
 * @param groups names of the user's groups; wanted are gpio, i2c and dialout, or root
 * @param isRoot whether the user may do everything anyway
 * @param outputsAfterExit what becomes of outputs when the program dies without a word
 * @param serialConsoles serial lines on which the kernel talks, such as {@code ttyAMA0}
 * @param mayScheduleFifo whether {@link RealTime#schedule} will be granted
 * @param mayLockMemory whether {@link RealTime#lockMemory} will be granted
 * @param hasWatchdog whether the board's watchdog is there, free or not
 * @param clock whether the calendar may be believed
 */
public record BoardFacts(
        String model,
        String kernel,
        String java,
        List<GpioChip> gpioChips,
        List<I2cDevice> i2cBuses,
        List<String> groups,
        boolean isRoot,
        OutputsAfterExit outputsAfterExit,
        List<String> serialConsoles,
        boolean mayScheduleFifo,
        boolean mayLockMemory,
        boolean hasWatchdog,
        ClockSync clock) {

    public BoardFacts {
        gpioChips = List.copyOf(gpioChips);
        i2cBuses = List.copyOf(i2cBuses);
        groups = List.copyOf(groups);
        serialConsoles = List.copyOf(serialConsoles);
    }

    /**
     * A chip of GPIO lines.
     *
     * @param device such as {@code gpiochip0}; a second name of the same chip is left out
     * @param label the driver's name for it; empty when it could not be asked
     * @param lines how many it has; 0 when it could not be asked
     * @param trouble why it could not be asked, else empty
     */
    public record GpioChip(String device, String label, int lines, String trouble) {}

    /**
     * A bus in /dev.
     *
     * @param device such as {@code i2c-1}
     * @param adapter the driver's name for it; empty when unknown
     * @param open whether this user may read and write it
     */
    public record I2cDevice(String device, String adapter, boolean open) {}

    /** What becomes of an output when its program died (Raspberry Pi OS: strict_gpiod). */
    public enum OutputsAfterExit {
        /** It turns to input, and the resistor outside takes it to the safe level. */
        TURN_TO_INPUT,
        /** It keeps its last level: a motor stays enabled. */
        STAY_DRIVEN,
        /** The kernel does not say; kernels of the mainline turn it to input. */
        UNKNOWN
    }

    /** The facts of the host that this program runs on. */
    public static BoardFacts ofThisHost() {
        return of(Path.of("/"), Libc::control, ClockSync.ofThisHost());
    }

    static BoardFacts of(Path root, Ioctl kernel, ClockSync clock) {
        HostFiles files = new HostFiles(root);
        String model = PiModel.text(root);
        ProcessStatus process = new ProcessStatus(files);
        return new BoardFacts(
                model,
                files.line("proc/sys/kernel/osrelease"),
                System.getProperty("java.version"),
                GpioChips.of(root, kernel),
                files.names("dev", "i2c-\\d+").stream()
                        .map(name -> i2cDevice(files, name))
                        .toList(),
                process.groups(),
                process.isRoot(),
                outputsAfterExit(files, model),
                serialConsoles(files),
                process.mayScheduleFifo(),
                process.mayLockMemory(),
                !files.names("dev", "watchdog0").isEmpty(),
                clock);
    }

    private static I2cDevice i2cDevice(HostFiles files, String name) {
        return new I2cDevice(
                name,
                files.line("sys/class/i2c-dev/" + name + "/name"),
                files.isOpen("dev/" + name));
    }

    /** The running driver's word first, then what it was started with, then what is configured. */
    private static OutputsAfterExit outputsAfterExit(HostFiles files, String model) {
        String driver = model.startsWith("Raspberry Pi 5") ? "pinctrl_rp1" : "pinctrl_bcm2835";
        String parameter = "persist_gpio_outputs";
        switch (files.line("sys/module/" + driver + "/parameters/" + parameter)) {
            case "N":
                return OutputsAfterExit.TURN_TO_INPUT;
            case "Y":
                return OutputsAfterExit.STAY_DRIVEN;
            default:
                break;
        }
        boolean started = files.words("proc/cmdline").contains(driver + "." + parameter + "=n");
        boolean configured =
                files.lines("boot/firmware/config.txt").stream()
                        .anyMatch(
                                line -> line.matches("\\s*dtparam=(.*,)?strict_gpiod(=on)?(,.*)?"));
        return started || configured ? OutputsAfterExit.TURN_TO_INPUT : OutputsAfterExit.UNKNOWN;
    }

    private static List<String> serialConsoles(HostFiles files) {
        return files.words("proc/cmdline").stream()
                .filter(word -> word.startsWith("console="))
                .map(word -> word.substring("console=".length()).split(",")[0])
                .filter(name -> !name.matches("tty\\d+"))
                .distinct()
                .toList();
    }
}
