package io.pumprig.hardware.virtualpi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A virtual Raspberry Pi, ready to be started as often as there are jobs for it. Packages and image
 * come from the cache; the first use fills it.
 */
final class VirtualPi {
    /** Where console and results of each run stay, for whoever wants to know why. */
    private static final Path REPORTS = Path.of("target", "virtual-pi");

    private static final int NO_EXIT = -1;

    private final Packages packages;
    private final GuestImage image;

    private VirtualPi(Packages packages, GuestImage image) {
        this.packages = packages;
        this.image = image;
    }

    /** The machine, made first if need be; programs that share a cache do so one after another. */
    static synchronized VirtualPi ready() {
        try {
            Path cache = Files.createDirectories(Packages.folder());
            try (FileChannel lock =
                    FileChannel.open(
                            cache.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE)) {
                lock.lock();
                Packages packages = Packages.in(cache);
                VirtualPi pi = new VirtualPi(packages, GuestImage.of(packages, cache));
                pi.keepClasses();
                return pi;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cache of the virtual Pi", e);
        }
    }

    /**
     * Has a guest write down which classes of the libraries it uses, and keep them as its Java
     * holds them in memory: that halves the time in which a Java starts on an emulated processor.
     */
    private void keepClasses() throws IOException {
        Path kept = image.classArchive(GuestJob.classPath());
        if (Files.exists(kept)) {
            return;
        }
        GuestJob job =
                new GuestJob()
                        .tests(
                                List.of("-Xshare:off", "-XX:DumpLoadedClassList=/tmp/tests.list"),
                                "--select-class=" + SmokeInGuest.class.getName())
                        .rig()
                        .script("hands.sh")
                        .shell("ask 'magnet absent'")
                        .shell(listing("check", "check --yes --rig /app/rig.yaml"))
                        .with("app/therapy.yaml", GuestJob.resource("therapy.yaml"))
                        .shell(
                                listing(
                                        "run",
                                        "run --rig /app/rig.yaml --therapy /app/therapy.yaml"
                                                + " --state /tmp/state"))
                        .shell(listing("order", "order status --state /tmp/state"))
                        .shell("cat /tmp/*.list" + " | awk '!seen[$0]++' > /results/classes.list")
                        .shell(
                                "/jre/bin/java -XX:+UseSerialGC -Xshare:dump"
                                        + " -XX:SharedClassListFile=/results/classes.list"
                                        + " -XX:SharedArchiveFile=/results/classes.jsa"
                                        + " -cp \"$(cat /app/libraries)\" > /dev/null");
        GuestResults results = run("classes", OutsideWorld.reference(), job, Duration.ofMinutes(5));
        Path made = results.folder().resolve("classes.jsa");
        if (!Files.exists(made)) {
            throw new IllegalStateException("the guest kept no classes: " + results.lastWords());
        }
        Files.move(made, kept);
    }

    /** A command of the controller, which writes down its classes; nobody is asked for a yes. */
    private static String listing(String name, String words) {
        return GuestJob.javaCommand(
                        "-Xshare:off",
                        "-XX:DumpLoadedClassList=/tmp/" + name + ".list",
                        GuestJob.CONTROLLER)
                + " "
                + words
                + " < /dev/null > /dev/null 2>&1";
    }

    /**
     * Boots a guest in that world, has it do its job, and brings back what it left.
     *
     * @param name of the run: {@code target/virtual-pi/NAME} gets {@code console.log} with all that
     *     the guest and its kernel said, and what the guest left in its {@code /results}
     * @param limit until when the guest must have switched itself off
     */
    GuestResults run(String name, OutsideWorld world, GuestJob job, Duration limit) {
        try {
            Path folder = Files.createTempDirectory("vpi");
            try {
                return run(name, world, job, limit, folder);
            } finally {
                Folders.remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("virtual Pi", e);
        }
    }

    private GuestResults run(
            String name, OutsideWorld world, GuestJob job, Duration limit, Path folder)
            throws IOException {
        Path results = Folders.fresh(REPORTS.resolve(name).toAbsolutePath());
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Path files = image.withJob(job, GuestJob.classPath(), folder);
        Progress.say("%s: booting with %d MiB of files", name, Files.size(files) >> 20);
        try (world;
                Qemu guest =
                        new Qemu(packages, image, files, folder, results.resolve("console.log"))) {
            try {
                world.attach(guest, line -> heard(lines, name, line));
            } catch (IllegalStateException e) {
                throw new IllegalStateException(Files.readString(guest.log()), e);
            }
            // The emulator has read them by now.
            Files.delete(files);
            if (guest.awaitEnd(limit.toNanos())) {
                Shell.run(results, "tar", "-xf", guest.card().toString(), "--strip-components=1");
            } else {
                Progress.say("%s: not done after %d s", name, limit.toSeconds());
            }
            Files.copy(guest.log(), results.resolve("emulator.log"));
        }
        return new GuestResults(results, exitCode(lines), lines);
    }

    /**
     * Lines of the guest's first process begin with {@code @}, results of tests hold {@code ::}.
     */
    private static void heard(List<String> lines, String name, String line) {
        lines.add(line);
        if (line.startsWith("@") || line.contains(" :: ")) {
            Progress.say("%s: %s", name, line);
        }
    }

    private static int exitCode(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("@exit "))
                .mapToInt(line -> Integer.parseInt(line.substring("@exit ".length())))
                .findFirst()
                .orElse(NO_EXIT);
    }
}
