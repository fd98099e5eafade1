package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.controller.FakeRig;
import io.pumprig.controller.LoopLateness;
import io.pumprig.controller.journal.JournalException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LatenessRecorderTest {
    private final LatenessRecorder lateness = new LatenessRecorder();

    @Test
    @Tag("SR-35")
    void whatWasRecordedIsPublishedWithTheState() throws JournalException {
        try (FakeRig rig = new FakeRig().healthy()) {
            rig.begin(250_000_000L);
            assertEquals(-1, published(rig));
            for (int i = 1; i <= 100; i++) {
                lateness.record(i * 1_000_000L);
            }
            lateness.collect(rig.controller().lateness());
            assertEquals(100_000_000, published(rig), 200_000);
            assertEquals(50_000_000, rig.controller().mirror().state().medianLatenessNanos, 50_000);
            assertEquals(99_000_000, rig.controller().mirror().state().p99LatenessNanos, 100_000);
        }
    }

    private static long published(FakeRig rig) {
        rig.controller().mirror().ask();
        rig.loop().idle();
        return rig.controller().mirror().state().mostLatenessNanos;
    }

    @Test
    void collectsAllOfARunNotTheLastPart() {
        LoopLateness told = new LoopLateness();
        lateness.record(9_000_000L);
        lateness.collect(told);
        lateness.record(1_000_000L);
        lateness.collect(told);
        assertEquals(2, lateness.cycles());
        assertEquals(9_000_000, lateness.mostNanos(), 9_000);
    }

    @Test
    void aLongStandstillCountsAsTenSeconds() {
        lateness.record(3_600_000_000_000L);
        lateness.collect(new LoopLateness());
        assertEquals(10_000_000_000L, lateness.mostNanos(), 10_000_000);
    }
}
