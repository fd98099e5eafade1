package io.pumprig.simulator.report;

import io.pumprig.controller.blocks.Lines;
import io.pumprig.simulator.fault.FaultType;
import io.pumprig.simulator.fault.FaultTypes;
import io.pumprig.simulator.fault.Limit;
import io.pumprig.simulator.report.FaultSpell.Found;
import io.pumprig.simulator.report.FaultSpell.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The faults of a simulated run: their lives told by the events of the journal, what was to become
 * of them by the notes of the trend, or, where there is none, by the declaration of their type.
 */
final class FaultHistory {
    private final JournalFacts facts;
    private final RunTime time;
    private final Map<String, Lines> notes = new LinkedHashMap<>();
    private final SumsAt sums;
    private final double microlitresPerMicrostep;
    private final Moment end;

    /**
     * A moment of the run.
     *
     * @param nanos from its beginning
     * @param sums at it, or null where no trend tells
     */
    record Moment(long nanos, long cycle, SumsAt.Sums sums) {}

    /** A fault while its events are read. */
    private static final class Life {
        private final String key;
        private String detail;
        private JournalFacts.Entry active;
        private JournalFacts.Entry ended;

        Life(String key) {
            this.key = key;
        }
    }

    /**
     * @param notes of all trends
     * @param sums asked for by {@link #want}
     * @param end of the run
     */
    FaultHistory(
            JournalFacts facts,
            RunTime time,
            List<Lines> notes,
            SumsAt sums,
            double microlitresPerMicrostep,
            Moment end) {
        this.facts = facts;
        this.time = time;
        this.sums = sums;
        this.microlitresPerMicrostep = microlitresPerMicrostep;
        this.end = end;
        for (Lines note : notes) {
            if ("fault".equals(note.textOrNull("note"))) {
                this.notes.put(note.text("key"), note);
            }
        }
    }

    /** Asks for sums at each onset, each end and each alarm; before trends are read. */
    static void want(JournalFacts facts, SumsAt sums) {
        for (JournalFacts.Entry event : facts.events()) {
            if (event.kind().equals("fault") || "raised".equals(event.phase())) {
                sums.want(event.session(), event.cycle());
            }
        }
        for (JournalFacts.Entry event : facts.hostAlarms()) {
            sums.want(event.session(), event.cycle());
        }
    }

    /** The faults, in the order in which they came into the table. */
    List<FaultSpell> spells() {
        List<FaultSpell> spells = new ArrayList<>();
        for (Life life : lives()) {
            spells.add(spell(life));
        }
        return List.copyOf(spells);
    }

    private List<Life> lives() {
        List<Life> lives = new ArrayList<>();
        Map<String, Life> now = new LinkedHashMap<>();
        for (JournalFacts.Entry event : facts.events()) {
            if (!event.kind().equals("fault") || time.isUndone(event.session(), event.nanos())) {
                continue;
            }
            Life life = now.get(event.subject());
            boolean begins = "scheduled".equals(event.phase()) || life == null;
            if (begins) {
                life = new Life(event.subject());
                now.put(event.subject(), life);
                lives.add(life);
            }
            life.detail = event.detail() == null ? life.detail : event.detail();
            switch (String.valueOf(event.phase())) {
                case "active" -> life.active = life.active == null ? event : life.active;
                case "cleared", "expired" -> life.ended = event;
                default -> {
                    // Scheduled: it waits.
                }
            }
        }
        return lives;
    }

    private FaultSpell spell(Life life) {
        Lines note = notes.get(life.key);
        FaultType type = type(life.detail);
        String alarm = "";
        String limit = "";
        String reason = "";
        if (note != null) {
            alarm = orEmpty(note, "alarm");
            limit = orEmpty(note, "limit");
            reason = orEmpty(note, "reason");
        } else if (type != null) {
            boolean seen = type.expectation().isObservable();
            alarm = seen ? type.expectation().alarm().name() : "";
            limit = seen ? type.expectation().limit().toString() : "";
            reason = seen ? "" : type.expectation().reason();
        }
        Found raised = found(life, alarm);
        Verdict verdict = verdict(life, alarm, limit, raised);
        return new FaultSpell(
                life.key,
                what(life, note),
                note == null ? "" : orEmpty(note, "preset"),
                requirements(note, type),
                nanos(life.active),
                nanos(life.ended),
                life.ended != null
                        ? life.ended.phase()
                        : life.active != null ? "active" : "scheduled",
                life.ended == null ? -1 : life.ended.value(),
                alarm,
                limit,
                reason,
                // Of a fault that was gone before it had to be found, the alarm is not.
                verdict == Verdict.ENDED ? null : raised,
                verdict);
    }

    private static String orEmpty(Lines note, String name) {
        String text = note.textOrNull(name);
        return text == null ? "" : text;
    }

