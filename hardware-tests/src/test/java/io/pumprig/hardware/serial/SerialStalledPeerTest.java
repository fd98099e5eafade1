package io.pumprig.hardware.serial;

import static io.pumprig.hardware.serial.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.AllocatedBytes;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.pi.PiSerialLine;
import io.pumprig.simulator.pty.PseudoTerminal;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A peer that takes nothing any more, and what else the cycle must not wait for. */
@EnabledOnOs(OS.LINUX)
class SerialStalledPeerTest {
    private final byte[] frame = new byte[8];
    private final byte[] into = new byte[64];

    /** Frames taken until one is refused and nothing moves any more. */
    private long stall(PiSerialLine line) {
        long[] taken = {0};
        int[] refusedInARow = {0};
        soon().until(
                        () -> {
                            long before = taken[0];
                            while (line.write(frame, 8).isOk()) {
                                taken[0]++;
                            }
                            refusedInARow[0] = taken[0] == before ? refusedInARow[0] + 1 : 0;
                            return refusedInARow[0] == 100;
                        });
        return taken[0];
    }

    @Test
    void delaysNoWriteAndNotTheReadingSide() throws IOException {
        try (PseudoTerminal peer = PseudoTerminal.open();
                PiSerialLine line = PiSerialLine.open(peer.path(), 115_200)) {
            long taken = stall(line);
            assertTrue(taken >= 512, "at least what the line itself holds: " + taken);

            int refused = 0;
            for (int i = 0; i < 100_000; i++) {
                refused += line.write(frame, 8) == Outcome.BUS_ERROR ? 1 : 0;
            }
            assertEquals(100_000, refused);

            peer.write(Bytes.of("01 02 03"), 3);
            soon().until(() -> line.read(into, 0) == 3);
            long passes = line.progress();
            soon().until(() -> line.progress() > passes);
            assertTrue(line.isOpen(), "a slow peer is not a lost one");

            long[] arrived = {0};
            soon().until(
                            () -> {
                                arrived[0] += peer.read(into);
                                return arrived[0] == taken * 8;
                            });
            assertEquals(Outcome.OK, line.write(frame, 8), "it goes on where it stood");
        }
    }

    @Test
    @Timeout(20)
    void doesNotHoldTheEndOfALine() throws IOException {
        try (PseudoTerminal peer = PseudoTerminal.open()) {
            PiSerialLine line = PiSerialLine.open(peer.path(), 115_200);
            stall(line);
            assertEquals(2, threadsOf(peer.path()));

            line.close();

            soon().until(() -> threadsOf(peer.path()) == 0);
            assertEquals(-1, line.read(into, 0));
            assertEquals(Outcome.BUS_ERROR, line.write(frame, 8));
            PiSerialLine.open(peer.path(), 115_200).close();
        }
    }

    private static long threadsOf(String path) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(path + " "))
                .count();
    }

    @Test
    void theLastFrameBeforeTheEndGoesOut() throws IOException {
        try (PseudoTerminal peer = PseudoTerminal.open()) {
            PiSerialLine line = PiSerialLine.open(peer.path(), 19_200);

            line.write(Bytes.of("02 05 53 54 50 00 03"), 7);
            line.close();

            assertEquals(7, peer.read(into));
            assertEquals("02 05 53 54 50 00 03", Bytes.hex(into, 7));
        }
    }

    @Test
    void anInterruptDoesNotShortenTheEnd() throws IOException {
        try (PseudoTerminal peer = PseudoTerminal.open()) {
            PiSerialLine line = PiSerialLine.open(peer.path(), 19_200);
            line.write(frame, 8);

            Thread.currentThread().interrupt();
            line.close();

            assertTrue(Thread.interrupted());
            assertEquals(0, threadsOf(peer.path()));
            assertEquals(8, peer.read(into));
        }
    }

    @Test
    void whatNobodyReadsIsCountedAndDropped() throws IOException {
        try (PseudoTerminal peer = PseudoTerminal.open();
                PiSerialLine line = PiSerialLine.open(peer.path(), 115_200)) {
            long[] sent = {0};
            soon().until(
                            () -> {
                                sent[0] += peer.write(into, 64);
                                return line.overruns() > 0;
                            });
            assertTrue(sent[0] > 4_096, () -> "sent " + sent[0]);

            long[] read = {0};
            soon().until(
                            () -> {
                                read[0] += line.read(into, 0);
                                return read[0] + line.overruns() == sent[0];
                            });
        }
    }

    @Test
    void writingAndReadingAllocateNothing() throws IOException {
        try (PseudoTerminal peer = PseudoTerminal.open();
                PiSerialLine line = PiSerialLine.open(peer.path(), 115_200)) {
            long allocated =
                    AllocatedBytes.in(
                            10_000,
                            () -> {
                                line.write(frame, 8);
                                line.read(into, 0);
                            });

            assertEquals(0, allocated);
        }
    }
}
