package io.pumprig.hardware.virtualpi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Kernel, device tree and file system of the guest. What comes from packages is built once and kept
 * beside them; what is under test (class path, natives, job) is a second archive for each start.
 */
final class GuestImage {
    private static final List<String> JAVA_MODULES =
            List.of(
                    "java.se",
                    "jdk.crypto.ec",
                    "jdk.httpserver",
                    "jdk.jfr",
                    "jdk.management",
                    "jdk.unsupported",
                    "jdk.zipfs");

    /** What the shell and Java of the guest are linked to. */
    private static final List<String> LIBRARIES =
            List.of(
                    "ld-linux-aarch64.so.1",
                    "libc.so.6",
                    "libdl.so.2",
                    "libgcc_s.so.1",
                    "libm.so.6",
                    "libpthread.so.0",
                    "librt.so.1",
                    "libstdc++.so.6",
                    "libz.so.1");

    private static final List<String> KERNEL_MODULES =
            List.of(
                    "phy-fsl-imx8mq-usb",
                    "xhci-plat-hcd",
                    "dwc3",
                    "dwc3-imx8mp",
                    "i2c-tiny-usb",
                    "i2c-dev",
                    "sdhci-esdhc-imx",
                    "imx2-wdt",
                    "ftdi-sio");

    /** Where the guest's Java finds its classes ready to be used, if they are. */
    static final String CLASS_ARCHIVE = "app/classes.jsa";

    private static final String PREFIX = "image-";
    private static final String STAMP = "last-used";
    private static final String BOARD = "imx8mp-evk.dtb";
    private static final String NATIVES = "lib/aarch64/";
    private static final String SERIAL_NATIVE = "Linux/armv8_64/libjSerialComm.so";
    private static final String LIBRARY_FOLDER = "lib/aarch64-linux-gnu";

    private final Packages packages;
    private final Path folder;

    private GuestImage(Packages packages, Path folder) {
        this.packages = packages;
        this.folder = folder;
    }

    /**
     * The image of these packages, built first unless it is there. Another state of this code has
     * another image, beside this one; those that nobody has used for a day are removed.
     */
    static GuestImage of(Packages packages, Path cache) {
        try {
            String recipe = new Checksum().with(packages.checksum()).with(recipe()).toString();
            GuestImage image = new GuestImage(packages, cache.resolve(PREFIX + recipe));
            Path stamp = image.folder.resolve(STAMP);
            if (!Files.exists(stamp)) {
                image.build();
            }
            Files.writeString(stamp, Instant.now().toString());
            removeForgotten(cache);
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException("guest image", e);
        }
    }

    private static void removeForgotten(Path cache) throws IOException {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        try (var images = Files.newDirectoryStream(cache, PREFIX + "*")) {
            for (Path image : images) {
                Path stamp = image.resolve(STAMP);
                boolean isUsed =
                        Files.exists(stamp)
                                && Files.getLastModifiedTime(stamp).toInstant().isAfter(yesterday);
                if (!isUsed) {
                    Folders.remove(image);
                }
            }
        }
    }

    Path kernel() {
        return Folders.only(packages.guest().resolve("boot"), "vmlinuz-*");
    }

    Path deviceTree() {
        return folder.resolve("pi.dtb");
    }

    /** Changes whenever what is built here might be another. */
    private static String recipe() throws IOException {
        Checksum checksum = new Checksum();
        for (Class<?> type :
                List.of(
                        GuestImage.class,
                        PiDeviceTree.class,
                        DeviceTree.class,
                        KernelModules.class,
                        CpioArchive.class)) {
            checksum.with(resource(type, type.getSimpleName() + ".class"));
        }
        return checksum.with(init()).toString();
    }

    private static byte[] init() throws IOException {
        return resource(GuestImage.class, "/virtualpi/init.sh");
    }

    private static byte[] resource(Class<?> owner, String name) throws IOException {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }

    // ---- built once

    private void build() throws IOException {
        Folders.fresh(folder);
        Progress.say("making a Java for the guest");
        Path java = folder.resolve("jre");
        Shell.run(
                folder,
                Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                "--module-path",
                Folders.only(packages.guest().resolve("usr/lib/jvm"), "java-17-*")
                        .resolve("jmods")
                        .toString(),
                "--add-modules",
                String.join(",", JAVA_MODULES),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                java.toString());
        Progress.say("making device tree and file system of the guest");
        deviceTreeOfPi();
        try (CpioArchive archive = new CpioArchive(folder.resolve("base.cpio"))) {
            for (String empty : List.of("dev", "proc", "sys", "tmp", "run", "results")) {
                archive.folder(empty);
            }
            archive.characterDevice("dev/console", 5, 1);
            archive.file("init", init());
            archive.file("bin/busybox", packages.guest().resolve("bin/busybox"));
            archive.link("bin/sh", "busybox");
            libraries(archive);
            modules(archive);
            for (Path file : Folders.files(java)) {
                archive.file("jre/" + java.relativize(file), file);
            }
        }
        Folders.remove(java);
    }

