package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of {@code completion} in a real bash, asked as the tab key asks it. */
class CompletionTest {
    @TempDir Path folder;

    @BeforeEach
    void aScript() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        StringWriter script = new StringWriter();
        assertEquals(
                0,
                PumprigSimulator.commandLine()
                        .setOut(new PrintWriter(script))
                        .execute("completion"));
        Files.writeString(folder.resolve("script"), script.toString());
    }

    /** What bash would offer for the last of these words. */
    private Set<String> offered(String... words) throws IOException, InterruptedException {
        StringBuilder typed = new StringBuilder("pumprig-simulator");
        for (String word : words) {
            typed.append(" '").append(word).append('\'');
        }
        Process bash =
                new ProcessBuilder(
                                "/bin/bash",
                                "--norc",
                                "-c",
                                // Out of a real prompt bash has no options of completion to set.
                                "compopt() { :; }; source ./script && COMP_WORDS=("
                                        + typed
                                        + ") && COMP_CWORD="
                                        + words.length
                                        + " && _complete_pumprig-simulator"
                                        + "; printf '%s\\n' \"${COMPREPLY[@]}\"")
                        .directory(folder.toFile())
                        .redirectError(folder.resolve("complaints").toFile())
                        .start();
        bash.getOutputStream().close();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(bash.waitFor(20, TimeUnit.SECONDS));
        assertEquals("", Files.readString(folder.resolve("complaints")));
        Set<String> offered = new TreeSet<>(said.lines().map(String::strip).toList());
        offered.remove("");
        return offered;
    }

    @Test
    void offersTheCommands() throws Exception {
        assertEquals(Set.of("run", "report", "replay", "reference"), offered("r"));
        assertEquals(Set.of("active"), offered("fault", "a"));
        assertTrue(offered("").containsAll(List.of("run", "test", "sweep", "completion")));
    }

    @Test
    void doesNotOfferWhatIsNotForPeople() throws Exception {
        assertEquals(Set.of("dashboard"), offered("d"));
    }

    @Test
    void offersTheOptionsOfACommand() throws Exception {
        assertEquals(
                Set.of("--speed", "--seed", "--state", "--state-period"), offered("run", "--s"));
        assertEquals(Set.of("--within"), offered("fault", "inject", "--w"));
    }

    @Test
    void offersTheValuesOfAnOption() throws Exception {
        assertEquals(Set.of("json", "text"), offered("run", "--format", ""));
        assertEquals(Set.of("fault", "fault_log"), kinds("fault"));
        assertEquals(Set.of("therapy"), offered("schema", "t"));
    }

    private Set<String> kinds(String begun) throws Exception {
        Set<String> all = new TreeSet<>(offered("journal", "show", "--kind", begun));
        all.addAll(offered("journal", "export", "--table", begun));
        return all;
    }

    @Test
    void offersFilesWhereAFileIsMeant() throws Exception {
        Files.writeString(folder.resolve("therapy-of-mine.yaml"), "");
        assertEquals(Set.of("therapy-of-mine.yaml"), offered("run", "--therapy", "ther"));
    }
}
