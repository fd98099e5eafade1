package io.pumprig.hardware.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.hal.DocumentedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** What a command of the bench says to programs: documents whose keys its page tells. */
final class BenchDocuments {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path PAGE = Path.of("..", "controller", "docs", "json.md");

    private BenchDocuments() {}

    /** The documents in these lines, each of which is one. */
    static List<Map<?, ?>> of(String command, List<String> lines) throws IOException {
        DocumentedKeys page = new DocumentedKeys(PAGE);
        List<Map<?, ?>> documents = new ArrayList<>();
        for (String line : lines) {
            Map<?, ?> document = JSON.readValue(line, Map.class);
            assertEquals(Set.of(), page.unknown(command, document), line);
            documents.add(document);
        }
        return documents;
    }
}
