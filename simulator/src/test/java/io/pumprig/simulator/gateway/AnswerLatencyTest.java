package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.RemoteRig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * How long a tester waits for the answer to a {@code fault-inject} over loopback, one request after
 * the other. The build asks 300 times, on a machine that does other things, and prints how long it
 * took; {@code -Dlatency.requests=5000} asks as often as a release has to, and holds the 99th
 * percentile against its limit.
 */
class AnswerLatencyTest {
    private static final int REQUESTS = Integer.getInteger("latency.requests", 300);
    private static final int WHOLE = 5_000;
    private static final double MOST_MILLIS = 20;
    private static final int WARM_UP = 100;

    @TempDir Path folder;

    @ParameterizedTest(name = "at speed {0}")
    @ValueSource(strings = {"1", "60", "max"})
    void aFaultIsAnsweredAndNeverRefused(String speed) throws Exception {
        try (LiveSession session = new LiveSession(folder, "--speed", speed);
                RemoteRig rig =
                        RemoteRig.open(
                                SharedBroker.get().url(),
                                session.rig,
                                BrokerLogin.ANONYMOUS,
                                "tester",
                                List.of())) {
            double[] millis = new double[REQUESTS];
            for (int i = -WARM_UP; i < REQUESTS; i++) {
                // A new fault each time, in the place of the one before.
                byte[] body = fault("k" + i % 2, i).bytes();
                long begin = System.nanoTime();
                FaultAnswer answer =
                        FaultAnswer.of("sim", session.rig, rig.ask("fault-inject", body));
                long end = System.nanoTime();
                assertTrue(answer.isAccepted(), answer::verdict);
                millis[Math.max(0, i)] = (end - begin) / 1e6;
                FaultForm key = FaultForm.blank().with("key", "k" + i % 2);
                rig.ask("fault-clear", key.bytes());
            }
            Arrays.sort(millis);
            double median = millis[REQUESTS / 2];
            double p99 = millis[REQUESTS - 1 - REQUESTS / 100];
            System.out.printf(
                    Locale.ROOT,
                    "fault-inject at speed %s, %d requests: p50 %.2f ms, p99 %.2f ms, most %.2f ms%n",
                    speed,
                    REQUESTS,
                    median,
                    p99,
                    millis[REQUESTS - 1]);
            assertTrue(REQUESTS < WHOLE || p99 <= MOST_MILLIS, () -> "p99 " + p99);
            long last = session.ask("ping", "last", "").path("cycle").longValue();
            JsonNode link = session.stateAfter(last).path("link");
            assertEquals(0, link.path("limited").longValue(-1), link::toString);
        }
    }

    private static FaultForm fault(String key, int number) {
        return FaultForm.blank()
                .with("key", key)
                .on("line", "downstream")
                .with("type", "occlusion")
                .with("at", 4_000_000 + number + " min");
    }
}
