package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.SerialLine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SerialLine} promises, tried with a question and what is known to come back. On
 * a single wire the question itself comes back first.
 */
public interface SerialLineContract {
    /** Looks at the line within the time of an answer. */
    int SLICES = 100;

    SerialLine subject();

    RigClock clock();

    /** A question that may be asked again and again. */
    byte[] question();

    /** Everything that comes back for it, echo included; four bytes or more. */
    byte[] answer();

    /** After this time the whole answer has arrived. */
    default long answerNanos() {
        return 10_000_000L;
    }

    /** The longest that one call may take: it hands over or takes over, and never waits. */
    default long callNanos() {
        return 5_000_000L;
    }

    /** Told of a question before it comes, for a line that knows only what it is told. */
    default void expectQuestion() {}

    /** Cuts the line for good; false where nobody can, which aborts the test. */
    default boolean cut() {
        return false;
    }

    /** Bytes that one call may allocate, where the library below cannot do without. */
    default long allowedBytes() {
        return 0;
    }

    @Test
    default void aLineOnWhichNothingArrivedGivesNothingAtOnce() {
        drain();
        byte[] into = {0x5A, 0x5A};
        for (int i = 0; i < 20; i++) {
            long before = clock().nanos();
            assertEquals(0, subject().read(into, 0));
            long took = clock().nanos() - before;
            assertTrue(took <= callNanos(), () -> "a read took " + took + " ns");
        }
        assertArrayEquals(new byte[] {0x5A, 0x5A}, into);
    }

    @Test
    default void bytesArriveInTheirOrderAndOnce() {
        drain();
        for (int i = 0; i < 3; i++) {
            ask();
            assertAnswered();
        }
    }

    @Test
    default void aReadBeginsAtItsOffsetAndLeavesWhatIsBeforeIt() {
        drain();
        ask();
        byte[] into = new byte[answer().length + 3];
        Arrays.fill(into, (byte) 0x5A);

        int taken = take(into, 2, answer().length);

        assertEquals(answer().length, taken);
        assertArrayEquals(answer(), Arrays.copyOfRange(into, 2, 2 + answer().length));
        assertEquals(0x5A, into[0]);
        assertEquals(0x5A, into[1]);
        assertEquals(0x5A, into[into.length - 1]);
    }

    @Test
    default void whatDoesNotFitIsLeftForTheNextRead() {
        drain();
        ask();
        byte[] small = new byte[3];

        assertEquals(2, take(small, 1, 2));
        assertArrayEquals(new byte[] {0, answer()[0], answer()[1]}, small);
        assertEquals(0, subject().read(small, 3), "no room, nothing taken");
        byte[] rest = new byte[answer().length];
        int taken = take(rest, 0, answer().length - 2);
        assertArrayEquals(
                Arrays.copyOfRange(answer(), 2, answer().length), Arrays.copyOf(rest, taken));
    }

    @Test
    default void onlyTheLengthIsSentAndWhatWasLentIsNotChanged() {
        drain();
        byte[] sent = Arrays.copyOf(question(), question().length + 3);
        byte[] before = sent.clone();
        expectQuestion();

        assertEquals(Outcome.OK, subject().write(sent, question().length));

        assertArrayEquals(before, sent);
        assertAnswered();
    }

    @Test
    default void aWriteDoesNotWaitForItsBytes() {
        drain();
        long before = clock().nanos();
        ask();
        long took = clock().nanos() - before;
        assertTrue(took <= callNanos(), () -> "a write took " + took + " ns");
    }

    @Test
    default void aLineThatIsGoneSaysSoAtEachRead() {
        Needs.hands(cut(), "cut the line");
        byte[] into = new byte[64];
        for (int i = 0; i < SLICES && subject().read(into, 0) >= 0; i++) {
            clock().pause(answerNanos() / SLICES);
        }
        assertEquals(-1, subject().read(into, 0));
        assertEquals(-1, subject().read(into, 0));
    }

    @Test
    default void aReadOfNothingAllocatesNothing() {
        drain();
        byte[] into = new byte[16];
        SerialLine line = subject();
        Warm.allocates(
                allowedBytes(),
                1,
                () -> {
                    if (line.read(into, 0) != 0) {
                        throw new AssertionError("something arrived");
                    }
                });
    }

    private void ask() {
        expectQuestion();
        assertEquals(Outcome.OK, subject().write(question(), question().length));
    }

    private void drain() {
        byte[] into = new byte[256];
        int taken = 1;
        for (int i = 0; i < SLICES && taken > 0; i++) {
            clock().pause(answerNanos() / SLICES);
            taken = subject().read(into, 0);
        }
        assertEquals(0, taken, "bytes arrive although nobody asked");
    }

    /** The whole answer arrives, and nothing after it. */
    private void assertAnswered() {
        byte[] into = new byte[answer().length + 8];
        int taken = take(into, 0, answer().length);
        assertArrayEquals(answer(), Arrays.copyOf(into, taken));
        clock().pause(answerNanos() / SLICES);
        assertEquals(0, subject().read(into, 0), "more than the answer");
    }

    /** Takes until {@code most} bytes are there, or the time of an answer is over. */
    private int take(byte[] into, int offset, int most) {
        int taken = 0;
        for (int i = 0; i < SLICES && taken < most; i++) {
            clock().pause(answerNanos() / SLICES);
            int more = subject().read(into, offset + taken);
            assertTrue(more >= 0, "the line is gone");
            taken += more;
        }
        return taken;
    }
}
