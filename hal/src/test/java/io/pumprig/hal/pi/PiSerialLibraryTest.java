package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The library is loaded once in a process, so all is in one test. */
@EnabledOnOs(OS.LINUX)
class PiSerialLibraryTest {

    @Test
    void loadsWithoutALeftoverAndWithoutASignalThatIsIgnoredFromThenOn() throws IOException {
        String ignoredBefore = ignoredSignals();

        PiSerialLibrary.load();

        assertEquals(ignoredBefore, ignoredSignals());
        assertNull(System.getProperty("jSerialComm.library.path"));
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            List<String> places = maps.filter(line -> line.contains("libjSerialComm.so")).toList();
            assertFalse(places.isEmpty(), "loaded");
            assertTrue(
                    places.stream().allMatch(line -> line.contains("/pumprig-serial")),
                    () -> "loaded from " + places);
            assertTrue(places.stream().allMatch(line -> line.endsWith("(deleted)")));
        }
    }

    private static String ignoredSignals() throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> line.startsWith("SigIgn")).findFirst().orElseThrow();
        }
    }
}
