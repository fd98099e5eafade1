package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.TherapyFile;
import io.pumprig.simulator.scenario.KeptRun;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed, {@code kill -9}, at random moments of its life, from the start of the JVM
 * to days of therapy later, and the same command takes up what it left (issue 4, "Numbers"). The
 * build does it 3 times; {@code -Dkills=200} as often as a release is asked for. The moments are of
 * the wall clock: the seed fixes how long is waited, not what the process is doing then.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final String THERAPY = "examples/pattern.yaml";
    private static final long SEED = 7;
    private static final long LEAST_MILLIS = 200;
    private static final long MOST_MILLIS = 4_000;

    /** A lease of 1 uL. */
    private static final long LEASE_MICROSTEPS = 160;

    /** What is due, what reactions withhold and what gaps skip lose the fraction that they were. */
    private static final long ROUNDINGS_PER_KILL = 3;

    private static final long CYCLES_PER_HOUR = 360_000;

    @TempDir private Path folder;
    private final Prescription prescription = TherapyFile.read(Path.of(THERAPY));
    private int resumed;
    private int looks;

    private KeptRun look() throws Exception {
        return KeptRun.lookInto(state(), folder.resolve("copy" + ++looks), prescription);
    }

    private Path state() {
        return folder.resolve("state");
    }

    private RunningSimulator start(String duration) {
        return RunningSimulator.start(
                "run",
                "--therapy",
                THERAPY,
                "--for",
                duration,
                "--speed",
                "max",
                "--seed",
                Long.toString(SEED),
                "--broker",
                "none",
                "--state",
                state().toString());
    }

    @Test
    @Tag("SR-16")
    @Tag("SR-36")
    @Tag("SR-39")
    @Tag("SR-40")
    @Tag("SR-93")
    @Tag("F-34")
    void whateverMomentItIsKilledNothingIsLostAndNothingDoubled() throws Exception {
        SplittableRandom random = new SplittableRandom(200);
        KeptRun before = look();
        for (int kill = 1; kill <= KILLS; kill++) {
            long millis = random.nextLong(LEAST_MILLIS, MOST_MILLIS);
            try (RunningSimulator simulator = start("3650d")) {
                simulator.killAfter(millis);
            }
            KeptRun left = look();
            assertFollows(before, left, "kill " + kill + " after " + millis + " ms");
            before = left;
        }
        long hours = before.cycle() / CYCLES_PER_HOUR + 1;
        try (RunningSimulator simulator = start(hours + "h")) {
            assertEquals(0, simulator.awaitExit(), simulator::err);
        }
        assertIsWhole(look());
    }

    private void assertFollows(KeptRun before, KeptRun left, String when) {
        assertEquals(Optional.empty(), left.flaw(), when);
        assertEquals(left.trueMicrosteps(), left.delivered() - left.uncertain(), when);
        assertTrue(left.cycle() >= before.cycle(), when);
        assertTrue(left.trueMicrosteps() >= before.trueMicrosteps(), when);
        long open = left.openUncertain();
        assertTrue(open == 0 || open == LEASE_MICROSTEPS, () -> when + ": uncertain " + open);
        resumed += left.cycle() > before.cycle() ? 1 : 0;
    }

    /** Against the same therapy, left alone. */
    private void assertIsWhole(KeptRun end) {
        assertEquals(Optional.empty(), end.flaw());
        assertEquals(end.trueMicrosteps(), end.delivered() - end.uncertain());
        KeptRun alone = KeptRun.uninterrupted(SEED, prescription, end.cycle());
        long lost = alone.ordered() - end.ordered();
        System.out.println(
                KILLS
                        + " kills, "
                        + resumed
                        + " of a run that had gone on, in "
                        + end.cycle() / CYCLES_PER_HOUR
                        + " h of therapy: ordered "
                        + end.ordered()
                        + " microsteps, uninterrupted "
                        + alone.ordered()
                        + ", truly moved "
                        + end.trueMicrosteps()
                        + ", uncertain "
                        + end.uncertain());
        assertTrue(lost >= 0 && lost <= ROUNDINGS_PER_KILL * (KILLS + 1), () -> "lost " + lost);
        assertTrue(end.uncertain() <= LEASE_MICROSTEPS * (KILLS + 1), end::toString);
    }
}
