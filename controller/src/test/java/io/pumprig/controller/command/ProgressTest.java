package io.pumprig.controller.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String CLEAR = "\r\033[K";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong(77 * SECOND);

    private Progress progress(boolean shown) {
        return new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), shown, now::get);
    }

    private String drawn() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void pass(double seconds) {
        now.addAndGet((long) (seconds * SECOND));
    }

    @Test
    void tellsHowMuchIsDoneAndHowLongItTakesStill() {
        Progress progress = progress(true);
        pass(10);
        progress.at(25, 100, "runs");
        assertEquals(CLEAR + " 25 %  runs, 30 s left", drawn());
        progress.close();
    }

    @Test
    void drawsNothingWhereNobodyLooks() {
        Progress progress = progress(false);
        assertFalse(progress.isShown());
        pass(10);
        progress.at(25, 100, "runs");
        progress.follow(() -> 1, 2, () -> "runs");
        progress.close();
        assertEquals("", drawn());
    }

    @Test
    void standardErrorOfATestIsNoTerminal() {
        assertFalse(Progress.onTerminal(now::get).isShown());
    }

    @Test
    void drawsNothingOfWhatIsDoneInAMoment() {
        Progress progress = progress(true);
        pass(0.9);
        progress.at(99, 100, "runs");
        progress.close();
        assertEquals("", drawn());
    }

    @Test
    void leavesAnEmptyLineAndNothingMoreAfterIt() {
        Progress progress = progress(true);
        pass(2);
        progress.at(1, 2, "runs");
        progress.close();
        pass(2);
        progress.at(2, 2, "runs");
        progress.close();
        assertEquals(CLEAR + " 50 %  runs, 2 s left" + CLEAR, drawn());
    }

    @Test
    void drawsFiveTimesASecondAtMost() {
        Progress progress = progress(true);
        pass(2);
        for (int i = 0; i < 1_000; i++) {
            progress.at(i, 1_000, "runs");
            pass(0.001);
        }
        progress.close();
        assertEquals(5, drawn().split("runs", -1).length - 1);
    }

    @Test
    void isNoWiderThanATerminal() {
        Progress progress = progress(true);
        pass(2);
        progress.at(1, 2, "x".repeat(500));
        String line = drawn().substring(CLEAR.length());
        progress.close();
        assertEquals(79, line.length());
        assertTrue(line.startsWith(" 50 %  xxx"), line);
    }

    @Test
    void saysOnlyWhatItKnowsWhereNobodyKnowsTheEnd() {
        Progress progress = progress(true);
        pass(5);
        progress.at(3, 0, "no alarm for 3 s");
        pass(5);
        progress.at(0, 10, "the first one");
        progress.close();
        assertEquals(CLEAR + "no alarm for 3 s" + CLEAR + "  0 %  the first one" + CLEAR, drawn());
    }

    @Test
    void neverClaimsMoreThanAll() {
        Progress progress = progress(true);
        pass(5);
        progress.at(120, 100, "runs");
        progress.close();
        assertEquals(CLEAR + "100 %  runs, 0 s left" + CLEAR, drawn());
    }

    @Test
    void looksByItselfWhereWorkHasNothingToSayForLong() throws InterruptedException {
        CountDownLatch looks = new CountDownLatch(3);
        Progress progress = progress(true);
        pass(4);
        progress.follow(
                () -> {
                    looks.countDown();
                    return 1;
                },
                2,
                () -> "one scenario");
        assertTrue(looks.await(20, TimeUnit.SECONDS));
        progress.close();
        assertEquals(CLEAR + " 50 %  one scenario, 4 s left" + CLEAR, drawn());
    }

    @ParameterizedTest(name = "{0} s: {1}")
    @CsvSource({
        "0, 0 s left",
        "0.2, 1 s left",
        "59, 59 s left",
        "59.5, 1 min 00 s left",
        "185, 3 min 05 s left",
        "7800, 2 h 10 min left",
        "200000, 55 h 33 min left",
    })
    void tellsTimeAsPeopleDo(double seconds, String text) {
        assertEquals(text, Progress.left((long) (seconds * SECOND)));
    }
}
