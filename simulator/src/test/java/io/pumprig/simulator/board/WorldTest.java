package io.pumprig.simulator.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The whole rig under a typical mix of cycles. */
class WorldTest {

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedOtherNoise() {
        long first = new Rig(1).run(0, 20_000);
        assertEquals(first, new Rig(1).run(0, 20_000));
        assertNotEquals(first, new Rig(2).run(0, 20_000));
    }

    @Test
    void lookingAtTheTruthChangesNothing() {
        Rig seen = new Rig(3);
        Rig unseen = new Rig(3);
        for (int cycle = 0; cycle < 20_000; cycle += 7) {
            seen.run(cycle, 7);
            seen.board.settle();
            seen.board.plant().linePressureKilopascals();
            seen.board.plant().tipMicrograms();
            seen.board.pressure();
            unseen.run(cycle, 7);
        }
        assertEquals(unseen.hash, seen.hash);
    }

    @Test
    void aSavedWorldGoesOnBitByBit() throws IOException {
        Rig original = new Rig(4);
        original.breakSomeThings();
        original.run(0, 12_347);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        original.board.save(new DataOutputStream(bytes));
        Rig fresh = new Rig(4);
        fresh.board.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        original.hash = 0;
        fresh.hash = 0;
        assertEquals(original.run(12_347, 20_000), fresh.run(12_347, 20_000));
        ByteArrayOutputStream left = new ByteArrayOutputStream();
        ByteArrayOutputStream right = new ByteArrayOutputStream();
        original.board.save(new DataOutputStream(left));
        fresh.board.save(new DataOutputStream(right));
        assertEquals(
                HexFormat.of().formatHex(left.toByteArray()),
                HexFormat.of().formatHex(right.toByteArray()));
    }

    @Test
    void tenThousandWarmCyclesAllocateNothing() {
        Rig rig = new Rig(5);
        rig.run(0, 200_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        rig.run(200_000, 10_000);
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
    }

    @Test
    void theMixMovesTheRotorByWhatWasStepped() {
        Rig rig = new Rig(6);
        rig.run(0, 1_000_000);
        assertEquals(2_500, rig.board.plant().rotorMicrosteps());
    }
}
