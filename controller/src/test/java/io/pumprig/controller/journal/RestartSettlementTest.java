package io.pumprig.controller.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.journal.ScriptedStore.Disk;
import io.pumprig.hal.device.PumpHead;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SR-40")
@Tag("SR-93")
class RestartSettlementTest {
    private static final PumpHead HEAD = new PumpHead(3_200, 20_000_000L);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // case,                         then: MSCNT angle, now: MSCNT angle, settled uncertain
        // beyond
        "nothing moved,                        0,    0,    0,    0,   0,   0, false",
        "one microstep,                        0,    0,   16,    1,   1,   0, false",
        "63 microsteps,                        0,    0, 1008,   80,  63,   0, false",
        "one electrical cycle,                 0,    0,    0,   82,  64,   0, false",
        "the whole lease,                      0,    0,  512,  204, 160,   0, false",
        "the counter wraps,                 1008, 1000,   32, 1003,   3,   0, false",
        "the angle wraps,                      0, 4090,  160,    6,  10,   0, false",
        "both wrap,                          992, 4094,   96,   80,  72,   0, false",
        "angle 6 counts ahead by noise,        0,  500,  160,  518,  10,   0, false",
        "angle 6 counts behind by noise,       0,  500,  160,  506,  10,   0, false",
        "stands; angle 3 counts back,        512,    1,  512, 4094,   0,   0, false",
        "angle 11 counts ahead of counter,     0,    0,    0,   11,   0, 160, false",
        "angle 11 counts behind counter,       0,    0,  160,    1,   0, 160, false",
        "half an electrical cycle apart,       0,    0,    0,   41,   0, 160, false",
        "turned back by a cycle,               0,  500,    0,  418,   0, 160, false",
        "turned back by six cycles,            0,  500,    0,    8,   0, 160, false",
        "counter between two microsteps,       0,    0,   24,    2,   0, 160, false",
        "one microstep more than the lease,    0,    0,  528,  206,   0, 161, true",
        "three quarters of a turn,             0,    0,  512, 3072,   0, 2400, true",
    })
    void settlesByCounterAndAngle(
            String name,
            int counterThen,
            int angleThen,
            int counterNow,
            int angleNow,
            long settled,
            long uncertain,
            boolean beyondLease) {
        RestartSettlement settlement =
                RestartSettlement.settle(
                        checkpoint(counterThen, angleThen), HEAD, true, counterNow, angleNow);

        assertEquals(settled, settlement.settledMicrosteps());
        assertEquals(uncertain, settlement.uncertainMicrosteps());
        assertEquals(beyondLease, settlement.beyondLease());
    }

    @Test
    void afterALossOfPowerTheWholeLeaseIsUncertain() {
        RestartSettlement settlement =
                RestartSettlement.settle(checkpoint(0, 0), HEAD, false, 0, 0);

        assertEquals(0, settlement.settledMicrosteps());
        assertEquals(160, settlement.uncertainMicrosteps());
        assertEquals("position unknown: the whole lease counts as delivered", settlement.reason());
    }

    @Test
    void withoutAPositionInTheCheckpointTheWholeLeaseIsUncertain() {
        Checkpoint last = checkpoint(0, 0);
        last.positionKnown = false;

        assertEquals(160, RestartSettlement.settle(last, HEAD, true, 0, 0).uncertainMicrosteps());
    }

    private static Checkpoint checkpoint(int counter, int angle) {
        Checkpoint last = new Checkpoint();
        last.deliveredMicrosteps = 1_000_000;
        last.leaseEndMicrosteps = 1_000_160;
        last.positionKnown = true;
        last.counterCounts = counter;
        last.angleCounts = angle;
        return last;
    }

    @ParameterizedTest(name = "{0} microsteps a turn")
    @ValueSource(ints = {200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 51_200})
    void settlesExactlyOnEveryHeadWhateverTheEncoderNoise(int microstepsPerTurn) {
        PumpHead head = new PumpHead(microstepsPerTurn, 20_000_000L);
        int countsPerMicrostep = 1_024 * 50 / microstepsPerTurn;
        SplittableRandom random = new SplittableRandom(0xD05E);
        for (int i = 0; i < 20_000; i++) {
            long before = random.nextLong(1_000_000);
            int moved = random.nextInt(161);
            Checkpoint last =
                    checkpoint(
                            (int) (before * countsPerMicrostep % 1_024),
                            angle(before, microstepsPerTurn, random.nextInt(-3, 4)));
            RestartSettlement settled =
                    RestartSettlement.settle(
                            last,
                            head,
                            true,
                            (int) ((before + moved) * countsPerMicrostep % 1_024),
                            angle(before + moved, microstepsPerTurn, random.nextInt(-3, 4)));
            assertEquals(moved, settled.settledMicrosteps(), "draw " + i + ": " + settled.reason());
            assertEquals(0, settled.uncertainMicrosteps());
        }
    }

    private static int angle(long microsteps, int microstepsPerTurn, int noise) {
        return (int) Math.floorMod(microsteps * 4_096 / microstepsPerTurn + noise, 4_096L);
    }

    /**
     * A crash at any cycle, with any of the checkpoints durable that may be: with the power on the
     * count is exact, without it lies within the lease.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 0xD05E, 20_260_101})
    void neverLosesAndNeverDoublesAMicrostepInACrash(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 40; run++) {
            String where = "seed " + seed + " run " + run;
            ScriptedStore store = new ScriptedStore().on(Disk.WRITES);
            TurningRig rig = new TurningRig(store, 10).begin();
            long cycles = random.nextLong(30, 2_000);
            for (long i = 0; i < cycles; i++) {
                rig.angleNoise(random.nextInt(-3, 4));
                if (random.nextInt(200) == 0) {
                    rig.changeState();
                }
                rig.cycle(random.nextInt(3) == 0 ? random.nextInt(3) : 0);
            }
            long moved = rig.moved();
            long leaseEnd = moved + rig.journal.leaseMicrosteps(rig.sample.cycle());
            rig.writer.close();
            Checkpoint last = oneThatMayBeTheLast(store.checkpoints(), leaseEnd, random);

            RestartSettlement powered =
                    RestartSettlement.settle(
                            last, HEAD, true, rig.counterCounts(), rig.angleCounts());
            if (last.positionKnown) {
                assertEquals(0, powered.uncertainMicrosteps(), where + powered.reason());
                assertEquals(moved, last.deliveredMicrosteps + powered.settledMicrosteps(), where);
            }

            RestartSettlement unpowered = RestartSettlement.settle(last, HEAD, false, 0, 0);
            assertTrue(last.deliveredMicrosteps <= moved, where);
            assertTrue(moved <= last.deliveredMicrosteps + unpowered.uncertainMicrosteps(), where);
        }
    }

    /** The one whose lease is in use is durable; what came after may be. */
    private static Checkpoint oneThatMayBeTheLast(
            List<Checkpoint> all, long leaseEnd, SplittableRandom random) {
        int least = 0;
        while (all.get(least).leaseEndMicrosteps < leaseEnd) {
            least++;
        }
        return all.get(random.nextInt(least, all.size()));
    }
}
