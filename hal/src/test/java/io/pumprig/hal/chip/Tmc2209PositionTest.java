package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Tmc2209PositionTest {
    private final Tmc2209Position position = new Tmc2209Position(16);

    @Test
    void startsWithAsManySeenAsSent() {
        assertFalse(position.take(512, 1_000, 1_000));
        assertEquals(1_000, position.seenMicrosteps());
        assertEquals(1_000, position.sentMicrosteps());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 0xD05E})
    void agreesWithWhatWasSentOverAnyOutage(long seed) {
        var random = new SplittableRandom(seed);
        long sent = 0;
        position.take(0, 0, 0);
        for (int i = 0; i < 10_000; i++) {
            sent += random.nextLong(0, 500);
            int answer = (int) (sent * 16 & 1023);
            assertFalse(position.take(answer, sent, sent), () -> "seed " + seed);
            assertEquals(sent, position.seenMicrosteps(), () -> "seed " + seed);
        }
    }

    @Test
    void showsPulsesThatWentAstrayAndPulsesThatNobodySent() {
        position.take(0, 0, 0);
        assertTrue(position.take(16 * 7, 10, 10), "three lost");
        assertEquals(7, position.seenMicrosteps());
        assertFalse(position.take(16 * 8, 11, 11), "none more");
        assertTrue(position.take(16 * 20, 12, 12), "eleven from nowhere");
        assertEquals(20, position.seenMicrosteps());
        assertEquals(12, position.sentMicrosteps());
    }

    @Test
    void countsAPulseThatWentOutWithTheQuestionAsSentIfTheAnswerShowsIt() {
        position.take(0, 0, 0);
        assertFalse(position.take(16 * 5, 4, 6));
        assertEquals(5, position.sentMicrosteps());
        assertEquals(5, position.seenMicrosteps());
        assertFalse(position.take(16 * 6, 6, 8));
        assertEquals(6, position.sentMicrosteps());
        assertTrue(position.take(16 * 10, 7, 8), "more than were under way");
        assertEquals(8, position.sentMicrosteps());
        assertEquals(10, position.seenMicrosteps());
    }

    @Test
    void knowsAnAnswerThatIsNoWholeNumberOfPulsesAway() {
        assertFalse(position.isOffGrid(5), "nothing to compare with");
        position.take(5, 0, 0);
        assertFalse(position.isOffGrid(21));
        assertTrue(position.isOffGrid(22));
    }
}
