package io.pumprig.simulator.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is served as the page: all of it, nothing else, and the strangers' parts unchanged. */
class PageFilesTest {
    private static final Path FOLDER =
            Path.of("src/main/resources/io/pumprig/simulator/dashboard/page");
    private static final int MOST_BYTES = 250_000;

    private final PageFiles page = new PageFiles();

    @Test
    void theWholePageIsSmallerThan250Kilobytes() {
        int bytes = page.all().values().stream().mapToInt(file -> file.content().length).sum();
        assertTrue(bytes < MOST_BYTES, () -> bytes + " bytes");
    }

    @Test
    void whatOthersMadeIsWhatTheyPublished() throws Exception {
        List<String> sums = Files.readAllLines(FOLDER.resolve("CHECKSUMS"));
        Set<String> checked = new HashSet<>();
        for (String line : sums) {
            String[] sum = line.split(" [ *]", 2);
            byte[] content = Files.readAllBytes(FOLDER.resolve(sum[1]));
            assertEquals(
                    sum[0],
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)),
                    sum[1]);
            checked.add(sum[1]);
        }
        for (String name : page.all().keySet()) {
            assertTrue(!name.contains(".min.") || checked.contains(name), name);
        }
        assertFalse(checked.isEmpty());
    }

    @Test
    void everyFileOfTheFolderIsServedOrALicenceOrAList() throws Exception {
        Set<String> lists = Set.of("page.txt", "CHECKSUMS", "LICENSES.txt");
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                assertTrue(page.all().containsKey(name) || lists.contains(name), name);
            }
        }
    }

    @Test
    void thePageAsksNoOtherHostAndHasNothingInline() {
        assertNotNull(page.at("/"));
        page.all()
                .forEach(
                        (name, file) -> {
                            String text = new String(file.content(), StandardCharsets.UTF_8);
                            if (name.endsWith(".html")) {
                                assertFalse(text.matches("(?is).*\\son[a-z]+\\s*=.*"), name);
                                assertFalse(text.matches("(?is).*\\sstyle\\s*=.*"), name);
                                assertFalse(text.matches("(?is).*<style.*"), name);
                                assertFalse(text.matches("(?is).*<script(?![^>]*src).*"), name);
                                assertFalse(text.matches("(?is).*(src|href)=.?https?:.*"), name);
                            }
                        });
    }
}
