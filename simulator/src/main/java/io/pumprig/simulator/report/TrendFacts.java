package io.pumprig.simulator.report;

import io.pumprig.controller.blocks.BlockException;
import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.trend.Lateness;
import io.pumprig.controller.trend.Trend;
import io.pumprig.controller.trend.TrendColumn;
import io.pumprig.controller.trend.TrendReader;
import io.pumprig.controller.trend.TrendStart;
import io.pumprig.simulator.report.RunRecord.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What a report needs of the trends of a state directory, read once from the first row to the last:
 * bins, volumes, sums at some cycles, counts of lateness.
 */
final class TrendFacts {
    private static final int MOST_ON_PAGE = 3_000;
    private static final int MOST_IN_TABLE = 10_000;
    private static final int ROWS_PER_LOOK = 1_000;

    /** Of a report, what reading the journal is, and what reading the trend is. */
    private static final long FIRST_PERMILLE = 100;

    private static final long SHARE_PERMILLE = 700;

    private final JournalFacts facts;
    private final RunTime time;
    private final SumsAt sums;
    private final LongConsumer permille;
    private final List<Lines> notes = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final long[] lateness = new long[Lateness.CLASSES];
    private final Volumes volumes = new Volumes();
    private Series page = new Series(MOST_ON_PAGE, TrendStart.USUAL_BIN_NANOS);
    private Series table = new Series(MOST_IN_TABLE, TrendStart.USUAL_BIN_NANOS);
    private Names names = Names.NONE;
    private TrendStart start;
    private Lines lastWords;
    private long endNanos;
    private long rows;
    private FaultHistory.Moment end;
    private long[] lastRow;

    private TrendFacts(JournalFacts facts, RunTime time, SumsAt sums, LongConsumer permille) {
        this.facts = facts;
        this.time = time;
        this.sums = sums;
        this.permille = permille;
    }

    /**
     * Reads them.
     *
     * @param sums those that are wanted
     * @param permille is told about how much of a whole report is done
     * @throws IOException when a file cannot be read
     */
    static TrendFacts read(
            Path state, JournalFacts facts, RunTime time, SumsAt sums, LongConsumer permille)
            throws IOException {
        TrendFacts trends = new TrendFacts(facts, time, sums, permille);
        List<Path> files = Trend.in(state).sessions();
        if (files.isEmpty()) {
            trends.missing.add(
                    "There is no trend: no dose over time, no curves, no volumes. Runs of this"
                            + " version keep one beside the journal.");
        }
        for (Path file : files) {
            trends.take(file);
        }
        return trends;
    }

    private void take(Path file) throws IOException {
        try (TrendReader reader = TrendReader.open(file)) {
            JournalFacts.Session session = session(reader.start().session().id());
            if (session == null) {
                missing.add(file.getFileName() + " belongs to no session of the journal.");
                return;
            }
            if (start == null) {
                start = reader.start();
                names = new Names(reader.modes(), reader.reactions(), reader.alarms());
                page = new Series(MOST_ON_PAGE, start.binNanos());
                table = new Series(MOST_IN_TABLE, start.binNanos());
            }
            rows(reader, session);
            notes.addAll(reader.notes());
            lastWords = reader.lastWords();
            if (!reader.isWhole()) {
                missing.add(
                        "The trend of session "
                                + session.id()
                                + " goes no further than "
                                + Numbers.text(Numbers.hours(endNanos))
                                + " h: "
                                + reader.end()
                                + (reader.end().startsWith("it was")
                                        ? " (the run goes on, or it was killed)."
                                        : "."));
            }
        } catch (BlockException e) {
            missing.add("A trend cannot be used: " + e.getMessage() + ".");
        }
    }

    /** By the time of the newest checkpoint, which is about where the trend ends. */
    private void tell() {
        rows++;
        if (rows % ROWS_PER_LOOK == 0 && facts.checkpoint() != null) {
            long all = Math.max(1, facts.checkpoint().number("nanos"));
            permille.accept(
                    FIRST_PERMILLE + Math.min(all, endNanos) / Math.max(1, all / SHARE_PERMILLE));
        }
    }

    private JournalFacts.Session session(String id) {
        return facts.sessions().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private void rows(TrendReader reader, JournalFacts.Session session) throws IOException {
        long[] row = TrendReader.row();
        long before = reader.start().beginNanos();
        boolean some = false;
        long[] last = TrendReader.row();
        while (reader.next(row)) {
            long nanos = Bin.at(row, TrendColumn.NANOS);
            if (time.isUndone(session.link(), nanos)) {
                break;
            }
            sums.saw(session.link(), row);
            endNanos = Math.max(endNanos, time.of(session.link(), nanos));
            page.add(Bin.of(row, endNanos, nanos - before));
            table.add(Bin.of(row, endNanos, nanos - before));
            volumes.add(
                    endNanos,
                    picolitres(Bin.at(row, TrendColumn.ORDERED_MICROSTEPS)),
                    delivered(row));
            before = nanos;
            System.arraycopy(row, 0, last, 0, row.length);
            tell();
            some = true;
        }
        if (some) {
            end(last);
        }
        while (reader.end() == null && reader.next(row)) {
            // What is undone is read for its notes and its end alone.
            continue;
        }
    }

    private void end(long[] row) {
        lastRow = row;
        for (int i = 0; i < Lateness.CLASSES; i++) {
            lateness[i] += TrendReader.late(row, i);
        }
        end =
                new FaultHistory.Moment(
                        endNanos,
                        Bin.at(row, TrendColumn.CYCLE),
                        new SumsAt.Sums(
                                Bin.at(row, TrendColumn.DELIVERED_MICROSTEPS),
                                Bin.scaled(row, TrendColumn.TRUE_RESERVOIR_PICOLITRES, 1e-6)));
    }

    /** The truth where it is known, else what the rotor turned. */
    private long delivered(long[] row) {
        long truth = Bin.at(row, TrendColumn.TRUE_TIP_PICOLITRES);
        return truth != TrendColumn.ABSENT
                ? truth
                : picolitres(
                        Bin.at(row, TrendColumn.DELIVERED_MICROSTEPS)
                                - Bin.at(row, TrendColumn.NOT_MOVED_MICROSTEPS));
    }

    private long picolitres(long microsteps) {
        return start.head().picolitresOf(microsteps);
    }

    List<String> missing() {
        return missing;
    }

    List<Lines> notes() {
        return notes;
    }

    long[] lateness() {
        return start == null ? new long[0] : lateness;
    }

    Volumes volumes() {
        return volumes;
    }

    Series page() {
        return page;
    }

    Series table() {
        return table;
    }

    Names names() {
        return names;
    }

    /** What the first trend began with, or null where there is none. */
    TrendStart start() {
        return start;
    }

    /** What the last trend said at its end, or null. */
    Lines lastWords() {
        return lastWords;
    }

    long endNanos() {
        return endNanos;
    }

    /** The last cycle that a trend tells of. */
    FaultHistory.Moment end() {
        return end == null ? new FaultHistory.Moment(0, 0, null) : end;
    }

    /** The last row, or null. */
    long[] lastRow() {
        return lastRow;
    }
}
