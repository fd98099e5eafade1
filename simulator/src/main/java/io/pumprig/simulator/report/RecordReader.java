package io.pumprig.simulator.report;

import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.trend.TrendColumn;
import io.pumprig.controller.trend.TrendStart;
import io.pumprig.simulator.report.RunRecord.Happening;
import io.pumprig.simulator.report.RunRecord.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Reads what a state directory tells of its run, also while somebody writes it. */
public final class RecordReader {
    private static final String JOURNAL = "journal.sqlite";
    private static final double PER_MICRO = 1e-6;

    /** Columns of a checkpoint that are microsteps, and how a report calls them. */
    private static final Map<String, String> ACCOUNT = account();

    private final Path state;
    private final JournalFacts facts;
    private final RunTime time;
    private final TrendFacts trends;
    private final List<FaultSpell> faults;
    private final List<String> missing = new ArrayList<>();

    private RecordReader(Path state, JournalFacts facts, LongConsumer permille) throws IOException {
        this.state = state;
        this.facts = facts;
        time = new RunTime(facts);
        SumsAt sums = new SumsAt();
        FaultHistory.want(facts, sums);
        trends = TrendFacts.read(state, facts, time, sums, permille);
        missing.addAll(trends.missing());
        faults =
                new FaultHistory(
                                facts,
                                time,
                                trends.notes(),
                                sums,
                                microlitresPerMicrostep(),
                                trends.end())
                        .spells();
    }

