package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.RunningSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pumprig-controller order} as an operator uses it, against a simulated rig. */
class OrderCommandOverMqttTest {
    @TempDir private static Path folder;

    private static RunningSimulator simulator;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        simulator =
                RunningSimulator.start(
                        "run",
                        "--therapy",
                        Path.of("examples", "demand-bolus.yaml").toString(),
                        "--broker",
                        "embedded:0");
        url = simulator.broker();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    /** Runs the command; the exit code first, then what it printed on either stream. */
    private static List<String> order(String... arguments) throws Exception {
        Path said = Files.createTempFile(folder, "order", ".txt");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.pumprig.controller.bench.PumprigController",
                                "order"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--broker", url, "--rig", "sim-1"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("order does not end: " + Files.readString(said));
        }
        List<String> lines = new ArrayList<>(List.of("" + process.exitValue()));
        lines.addAll(Files.readAllLines(said));
        return lines;
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + lines));
    }

    private static String therapy(String rate) throws IOException {
        return Files.writeString(
                        folder.resolve("next-" + rate + ".yaml"),
                        """
                        drug: baclofen
                        concentration: 2000 mcg/mL
                        indication: spinal
                        program: {mode: continuous, rate: RATE mcg/day}
                        demandBolus: {dose: 10 mcg, duration: 5 min, perDay: 4}
                        """
                                .replace("RATE", rate))
                .toString();
    }

    @Test
    @Tag("SR-01")
    @Tag("SR-04")
    @Tag("SR-99")
    @Tag("SR-101")
    void aTherapyIsStagedShownAndCommitted() throws Exception {
        List<String> staged = order("stage", therapy("190"));
        assertEquals("0", staged.get(0), staged::toString);
        assertEquals("backend        sim", staged.get(1));
        assertEquals("190", value(staged, "doseMcgPerDay"));
        assertEquals("2000", value(staged, "concentrationMcgPerMl"));
        assertEquals("120", value(staged, "expiresInS"));
        assertTrue(value(staged, "needsOverride").startsWith("program.rate: found 190 mcg/day"));
        String hash = value(staged, "hash");
        List<String> refused = order("commit", hash);
        assertEquals("1", refused.get(0), refused::toString);
        assertTrue(
                value(refused, "answer")
                        .startsWith("commit rejected, NEEDS_CONFIRM: it needs override {by, why}:"),
                refused::toString);

        List<String> committed =
                order("commit", hash, "--override-by", "Dr. A", "--override-why", "drowsy");

        assertEquals("0", committed.get(0), committed::toString);
        assertEquals("commit accepted", value(committed, "answer"));
        assertEquals("190 mcg/day", value(committed, "rate"));
        assertEquals(hash, value(committed, "hash"));
    }

    @Test
    void aFileThatIsNoYamlIsToldWithItsLine() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "drug: [\n");
        List<String> answer = order("stage", broken.toString());
        assertEquals("2", answer.get(0), answer::toString);
        assertTrue(answer.get(1).startsWith(broken + ":"), answer::toString);
    }

    @Test
    @Tag("SR-99")
    void aBolusNeedsConfirmAndIsCancelled() throws Exception {
        List<String> first = order("bolus", "--dose", "5mcg", "--duration", "10min");
        assertEquals("1", first.get(0), first::toString);
        assertTrue(value(first, "answer").startsWith("bolus rejected, NEEDS_CONFIRM"));
        List<String> begun = order("bolus", "--dose", "5mcg", "--duration", "10min", "--confirm");
        assertEquals("0", begun.get(0), begun::toString);
        assertEquals("bolus-timed", value(begun, "mode"));
        assertEquals("5", value(begun, "doseMcg"));
        List<String> cancelled = order("bolus-cancel");
        assertEquals("bolus-cancel accepted", value(cancelled, "answer"));
    }

    @Test
    @Tag("SR-53")
    void whatDoesNotFitTheReservoirIsRejectedWithFoundAndAllowed() throws Exception {
        List<String> answer =
                order(
                        "refill",
                        "--removed",
                        "3mL",
                        "--filled",
                        "21mL",
                        "--concentration",
                        "2000 mcg/mL");
        assertEquals("1", answer.get(0), answer::toString);
        assertEquals(
                "refill rejected, BAD_PARAM: filled: found 21mL; allowed 100 uL to 20 mL",
                value(answer, "answer"));
    }
}
