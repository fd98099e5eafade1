package io.pumprig.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.controller.alarm.Alarm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code simulator/docs/faults.md} is what the declarations say. To renew it after a change of
 * them: {@code mvn -pl simulator -am test -Dtest=FaultDocumentTest -Dfaults.renew=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class FaultDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "faults.md");
    private static final String RENEW = "faults.renew";

    @Test
    void theDocumentIsWhatTheDeclarationsSay() throws IOException {
        String document = document();
        if (Boolean.getBoolean(RENEW)) {
            Files.writeString(DOCUMENT, document);
        }
        assertEquals(
                document, Files.readString(DOCUMENT), "renew it: -D" + RENEW + "=true, see above");
    }

    private static String document() {
        List<String> lines = new ArrayList<>();
        lines.add("# What can be broken");
        lines.add("");
        lines.add(
                "Made of the declarations that the program checks faults by; a test compares it,");
        lines.add("and `FaultDocumentTest` says how to renew it. How a fault is written:");
        lines.add("[scenarios.md](scenarios.md#faults); how it is injected into a running rig:");
        lines.add("[fault-command.md](fault-command.md).");
        lines.add("");
        lines.add(
                "Every type has `severity`, from 0 (no fault) to 1 (all of it, the default). One");
        lines.add(
                "that strikes at single operations has `probability` too. *Found by* is the alarm");
        lines.add("by which a controller has to find the fault and its limit, counted from the");
        lines.add(
                "onset: time, cycles, volume commanded, or volume that truly flowed. Where no part");
        lines.add(
                "of the rig can see it, the reason stands there: the fault acts all the same, and");
        lines.add("the true dose shows it.");
        Map<FaultLevel, List<FaultType>> levels = new TreeMap<>();
        for (FaultType type : FaultTypes.all()) {
            levels.computeIfAbsent(type.level(), level -> new ArrayList<>()).add(type);
        }
        levels.forEach((level, types) -> level(lines, level, types));
        presets(lines);
        return String.join("\n", lines) + "\n";
    }

    private static void level(List<String> lines, FaultLevel level, List<FaultType> types) {
        lines.add("");
        lines.add("## Level: " + level.label());
        lines.add("");
        lines.add(
                "| component | instances | type | what it does | parameters | found by | may also"
                        + " raise | exercises |");
        lines.add("|---|---|---|---|---|---|---|---|");
        for (FaultType type : types) {
            lines.add(
                    row(
                            "`" + type.component() + "`",
                            code(type.instances()),
                            "`" + type.label() + "`",
                            type.effect() + shape(type),
                            parameters(type),
                            found(type.expectation()),
                            companions(type.expectation()),
                            String.join(" ", type.requirements())));
        }
    }

    private static String shape(FaultType type) {
        if (type.isMoment()) {
            return "; happens once";
        }
        return (type.isGradual() ? "; may grow" : "")
                + (type.needsSpell() ? "; needs a duration" : "");
    }

    private static String parameters(FaultType type) {
        return type.parameters().stream()
                .filter(one -> !List.of("severity", "probability").contains(one.name()))
                .map(
                        one ->
                                "`"
                                        + one.name()
                                        + "`: "
                                        + one.meaning()
                                        + ", "
                                        + one.allowed()
                                        + ", else "
                                        + one.otherwise())
                .collect(Collectors.joining("; "));
    }

    private static String found(Expectation expectation) {
        String answer =
                expectation.answer() == null
                        ? ""
                        : "request refused with " + expectation.answer() + "; ";
        return answer
                + (expectation.isObservable()
                        ? expectation.alarm() + " within " + expectation.limit()
                        : expectation.reason());
    }

    private static String companions(Expectation expectation) {
        return expectation.companions().stream()
                .sorted()
                .map(Alarm::name)
                .collect(Collectors.joining(", "));
    }

    private static void presets(List<String> lines) {
        lines.add("");
        lines.add("## Catalogue: F-01 to F-54");
        lines.add("");
        lines.add("Presets: a type with its parameters chosen, `fault inject F-01`. Each has a");
        lines.add("scenario in the shipped library.");
        lines.add("");
        lines.add("| id | name | target | type | parameters | lasts | found by |");
        lines.add("|---|---|---|---|---|---|---|");
        for (FaultPreset preset : FaultPresets.ALL) {
            lines.add(
                    row(
                            preset.id(),
                            preset.name(),
                            "`" + preset.type().component() + "/" + preset.instance() + "`",
                            "`" + preset.type().label() + "`",
                            chosen(preset),
                            lasts(preset),
                            found(preset.expectation())));
        }
    }

    private static String chosen(FaultPreset preset) {
        Map<String, String> all = new TreeMap<>(preset.params());
        preset.trigger().forEach((key, value) -> all.put("at." + key, value));
        return all.entrySet().stream()
                .map(one -> "`" + one.getKey() + ": " + one.getValue() + "`")
                .collect(Collectors.joining(" "));
    }

    private static String lasts(FaultPreset preset) {
        String lasts = preset.duration() != null ? preset.duration() : "until cleared";
        if (preset.type().isMoment()) {
            lasts = "a moment";
        }
        return preset.ramp() == null ? lasts : lasts + ", grows over " + preset.ramp();
    }

    private static String code(List<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(" "));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells).replace("  |", " |") + " |";
    }
}