    private void deviceTreeOfPi() throws IOException {
        Path original;
        try (Stream<Path> all = Files.walk(packages.guest().resolve("usr/lib"))) {
            original = all.filter(path -> path.endsWith(BOARD)).findFirst().orElseThrow();
        }
        String compiler = packages.host().resolve("usr/bin/dtc").toString();
        String text =
                Shell.run(
                        folder,
                        packages.environment(),
                        List.of(compiler, "-q", "-I", "dtb", "-O", "dts", original.toString()));
        Path edited = folder.resolve("pi.dts");
        Files.writeString(edited, PiDeviceTree.of(text));
        Shell.run(
                folder,
                packages.environment(),
                List.of(
                        compiler,
                        "-q",
                        "-I",
                        "dts",
                        "-O",
                        "dtb",
                        "-o",
                        deviceTree().toString(),
                        edited.toString()));
    }

    private void libraries(CpioArchive archive) throws IOException {
        for (String library : LIBRARIES) {
            Path found = null;
            for (String place : List.of("lib", "usr/lib")) {
                Path candidate =
                        packages.guest().resolve(place).resolve("aarch64-linux-gnu/" + library);
                found = Files.exists(candidate) ? candidate.toRealPath() : found;
            }
            if (found == null) {
                throw new IllegalStateException("the guest's packages have no " + library);
            }
            archive.file(LIBRARY_FOLDER + "/" + library, found);
        }
        archive.link("lib/ld-linux-aarch64.so.1", "aarch64-linux-gnu/ld-linux-aarch64.so.1");
    }

    private void modules(CpioArchive archive) throws IOException {
        KernelModules modules = new KernelModules(packages.guest().resolve("lib/modules"));
        for (String module : KERNEL_MODULES) {
            modules.add(module);
        }
        for (String module : modules.order()) {
            archive.file("modules/" + module + ".ko", modules.file(module));
        }
        archive.file(
                "modules/order",
                (String.join("\n", modules.order()) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    // ---- built for each start

    /**
     * The file system of one start: the kept one, then the job and what it needs.
     *
     * @param into a folder of this start
     */
    Path withJob(GuestJob job, List<Path> classPath, Path into) {
        try {
            Path archived = into.resolve("job.cpio");
            try (CpioArchive archive = new CpioArchive(archived)) {
                List<Path> ordered = librariesFirst(classPath);
                List<String> names = new ArrayList<>();
                List<String> libraries = new ArrayList<>();
                for (Path entry : ordered) {
                    names.add(add(archive, entry, names.size()));
                    if (isLibrary(entry)) {
                        libraries.add(names.get(names.size() - 1));
                    }
                }
                archive.file("app/classpath", text(String.join(":", names)));
                archive.file("app/libraries", text(String.join(":", libraries)));
                archive.file("app/job", text(job.script()));
                archive.file("app/now", text(Instant.now().getEpochSecond() + "\n"));
                Path classes = classArchive(classPath);
                if (Files.exists(classes)) {
                    archive.file(CLASS_ARCHIVE, classes);
                }
                for (Map.Entry<String, byte[]> file : job.files().entrySet()) {
                    archive.file(file.getKey(), file.getValue());
                }
            }
            Path whole = into.resolve("initrd.cpio");
            try (InputStream both =
                    new SequenceInputStream(
                            Files.newInputStream(folder.resolve("base.cpio")),
                            Files.newInputStream(archived))) {
                Files.copy(both, whole);
            }
            Files.delete(archived);
            return whole;
        } catch (IOException e) {
            throw new UncheckedIOException("guest image", e);
        }
    }

    /**
     * Where the libraries' classes are kept in the form that the guest's Java needs no work for. It
     * serves for as long as the libraries are the same; what is under test may change.
     */
    Path classArchive(List<Path> classPath) throws IOException {
        Checksum checksum = new Checksum();
        for (Path entry : librariesFirst(classPath)) {
            if (isLibrary(entry)) {
                checksum.with(entry.getFileName() + " " + Files.size(entry) + "\n");
            }
        }
        return folder.resolve("classes-" + checksum + ".jsa");
    }

    /** An archive of classes fits a class path that begins as the one that it was made with. */
    private static List<Path> librariesFirst(List<Path> classPath) {
        List<Path> ordered = new ArrayList<>(classPath);
        ordered.sort(Comparator.comparing(entry -> !isLibrary(entry)));
        return ordered;
    }

    private static boolean isLibrary(Path entry) {
        return Files.isRegularFile(entry) && !entry.toString().contains("/target/");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Adds one entry of the class path; returns its name in the guest. */
    private static String add(CpioArchive archive, Path entry, int number) throws IOException {
        boolean isJar = Files.isRegularFile(entry);
        String last = isJar ? entry.getFileName().toString() : "classes.jar";
        String name = String.format("app/lib/%03d-%s", number, last);
        archive.file(name, isJar ? Files.readAllBytes(entry) : jar(entry));
        if (isJar && last.startsWith("pi4j-library-") || last.startsWith("jSerialComm-")) {
            natives(archive, entry);
        }
        return "/" + name;
    }

    /** The native libraries of a published jar, where the options of Java say that they are. */
    private static void natives(CpioArchive archive, Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith(NATIVES) && name.endsWith(".so")
                        || name.equals(SERIAL_NATIVE)) {
                    archive.file(
                            "natives" + name.substring(name.lastIndexOf('/')),
                            zip.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    /** Classes in one file, not compressed: the emulated processor is slow at both. */
    private static byte[] jar(Path classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : Folders.files(classes)) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
