package io.pumprig.controller.journal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library, once. The driver unpacks it into a directory under a name that can
 * be guessed, and loads what it finds there: in the {@code /tmp} of everybody somebody else could
 * put his own. So it gets a directory of its own, that only this user may enter and that is gone as
 * soon as the library is loaded.
 */
final class NativeSqlite {
    private static final String DIRECTORY = "org.sqlite.tmpdir";
    private static boolean loaded;

    private NativeSqlite() {}

    /** Loads the library unless it is; an operator's own {@code org.sqlite.tmpdir} is respected. */
    static synchronized void load() throws JournalException {
        if (loaded) {
            return;
        }
        try {
            if (System.getProperty(DIRECTORY) == null) {
                loadPrivately();
            } else {
                SQLiteJDBCLoader.initialize();
            }
        } catch (Exception e) {
            throw new JournalException(
                    "SQLite's native library cannot be loaded ("
                            + e.getMessage()
                            + "); the system property "
                            + DIRECTORY
                            + " names the directory that it is unpacked into",
                    e);
        }
        loaded = true;
    }

    /** A temporary directory is made for this user alone (mode 0700). */
    private static void loadPrivately() throws Exception {
        Path directory = Files.createTempDirectory(prefix());
        System.setProperty(DIRECTORY, directory.toString());
        try {
            SQLiteJDBCLoader.initialize();
        } finally {
            System.clearProperty(DIRECTORY);
            remove(directory);
        }
    }

    /** With the process in it, so that what a kill left behind tells whose it was. */
    static String prefix() {
        return "pumprig-sqlite-" + ProcessHandle.current().pid() + "-";
    }

    /** A loaded library needs its file no more, except on Windows, where it goes at the end. */
    private static void remove(Path directory) throws IOException {
        File[] unpacked = directory.toFile().listFiles();
        for (File file : unpacked == null ? new File[0] : unpacked) {
            if (!file.delete()) {
                directory.toFile().deleteOnExit();
                file.deleteOnExit();
            }
        }
        Files.deleteIfExists(directory);
    }
}
