package io.pumprig.simulator.sweep;

import io.pumprig.hal.settings.SettingsNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The verdict of one run: a row at a moment.
 *
 * @param row its id
 * @param moment number of the moment, from 0
 * @param atNanos simulated time of the moment
 * @param verdict what it came to
 * @param alarm the alarm that decided it, or null
 * @param afterNanos time from the fault to that alarm, or to the end
 * @param commandedPicolitres volume commanded in that time
 * @param shortPicolitres what the tip got less than the program was due in that time; negative for
 *     more
 * @param limit by when the alarm had to come, as written, or null
 * @param cause in words, for what is neither found nor silent; empty otherwise
 * @param effects what the fault altered
 * @param simulatedNanos simulated time that was run for it
 */
public record Cell(
        String row,
        int moment,
        long atNanos,
        Verdict verdict,
        String alarm,
        long afterNanos,
        long commandedPicolitres,
        long shortPicolitres,
        String limit,
        String cause,
        long effects,
        long simulatedNanos) {

    private static final String[] KEYS = {
        "row",
        "moment",
        "atNanos",
        "verdict",
        "alarm",
        "afterNanos",
        "commandedPicolitres",
        "shortPicolitres",
        "limit",
        "cause",
        "effects",
        "simulatedNanos",
        "of"
    };

    /** One that needs no run. */
    static Cell without(SweepRow row, int moment, long atNanos, Verdict verdict, String cause) {
        return new Cell(
                row.id(), moment, atNanos, verdict, null, 0, 0, 0, limitOf(row), cause, 0, 0);
    }

    /** The limit of a row as written, or null. */
    static String limitOf(SweepRow row) {
        return row.isHealthy() || row.expectation().limit() == null
                ? null
                : row.expectation().limit().toString();
    }

    /** As a tree for JSON; whoever keeps it may add {@code of}, what its row was then. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("row", row);
        tree.put("moment", moment);
        tree.put("atNanos", atNanos);
        tree.put("verdict", verdict.name());
        if (alarm != null) {
            tree.put("alarm", alarm);
        }
        tree.put("afterNanos", afterNanos);
        tree.put("commandedPicolitres", commandedPicolitres);
        tree.put("shortPicolitres", shortPicolitres);
        if (limit != null) {
            tree.put("limit", limit);
        }
        if (!cause.isEmpty()) {
            tree.put("cause", cause);
        }
        tree.put("effects", effects);
        tree.put("simulatedNanos", simulatedNanos);
        return tree;
    }

    /**
     * What {@link #tree} wrote.
     *
     * @throws io.pumprig.hal.settings.SettingsException when it is something else
     */
    static Cell read(SettingsNode node) {
        node.keys(KEYS);
        String[] verdicts =
                Arrays.stream(Verdict.values()).map(Verdict::name).toArray(String[]::new);
        return new Cell(
                node.text("row"),
                (int) node.integer("moment", 0, Integer.MAX_VALUE),
                node.integer("atNanos", 0, Long.MAX_VALUE),
                Verdict.valueOf(node.choice("verdict", verdicts)),
                node.text("alarm", null),
                node.integer("afterNanos", 0, Long.MAX_VALUE),
                node.integer("commandedPicolitres", Long.MIN_VALUE, Long.MAX_VALUE),
                node.integer("shortPicolitres", Long.MIN_VALUE, Long.MAX_VALUE),
                node.text("limit", null),
                node.text("cause", ""),
                node.integer("effects", 0, Long.MAX_VALUE),
                node.integer("simulatedNanos", 0, Long.MAX_VALUE));
    }
}
