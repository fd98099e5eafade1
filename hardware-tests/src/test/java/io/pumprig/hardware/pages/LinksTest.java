package io.pumprig.hardware.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever follows a link of a page arrives. */
class LinksTest {

    @Test
    void everyRelativeLinkLeadsToAFileAndEveryAnchorToAHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        int followed = 0;
        for (Page page : Page.all()) {
            for (Map.Entry<Integer, String> link : page.links()) {
                if (link.getValue().matches("[a-z]+:.*")) {
                    continue;
                }
                followed++;
                if (!arrives(page, link.getValue())) {
                    broken.add(page + ":" + link.getKey() + ": " + link.getValue());
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(followed > 50, followed + " links");
    }

    private static boolean arrives(Page page, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target =
                path.isEmpty()
                        ? Page.ROOT.resolve(page.file())
                        : page.folder().resolve(path).normalize();
        if (!target.startsWith(Page.ROOT) || !Files.exists(target)) {
            return false;
        }
        return hash < 0
                || new Page(Page.ROOT.relativize(target))
                        .anchors()
                        .contains(link.substring(hash + 1));
    }

    @Test
    void everyPageIsReachedFromTheReadme() throws IOException {
        List<Path> reached = new ArrayList<>(List.of(Path.of("README.md")));
        for (int i = 0; i < reached.size(); i++) {
            Page page = new Page(reached.get(i));
            for (Map.Entry<Integer, String> link : page.links()) {
                String path = link.getValue().replaceFirst("#.*", "");
                if (path.endsWith(".md") && !path.contains(":")) {
                    Path next = Page.ROOT.relativize(page.folder().resolve(path).normalize());
                    if (!reached.contains(next)) {
                        reached.add(next);
                    }
                }
            }
        }
        List<Path> lost =
                Page.all().stream()
                        .map(Page::file)
                        // Says where a foreign file comes from, to whoever finds that file.
                        .filter(file -> !file.toString().contains("src/test/resources"))
                        .filter(file -> !reached.contains(file))
                        .toList();
        assertEquals(List.of(), lost);
    }
}