    private static Map<String, String> account() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("delivered_microsteps", "sent to the motor");
        names.put("delivered_basal", "of which for the program");
        names.put("delivered_bolus", "of which for boluses");
        names.put("delivered_prime", "of which for priming");
        names.put("delivered_bridge", "of which for the program, old drug in the line");
        names.put("withheld_zero_flow", "withheld: an alarm allowed none");
        names.put("withheld_minimum_rate", "withheld: an alarm allowed the minimum rate");
        names.put("withheld_time_gap", "withheld: the loop did not run");
        names.put("withheld_lease", "withheld: no durable lease");
        names.put("withheld_drive", "withheld: the drive did not take the pulses");
        names.put("withheld_self_test", "withheld: the self-test ran");
        names.put("withheld_not_moved", "sent, and the rotor stood");
        names.put("uncertain_microsteps", "uncertain: counted though nobody saw them");
        return names;
    }

    /** Whether the folder holds the journal of a run. */
    public static boolean isState(Path folder) {
        return Files.isRegularFile(folder.resolve(JOURNAL));
    }

    /**
     * Reads it.
     *
     * @throws JournalException when the journal cannot be read, or is none
     * @throws IOException when a trend cannot be read
     */
    static RunRecord read(Path state) throws IOException, JournalException {
        return read(state, permille -> {});
    }

    /**
     * The same.
     *
     * @param permille is told about how much of a whole report is done
     */
    static RunRecord read(Path state, LongConsumer permille) throws IOException, JournalException {
        JournalFacts facts = JournalFacts.read(state.resolve(JOURNAL));
        if (facts.sessions().isEmpty()) {
            throw new JournalException(
                    "journal " + state.resolve(JOURNAL) + " holds no session", null);
        }
        return new RecordReader(state, facts, permille).record();
    }

    private RunRecord record() throws IOException {
        if (facts.removed() > 0) {
            missing.add(
                    "The journal has let go of "
                            + facts.removed()
                            + " old records by its rotation: older events than 30 days, but for"
                            + " alarms and faults, are not shown.");
        }
        List<Bin> bins = trends.page().bins();
        return new RunRecord(
                identity(),
                facts.sessions().get(0).backend(),
                totals(),
                microsteps(),
                AlarmHistory.of(facts, time),
                faults,
                happenings(),
                trends.page(),
                trends.table(),
                trends.names(),
                curves(),
                trends.start() == null
                        ? null
                        : ReservoirBalance.of(bins, microlitresPerMicrostep(), lastRefillNanos()),
                trends.lateness(),
                Math.max(trends.endNanos(), lastEventNanos()),
                List.copyOf(missing));
    }

    private Map<String, String> identity() throws IOException {
        Map<String, String> identity = new LinkedHashMap<>();
        JournalFacts.Session first = facts.sessions().get(0);
        JournalFacts.Session last = facts.sessions().get(facts.sessions().size() - 1);
        TrendStart start = trends.start();
        identity.put("backend", first.backend());
        identity.put("rig", start == null ? "not known without a trend" : start.rig());
        if (start != null && start.seed() != null) {
            identity.put("seed", start.seed().toString());
        }
        identity.put("software", versions());
        identity.put("session", last.id());
        identity.put("starts of a controller", Integer.toString(facts.sessions().size()));
        identity.put(
                time.isSimulated() ? "begun, simulated UTC" : "begun, UTC",
                Instant.ofEpochMilli(first.utcMillis()).truncatedTo(ChronoUnit.SECONDS).toString());
        identity.put(
                "ended after",
                Numbers.time(Math.max(0, Math.max(trends.endNanos(), lastEventNanos()))));
        therapies(identity);
        if (start != null) {
            identity.put("drug library, SHA-256", start.libraryHash());
            identity.put("wiring, SHA-256", start.rigHash());
            identity.put(
                    "cycle", Numbers.time(start.periodNanos()) + ", rows of " + binWords(start));
        }
        if (time.isSimulated()) {
            identity.put("trace hash", traceHash());
        }
        identity.put(
                "journal written last, wall clock UTC",
                Files.getLastModifiedTime(state.resolve(JOURNAL))
                        .toInstant()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        return identity;
    }

    private static String binWords(TrendStart start) {
        return Numbers.time(start.binNanos());
    }

    private String versions() {
        return String.join(
                ", ",
                facts.sessions().stream().map(JournalFacts.Session::version).distinct().toList());
    }

    private void therapies(Map<String, String> identity) {
        List<JournalFacts.Therapy> inForce = new ArrayList<>();
        for (JournalFacts.Therapy therapy : facts.therapies()) {
            boolean isSame =
                    !inForce.isEmpty()
                            && inForce.get(inForce.size() - 1)
                                    .identity()
                                    .equals(therapy.identity());
            if (!isSame) {
                inForce.add(therapy);
            }
        }
        for (int i = 0; i < inForce.size(); i++) {
            String name = inForce.size() == 1 ? "therapy" : "therapy " + (i + 1);
            identity.put(name, TherapyWords.of(inForce.get(i)));
            identity.put(name + ", hash", inForce.get(i).identity());
        }
    }

    private String traceHash() {
        String text =
                trends.lastWords() == null ? null : trends.lastWords().textOrNull("trace_hash");
        if (text == null) {
            return "not known: the run did not come to its end, or left no trend";
        }
        return text;
    }

    private double microlitresPerMicrostep() {
        TrendStart start = trends.start();
        return start == null
                ? Double.NaN
                : start.head().picolitresPerRevolution()
                        * PER_MICRO
                        / start.head().microstepsPerRevolution();
    }

    private Totals totals() {
        long[] row = trends.lastRow();
        if (row == null) {
            return null;
        }
        double volume = microlitresPerMicrostep();
        return new Totals(
                Bin.scaled(row, TrendColumn.ORDERED_PICOGRAMS, PER_MICRO),
                Bin.scaled(row, TrendColumn.BELIEVED_PICOGRAMS, PER_MICRO),
                Bin.scaled(row, TrendColumn.TRUE_TIP_PICOGRAMS, PER_MICRO),
                Bin.scaled(row, TrendColumn.ORDERED_MICROSTEPS, volume),
                (Bin.at(row, TrendColumn.DELIVERED_MICROSTEPS)
                                - Bin.at(row, TrendColumn.NOT_MOVED_MICROSTEPS))
                        * volume,
                Bin.scaled(row, TrendColumn.TRUE_TIP_PICOLITRES, PER_MICRO),
                Bin.scaled(row, TrendColumn.UNCERTAIN_MICROSTEPS, volume),
                volume);
    }

    /** By the newest checkpoint; what is zero is left out. */
    private Map<String, String> microsteps() {
        Map<String, String> account = new LinkedHashMap<>();
        if (facts.checkpoint() == null) {
            missing.add(
                    "The journal holds no checkpoint: nothing tells what was withheld, or why.");
            return account;
        }
        ACCOUNT.forEach(
                (column, words) -> {
                    long microsteps = facts.checkpoint().number(column);
                    if (microsteps > 0) {
                        account.put(words, Long.toString(microsteps));
                    }
                });
        return account;
    }

    private List<Happening> happenings() {
        List<Happening> happenings = new ArrayList<>();
        for (JournalFacts.Entry event : facts.events()) {
            boolean isTold =
                    !event.kind().equals("alarm")
                            && !event.kind().equals("fault")
                            && !time.isUndone(event.session(), event.nanos());
            if (isTold) {
                happenings.add(
                        new Happening(
                                time.of(event.session(), event.nanos()),
                                event.kind(),
                                orEmpty(event.subject()),
                                orEmpty(event.phase()),
                                orEmpty(event.detail())));
            }
        }
        return List.copyOf(happenings);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private Map<String, DeliveryCurves> curves() {
        Map<String, DeliveryCurves> curves = new LinkedHashMap<>();
        if (trends.start() != null && trends.volumes().endNanos() > 0) {
            TrendStart start = trends.start();
            long stroke =
                    start.head().picolitresPerRevolution() / TrendStart.STROKES_PER_REVOLUTION;
            for (WindowProfile profile : WindowProfile.values()) {
                curves.put(
                        profile.label(),
                        DeliveryCurves.of(
                                profile.profile(), trends.volumes(), stroke, start.binNanos()));
            }
        }
        return curves;
    }

    private long lastRefillNanos() {
        long last = 0;
        for (JournalFacts.Entry event : facts.events()) {
            boolean isRefill =
                    event.kind().equals("therapy")
                            && "reservoir".equals(event.subject())
                            && !time.isUndone(event.session(), event.nanos());
            if (isRefill) {
                last = time.of(event.session(), event.nanos());
            }
        }
        return last;
    }

    private long lastEventNanos() {
        long last = 0;
        for (JournalFacts.Entry event : facts.events()) {
            if (!time.isUndone(event.session(), event.nanos())) {
                last = Math.max(last, time.of(event.session(), event.nanos()));
            }
        }
        return last;
    }
}
