package io.pumprig.simulator.sweep;

import io.pumprig.hal.settings.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sweep leaves in a directory: {@code sweep.json}, {@code sweep.html}, and a scenario for
 * each run that failed. It holds nothing of the machine or the hour, so that the same sweep gives
 * the same bytes.
 */
public final class SweepReport {
    static final String FAILING = "failing";

    private SweepReport() {}

    /**
     * Writes it; scenarios of failures of an earlier time are taken away.
     *
     * @throws IOException when it cannot be written
     */
    public static void write(Path directory, Sweep sweep, List<Cell> cells) throws IOException {
        Files.writeString(directory.resolve("sweep.json"), json(sweep, cells));
        Files.writeString(
                directory.resolve("sweep.html"),
                SweepHtml.of(sweep, cells),
                StandardCharsets.UTF_8);
        Path failing = directory.resolve(FAILING);
        clear(failing);
        for (Cell cell : cells) {
            if (cell.verdict().isFailure()) {
                Files.createDirectories(failing);
                CellScenario scenario = scenario(sweep, cell);
                Files.writeString(failing.resolve(scenario.fileName()), scenario.source());
            }
        }
    }

    private static CellScenario scenario(Sweep sweep, Cell cell) {
        SweepRow row =
                sweep.rows().stream()
                        .filter(one -> one.id().equals(cell.row()))
                        .findFirst()
                        .orElseThrow();
        return new CellScenario(
                sweep.scenario(),
                sweep.seed(),
                row,
                cell.moment(),
                cell.atNanos(),
                sweep.endNanos(cell.moment()));
    }

    /** The scenarios that an earlier report left. */
    static void clear(Path failing) throws IOException {
        if (!Files.isDirectory(failing)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(failing, "*.yaml")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    /** What a sweep came to, for programs: counts and what failed; the report holds the rest. */
    public static Map<String, Object> summary(Sweep sweep, List<Cell> cells) {
        Map<String, Object> said = sweep.head();
        Map<String, Object> counts = new LinkedHashMap<>();
        SweepMatrix.counts(cells).forEach((verdict, count) -> counts.put(verdict.name(), count));
        said.put("counts", counts);
        said.put(
                "failures",
                cells.stream().filter(cell -> cell.verdict().isFailure()).map(Cell::tree).toList());
        return said;
    }

    private static String json(Sweep sweep, List<Cell> cells) {
        Map<String, Object> tree = sweep.head();
        Map<String, Object> counts = new LinkedHashMap<>();
        SweepMatrix.counts(cells).forEach((verdict, count) -> counts.put(verdict.name(), count));
        tree.put("counts", counts);
        tree.put(
                "rows",
                sweep.rows().stream()
                        .map(
                                row -> {
                                    Map<String, Object> one = new LinkedHashMap<>();
                                    one.put("id", row.id());
                                    one.put("name", row.name());
                                    one.put("leadNanos", row.leadNanos());
                                    if (!row.isHealthy()) {
                                        one.put("alarm", row.expectation().alarmName());
                                    }
                                    return one;
                                })
                        .toList());
        tree.put("cells", cells.stream().map(Cell::tree).toList());
        return JsonText.of(tree);
    }
}
