package io.pumprig.hardware.virtualpi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Debian packages that the virtual Pi is made of, unpacked in a cache folder: the emulator with
 * its libraries for this machine, kernel, shell and Java for the guest.
 *
 * <p>They are downloaded with the machine's own {@code apt-get} from the machine's own sources, to
 * which private folders add the guest's architecture and the backports suite. A stamp with the
 * checksums of all that was downloaded is written last: without it, or when a package does not
 * match it, the cache is made anew.
 */
final class Packages {
    private static final String GUEST_ARCHITECTURE = "arm64";
    private static final Pattern INSTALLED = Pattern.compile("(?m)^Inst (\\S+).*?\\((\\S+) ");
    private static final Pattern KERNEL = Pattern.compile("linux-image-[0-9]\\S+");

    /** Newer than the distribution's own, which has no such machine. */
    private static final List<String> EMULATOR =
            List.of("qemu-system-arm", "qemu-system-common", "qemu-system-data");

    private static final List<String> GUEST =
            List.of(
                    "busybox-static",
                    "libc6",
                    "libgcc-s1",
                    "libstdc++6",
                    "openjdk-17-jdk-headless",
                    "zlib1g");

    private final Path cache;
    private final Path downloads;
    private final Path stamp;

    private Packages(Path cache) {
        this.cache = cache;
        downloads = cache.resolve("downloads");
        stamp = cache.resolve("packages.sha256");
    }

