package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.gateway.TesterClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whoever copies a command out of the README gets what it says. Each command is run by CI, by the
 * session below, or is known to be tried by hand; a new one fails here until somebody runs it.
 */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    /** Taken out of the README by {@code .ci/run}, which finds them by the marker before. */
    private static final Set<String> BY_CI =
            Set.of(
                    "mvn verify",
                    "mvn -q -DskipTests package && java -jar simulator/target/pumprig-simulator.jar"
                            + " run");

    /** Minutes long, and its figures mean nothing on a machine that does other things. */
    private static final Set<String> BY_HAND = Set.of("mvn -q -DskipTests -Pbenchmark verify");

    private static final String PROGRAM = "java -jar simulator/target/pumprig-simulator.jar ";

    /** Days of a therapy; what they deliver is in {@code ExampleOrdersTest}. */
    private static final String THERAPY = PROGRAM + "run --therapy ";

    /** Scenarios and the catalogue: they end by themselves. */
    private static final List<String> TOOLS = List.of(PROGRAM + "test ", PROGRAM + "fault ");

    private static final String SUBSCRIBE = "mosquitto_sub ";
    private static final String PUBLISH = "mosquitto_pub ";

    /** Words of a shell as far as the README needs them: plain, or in single quotes. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private static String readme() throws IOException {
        return Files.readString(README, StandardCharsets.UTF_8);
    }

    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher block = Pattern.compile("(?ms)^```sh\\R(.*?)^```$").matcher(readme());
        while (block.find()) {
            block.group(1).lines().filter(line -> !line.isBlank()).forEach(commands::add);
        }
        return commands;
    }

    private static List<String> starting(String with) throws IOException {
        return commands().stream().filter(line -> line.startsWith(with)).toList();
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        return words;
    }

    private static String option(String command, String name) {
        List<String> words = words(command);
        assertTrue(words.contains(name), () -> name + " is not in: " + command);
        return words.get(words.indexOf(name) + 1);
    }

    @Test
    void everyCommandIsRunBySomebody() throws IOException {
        assertFalse(commands().isEmpty());
        for (String command : commands()) {
            boolean inSession =
                    command.startsWith(PROGRAM)
                            || command.startsWith(SUBSCRIBE)
                            || command.startsWith(PUBLISH);
            assertTrue(
                    inSession || BY_CI.contains(command) || BY_HAND.contains(command),
                    () -> "nobody runs: " + command);
        }
    }

    @Test
    void theCommandsOfCiStandWhereItLooksForThem() throws IOException {
        String ci = Files.readString(Path.of("..", ".ci", "run"), StandardCharsets.UTF_8);
        for (String marker : List.of("main", "test")) {
            Matcher marked =
                    Pattern.compile("<!-- command: " + marker + " -->\\R```sh\\R(.*)\\R```")
                            .matcher(readme());
            assertTrue(marked.find(), () -> "no command after the marker " + marker);
            assertTrue(BY_CI.contains(marked.group(1)), marked.group(1));
            assertTrue(ci.contains("readme_command " + marker), () -> ".ci/run skips " + marker);
        }
    }

    @Test
    void theSessionGoesAsItIsWritten() throws IOException, InterruptedException, MqttException {
        List<String> session = new ArrayList<>(starting(PROGRAM));
        session.removeAll(starting(THERAPY));
        for (String tool : TOOLS) {
            session.removeAll(starting(tool));
        }
        assertEquals(1, session.size());
        List<String> run = new ArrayList<>(words(session.get(0).substring(PROGRAM.length())));
        // Any free port, since the README's may be taken here.
        run.addAll(List.of("--broker", "embedded:0"));
        try (RunningSimulator simulator = RunningSimulator.start(run.toArray(String[]::new))) {
            String topics = option(starting(SUBSCRIBE).get(0), "-t");
            assertTrue(topics.endsWith("/#"), topics);
            String root = topics.substring(0, topics.length() - 1);
            String rig =
                    simulator.awaitLines(2).get(1).substring("topics ".length() + root.length());
            try (TesterClient tester = new TesterClient(simulator.broker(), root)) {
                for (String command : starting(PUBLISH)) {
                    publish(tester, root, rig, command);
                }
                tester.hear(rig + "alarm/OCCLUSION_DOWNSTREAM", m -> m.payload().isEmpty());
            }
        }
    }

    @Test
    void theTherapiesBeginAsTheyAreWritten() throws IOException, InterruptedException {
        assertEquals(5, starting(THERAPY).size());
        for (String command : starting(THERAPY)) {
            // From the module's folder, and for as long as it takes to see that it runs.
            String here =
                    command.substring(PROGRAM.length())
                            .replace("simulator/examples/", "examples/")
                            .replaceFirst("--for \\S+", "--for 10s");
            try (RunningSimulator simulator =
                    RunningSimulator.start(words(here).toArray(String[]::new))) {
                assertEquals(0, simulator.awaitExit(), simulator::err);
                assertEquals("none", simulator.summary("alarms"));
            }
        }
    }

    @Test
    void theToolsDoWhatIsWritten() throws IOException, InterruptedException {
        for (String tool : TOOLS) {
            assertEquals(1, starting(tool).size(), tool);
            String command = starting(tool).get(0).substring(PROGRAM.length());
            try (RunningSimulator simulator =
                    RunningSimulator.start(words(command).toArray(String[]::new))) {
                assertEquals(0, simulator.awaitExit(), simulator::err);
                String said = String.join("\n", simulator.out());
                assertTrue(said.contains("F-01") || said.contains(" passed, 0 failed;"), said);
            }
        }
    }

    private static void publish(TesterClient tester, String root, String rig, String command)
            throws MqttException {
        String topic = option(command, "-t");
        String payload = option(command, "-m");
        tester.send(topic, payload.getBytes(StandardCharsets.UTF_8));
        JsonNode request = JsonMapper.shared().readTree(payload);
        String id = request.get("id").stringValue();
        JsonNode answer =
                tester.hear(
                                rig + "rsp/" + request.get("client").stringValue(),
                                m -> m.json().get("id").stringValue().equals(id))
                        .json();
        assertEquals("OK", answer.get("code").stringValue(), () -> command + "\n" + answer);
        if (topic.equals(root + rig + "cmd/fault-inject")) {
            // As the text says: some seconds later the alarm is there, and the flow is zero.
            JsonNode alarm =
                    tester.hear(rig + "alarm/OCCLUSION_DOWNSTREAM", m -> !m.payload().isEmpty())
                            .json();
            assertEquals("zero-flow", alarm.get("reaction").stringValue());
        }
    }
}
