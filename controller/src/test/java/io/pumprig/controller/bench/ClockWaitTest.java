package io.pumprig.controller.bench;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("SR-32")
@Timeout(60)
class ClockWaitTest {
    private static final String WAITING =
            "waiting for a synchronised clock (NTP); --clock-ok goes on without";

    private final TestHost host = new TestHost();
    private final ClockWait wait = new ClockWait(host, 1);

    @Test
    void aClockThatIsSynchronisedIsNotWaitedFor() {
        host.clock.add(true);
        assertTrue(wait.await(host.err()));
        assertEquals(List.of(), host.errLines());
        assertEquals(0, host.startings);
    }

    @Test
    void saysWhatItWaitsForAndGoesOnWhenItComes() {
        host.clock.addAll(List.of(false, false, false, true));
        assertTrue(wait.await(host.err()));
        assertEquals(List.of(WAITING, "the clock is synchronised"), host.errLines());
        assertEquals(3, host.startings, "who started us goes on waiting too");
    }

    @Test
    void saysSoAgainEachMinute() {
        host.clock.addAll(Collections.nCopies(121, false));
        host.clock.add(true);
        assertTrue(wait.await(host.err()));
        assertEquals(
                List.of(WAITING, WAITING, WAITING, "the clock is synchronised"), host.errLines());
    }

    @Test
    void waitsForEverUntilItIsEnded() {
        host.clock.add(false);
        CompletableFuture<Boolean> waiting =
                CompletableFuture.supplyAsync(() -> wait.await(host.err()));
        await().atMost(Duration.ofSeconds(30)).until(() -> host.errLines().size() > 2);
        assertFalse(waiting.isDone());
        wait.end();
        assertFalse(waiting.join());
    }

    @Test
    void whoEndsItBeforeItBeginsIsHeard() {
        host.clock.add(true);
        wait.end();
        assertFalse(wait.await(host.err()));
    }
}
