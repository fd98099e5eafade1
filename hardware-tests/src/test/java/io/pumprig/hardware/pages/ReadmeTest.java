package io.pumprig.hardware.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whoever copies a command out of the README gets what it says, and soon sees something. */
@Execution(ExecutionMode.CONCURRENT)
class ReadmeTest {
    /** Lines of a screen, as it is usual on the first page of a repository. */
    private static final int SCREEN = 40;

    private static final long MOST_PICTURE_BYTES = 150_000;

    private final Page readme = Page.of("README.md");

    @TempDir private Path folder;

    @Test
    void theFirstPictureIsOnTheFirstScreen() throws IOException {
        int picture = 0;
        while (!readme.prose().get(picture).startsWith("![")) {
            picture++;
        }
        assertTrue(picture < SCREEN, "line " + (picture + 1));
        String file = readme.prose().get(picture).replaceAll(".*\\((.*)\\)$", "$1");
        assertTrue(Files.size(Page.ROOT.resolve(file)) < MOST_PICTURE_BYTES, file);
        Block first = readme.blocks().get(0);
        assertEquals(1, first.lines().size());
        assertTrue(first.has(Mark.COMMAND), "the first command is not the one that CI runs");
    }

    @Test
    void theCommandsOfCiStandWhereItLooksForThem() throws IOException {
        String ci = Files.readString(Page.ROOT.resolve(".ci/run"), StandardCharsets.UTF_8);
        List<Block> taken = readme.blocks().stream().filter(b -> b.has(Mark.COMMAND)).toList();
        assertEquals(2, taken.size());
        for (Block block : taken) {
            assertEquals(1, block.lines().size(), block.place());
            String name = block.mark(Mark.COMMAND, "");
            assertTrue(ci.contains("readme_command " + name), () -> ".ci/run skips " + name);
        }
    }

    @Test
    void everyOtherCommandDoesWhatIsWritten() throws IOException, InterruptedException {
        try (PageRun run = new PageRun(folder).with("simulator/examples")) {
            for (Block block : readme.blocks()) {
                run.take(begun(block));
            }
        }
    }

    /**
     * Days of a therapy last a minute: here for as long as it takes to see that they begin. What
     * they deliver is in {@code ExampleOrdersTest}.
     */
    private static Block begun(Block block) {
        return new Block(
                block.place(),
                block.language(),
                block.lines().stream()
                        .map(line -> line.replaceFirst("--for \\S+", "--for 10s"))
                        .toList(),
                block.marks());
    }
}
