package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.AllocatedBytes;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PiSerialRingTest {
    private final PiSerialRing ring = new PiSerialRing(8);
    private final byte[] taken = new byte[8];

    @Test
    void givesBytesInTheOrderInWhichTheyCameAlsoAcrossItsEnd() {
        ring.offer(new byte[] {1, 2, 3, 4, 5, 6}, 6);
        assertEquals(6, ring.poll(taken, 0));

        assertTrue(ring.offer(new byte[] {7, 8, 9, 10, 11}, 5));

        assertEquals(5, ring.poll(taken, 1));
        assertArrayEquals(new byte[] {1, 7, 8, 9, 10, 11, 0, 0}, taken);
        assertTrue(ring.isEmpty());
    }

    @Test
    void takesAFrameWhollyOrNotAtAll() {
        assertTrue(ring.offer(new byte[] {1, 2, 3, 4, 5}, 5));

        assertFalse(ring.offer(new byte[] {6, 7, 8, 9}, 4));

        assertEquals(5, ring.poll(taken, 0));
        assertTrue(ring.offer(new byte[8], 8), "all of it is free again");
        assertFalse(ring.offer(new byte[1], 1));
    }

    @Test
    void givesNoMoreThanThereIsRoomFor() {
        ring.offer(new byte[] {1, 2, 3, 4, 5}, 5);

        assertEquals(2, ring.poll(taken, 6));
        assertEquals(0, ring.poll(taken, 8));
        assertEquals(3, ring.poll(taken, 0));
        assertArrayEquals(new byte[] {3, 4, 5, 0, 0, 0, 1, 2}, taken);
    }

    @Test
    void forgetsWhatWasPutInBeforeAndKeepsWhatCameAfter() {
        ring.offer(new byte[] {1, 2, 3}, 3);
        ring.forget();
        assertTrue(ring.isEmpty());
        ring.offer(new byte[] {4}, 1);

        assertEquals(1, ring.poll(taken, 0));
        assertEquals(4, taken[0]);
    }

    @Test
    void aRingOfAnotherSizeThanAPowerOfTwoIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> new PiSerialRing(12));
        assertThrows(IllegalArgumentException.class, () -> new PiSerialRing(0));
    }

    @Test
    void allocatesNothing() {
        byte[] frame = {1, 2, 3};

        long allocated =
                AllocatedBytes.in(
                        10_000,
                        () -> {
                            ring.offer(frame, 3);
                            ring.poll(taken, 0);
                        });

        assertEquals(0, allocated);
    }

    @Test
    @Timeout(60)
    void twoThreadsLoseAndConfuseNoByte() throws InterruptedException {
        int bytes = 1_000_000;
        AtomicLong wrong = new AtomicLong();
        Thread taker =
                new Thread(
                        () -> {
                            byte[] into = new byte[5];
                            int next = 0;
                            while (next < bytes) {
                                int count = ring.poll(into, 0);
                                for (int i = 0; i < count; i++) {
                                    wrong.addAndGet(into[i] == (byte) next ? 0 : 1);
                                    next++;
                                }
                                if (count == 0) {
                                    Thread.yield();
                                }
                            }
                        });
        taker.start();

        byte[] from = new byte[1];
        for (int i = 0; i < bytes; i++) {
            from[0] = (byte) i;
            while (!ring.offer(from, 1)) {
                Thread.yield();
            }
        }
        taker.join();

        assertEquals(0, wrong.get());
    }
}
