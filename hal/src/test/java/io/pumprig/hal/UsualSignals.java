package io.pumprig.hal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts a program as on a terminal, whatever this build was started by: a shell's background job
 * ignores SIGINT, {@code nohup} SIGHUP, and a program inherits that. A JVM leaves a signal alone
 * that was ignored when it began.
 */
public final class UsualSignals {
    /** What ends a session, by number. */
    private static final int HUP = 1;

    private static final int INT = 2;
    private static final int TERM = 15;

    private UsualSignals() {}

    /** The command, so that SIGHUP, SIGINT and SIGTERM end the program unless it handles them. */
    public static List<String> restoredFor(List<String> command) {
        if (!isOneIgnored()) {
            return command;
        }
        List<String> restored = new ArrayList<>(List.of("env", "--default-signal=HUP,INT,TERM"));
        restored.addAll(command);
        return restored;
    }

    private static boolean isOneIgnored() {
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .anyMatch(ignored -> (ignored & (bit(HUP) | bit(INT) | bit(TERM))) != 0);
        } catch (IOException e) {
            // No such file system: whoever builds there looks after it.
            return false;
        }
    }

    private static long bit(int signal) {
        return 1L << signal - 1;
    }
}