    private static String what(Life life, Lines note) {
        if (note == null) {
            return life.detail == null ? "" : life.detail;
        }
        return note.text("type")
                + " of "
                + note.text("component")
                + " "
                + note.text("instance")
                + "; "
                + note.text("parameters");
    }

    private static List<String> requirements(Lines note, FaultType type) {
        if (note != null) {
            String text = orEmpty(note, "requirements");
            return text.isEmpty() ? List.of() : List.of(text.split(" "));
        }
        return type == null ? List.of() : type.requirements();
    }

    /** The type by the words of an event: its label and the instance. */
    private static FaultType type(String detail) {
        if (detail == null || detail.indexOf(' ') < 0) {
            return null;
        }
        String label = detail.substring(0, detail.indexOf(' '));
        String instance = detail.substring(detail.indexOf(' ') + 1);
        for (FaultType type : FaultTypes.all()) {
            if (type.label().equals(label) && type.instances().contains(instance)) {
                return type;
            }
        }
        return null;
    }

    private long nanos(JournalFacts.Entry event) {
        return event == null ? -1 : time.of(event.session(), event.nanos());
    }

    /** The first time that the alarm was raised since the fault began. */
    private Found found(Life life, String alarm) {
        if (life.active == null || alarm.isEmpty()) {
            return null;
        }
        JournalFacts.Entry raised = first(facts.events(), life.active, alarm);
        if (raised == null) {
            raised = first(facts.hostAlarms(), life.active, alarm);
        }
        if (raised == null) {
            return null;
        }
        return since(life.active, moment(raised));
    }

    private Moment moment(JournalFacts.Entry event) {
        return new Moment(nanos(event), event.cycle(), sums.at(event.session(), event.cycle()));
    }

    private JournalFacts.Entry first(
            List<JournalFacts.Entry> events, JournalFacts.Entry onset, String alarm) {
        for (JournalFacts.Entry event : events) {
            boolean isIt =
                    alarm.equals(event.subject())
                            && "raised".equals(event.phase())
                            && !event.kind().equals("fault")
                            && !time.isUndone(event.session(), event.nanos());
            if (isIt && event.cycle() >= onset.cycle() && event.session() >= onset.session()) {
                return event;
            }
        }
        return null;
    }

    private Found since(JournalFacts.Entry onset, Moment then) {
        SumsAt.Sums from = sums.at(onset.session(), onset.cycle());
        SumsAt.Sums to = then.sums();
        boolean known = from != null && to != null;
        return new Found(
                then.nanos(),
                then.nanos() - nanos(onset),
                then.cycle() - onset.cycle(),
                known
                        ? (to.microsteps() - from.microsteps()) * microlitresPerMicrostep
                        : Double.NaN,
                known
                        ? Math.abs(from.reservoirMicrolitres() - to.reservoirMicrolitres())
                        : Double.NaN);
    }

    private Verdict verdict(Life life, String alarm, String limit, Found found) {
        if (life.active == null) {
            return Verdict.NEVER_ACTIVE;
        }
        if (alarm.isEmpty()) {
            return notes.containsKey(life.key) || type(life.detail) != null
                    ? Verdict.NOT_OBSERVABLE
                    : Verdict.NO_LIMIT;
        }
        if (found == null && isListedAt(alarm, nanos(life.active))) {
            return Verdict.BEFORE;
        }
        Limit by = Limit.parse(limit);
        if (found != null && amount(by, found) <= by.amount()) {
            return Verdict.WITHIN;
        }
        boolean gone = life.ended != null;
        double acted = amount(by, since(life.active, gone ? moment(life.ended) : end));
        if (found != null && !(gone && found.atNanos() > nanos(life.ended))) {
            return Double.isNaN(amount(by, found)) ? Verdict.NO_LIMIT : Verdict.LATE;
        }
        if (acted <= by.amount()) {
            return gone ? Verdict.ENDED : Verdict.PENDING;
        }
        return found == null ? Verdict.NOT_FOUND : Verdict.LATE;
    }

    private boolean isListedAt(String alarm, long nanos) {
        return AlarmHistory.of(facts, time).stream()
                .anyMatch(
                        spell ->
                                spell.alarm.equals(alarm)
                                        && spell.raisedNanos <= nanos
                                        && (spell.isOpen() || spell.releasedNanos >= nanos));
    }

    /** In the unit of the limit. */
    private static double amount(Limit limit, Found taken) {
        return switch (limit.kind()) {
            case TIME -> taken.nanos();
            case CYCLES -> taken.cycles();
            case COMMANDED -> taken.commandedMicrolitres() * 1e6;
            case FLOWED -> taken.flowedMicrolitres() * 1e6;
        };
    }
}
