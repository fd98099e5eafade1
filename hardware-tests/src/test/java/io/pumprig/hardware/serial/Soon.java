package io.pumprig.hardware.serial;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionFactory;

/** How long these tests wait for what must come: long, since a busy machine is no mistake. */
final class Soon {
    private Soon() {}

    /** Looks each millisecond, on the test's own thread. */
    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .pollInSameThread();
    }
}
