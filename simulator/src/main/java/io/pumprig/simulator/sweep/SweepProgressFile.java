package io.pumprig.simulator.sweep;

import io.pumprig.hal.settings.JsonText;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sweep has done so far: a line of JSON with what its runs have in common, then one for each
 * run that ended, in whichever order. A sweep that is begun again takes up what it finds here. One
 * thread at a time.
 */
final class SweepProgressFile implements AutoCloseable {
    private static final String NAME = "sweep.progress";

    private final Map<String, Cell> known = new HashMap<>();
    private final BufferedWriter out;
    private final boolean begunAnew;

    /**
     * Opens the file in {@code directory}.
     *
     * @throws IOException when it cannot be used
     */
    SweepProgressFile(Path directory, Sweep sweep) throws IOException {
        Path file = directory.resolve(NAME);
        String head = line(sweep.head());
        List<String> kept = new ArrayList<>();
        boolean other = false;
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            other = lines.isEmpty() || !lines.get(0).equals(head);
            kept = other ? List.of() : read(lines, sweep);
        }
        begunAnew = other;
        Path fresh = directory.resolve(NAME + ".new");
        List<String> lines = new ArrayList<>(List.of(head));
        lines.addAll(kept);
        Files.write(fresh, lines, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    /** A line that was torn by a crash, or is about a row as it was once, is left out. */
    private List<String> read(List<String> lines, Sweep sweep) {
        Map<String, String> identities = new HashMap<>();
        sweep.rows().forEach(row -> identities.put(row.id(), Sweep.hash(row.identity())));
        List<String> kept = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                SettingsNode node = SettingsNode.parse(NAME + " line " + (i + 1), lines.get(i));
                Cell cell = Cell.read(node);
                String identity = identities.get(cell.row());
                if (identity != null && !identity.equals(node.text("of"))) {
                    continue;
                }
                known.put(key(cell.row(), cell.moment()), cell);
                kept.add(lines.get(i));
            } catch (SettingsException e) {
                // Torn: that run is made again.
                continue;
            }
        }
        return kept;
    }

    private static String key(String row, int moment) {
        return row + " " + moment;
    }

    private static String line(Map<String, Object> tree) {
        // Text in it has no line end of its own: JSON writes those as escapes.
        return JsonText.of(tree).replaceAll("\\n *", "");
    }

    /** Whether it was about another sweep, so that nothing of it counts. */
    boolean isBegunAnew() {
        return begunAnew;
    }

    /** The verdict that is known already, or null. */
    Cell known(SweepRow row, int moment) {
        return known.get(key(row.id(), moment));
    }

    /**
     * Adds one.
     *
     * @throws IOException when it cannot be written
     */
    void add(SweepRow row, Cell cell) throws IOException {
        Map<String, Object> tree = cell.tree();
        tree.put("of", Sweep.hash(row.identity()));
        out.write(line(tree));
        out.newLine();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
