package io.pumprig.simulator.sweep;

import io.pumprig.hal.settings.JsonText;
import io.pumprig.simulator.suite.Scenario;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a sweep is made of.
 *
 * @param scenario whose therapy is run; its own faults and checks do not count
 * @param seed of every run
 * @param rows faults, with the healthy twins that they need before them
 * @param moments how many moments lie over the therapy
 * @param horizonNanos how long after its moment a run ends at the latest
 * @param version of the software, for the record
 */
public record Sweep(
        Scenario scenario,
        long seed,
        List<SweepRow> rows,
        int moments,
        long horizonNanos,
        String version) {
    /** The usual end of a run, 4 h after its fault. */
    public static final long DEFAULT_HORIZON_NANOS = 4L * 3_600 * 1_000_000_000;

    private static final long CYCLE_NANOS = 10_000_000L;

    /** A therapy needs so long, 5 min, before anybody forks from it. */
    private static final long SETTLE_NANOS = 300_000_000_000L;

    /**
     * A sweep of these faults.
     *
     * @param faults rows without their healthy twins
     */
    public static Sweep of(
            Scenario scenario,
            long seed,
            List<SweepRow> faults,
            int moments,
            long horizonNanos,
            String version) {
        List<SweepRow> rows = new ArrayList<>(SweepRow.twins(faults));
        rows.addAll(faults);
        return new Sweep(scenario, seed, List.copyOf(rows), moments, horizonNanos, version);
    }

    /**
     * When a moment is. They lie evenly over one run of the scenario, which begins once the longest
     * lead has passed; what comes after its end is the same program going on.
     */
    long momentNanos(int moment) {
        // The longest lead of all rows that there are, so that a choice of rows moves nothing.
        long longest = SweepRow.LEARNING_LEAD_NANOS;
        for (SweepRow row : rows) {
            longest = Math.max(longest, row.leadNanos());
        }
        long nanos =
                longest + SETTLE_NANOS + Math.multiplyExact(scenario.runNanos() / moments, moment);
        return nanos / CYCLE_NANOS * CYCLE_NANOS;
    }

    /** When a run of that moment ends at the latest. */
    long endNanos(int moment) {
        return momentNanos(moment) + horizonNanos;
    }

    /** Every time at which a run forks. */
    List<Long> forkNanos() {
        TreeSet<Long> times = new TreeSet<>();
        for (SweepRow row : rows) {
            for (int i = 0; i < moments && row.isApplicable(); i++) {
                times.add(momentNanos(i) - row.leadNanos());
            }
        }
        return List.copyOf(times);
    }

    /** How many verdicts there will be. */
    public int size() {
        return rows.size() * moments;
    }

    /** What all its runs have in common, for the head of reports. */
    Map<String, Object> head() {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("sweep", 1);
        head.put("backend", "sim");
        head.put("scenario", scenario.name());
        head.put("scenarioHash", hash(JsonText.of(scenario.source())));
        head.put("version", version);
        head.put("seed", seed);
        head.put("moments", moments);
        head.put("firstMomentNanos", momentNanos(0));
        head.put("horizonNanos", horizonNanos);
        return head;
    }

    /** The first 16 digits of the SHA-256 of a text. */
    static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
