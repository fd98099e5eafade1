package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a user meets it: what it prints, how it ends, what it leaves behind. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunCommandTest {
    private static final String[] AN_HOUR = {
        "run", "--for", "1h", "--speed", "max", "--seed", "1", "--broker", "none"
    };

    private static String nobodysUrl;
    private static RunningSimulator withoutBroker;

    @TempDir Path folder;

    @BeforeAll
    static void startWithoutBroker() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobodysUrl = "mqtt://127.0.0.1:" + free.getLocalPort();
        }
        withoutBroker = RunningSimulator.start("run", "--for", "1s", "--broker", nobodysUrl);
    }

    @AfterAll
    static void end() {
        withoutBroker.close();
    }

    private static String hash(List<String> jvm, String... arguments) throws InterruptedException {
        try (RunningSimulator simulator = RunningSimulator.startWith(jvm, arguments)) {
            assertEquals(0, simulator.awaitExit(), simulator::err);
            return simulator.summary("trace hash");
        }
    }

    @Test
    @Tag("SR-20")
    void aDayOfTheShippedTherapyDelivers250McgExactly() throws InterruptedException {
        try (RunningSimulator simulator =
                RunningSimulator.start(
                        "run",
                        "--for",
                        "24h",
                        "--speed",
                        "max",
                        "--seed",
                        "1",
                        "--broker",
                        "none")) {
            assertEquals(0, simulator.awaitExit(), simulator::err);
            List<String> out = simulator.out();
            assertEquals("broker none", out.get(0));
            assertEquals("topics pumprig/v1/sim-1/", out.get(1));
            assertEquals("1d 00:00:00.000, cycle 8640000", simulator.summary("simulated"));
            assertEquals("250 mcg", simulator.summary("ordered"));
            assertEquals("250 mcg", simulator.summary("believed"));
            assertEquals("20000", simulator.summary("microsteps"));
            assertEquals("none", simulator.summary("alarms"));
            double truth = Double.parseDouble(simulator.summary("true").split(" ")[0]);
            assertEquals(250, truth, 12.5);
            assertTrue(out.get(out.size() - 1).matches("trace hash: [0-9a-f]{16}"), out::toString);
            assertEquals("", simulator.err());
        }
    }

    @Test
    void theTraceHashDependsOnTheSeedAndOnNothingOfTheHost() throws InterruptedException {
        String expected = hash(List.of(), AN_HOUR);
        assertEquals(
                expected,
                hash(
                        List.of(
                                "-XX:+UseSerialGC",
                                "-Duser.language=tr",
                                "-Duser.country=TR",
                                "-Duser.timezone=Asia/Kathmandu"),
                        AN_HOUR));
        assertEquals(
                expected,
                hash(
                        List.of("-XX:+UseParallelGC", "-Duser.language=ar", "-Duser.country=EG"),
                        AN_HOUR));
        assertEquals(
                expected,
                hash(
                        List.of("-XX:+UseG1GC"),
                        "run",
                        "--for",
                        "1 h",
                        "--speed",
                        "1000000",
                        "--broker",
                        "embedded:0",
                        "--state",
                        folder.resolve("kept").toString()));

        String[] otherSeed = AN_HOUR.clone();
        otherSeed[6] = "2";
        assertTrue(!expected.equals(hash(List.of(), otherSeed)), "the seed changes nothing");
    }

    @ParameterizedTest(name = "SIG{0}")
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalEndsTheRunWithItsSummaryAndLeavesNothingBehind(String signal, int exitCode)
            throws InterruptedException, IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (RunningSimulator simulator =
                RunningSimulator.startWith(
                        List.of("-Djava.io.tmpdir=" + temporary),
                        "run",
                        "--speed",
                        "600",
                        "--broker",
                        "embedded:0")) {
            // At once, though nobody looks and the run goes on.
            List<String> first = simulator.awaitLines(2);
            assertTrue(
                    first.get(0).matches("broker mqtt://127\\.0\\.0\\.1:[0-9]+"), first::toString);
            assertEquals("topics pumprig/v1/sim-1/", first.get(1));
            assertTrue(simulator.isAlive());

            simulator.signal(signal);

            assertEquals(exitCode, simulator.awaitExit(), simulator::err);
            List<String> out = simulator.out();
            assertTrue(out.get(out.size() - 1).startsWith("trace hash: "), out::toString);
            assertEquals("sim", simulator.summary("backend"));
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(
                    List.of(),
                    left.map(path -> path.getFileName().toString())
                            .filter(name -> name.startsWith("pumprig"))
                            .toList());
        }
    }

    @Test
    void aTakenDefaultPortFallsToTheNextFreeOne() throws InterruptedException, IOException {
        try (ServerSocket taken = taken(1883);
                RunningSimulator simulator = RunningSimulator.start("run", "--for", "1s")) {
            assertTrue(taken.isBound());
            int port = Integer.parseInt(simulator.broker().replaceAll(".*:", ""));
            assertTrue(port > 1883 && port < 1983, () -> "port " + port);
            assertEquals(0, simulator.awaitExit(), simulator::err);
        }
    }

    /** That port, held by this test or by whoever was first. */
    private static ServerSocket taken(int port) throws IOException {
        try {
            return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
        } catch (java.net.BindException e) {
            return new ServerSocket(0);
        }
    }

    @Test
    void aPortThatWasAskedForAndIsTakenEndsWithThree() throws InterruptedException, IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                RunningSimulator simulator =
                        RunningSimulator.start(
                                "run",
                                "--for",
                                "1s",
                                "--broker",
                                "embedded:" + taken.getLocalPort())) {
            assertEquals(3, simulator.awaitExit());
            assertEquals("port " + taken.getLocalPort() + " is in use", simulator.err());
            assertEquals(List.of(), simulator.out());
        }
    }

    /** Started first and looked at last, since it takes its ten seconds. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aBrokerThatIsNotThereEndsWithThreeAfterTenSeconds() throws InterruptedException {
        assertEquals(3, withoutBroker.awaitExit());
        assertEquals(
                "broker " + nobodysUrl + " cannot be reached: no MQTT connection within 10 s",
                withoutBroker.err());
        assertEquals(List.of(), withoutBroker.out());
    }

    @Test
    @Tag("SR-93")
    void aRunThatIsKilledAgainAndAgainResumesAndAccountsForEverything()
            throws InterruptedException {
        String[] command = {
            "run",
            "--for",
            "3h",
            "--speed",
            "2000",
            "--seed",
            "7",
            "--broker",
            "none",
            "--state",
            folder.resolve("state").toString()
        };
        for (int i = 0; i < 3; i++) {
            try (RunningSimulator simulator = RunningSimulator.start(command)) {
                simulator.awaitLines(2);
                assertTrue(simulator.isAlive());
                // Long enough for some checkpoints at this speed, far from the end.
                Thread.sleep(700);
                simulator.kill();
            }
        }
        command[4] = "max";
        try (RunningSimulator simulator = RunningSimulator.start(command)) {
            assertEquals(0, simulator.awaitExit(), simulator::err);
            assertEquals("03:00:00.000, cycle 1080000", simulator.summary("simulated"));
            assertTrue(simulator.summary("resumed").matches("at cycle [1-9][0-9]*, .*"));
            assertTrue(simulator.summary("alarm").startsWith("RESTARTED HIGH, zero-flow, cycle "));
            // Nothing but the restarts, each three seconds without a controller, is missing.
            long microsteps = Long.parseLong(simulator.summary("microsteps"));
            assertTrue(microsteps <= 2_500 && microsteps >= 2_490, () -> "moved " + microsteps);
            double ordered = mcg(simulator.summary("ordered"));
            double believed = mcg(simulator.summary("believed"));
            assertEquals(withheldMcg(simulator), ordered - believed, 1e-9);
            assertEquals(microsteps * 0.0125, believed, 1e-9);
            // The rotor delivers in pulses; a roller's pitch is 6.7 uL, 13 mcg.
            assertEquals(believed, mcg(simulator.summary("true")), 13.4);
            assertTrue(simulator.out().stream().noneMatch(line -> line.contains("SENSOR_FAULT")));
        }
    }

    private static double mcg(String text) {
        return Double.parseDouble(text.split(" ")[0]);
    }

    private static double withheldMcg(RunningSimulator simulator) {
        double sum = 0;
        for (String line : simulator.out()) {
            if (line.startsWith("withheld ")) {
                String[] parts = line.split(", ");
                sum += mcg(parts[parts.length - 1]);
            }
        }
        return sum;
    }

    @Test
    void aStateThatIsInUseOrOfAnotherRunIsLeftAlone() throws InterruptedException, IOException {
        String state = folder.resolve("state").toString();
        Path other = folder.resolve("other.yaml");
        Files.writeString(
                other,
                """
                drug: baclofen
                concentration: 2000 mcg/mL
                program: {mode: continuous, rate: 251 mcg/day}
                """);
        try (RunningSimulator first =
                RunningSimulator.start("run", "--broker", "none", "--state", state)) {
            first.awaitLines(2);
            assertRefused(
                    3,
                    "state directory " + state + " is in use by another process",
                    "--state",
                    state);
            assertTrue(first.isAlive());
            first.kill();
        }
        assertRefused(
                2,
                "state directory "
                        + state
                        + " belongs to another therapy; run that one, or give an empty directory",
                "--state",
                state,
                "--therapy",
                other.toString());
        assertRefused(
                2,
                "seed: found 2; allowed 1, with which state directory " + state + " was begun",
                "--state",
                state,
                "--seed",
                "2");
        Path file = Files.createFile(folder.resolve("file"));
        assertRefused(
                3,
                "state directory " + file + " cannot be used: it is not a directory",
                "--state",
                file.toString());
    }

    private static void assertRefused(int exitCode, String complaint, String... options)
            throws InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of("run", "--for", "1s", "--speed", "max", "--broker", "none"));
        command.addAll(List.of(options));
        try (RunningSimulator simulator = RunningSimulator.start(command.toArray(String[]::new))) {
            assertEquals(exitCode, simulator.awaitExit(), simulator::err);
            assertEquals(complaint, simulator.err());
            assertEquals(List.of(), simulator.out());
        }
    }
}