    /** Where packages are kept: {@code -DvirtualPi.cache}, or below the user's cache folder. */
    static Path folder() {
        String chosen = System.getProperty("virtualPi.cache");
        return chosen == null || chosen.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "pumprig", "virtual-pi")
                : Path.of(chosen).toAbsolutePath();
    }

    /** The packages in that folder, downloaded first unless they are all there. */
    static Packages in(Path cache) {
        Packages packages = new Packages(cache);
        if (!packages.isComplete()) {
            packages.fetch();
        }
        return packages;
    }

    /** Root of what runs on this machine. */
    Path host() {
        return cache.resolve("host");
    }

    /** Root of what runs in the guest. */
    Path guest() {
        return cache.resolve("guest");
    }

    /** Changes whenever the packages do. */
    String checksum() {
        try {
            return sha256(stamp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Environment in which a program below {@link #host} finds its libraries and modules. */
    Map<String, String> environment() {
        Path libraries = Folders.only(host().resolve("usr/lib"), "*-linux-gnu");
        Path older = host().resolve("lib").resolve(libraries.getFileName());
        return Map.of(
                "LD_LIBRARY_PATH",
                libraries + ":" + older,
                "QEMU_MODULE_DIR",
                libraries.resolve("qemu").toString());
    }

    // ---- is it there

    private boolean isComplete() {
        if (!Files.isDirectory(host()) || !Files.isDirectory(guest()) || !Files.exists(stamp)) {
            return false;
        }
        try {
            return Files.readString(stamp).equals(checksums());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for each package downloaded, in the order of their names. */
    private String checksums() throws IOException {
        if (!Files.isDirectory(downloads)) {
            return "";
        }
        Map<String, String> sums = new TreeMap<>();
        for (Path file : Folders.files(downloads)) {
            sums.put(file.getFileName().toString(), sha256(file));
        }
        StringBuilder lines = new StringBuilder();
        sums.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
        return lines.toString();
    }

    private static String sha256(Path file) throws IOException {
        return new Checksum().with(Files.readAllBytes(file)).toString();
    }

    // ---- fetching it

    private void fetch() {
        try {
            Files.createDirectories(cache);
            Files.deleteIfExists(stamp);
            Folders.fresh(downloads);
            Progress.say("asking the package sources");
            Apt own = new Apt(cache.resolve("apt-host"), hostArchitecture(), true);
            Apt guests = new Apt(cache.resolve("apt-guest"), GUEST_ARCHITECTURE, false);
            List<String> forHost = own.missing();
            List<String> forGuest = new ArrayList<>(GUEST);
            forGuest.add(guests.kernel());
            Progress.say("downloading %d packages for the host", forHost.size());
            own.download(forHost);
            Folders.fresh(host());
            unpack(host());
            Progress.say("downloading %d packages for the guest", forGuest.size());
            guests.download(forGuest);
            Folders.fresh(guest());
            unpack(guest());
            Files.writeString(stamp, checksums());
            Progress.say("packages are in %s", cache);
        } catch (IOException e) {
            throw new UncheckedIOException("packages of the virtual Pi", e);
        }
    }

    /** Unpacks what was downloaded last and has not been unpacked yet. */
    private void unpack(Path root) throws IOException {
        Path done = Files.createDirectories(downloads.resolve(root.getFileName()));
        try (var found = Files.newDirectoryStream(downloads, "*.deb")) {
            for (Path file : found) {
                Shell.run(cache, "dpkg", "-x", file.toString(), root.toString());
                Files.move(
                        file,
                        done.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String hostArchitecture() {
        return Shell.run(Path.of("/"), "dpkg", "--print-architecture").strip();
    }

    /** {@code apt-get} with folders of its own. */
    private final class Apt {
        private final Path folder;
        private final Map<String, String> environment;
        private final String backports;

        Apt(Path folder, String architecture, boolean knowsInstalled) throws IOException {
            this.folder = Folders.fresh(folder);
            Path sources = Files.createDirectories(folder.resolve("sources.list.d"));
            Files.createDirectories(folder.resolve("preferences.d"));
            Files.createDirectories(folder.resolve("state/lists/partial"));
            Files.createDirectories(folder.resolve("cache/archives/partial"));
            Path nothing = Files.createFile(folder.resolve("status"));
            String suite = Sources.codename();
            backports = suite + "-backports";
            Sources.copy(Path.of("/etc/apt"), suite, sources, backports);
            String status = knowsInstalled ? "/var/lib/dpkg/status" : nothing.toString();
            Path configuration = folder.resolve("apt.conf");
            Files.writeString(
                    configuration,
                    """
                    APT::Architecture "%s";
                    APT::Architectures { "%s"; };
                    APT::Install-Recommends "0";
                    APT::Sandbox::User "";
                    Acquire::Retries "3";
                    Dir::State "%s/state";
                    Dir::State::status "%s";
                    Dir::Cache "%s/cache";
                    Dir::Etc::sourcelist "%s/none";
                    Dir::Etc::sourceparts "%s/sources.list.d";
                    Dir::Etc::preferences "%s/none";
                    Dir::Etc::preferencesparts "%s/preferences.d";
                    """
                            .formatted(
                                    architecture,
                                    architecture,
                                    folder,
                                    status,
                                    folder,
                                    folder,
                                    folder,
                                    folder,
                                    folder),
                    StandardCharsets.UTF_8);
            environment = Map.of("APT_CONFIG", configuration.toString(), "LC_ALL", "C.UTF-8");
            run(List.of("apt-get", "-q", "update"));
        }

        /** The emulator and those of its libraries that this machine has not, with versions. */
        List<String> missing() {
            List<String> command =
                    new ArrayList<>(List.of("apt-get", "-q", "--simulate", "install"));
            for (String name : EMULATOR) {
                command.add(name + "/" + backports);
            }
            command.add("device-tree-compiler");
            command.add("--reinstall");
            List<String> packages = new ArrayList<>();
            Matcher installed = INSTALLED.matcher(run(command));
            while (installed.find()) {
                packages.add(installed.group(1) + "=" + installed.group(2));
            }
            return packages;
        }

        /** The kernel that the distribution now takes for this architecture. */
        String kernel() {
            String depends =
                    run(List.of("apt-cache", "depends", "--important", "linux-image-arm64"));
            Matcher kernel = KERNEL.matcher(depends);
            if (!kernel.find()) {
                throw new IllegalStateException("no kernel in:\n" + depends);
            }
            return kernel.group();
        }

        void download(List<String> packages) {
            List<String> command = new ArrayList<>(List.of("apt-get", "-q", "download"));
            command.addAll(packages);
            Shell.run(downloads, environment, command);
        }

        private String run(List<String> command) {
            return Shell.run(folder, environment, command);
        }
    }
}
