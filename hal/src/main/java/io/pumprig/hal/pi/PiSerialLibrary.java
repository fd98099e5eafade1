package io.pumprig.hal.pi;

import com.fazecast.jSerialComm.SerialPort;
import io.pumprig.hal.BringUpException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Loads the native half of jSerialComm from a folder that only this user can write.
 *
 * <p>Left alone, the library unpacks into a world-writable folder under the temporary directory and
 * loads whatever it finds there. It looks into {@code jSerialComm.library.path} first: where an
 * installation has not set that, the files are unpacked into a fresh private folder, which is
 * removed as soon as they are loaded. Signals are handled afterwards as before.
 */
final class PiSerialLibrary {
    private static final String PATH_PROPERTY = "jSerialComm.library.path";
    private static final String LIBRARY = "libjSerialComm.so";

    /** A Pi with 64 and with 32 bits, and a desk; the library tries them by itself. */
    private static final String[] ARCHITECTURES = {"armv8_64", "armv7hf", "x86_64"};

    private static boolean loaded;

    private PiSerialLibrary() {}

    /** To be called before anything of jSerialComm is touched. Later calls do nothing. */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            if (System.getProperty(PATH_PROPERTY, "").isEmpty()) {
                loadFromPrivateFolder();
            } else {
                initialise();
            }
        } catch (IOException | LinkageError e) {
            throw new BringUpException(
                    "jSerialComm", LIBRARY, "a native library for this machine", e.toString());
        }
        loaded = true;
    }

    private static void loadFromPrivateFolder() throws IOException {
        Path folder = Files.createTempDirectory("pumprig-serial");
        Deque<Path> made = new ArrayDeque<>();
        made.push(folder);
        try {
            Path system = Files.createDirectory(folder.resolve("Linux"));
            made.push(system);
            for (String architecture : ARCHITECTURES) {
                Path place = Files.createDirectory(system.resolve(architecture));
                made.push(place);
                unpack("/Linux/" + architecture + "/" + LIBRARY, place.resolve(LIBRARY));
                made.push(place.resolve(LIBRARY));
            }
            System.setProperty(PATH_PROPERTY, folder.toString());
            initialise();
        } finally {
            System.clearProperty(PATH_PROPERTY);
            while (!made.isEmpty()) {
                Files.deleteIfExists(made.pop());
            }
        }
    }

    private static void unpack(String resource, Path into) throws IOException {
        try (InputStream library = SerialPort.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new IOException("no " + resource + " in jSerialComm's jar");
            }
            Files.copy(library, into);
        }
    }

    /** The class loads its library when it is initialised; a literal does not do that. */
    private static void initialise() {
        PiSerialSignals signals = new PiSerialSignals();
        try {
            SerialPort.getVersion();
        } finally {
            signals.restore();
        }
    }
}
