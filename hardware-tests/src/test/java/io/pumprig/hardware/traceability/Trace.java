package io.pumprig.hardware.traceability;

import io.pumprig.controller.alarm.Alarm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Everything that the report shows, and what is wrong with it. */
final class Trace {
    private static final Pattern NUMBER = Pattern.compile("(?:SR|F|H)-.*");
    private static final Pattern CELL = Pattern.compile("[A-Z_]+:.*");

    /** A requirement with what implements and what proves it. */
    record TracedRequirement(
            Tables.Requirement requirement,
            List<String> design,
            List<TracedTest> tests,
            List<Tables.NotMet> notMet,
            Status status) {}

    /** A fault with what meets it and what shows that. */
    record TracedFault(
            Tables.Fault fault,
            List<String> design,
            List<TracedTest> tests,
            List<Tables.NotMet> notMet,
            Status status) {}

    private final Tables tables;
    private final List<TracedTest> tests;
    private final String rig;
    private final List<TracedRequirement> requirements = new ArrayList<>();
    private final List<TracedFault> faults = new ArrayList<>();
    private final List<AlarmCases> alarms;

    Trace(Tables tables, DesignItems design, List<TracedTest> tests, String rig) {
        this.tables = tables;
        this.rig = rig;
        this.tests = tests;
        Map<String, List<TracedTest>> byTag = byTag();
        for (Tables.Requirement requirement : tables.requirements()) {
            String id = requirement.id();
            List<TracedTest> proofs = byTag.getOrDefault(id, List.of());
            List<Tables.NotMet> notMet = tables.notMetOf(id);
            requirements.add(
                    new TracedRequirement(
                            requirement, design.of(id), proofs, notMet, Status.of(proofs, notMet)));
        }
        for (Tables.Fault fault : tables.faults()) {
            String id = fault.id();
            List<TracedTest> proofs = byTag.getOrDefault(id, List.of());
            List<Tables.NotMet> notMet = tables.notMetOf(id);
            faults.add(
                    new TracedFault(
                            fault, design.of(id), proofs, notMet, Status.of(proofs, notMet)));
        }
        alarms = AlarmCases.of(tables, tests);
    }

    private Map<String, List<TracedTest>> byTag() {
        Map<String, List<TracedTest>> byTag = new TreeMap<>();
        for (TracedTest test : tests) {
            for (String tag : test.tags()) {
                byTag.computeIfAbsent(tag, key -> new ArrayList<>()).add(test);
            }
        }
        return byTag;
    }

    /** What is still to be done: requirements and cases that nobody proves. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        for (TracedRequirement traced : requirements) {
            if (traced.status() == Status.MISSING) {
                gaps.add(
                        traced.requirement().id()
                                + " has "
                                + (traced.tests().isEmpty() ? "no test" : "only skipped tests")
                                + ": "
                                + traced.requirement().title());
            }
        }
        for (AlarmCases alarm : alarms) {
            if (alarm.isRequired()) {
                alarm.emptyCells().forEach(cell -> gaps.add(cell + " has no test and no reason"));
            }
        }
        return gaps;
    }

    /** What is wrong: failed tests, and tables or tags that name what does not exist. */
    List<String> mistakes() {
        Set<String> mistakes = new TreeSet<>();
        failedTests(mistakes);
        strangeTags(mistakes);
        wrongTables(mistakes);
        return List.copyOf(mistakes);
    }

    private void failedTests(Set<String> mistakes) {
        for (TracedTest test : tests) {
            boolean tagged = test.tags().stream().anyMatch(Trace::isTraced);
            if (tagged && test.result() == TracedTest.Result.FAILED) {
                mistakes.add(test.name() + " failed: " + String.join(" ", test.tags()));
            }
        }
    }

    private static boolean isTraced(String tag) {
        return NUMBER.matcher(tag).matches() || CELL.matcher(tag).matches();
    }

    private void strangeTags(Set<String> mistakes) {
        Set<String> known = known();
        tables.cases().forEach(kind -> known.add(AlarmCases.EACH + ":" + kind.name()));
        for (TracedTest test : tests) {
            for (String tag : test.tags()) {
                if (isTraced(tag) && !known.contains(tag)) {
                    mistakes.add(test.name() + " carries an unknown tag: " + tag);
                }
            }
        }
    }

    /** Every number and every cell that a tag or a table may name. */
    private Set<String> known() {
        Set<String> known = new HashSet<>();
        tables.hazards().forEach(hazard -> known.add(hazard.id()));
        tables.requirements().forEach(requirement -> known.add(requirement.id()));
        tables.faults().forEach(fault -> known.add(fault.id()));
        for (int i = 0; i < Alarm.count(); i++) {
            for (Tables.Case kind : tables.cases()) {
                known.add(Alarm.of(i).name() + ":" + kind.name());
            }
        }
        return known;
    }

    private void wrongTables(Set<String> mistakes) {
        Set<String> known = known();
        for (Tables.Requirement requirement : tables.requirements()) {
            for (String hazard : requirement.hazards()) {
                if (!known.contains(hazard)) {
                    mistakes.add(requirement.id() + " is of an unknown hazard: " + hazard);
                }
            }
        }
        for (Tables.NotMet notMet : tables.notMet()) {
            if (!known.contains(notMet.id())) {
                mistakes.add("not-met.csv names what does not exist: " + notMet.id());
            }
        }
        for (TracedRequirement traced : requirements) {
            boolean whole = traced.notMet().stream().anyMatch(Tables.NotMet::whole);
            if (whole && !traced.tests().isEmpty()) {
                mistakes.add(
                        traced.requirement().id() + " has tests, and not-met.csv says it cannot");
            }
        }
        for (Tables.Excuse excuse : tables.excuses()) {
            if (!known.contains(excuse.cell())) {
                mistakes.add("protection-cases.csv names what does not exist: " + excuse.cell());
            }
        }
        for (AlarmCases alarm : alarms) {
            for (AlarmCases.Cell cell : alarm.cells()) {
                if (cell.isProved() && cell.excuse() != null) {
                    mistakes.add(
                            cell.excuse().cell()
                                    + " is tested, and protection-cases.csv says it does not apply");
                }
            }
        }
    }

    int count(Status status) {
        return (int) requirements.stream().filter(one -> one.status() == status).count();
    }

    /** One line on the whole. */
    String summary() {
        List<String> missing =
                requirements.stream()
                        .filter(one -> one.status() == Status.MISSING)
                        .map(one -> one.requirement().id())
                        .toList();
        return requirements.size()
                + " requirements: "
                + count(Status.VERIFIED)
                + " verified, "
                + count(Status.PARTLY)
                + " partly, "
                + count(Status.NOT_APPLICABLE)
                + " not applicable on this rig, "
                + count(Status.FAILED)
                + " with a failed test; missing: "
                + (missing.isEmpty() ? "none" : String.join(" ", missing));
    }

    Tables tables() {
        return tables;
    }

    /** Where the tests ran. */
    String rig() {
        return rig;
    }

    List<TracedTest> tests() {
        return tests;
    }

    List<TracedRequirement> requirements() {
        return requirements;
    }

    List<TracedFault> faults() {
        return faults;
    }

    List<AlarmCases> alarms() {
        return alarms;
    }
}
