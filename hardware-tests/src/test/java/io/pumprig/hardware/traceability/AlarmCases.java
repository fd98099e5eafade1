package io.pumprig.hardware.traceability;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Priority;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An alarm and the cases in which its protection is tested for acting wrongly (SR-76). A test
 * proves a case by the tag {@code ALARM_NAME:case}. One that is parameterised over alarms carries
 * {@code EACH_ALARM:case} and names each invocation for its alarm; only an alarm whose own
 * invocation passed counts as proved.
 *
 * @param cells one for each case, in the order of the table of cases
 */
record AlarmCases(Alarm alarm, List<Cell> cells) {
    static final String EACH = "EACH_ALARM";

    /** Raised with medium priority, of high priority at their limit (SR-44). */
    private static final Set<Alarm> BECOMING_HIGH =
            Set.of(Alarm.PAUSED_TOO_LONG, Alarm.STOPPED_TOO_LONG);

    /**
     * @param excuse why the case does not apply, or null
     */
    record Cell(Tables.Case kind, List<TracedTest> tests, Tables.Excuse excuse) {
        boolean isProved() {
            return !tests.isEmpty();
        }

        boolean isEmpty() {
            return tests.isEmpty() && excuse == null;
        }
    }

    /** Every alarm there is. */
    static List<AlarmCases> of(Tables tables, List<TracedTest> tests) {
        Map<String, Tables.Excuse> excuses = new LinkedHashMap<>();
        tables.excuses().forEach(excuse -> excuses.put(excuse.cell(), excuse));
        List<AlarmCases> all = new ArrayList<>();
        for (int i = 0; i < Alarm.count(); i++) {
            Alarm alarm = Alarm.of(i);
            List<Cell> cells = new ArrayList<>();
            for (Tables.Case kind : tables.cases()) {
                List<TracedTest> proofs =
                        tests.stream().filter(test -> proves(test, alarm, kind.name())).toList();
                cells.add(new Cell(kind, proofs, excuses.get(alarm.name() + ":" + kind.name())));
            }
            all.add(new AlarmCases(alarm, cells));
        }
        return all;
    }

    private static boolean proves(TracedTest test, Alarm alarm, String kind) {
        if (!test.passed()) {
            return false;
        }
        if (test.tags().contains(alarm.name() + ":" + kind)) {
            return true;
        }
        return test.tags().contains(EACH + ":" + kind)
                && test.invocations().stream()
                        .anyMatch(
                                one ->
                                        one.name().equals(alarm.name())
                                                && one.result() == TracedTest.Result.PASSED);
    }

    /** True when each case needs a proof or a reason. */
    boolean isRequired() {
        return alarm.priority() == Priority.HIGH || BECOMING_HIGH.contains(alarm);
    }

    List<String> emptyCells() {
        return cells.stream()
                .filter(Cell::isEmpty)
                .map(cell -> alarm.name() + ":" + cell.kind().name())
                .toList();
    }
}
