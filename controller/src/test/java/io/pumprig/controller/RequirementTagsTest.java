package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The chain from test to requirement (therapy reference 10): a tag that looks like a requirement, a
 * fault or a case of an alarm names one, in the tests of every module.
 */
class RequirementTagsTest {
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"((?:SR|F)-[^\"]*)\"\\)");
    private static final Pattern CASE = Pattern.compile("@Tag\\(\"([A-Z_]+):([^\"]*)\"\\)");

    /** For a test that is parameterised over alarms, and names each invocation for its alarm. */
    private static final String EACH_ALARM = "EACH_ALARM";

    private static final List<String> MODULES =
            List.of("hal", "controller", "simulator", "hardware-tests");

    @Test
    void theListOfRequirementsIsWhole() throws IOException {
        List<String> ids = ids("/requirements.csv");
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 102; i++) {
            expected.add(i < 10 ? "SR-0" + i : "SR-" + i);
        }
        assertEquals(expected, ids);
    }

    @Test
    void theListOfFaultsIsWhole() throws IOException {
        List<String> ids = ids("/faults.csv");
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 54; i++) {
            expected.add(i < 10 ? "F-0" + i : "F-" + i);
        }
        assertEquals(expected, ids);
    }

    @Test
    void everyTagNamesARequirementOrAFault() throws IOException {
        Set<String> known = new LinkedHashSet<>(ids("/requirements.csv"));
        known.addAll(ids("/faults.csv"));
        Set<String> strangers = new TreeSet<>();
        int tags = 0;
        for (Path source : testSources()) {
            Matcher matcher = TAG.matcher(Files.readString(source));
            while (matcher.find()) {
                tags++;
                if (!known.contains(matcher.group(1))) {
                    strangers.add(source.getFileName() + " " + matcher.group(1));
                }
            }
        }
        assertEquals(Set.of(), strangers);
        assertTrue(tags > 100, "only " + tags + " tags found");
    }

    /** How a protection could act wrongly (SR-76), as {@code @Tag("MOTOR_STALL:late")}. */
    @Test
    void everyTagOfACaseNamesAnAlarmAndACase() throws IOException {
        List<String> cases = ids("/cases.csv");
        assertEquals(7, cases.size());
        Set<String> strangers = new TreeSet<>();
        int tags = 0;
        for (Path source : testSources()) {
            Matcher matcher = CASE.matcher(Files.readString(source));
            while (matcher.find()) {
                tags++;
                String alarm = matcher.group(1);
                boolean known = alarm.equals(EACH_ALARM) || Alarm.named(alarm) != null;
                if (!known || !cases.contains(matcher.group(2))) {
                    strangers.add(source.getFileName() + " " + matcher.group());
                }
            }
        }
        assertEquals(Set.of(), strangers);
        assertTrue(tags > 30, "only " + tags + " tags found");
    }

    private static List<Path> testSources() throws IOException {
        Path module = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
        assertTrue(Files.isDirectory(module.resolve("src/test/java")), module.toString());
        List<Path> sources = new ArrayList<>();
        for (String name : MODULES) {
            Path tests = module.resolveSibling(name).resolve("src/test/java");
            if (Files.isDirectory(tests)) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .sorted()
                            .forEach(sources::add);
                }
            }
        }
        return sources;
    }

    private static List<String> ids(String resource) throws IOException {
        List<String> ids = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        RequirementTagsTest.class.getResourceAsStream(resource),
                                        resource),
                                StandardCharsets.UTF_8))) {
            assertTrue(reader.readLine().matches("(?:id|case),.*"), "header of " + resource);
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                ids.add(line.substring(0, line.indexOf(',')));
            }
        }
        return ids;
    }
}
