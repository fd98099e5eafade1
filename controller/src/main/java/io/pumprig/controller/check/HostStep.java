package io.pumprig.controller.check;

import io.pumprig.hal.pi.BoardFacts;
import io.pumprig.hal.pi.ClockSync;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The computer: what it is, what this user may do with it, and who else talks on its ports. */
final class HostStep implements CheckStep {
    private static final String HOST = "host";
    private static final int LEAST_JAVA = 17;
    private static final String HEADER_LABEL = "pinctrl";
    private static final List<String> GROUPS = List.of("gpio", "i2c", "dialout");

    /** What may stand behind /dev/serial0, by model and overlay (device reference 9.4). */
    private static final Set<String> HEADER_LINES = Set.of("serial0", "ttyAMA0", "ttyS0");

    @Override
    public void run(CheckBench bench) {
        BoardFacts facts = bench.facts();
        java(bench, facts);
        model(bench, facts);
        gpioChip(bench, facts);
        buses(bench, facts);
        groups(bench, facts);
        outputsAfterExit(bench, facts);
        console(bench, facts);
        scheduling(bench, facts);
        watchdog(bench, facts);
        clock(bench, facts.clock());
    }

    private static void java(CheckBench bench, BoardFacts facts) {
        int feature = Integer.parseInt(facts.java().split("[^0-9]")[0]);
        if (feature >= LEAST_JAVA) {
            bench.ok(HOST, "java", facts.java());
        } else {
            bench.fail(HOST, "java", facts.java(), "install Java 17 or later");
        }
    }

    private static void model(CheckBench bench, BoardFacts facts) {
        String found = facts.model() + ", kernel " + facts.kernel();
        if (facts.model().matches("Raspberry Pi [45].*")) {
            bench.ok(HOST, "board", found);
        } else {
            bench.warn(
                    HOST,
                    "board",
                    facts.model().isEmpty() ? "no Raspberry Pi, kernel " + facts.kernel() : found,
                    "a real rig needs a Raspberry Pi 4 or 5; an emulated one is for tests");
        }
    }

    private static void gpioChip(CheckBench bench, BoardFacts facts) {
        for (BoardFacts.GpioChip chip : facts.gpioChips()) {
            if (chip.label().contains(HEADER_LABEL)) {
                bench.ok(HOST, chip.device(), chip.label() + ", " + chip.lines() + " lines");
                return;
            }
        }
        List<String> troubles = new ArrayList<>();
        for (BoardFacts.GpioChip chip : facts.gpioChips()) {
            troubles.add(chip.device() + " " + (chip.trouble() + chip.label()));
        }
        bench.fail(
                HOST,
                "gpio",
                "no GPIO chip labelled " + HEADER_LABEL + " among " + troubles,
                "put the user into the group gpio, and start Raspberry Pi OS of 64 bits");
    }

    private static void buses(CheckBench bench, BoardFacts facts) {
        Set<String> wired = new TreeSet<>();
        wired.add(bench.wiring().encoder().bus());
        wired.add(bench.wiring().pressure().bus());
        wired.add(bench.wiring().reservoir().bus());
        bench.wiring().flow().ifPresent(flow -> wired.add(flow.bus()));
        for (String name : wired) {
            bus(bench, facts, name);
        }
    }

    private static void bus(CheckBench bench, BoardFacts facts, String name) {
        for (BoardFacts.I2cDevice device : facts.i2cBuses()) {
            if (device.device().equals(name)) {
                if (device.open()) {
                    bench.ok(HOST, name, device.adapter());
                } else {
                    bench.fail(
                            HOST,
                            name,
                            "/dev/" + name + " is not ours to read and write",
                            "put the user into the group i2c, and log in again");
                }
                return;
            }
        }
        bench.fail(
                HOST,
                name,
                "no /dev/" + name,
                "turn the bus on: dtparam=i2c_arm=on in config.txt, i2c-dev in /etc/modules, then"
                        + " restart");
    }

    private static void groups(CheckBench bench, BoardFacts facts) {
        List<String> missing = new ArrayList<>(GROUPS);
        missing.removeAll(facts.groups());
        if (facts.isRoot()) {
            bench.warn(
                    HOST,
                    "groups",
                    "runs as root, so nothing is proved for the service's user",
                    "check again as the user that runs the controller");
        } else if (missing.isEmpty()) {
            bench.ok(HOST, "groups", String.join(" ", GROUPS));
        } else {
            bench.warn(
                    HOST,
                    "groups",
                    "not in " + String.join(" ", missing),
                    "sudo usermod -aG " + String.join(",", missing) + " $USER, and log in again");
        }
    }

    private static void outputsAfterExit(CheckBench bench, BoardFacts facts) {
        switch (facts.outputsAfterExit()) {
            case TURN_TO_INPUT ->
                    bench.ok(HOST, "gpio at exit", "outputs turn to inputs when we die");
            case STAY_DRIVEN ->
                    bench.warn(
                            HOST,
                            "gpio at exit",
                            "outputs keep their level when we die",
                            "dtparam=strict_gpiod in config.txt, then restart; until then only the"
                                    + " enable watchdog lets go of the motor");
            default ->
                    bench.warn(
                            HOST,
                            "gpio at exit",
                            "unknown what outputs do when we die",
                            "dtparam=strict_gpiod in config.txt, then restart");
        }
    }

    private static void console(CheckBench bench, BoardFacts facts) {
        String uart = bench.wiring().motor().uart();
        String name = uart.substring(uart.lastIndexOf('/') + 1);
        String remedy =
                "take the console off that line: raspi-config, serial port, login shell no,"
                        + " hardware yes; then restart";
        if (facts.serialConsoles().contains(name)) {
            bench.fail(HOST, uart, "the kernel's console talks on it", remedy);
        } else if (name.equals("serial0")
                && facts.serialConsoles().stream().anyMatch(HEADER_LINES::contains)) {
            bench.warn(
                    HOST,
                    uart,
                    "the kernel's console talks on " + facts.serialConsoles(),
                    "if that is the same line, " + remedy);
        } else {
            bench.ok(HOST, uart, "no console on it");
        }
    }

    private static void scheduling(CheckBench bench, BoardFacts facts) {
        if (facts.mayScheduleFifo() && facts.mayLockMemory()) {
            bench.ok(HOST, "scheduling", "real-time priority and locked memory are allowed");
            return;
        }
        String denied =
                (facts.mayScheduleFifo() ? "" : "real-time priority ")
                        + (facts.mayLockMemory() ? "" : "locked memory ");
        bench.warn(
                HOST,
                "scheduling",
                denied + "not allowed to this user: cycles may come late",
                "start by the systemd unit, or set rtprio and memlock in"
                        + " /etc/security/limits.conf");
    }

    private static void clock(CheckBench bench, ClockSync clock) {
        if (clock.synchronised()) {
            bench.ok(HOST, "clock", clock.reason());
        } else {
            bench.warn(
                    HOST,
                    "clock",
                    "not synchronised: " + clock.reason(),
                    "timedatectl set-ntp true, and wait; a program by times of day does so too,"
                            + " or is run with --clock-ok");
        }
    }

    private static void watchdog(CheckBench bench, BoardFacts facts) {
        if (facts.hasWatchdog()) {
            bench.ok(HOST, "watchdog", "/dev/watchdog0");
        } else {
            bench.warn(
                    HOST,
                    "watchdog",
                    "no /dev/watchdog0: a host that hangs is not restarted",
                    "dtparam=watchdog=on in config.txt, then restart");
        }
    }
}
