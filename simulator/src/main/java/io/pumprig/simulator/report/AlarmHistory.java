package io.pumprig.simulator.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The alarms of a run, told by the events of its journal. */
final class AlarmHistory {
    private final RunTime time;
    private final List<AlarmSpell> spells = new ArrayList<>();
    private final Map<String, AlarmSpell> open = new LinkedHashMap<>();

    private AlarmHistory(RunTime time) {
        this.time = time;
    }

    static List<AlarmSpell> of(JournalFacts facts, RunTime time) {
        AlarmHistory history = new AlarmHistory(time);
        facts.events().stream()
                .filter(event -> event.kind().equals("alarm"))
                .forEach(history::take);
        facts.hostAlarms().forEach(history::take);
        history.spells.sort(Comparator.comparingLong(spell -> spell.raisedNanos));
        return List.copyOf(history.spells);
    }

    private void take(JournalFacts.Entry event) {
        if (time.isUndone(event.session(), event.nanos()) || event.phase() == null) {
            return;
        }
        long nanos = time.of(event.session(), event.nanos());
        AlarmSpell spell = open.get(event.subject());
        if (event.phase().equals("raised")) {
            if (spell == null) {
                spell = new AlarmSpell(event.subject(), event.session(), event.cycle(), nanos);
                open.put(event.subject(), spell);
                spells.add(spell);
            } else {
                spell.times++;
            }
            spell.detail = event.detail() == null ? spell.detail : event.detail();
        } else if (spell != null) {
            end(spell, event.phase(), nanos);
        }
    }

    private void end(AlarmSpell spell, String phase, long nanos) {
        switch (phase) {
            case "escalated" -> spell.escalated = true;
            case "cause-gone" -> spell.causeGoneNanos = nanos;
            case "acknowledged" -> spell.acknowledgedNanos = nanos;
            case "released" -> {
                spell.releasedNanos = nanos;
                open.remove(spell.alarm);
            }
            default -> {
                // Masked, and what else is no edge of it.
            }
        }
    }
}
