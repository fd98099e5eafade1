package io.pumprig.hardware.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hardware.bench.BenchAtADesk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three tutorials, each done from its first line to its last. */
@Execution(ExecutionMode.CONCURRENT)
class TutorialTest {
    private static final String BENCH = "controller/docs/tutorial-bench.md";

    @TempDir private Path folder;

    static List<String> tutorials() {
        return List.of(BENCH, "simulator/docs/tutorial-ci.md", "simulator/docs/tutorial-tester.md");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tutorials")
    void goesAsItIsWritten(String file) throws IOException, InterruptedException {
        try (PageRun run = new PageRun(folder)) {
            run.follow(Page.of(file));
        }
    }

    /** No tutorial, but followed like one: it has its own output to tell. */
    @Test
    void soDoesThePageOfTraces() throws IOException, InterruptedException {
        goesAsItIsWritten("simulator/docs/traces.md");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tutorials")
    void makesItsProgramsInTheSameWay(String file) {
        Block setup = Page.of(file).blocks().get(0);
        assertTrue(setup.has(Mark.SETUP), setup.place());
        assertEquals("mvn -q -DskipTests package", setup.lines().get(0));
        assertEquals(
                "alias pumprig-simulator=\"java -jar $PWD/simulator/target/pumprig-simulator.jar\"",
                setup.lines().get(1));
    }

    @Test
    void theStandInForAPiIsWhereTheBenchsTutorialSays() {
        List<Block> setup =
                Page.of(BENCH).blocks().stream().filter(block -> block.has(Mark.SETUP)).toList();
        String standIn = setup.get(1).lines().get(0);
        assertTrue(standIn.contains(" " + BenchAtADesk.class.getName() + "\""), standIn);
        Path classes =
                Path.of(
                        BenchAtADesk.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath());
        assertTrue(standIn.contains("$PWD/" + Page.ROOT.relativize(classes) + ":"), standIn);
    }
}
