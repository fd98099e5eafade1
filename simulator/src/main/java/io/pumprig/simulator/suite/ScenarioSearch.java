package io.pumprig.simulator.suite;

import io.pumprig.hal.settings.SettingsNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Finds scenario files: those that are named, and in a directory all that have a name of their own.
 */
public final class ScenarioSearch {
    private ScenarioSearch() {}

    /**
     * The scenarios of a file, or of all scenario files below a directory, in the order of their
     * paths. A YAML file without {@code name} is one that others include.
     *
     * @throws IOException when the place cannot be read
     * @throws io.pumprig.hal.settings.SettingsException for the first thing that is wrong in one
     */
    public static List<Scenario> below(Path place) throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        for (Path file : files(place)) {
            scenarios.addAll(ScenarioFile.read(file));
        }
        return scenarios;
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(Files::isRegularFile)
                    .filter(ScenarioSearch::isYaml)
                    .filter(ScenarioSearch::isNamed)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static boolean isNamed(Path file) {
        return SettingsNode.read(file).written().contains("name");
    }

    /** Those in whose name, file or requirements {@code text} stands, whatever the case. */
    public static List<Scenario> filter(List<Scenario> scenarios, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return scenarios.stream()
                .filter(
                        scenario ->
                                (scenario.name()
                                                + " "
                                                + scenario.file()
                                                + " "
                                                + scenario.requirements())
                                        .toLowerCase(Locale.ROOT)
                                        .contains(wanted))
                .toList();
    }
}
