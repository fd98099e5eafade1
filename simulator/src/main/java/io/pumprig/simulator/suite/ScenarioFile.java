package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.dose.TherapyPlan;
import io.pumprig.controller.order.DoseLimits;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.DrugLibraryException;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.LimitFinding;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.OrderForms;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.TherapyFile;
import io.pumprig.controller.order.TherapyRules;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.WrittenFault;
import io.pumprig.simulator.scenario.OrderScript;
import io.pumprig.simulator.scenario.WrittenOrders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a scenario file: its own keys, those of the files that it includes, and one run for each
 * row of its table. All of it is checked before anything runs.
 */
public final class ScenarioFile {
    /** Longest run, ten years. */
    static final long LONGEST_NANOS = 3_650L * 86_400 * 1_000_000_000;

    private static final long DEFAULT_SEED = 1;

    private final Path directory;
    private final String fileName;

    /** The file itself, then what it includes. */
    private final List<SettingsNode> nodes = new ArrayList<>();

    private final Map<String, String> row;

    private ScenarioFile(
            String fileName, Path directory, SettingsNode root, Map<String, String> row) {
        this.fileName = fileName;
        this.directory = directory;
        this.row = row;
        nodes.add(root.with(row).keys(ScenarioSchema.SCENARIO));
        if (root.has("include")) {
            for (String included : root.texts("include")) {
                SettingsNode node = SettingsNode.read(directory.resolve(included)).with(row);
                nodes.add(node.keys(ScenarioSchema.INCLUDED));
            }
        }
    }

    /**
     * The scenarios of a file.
     *
     * @throws SettingsException with file, line, column and key of the first thing that is wrong
     */
    public static List<Scenario> read(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return read(file.toString(), directory, () -> SettingsNode.read(file));
    }

    /**
     * The scenarios of a text that was read elsewhere.
     *
     * @param fileName what complaints call it
     * @param directory from which paths in it begin
     * @throws SettingsException as {@link #read(Path)}
     */
    public static List<Scenario> parse(String fileName, Path directory, String text) {
        return read(fileName, directory, () -> SettingsNode.parse(fileName, text));
    }

    private static List<Scenario> read(
            String fileName, Path directory, Supplier<SettingsNode> root) {
        List<Scenario> scenarios = new ArrayList<>();
        SettingsNode first = root.get().keys(ScenarioSchema.SCENARIO);
        if (!first.has("table")) {
            return List.of(new ScenarioFile(fileName, directory, first, Map.of()).scenario());
        }
        Set<String> names = new HashSet<>();
        int number = 0;
        for (SettingsNode node : first.list("table")) {
            Map<String, String> row = row(node);
            Scenario scenario = new ScenarioFile(fileName, directory, root.get(), row).scenario();
            if (!names.add(scenario.name())) {
                throw first.refuse(
                        "name",
                        "the same name in row " + number,
                        "a name with the parameter by which rows differ, such as ${"
                                + row.keySet().iterator().next()
                                + "}");
            }
            scenarios.add(scenario);
            number++;
        }
        if (scenarios.isEmpty()) {
            throw first.refuse("table", "no row", "at least one mapping of parameters");
        }
        return scenarios;
    }

    private static Map<String, String> row(SettingsNode node) {
        Map<String, String> row = new LinkedHashMap<>();
        List<String> keys = node.written();
        node.keys(keys.toArray(String[]::new));
        for (String key : keys) {
            row.put(key, node.text(key));
        }
        if (row.isEmpty()) {
            throw node.refuse("table", "an empty row", "at least one parameter");
        }
        return row;
    }

    // ---- one scenario

    private Scenario scenario() {
        String name = nodes.get(0).text("name");
        first("description").ifPresent(node -> node.text("description"));
        RigWiring wiring = first("rig").map(this::wiring).orElseGet(RigFile::simulated);
        DrugLibrary library = first("library").map(this::library).orElseGet(DrugLibrary::shipped);
        LimitOverride override = first("override").map(OrderForms::override).orElse(null);
        Prescription prescription = prescription(library, override);
        long runNanos = runNanos();
        Map<String, Long> clears = new LinkedHashMap<>();
        List<Fault> faults = faults(runNanos, clears);
        OrderScript orders = orders(wiring, library);
        List<String> keys = faults.stream().map(Fault::key).toList();
        ExpectForm forms = new ExpectForm(keys, runNanos);
        List<Supplier<Check>> checks = all("expect", forms::read);
        boolean twin =
                first("twin").map(node -> node.bool("twin")).orElse(true) && !faults.isEmpty();
        Set<Alarm> twinAlarms =
                first("twinAlarms")
                        .map(node -> ExpectForm.alarms(node, "twinAlarms"))
                        .orElse(Set.of());
        double reservoir =
                first("reservoir").map(node -> node.quantity("reservoir") / 1e6).orElse(Double.NaN);
        Scenario scenario =
                new Scenario(
                        name,
                        fileName,
                        first("requirements")
                                .map(node -> node.texts("requirements"))
                                .orElse(List.of()),
                        seeds(),
                        wiring,
                        prescription,
                        library,
                        override,
                        reservoir,
                        first("broker").map(node -> node.bool("broker")).orElse(false),
                        runNanos,
                        faults,
                        clears,
                        orders,
                        checks,
                        false,
                        twin,
                        twinAlarms,
                        source());
        nodes.get(0).has("table");
        passOverwritten();
        nodes.forEach(ScenarioFile::done);
        return scenario;
    }

