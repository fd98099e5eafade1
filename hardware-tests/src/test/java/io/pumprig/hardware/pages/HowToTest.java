package io.pumprig.hardware.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages on how to add something: their sources are written and compiled, their changes are made to
 * copies of the files that they name, and their commands find what the page promises.
 */
@Execution(ExecutionMode.CONCURRENT)
class HowToTest {
    private static final Pattern PATH =
            Pattern.compile("(?:hal|controller|simulator|hardware-tests)/[\\w./-]+");

    /** Where a page puts what it made. */
    private static final String LIBRARY =
            "simulator/src/main/resources/io/pumprig/simulator/scenarios/lessons";

    @TempDir private Path folder;

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "hal/docs/add-a-chip.md",
                "controller/docs/add-an-interlock.md",
                "simulator/docs/add-a-fault.md",
                "simulator/docs/add-a-scenario.md"
            })
    void doesWhatItSays(String file) throws IOException, InterruptedException {
        Page page = Page.of(file);
        try (PageRun run = new PageRun(folder)) {
            Files.createDirectories(run.folder().resolve(LIBRARY));
            run.follow(page);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "hal/docs/add-a-chip.md",
                "controller/docs/add-an-interlock.md",
                "simulator/docs/add-a-fault.md",
                "simulator/docs/add-a-scenario.md"
            })
    void namesFilesThatAreThere(String file) {
        Page page = Page.of(file);
        List<String> own = page.blocks().stream().map(block -> block.mark(Mark.FILE, "")).toList();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Map.Entry<Integer, String> span : page.spans()) {
            String path = span.getValue();
            if (PATH.matcher(path).matches()) {
                named++;
                if (!own.contains(path) && !Files.exists(Page.ROOT.resolve(path))) {
                    missing.add(page + ":" + span.getKey() + ": " + path);
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(named > 0, () -> page + " names " + page.spans());
    }
}
