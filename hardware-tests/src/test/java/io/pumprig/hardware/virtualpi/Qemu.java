package io.pumprig.hardware.virtualpi;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The emulator: one run of one guest, halted at first so that nothing that it does is missed. It
 * ends with {@link #close}, and also when this program dies without a word: a guard reads a pipe
 * that only this program holds open, and ends the emulator, by its id, when the pipe closes.
 */
final class Qemu implements AutoCloseable {
    /** Name by which the USB serial adapter is pulled out and plugged in. */
    static final String USB_SERIAL = "usb-serial";

    private static final String GUARD =
            """
            exec 3<&0
            "$@" < /dev/null &
            emulator=$!
            (read -r line <&3; kill "$emulator" 2> /dev/null) &
            guard=$!
            wait "$emulator"
            code=$?
            kill "$guard" 2> /dev/null
            exit "$code"
            """;

    private static final String ARGUMENTS =
            "console=ttymxc1,115200 rdinit=/init loglevel=7 panic=-1";
    private static final long CARD_BYTES = 256L << 20;
    private static final int PATIENCE_SECONDS = 10;

    private final Process process;
    private final Path folder;

    /**
     * Starts the emulator.
     *
     * @param folder of this run: sockets and card; its path must be short
     * @param console where everything that the guest says is written
     */
    Qemu(Packages packages, GuestImage image, Path initialFiles, Path folder, Path console) {
        this.folder = folder;
        List<String> command = new ArrayList<>(List.of("sh", "-c", GUARD, "guard"));
        command.add(packages.host().resolve("usr/bin/qemu-system-aarch64").toString());
        option(command, "-L", packages.host().resolve("usr/share/qemu").toString());
        option(command, "-M", "imx8mp-evk");
        option(command, "-accel", "tcg,thread=multi");
        option(command, "-smp", "2");
        option(command, "-m", "2G");
        option(command, "-display", "none");
        option(command, "-monitor", "none");
        option(command, "-kernel", image.kernel().toString());
        option(command, "-dtb", image.deviceTree().toString());
        option(command, "-initrd", initialFiles.toString());
        option(command, "-append", ARGUMENTS);
        option(command, "-action", "watchdog=none");
        command.add("-no-reboot");
        command.add("-S");
        option(command, "-qtest", "unix:" + socket("qtest") + ",server=on,wait=off");
        option(command, "-qtest-log", "none");
        option(command, "-qmp", "unix:" + socket("qmp") + ",server=on,wait=off");
        serial(command, "uart1", "");
        serial(command, "console", ",logfile=" + console);
        serial(command, "uart3", "");
        serial(command, "uart4", "");
        chardev(command, "i2c", "");
        option(command, "-device", "usb-redir,chardev=i2c,bus=usb-bus.0,port=1");
        chardev(command, USB_SERIAL, "");
        option(command, "-drive", "if=sd,bus=1,unit=0,format=raw,file=" + card());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(packages.environment());
        builder.redirectErrorStream(true);
        builder.redirectOutput(log().toFile());
        try {
            try (RandomAccessFile card = new RandomAccessFile(card().toFile(), "rw")) {
                card.setLength(CARD_BYTES);
            }
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the emulator", e);
        }
    }

    private static void option(List<String> command, String name, String value) {
        command.add(name);
        command.add(value);
    }

    private void serial(List<String> command, String name, String more) {
        chardev(command, name, more);
        option(command, "-serial", "chardev:" + name);
    }

    private void chardev(List<String> command, String name, String more) {
        option(
                command,
                "-chardev",
                "socket,id=" + name + ",path=" + socket(name) + ",server=on,wait=off" + more);
    }

    /** Socket of that name: qtest, qmp, console, uart1, uart3, uart4, i2c, usb-serial. */
    Path socket(String name) {
        return folder.resolve(name);
    }

    /** What the emulator itself complains about. */
    Path log() {
        return folder.resolve("emulator.log");
    }

    /** The card's content: what the guest wrote last, from its first byte on. */
    Path card() {
        return folder.resolve("card");
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits for the guest to switch itself off; false when it did not in time. */
    boolean awaitEnd(long nanos) {
        try {
            return process.waitFor(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!awaitEnd(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS))) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
