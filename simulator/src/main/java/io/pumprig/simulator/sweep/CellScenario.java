package io.pumprig.simulator.sweep;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.JsonText;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.simulator.fault.Expectation;
import io.pumprig.simulator.fault.FaultPreset;
import io.pumprig.simulator.suite.Scenario;
import io.pumprig.simulator.suite.ScenarioFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One run of a sweep as a scenario from the very start of the therapy: the same therapy, seed,
 * orders, fault and expectation. The run itself takes its fault and orders from it, and a failure
 * leaves it as a file.
 */
final class CellScenario {
    /** Key of the fault of every run. */
    static final String KEY = "f";

    private static final String PRIMED = "40 uL";
    private static final long PAUSED_NANOS = 60_000_000_000L;

    private final Scenario scenario;
    private final String source;
    private final String fileName;

    /**
     * @param base whose therapy, rig and orders it has
     * @param atNanos its moment
     * @param endNanos when it ends
     */
    CellScenario(Scenario base, long seed, SweepRow row, int moment, long atNanos, long endNanos) {
        fileName = fileName(row.id(), moment);
        source = JsonText.of(tree(base, seed, row, atNanos, endNanos));
        scenario = ScenarioFile.parse(fileName, Path.of(""), source).get(0);
    }

    /** The name of the file of a row's run at a moment. */
    static String fileName(String row, int moment) {
        return row.replace('/', '-') + "-moment-" + moment + ".yaml";
    }

    /** As the run carries it out. */
    Scenario scenario() {
        return scenario;
    }

    /** As it stands in a file. */
    String source() {
        return source;
    }

    /** A name for that file, unlike that of another run of a sweep. */
    String fileName() {
        return fileName;
    }

    private static Map<String, Object> tree(
            Scenario base, long seed, SweepRow row, long atNanos, long endNanos) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", row.id() + " " + row.name() + " at " + time(atNanos));
        if (!row.isHealthy() && row.id().matches("F-[0-9]{2}")) {
            tree.put("requirements", List.of(row.id()));
        }
        tree.put("seed", seed);
        for (String key : List.of("therapy", "rig", "library", "override", "reservoir")) {
            if (base.source().containsKey(key)) {
                tree.put(key, base.source().get(key));
            }
        }
        tree.put("run", time(endNanos));
        if (!row.isHealthy()) {
            tree.put("faults", List.of(fault(row.preset(), atNanos)));
        }
        List<Object> orders = new ArrayList<>();
        if (base.source().get("orders") instanceof List<?> written) {
            orders.addAll(written);
        }
        if (row.prime()) {
            orders.add(Map.of("at", time(atNanos), "pause", Map.of()));
            orders.add(
                    new LinkedHashMap<>(
                            Map.of(
                                    "at",
                                    time(atNanos + PAUSED_NANOS),
                                    "prime",
                                    Map.of("volume", PRIMED))));
            tree.put("twinAlarms", List.of(Alarm.PAUSED_TOO_LONG.name()));
        }
        if (!orders.isEmpty()) {
            tree.put("orders", orders);
        }
        tree.put("expect", expect(row));
        return tree;
    }

    private static Map<String, Object> fault(FaultPreset preset, long atNanos) {
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("key", KEY);
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("component", preset.type().component());
        target.put("instance", preset.instance());
        fault.put("target", target);
        fault.put("type", preset.type().label());
        if (!preset.params().isEmpty()) {
            fault.put("params", new LinkedHashMap<>(preset.params()));
        }
        fault.put(
                "at",
                preset.trigger().isEmpty() ? time(atNanos) : new LinkedHashMap<>(preset.trigger()));
        if (preset.duration() != null) {
            fault.put("duration", preset.duration());
        }
        if (preset.ramp() != null) {
            fault.put("ramp", preset.ramp());
        }
        return fault;
    }

    private static List<Object> expect(SweepRow row) {
        List<Object> expect = new ArrayList<>();
        Set<String> besides = new TreeSet<>();
        allowed(row).forEach(alarm -> besides.add(alarm.name()));
        if (!row.isHealthy()) {
            Expectation expected = row.expectation();
            if (expected.isObservable()) {
                Map<String, Object> alarm = new LinkedHashMap<>();
                alarm.put("alarm", expected.alarmName());
                alarm.put("within", expected.limit().toString());
                alarm.put("after", KEY);
                expect.add(alarm);
            }
            Map<String, Object> effects = new LinkedHashMap<>();
            effects.put("of", KEY);
            effects.put("atLeast", 1);
            expect.add(Map.of("effects", effects));
        }
        Map<String, Object> never = new LinkedHashMap<>();
        never.put("never", "any");
        if (!besides.isEmpty()) {
            never.put("besides", List.copyOf(besides));
        }
        expect.add(never);
        return expect;
    }

    /** The alarms that may come in a run of that row. */
    static Set<Alarm> allowed(SweepRow row) {
        Set<Alarm> allowed = new TreeSet<>();
        if (!row.isHealthy()) {
            allowed.addAll(row.expectation().companions());
            if (row.expectation().isObservable()) {
                allowed.add(row.expectation().alarm());
            }
        }
        if (row.prime()) {
            allowed.add(Alarm.PAUSED_TOO_LONG);
        }
        return allowed;
    }

    /** A time as files have it. */
    static String time(long nanos) {
        return Quantity.format(Dimension.TIME, nanos);
    }

    /** A volume for people. */
    static String microlitres(long picolitres) {
        return String.format(Locale.ROOT, "%.3f uL", picolitres / 1e6);
    }
}
