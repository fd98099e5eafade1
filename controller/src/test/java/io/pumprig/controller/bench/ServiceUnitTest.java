package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

/** The systemd unit and the program agree on each other's words. */
class ServiceUnitTest {
    private static final Path UNIT = Path.of("src/main/systemd/pumprig-controller.service");

    /** {@code section.key} and its value; a key that comes twice fails. */
    private final Map<String, String> settings = new LinkedHashMap<>();

    @BeforeEach
    void parse() throws IOException {
        Path module = Path.of(System.getProperty("basedir", "."));
        String section = "";
        for (String line : Files.readAllLines(module.resolve(UNIT))) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.indexOf(']'));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                assertTrue(equals > 0, line);
                String key = section + "." + line.substring(0, equals);
                assertEquals(null, settings.put(key, line.substring(equals + 1)), key);
            }
        }
    }

    private List<String> words() {
        return List.of(settings.get("Service.ExecStart").split(" "));
    }

    /** What stands behind the jar, as systemd would give it to the program. */
    private List<String> arguments(String options) {
        List<String> words = words();
        List<String> arguments = new ArrayList<>();
        for (String word : words.subList(words.indexOf("-jar") + 2, words.size())) {
            if (word.equals("$PUMPRIG_OPTIONS")) {
                arguments.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));
            } else {
                arguments.add(word.equals("${CONFIRM}") ? "0123456789abcdef" : word);
            }
        }
        return arguments;
    }

    @ParameterizedTest(name = "options: {0}")
    @ValueSource(strings = {"", "--broker mqtts://host --board-watchdog"})
    void startsWithACommandLineThatTheProgramUnderstands(String options) {
        ParseResult parsed =
                PumprigController.commandLine(new TestHost())
                        .parseArgs(arguments(options).toArray(String[]::new));
        ParseResult run = parsed.subcommand();
        assertEquals("run", run.commandSpec().name());
        assertTrue(run.hasMatchedOption("--rig"));
        assertTrue(run.hasMatchedOption("--therapy"));
        assertEquals(!options.isEmpty(), run.hasMatchedOption("--broker"));
        assertEquals(!options.isEmpty(), run.hasMatchedOption("--board-watchdog"));
    }

    @Test
    @Tag("SR-01")
    void runsConfirmedValuesOnly() {
        assertTrue(arguments("").contains("--confirm"));
        assertEquals("/etc/pumprig/confirm", settings.get("Service.EnvironmentFile"));
    }

    @Test
    @Tag("SR-71")
    void isWatchedWithinTwoSecondsAndRestarted() {
        assertEquals("notify", settings.get("Service.Type"));
        assertEquals("2", settings.get("Service.WatchdogSec"));
        assertEquals("on-failure", settings.get("Service.Restart"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "LimitRTPRIO, 50",
        "TimerSlackNSec, 1",
        "PrivateTmp, yes",
        "NotifyAccess, main",
        "SupplementaryGroups, gpio i2c dialout",
        "StateDirectory, pumprig",
        "SuccessExitStatus, 130 143",
        "RestartPreventExitStatus, 2"
    })
    void hasTheSettingsThatTheLoopNeeds(String key, String value) {
        assertEquals(value, settings.get("Service." + key));
    }

    @Test
    void theControlThreadAloneIsRaised() {
        assertFalse(settings.containsKey("Service.CPUSchedulingPolicy"));
        assertTrue(words().contains("-XX:+UseSerialGC"));
    }
}
