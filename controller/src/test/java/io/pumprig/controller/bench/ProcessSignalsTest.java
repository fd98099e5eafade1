package io.pumprig.controller.bench;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sends signals to this very process, as an operator's shell would. */
class ProcessSignalsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicInteger stops = new AtomicInteger();
    private final AtomicInteger pauses = new AtomicInteger();

    private static void kill(String signal) throws IOException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(ProcessHandle.current().pid()))
                .inheritIO()
                .start();
    }

    @ParameterizedTest(name = "SIG{0} ends with {1}")
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void asksForAnOrderlyEndAndSaysHowTheProcessEnds(String signal, int exitCode)
            throws IOException {
        try (ProcessSignals signals =
                new ProcessSignals(stops::incrementAndGet, pauses::incrementAndGet)) {
            assertEquals(0, signals.exitCode());
            kill(signal);
            await().atMost(PATIENCE).until(() -> signals.exitCode() == exitCode);
            assertEquals(1, stops.get());
            assertEquals(0, pauses.get());
        }
    }

    @Test
    void aUserSignalPausesEachTimeItComes() throws IOException {
        try (ProcessSignals signals =
                new ProcessSignals(stops::incrementAndGet, pauses::incrementAndGet)) {
            for (int i = 1; i <= 2; i++) {
                int before = i;
                kill("USR1");
                await().atMost(PATIENCE).until(() -> pauses.get() == before);
            }
            assertEquals(0, signals.exitCode());
            assertEquals(0, stops.get());
        }
    }
}