    /** What an included file says and the scenario, or one included before, says otherwise. */
    private void passOverwritten() {
        for (int i = 1; i < nodes.size(); i++) {
            for (String key : nodes.get(i).written()) {
                for (SettingsNode before : nodes.subList(0, i)) {
                    if (before.written().contains(key)) {
                        nodes.get(i).has(key);
                    }
                }
            }
        }
    }

    /** The table itself is no part of what a row says. */
    private static void done(SettingsNode node) {
        for (String key : node.written()) {
            if (key.equals("table")) {
                return;
            }
        }
        node.done();
    }

    /** The first of the files that has the key. */
    private Optional<SettingsNode> first(String key) {
        for (SettingsNode node : nodes) {
            if (node.written().contains(key)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    /** Entries of a list in all files, those of included files first. */
    private <T> List<T> all(String key, Function<SettingsNode, T> read) {
        List<T> all = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (nodes.get(i).written().contains(key)) {
                nodes.get(i).list(key).forEach(node -> all.add(read.apply(node)));
            }
        }
        return all;
    }

    private RigWiring wiring(SettingsNode node) {
        RigWiring wiring =
                node.isMapping("rig")
                        ? RigFile.of(node.child("rig"))
                        : RigFile.read(directory.resolve(node.text("rig")));
        if (!wiring.board().equals("sim")) {
            throw node.refuse("rig", "board: " + wiring.board(), "a rig with board: sim");
        }
        return wiring;
    }

    private DrugLibrary library(SettingsNode node) {
        try {
            return DrugLibrary.read(directory.resolve(node.text("library")));
        } catch (DrugLibraryException e) {
            throw node.refuse(
                    "library", e.getMessage(), "a library that is what its checksum says");
        }
    }

    private Prescription prescription(DrugLibrary library, LimitOverride override) {
        SettingsNode node = first("therapy").orElse(nodes.get(0));
        Prescription prescription =
                node.isMapping("therapy")
                        ? TherapyFile.whole(
                                node.child("therapy").otherwise("drug", ScenarioSchema.DRUG))
                        : TherapyFile.read(directory.resolve(node.text("therapy")));
        List<LimitFinding> findings =
                TherapyRules.standing(new TherapyRules(library).review(prescription), override);
        if (!findings.isEmpty()) {
            throw node.refuse("therapy", findings.get(0).text(), "a therapy within its limits");
        }
        return prescription;
    }

    private long runNanos() {
        SettingsNode node = first("run").orElse(nodes.get(0));
        return node.quantity("run");
    }

    private List<Long> seeds() {
        SettingsNode node = first("seeds").orElse(null);
        if (node == null) {
            return List.of(first("seed").map(one -> one.integer("seed")).orElse(DEFAULT_SEED));
        }
        List<Long> seeds = new ArrayList<>();
        for (String seed : node.texts("seeds")) {
            try {
                seeds.add(Long.valueOf(seed));
            } catch (NumberFormatException e) {
                throw node.refuse("seeds", "`" + seed + "`", "whole numbers of 64 bits");
            }
        }
        if (seeds.isEmpty()) {
            throw node.refuse("seeds", "none", "at least one seed");
        }
        return seeds;
    }

    private List<Fault> faults(long runNanos, Map<String, Long> clears) {
        Set<String> keys = new HashSet<>();
        return all(
                "faults",
                node -> {
                    node.keys(ScenarioSchema.FAULT);
                    Fault fault = WrittenFault.checkNamed(node, 0);
                    if (node.has("clearedAt")) {
                        clears.put(
                                fault.key(),
                                node.quantity("clearedAt", Dimension.TIME, 0, runNanos));
                    }
                    if (!keys.add(fault.key())) {
                        throw node.refuse("key", "`" + fault.key() + "` twice", "a key of its own");
                    }
                    if (fault.atNanos() > runNanos) {
                        throw node.refuse(
                                "at", "a time at which the run is over", "a time within it");
                    }
                    return fault;
                });
    }

    private OrderScript orders(RigWiring wiring, DrugLibrary library) {
        FluidPath path =
                new FluidPath(
                        wiring.line().deadPicolitres(), wiring.reservoir().capacityPicolitres());
        OrderForms forms =
                new OrderForms(
                        path,
                        new TherapyRules(library),
                        prescription ->
                                new TherapyPlan(
                                        prescription,
                                        library.drug(prescription.drug())
                                                .map(DoseLimits::of)
                                                .orElse(DoseLimits.WIDEST),
                                        wiring.pump()));
        return WrittenOrders.of(all("orders", Function.identity()), forms);
    }

    /** All that counts, with parameters put in and included files merged, to be written out. */
    private Map<String, Object> source() {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("name", nodes.get(0).text("name"));
        for (String key : ScenarioSchema.SHARED) {
            boolean isList = List.of("faults", "orders", "expect").contains(key);
            List<Object> items = new ArrayList<>();
            for (int i = nodes.size() - 1; i >= 0; i--) {
                Object value = nodes.get(i).values().get(key);
                if (value instanceof List<?> list && isList) {
                    items.addAll(list);
                } else if (value != null) {
                    source.put(key, value);
                }
            }
            if (!items.isEmpty()) {
                source.put(key, items);
            }
        }
        inline(source, "therapy");
        inline(source, "rig");
        return source;
    }

    /** What stands in a file of its own stands here then. */
    private void inline(Map<String, Object> source, String key) {
        if (source.get(key) instanceof String path) {
            source.put(key, SettingsNode.read(directory.resolve(path)).values());
        }
        if (source.get("library") instanceof String path) {
            source.put("library", directory.resolve(path).toString());
        }
    }
}
