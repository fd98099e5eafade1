package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same files and seed give the same hash: orders are inputs like the seed, hosts are not. */
class RepeatedRunTest {
    @TempDir private Path folder;
    private Path orders;

    @BeforeEach
    void write() throws IOException {
        orders = folder.resolve("orders.yaml");
        Files.writeString(orders, orders("30 min"));
    }

    private static String orders(String bolusAt) {
        return """
                orders:
                  - {at: %s, bolus: {dose: 10 mcg, duration: 5 min}}
                  - {at: 50 min, pause: {}}
                  - {at: 55 min, resume: {}}
                  - at: 70 min
                    therapy:
                      drug: baclofen
                      concentration: 500 mcg/mL
                      timeZone: Europe/Berlin
                      program:
                        mode: pattern
                        steps:
                          - {from: 00:00, rate: 240 mcg/day}
                          - {from: 02:30, rate: 270 mcg/day}
                      bridge: {removed: 19.9 mL, filled: 20 mL}
                  - {at: 90 min, refill: {removed: 19.9 mL, filled: 20 mL, concentration: 500 mcg/mL}}
                """
                .formatted(bolusAt);
    }

    private String hash(String... jvm) throws InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("run", "--therapy", "examples/pattern.yaml"));
        command.addAll(List.of("--orders", orders.toString(), "--for", "3h"));
        command.addAll(List.of("--speed", "max", "--seed", "3", "--broker", "none"));
        try (RunningSimulator simulator =
                RunningSimulator.startWith(List.of(jvm), command.toArray(String[]::new))) {
            assertEquals(0, simulator.awaitExit(), simulator::err);
            assertEquals("6 accepted, 0 refused", simulator.summary("orders"));
            assertEquals("none", simulator.summary("alarms"));
            return simulator.summary("trace hash") + " " + simulator.summary("microsteps");
        }
    }

    @Test
    @Tag("SR-32")
    void theSameOrdersGiveTheSameHashOnAnyHost() throws InterruptedException, IOException {
        String expected = hash();
        assertEquals(expected, hash());
        assertEquals(
                expected,
                hash(
                        "-XX:+UseParallelGC",
                        "-Duser.language=ar",
                        "-Duser.country=EG",
                        "-Duser.timezone=America/St_Johns"));
        assertEquals(
                expected,
                hash(
                        "-XX:+UseG1GC",
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Asia/Kathmandu"));
        Files.writeString(orders, orders("31 min"));
        assertNotEquals(expected, hash());
    }
}
