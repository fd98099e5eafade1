package io.pumprig.controller.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.event.EventKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A controller that is gone at every write of its journal, and at random moments. After each, what
 * is on the disk gives the truth back: never less than what moved, never a microstep twice, at most
 * one lease uncertain.
 */
@Tag("SR-16")
@Tag("SR-40")
@Tag("SR-93")
class CrashTest {
    private static final JournalStore.Session SESSION =
            new JournalStore.Session("s", "sim", "test", 1_000_000L);
    private static final int NEVER = Integer.MAX_VALUE;

    @TempDir private Path directory;
    private Thread.UncaughtExceptionHandler before;

    /** A writer that is gone says so to nobody here; any other failure does. */
    @BeforeEach
    void expectCrashes() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> {
                    if (!(e instanceof CrashingStore.Crash)) {
                        e.printStackTrace();
                    }
                });
    }

    @AfterEach
    void expectNoneAnyMore() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    /** Turns the rig until it is done or the machine is gone: then nothing moves any more. */
    private static void turn(
            TurningRig rig, CrashingStore store, SplittableRandom random, int cycles) {
        for (int i = 0; i < cycles; i++) {
            if (random.nextInt(40) == 0) {
                rig.changeState();
                rig.events.add(
                        EventKind.MODE, rig.sample.cycle(), rig.nanos(), "m", "entered", 0, null);
            }
            if (random.nextInt(150) == 0) {
                rig.hostAlarms.raise(Alarm.LINK_LOST);
                rig.hostAlarms.release(Alarm.LINK_LOST);
            }
            rig.journal.awaitLeaseDueAt(rig.sample.cycle() + 1);
            if (store.hasCrashed()) {
                return;
            }
            rig.cycle(random.nextInt(4));
        }
    }

    /** What a restart finds; null where no therapy had begun. */
    private static Checkpoint resume(Path left, String where) throws JournalException {
        try (SqliteJournal journal = SqliteJournal.openForThisProcess(left)) {
            assertEquals(Optional.empty(), journal.verify(), where);
            Optional<Resumable> resumable = journal.resumable();
            resumable.ifPresent(r -> assertEquals(Optional.empty(), r.fellBack(), where));
            return resumable.map(Resumable::last).orElse(null);
        }
    }

    private static RestartSettlement settle(Checkpoint last, TurningRig rig, boolean powered) {
        return RestartSettlement.settle(
                last, TurningRig.HEAD, powered, rig.counterCounts(), rig.angleCounts());
    }

    private static void assertTruth(Checkpoint last, TurningRig rig, String where) {
        long moved = rig.moved();
        if (last == null) {
            assertEquals(0, moved, where);
            return;
        }
        RestartSettlement powered = settle(last, rig, true);
        if (last.positionKnown) {
            assertEquals(moved, last.deliveredMicrosteps + powered.settledMicrosteps(), where);
            assertEquals(0, powered.uncertainMicrosteps(), where);
        }
        RestartSettlement unpowered = settle(last, rig, false);
        assertTrue(last.deliveredMicrosteps <= moved, where + ": doubled");
        assertTrue(
                moved <= last.deliveredMicrosteps + unpowered.uncertainMicrosteps(),
                where + ": lost");
        assertTrue(unpowered.uncertainMicrosteps() <= 160, where + ": more than a lease");
    }

    @ParameterizedTest(name = "the last write done: {0}")
    @ValueSource(booleans = {false, true})
    void aCrashAtEveryWriteOfTheJournalLosesNothing(boolean lastIsDone) throws Exception {
        int write = 0;
        boolean crashed = true;
        while (crashed) {
            write++;
            String where = "write " + write + (lastIsDone ? ", done" : ", not done");
            Path run = Files.createDirectory(directory.resolve("run" + write));
            CrashingStore store =
                    new CrashingStore(
                            run.resolve("journal.sqlite"), run.resolve("left"), write, lastIsDone);
            TurningRig rig = null;
            try {
                store.begin(SESSION, TurningRig.PRESCRIPTION, 0);
                rig = new TurningRig(store, 10).begin();
                turn(rig, store, new SplittableRandom(7), 700);
            } catch (CrashingStore.Crash e) {
                // At the very first write nothing has been begun.
                assertEquals(1, write);
            } finally {
                if (rig != null) {
                    rig.writer.close();
                } else {
                    store.close();
                }
            }
            crashed = store.hasCrashed();
            if (crashed) {
                Checkpoint last = resume(store.left(), where);
                if (rig == null) {
                    assertEquals(null, last, where);
                } else {
                    assertTruth(last, rig, where);
                }
            }
        }
        assertTrue(write > 40, "only " + write + " writes");
    }

    /** The rotor goes on through all of them, and so does its account. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 0xD05E, 20_260_101})
    void fiftyCrashesInARowAtRandomMomentsLoseNothing(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Path file = directory.resolve("journal.sqlite");
        long moved = 0;
        Checkpoint last = null;
        RestartSettlement settlement = null;
        int leases = 0;
        for (int crash = 1; crash <= 50; crash++) {
            String where = "seed " + seed + " crash " + crash;
            CrashingStore store =
                    new CrashingStore(file, directory.resolve("crash" + crash), NEVER, false);
            store.begin(SESSION, TurningRig.PRESCRIPTION, 0);
            TurningRig rig = new TurningRig(store, 10);
            if (last != null) {
                rig.takeUp(moved, last, settlement);
            }
            rig.begin();
            turn(rig, store, random, random.nextInt(500));
            store.copyAside();
            moved = rig.moved();
            rig.writer.close();

            file = store.left();
            last = resume(file, where);
            boolean powered = random.nextInt(4) != 0;
            settlement = settle(last, rig, powered);
            boolean exact = powered && last.positionKnown;
            leases += exact ? 0 : 1;
            assertEquals(exact ? 0 : 160, settlement.uncertainMicrosteps(), where);
            long counted =
                    last.deliveredMicrosteps
                            + settlement.settledMicrosteps()
                            + settlement.uncertainMicrosteps();
            long uncertain = last.uncertainMicrosteps + settlement.uncertainMicrosteps();
            assertTrue(moved <= counted, where + ": lost");
            assertTrue(counted - uncertain <= moved, where + ": doubled");
            assertEquals(160L * leases, uncertain, where);
        }
        assertTrue(moved > 10_000, "only " + moved + " microsteps");
    }

    /** Between two writes the disk is at one of them; inside a commit it may be at any byte. */
    @Test
    void aCommitThatWasTornAtAnyByteIsNoCommit() throws Exception {
        Path file = directory.resolve("journal.sqlite");
        Path log = directory.resolve("journal.sqlite-wal");
        long[] ends = new long[13];
        byte[] database;
        byte[] frames;
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, TurningRig.PRESCRIPTION, 0);
            ends[0] = Files.size(log);
            for (int i = 1; i <= 12; i++) {
                JournalFile.save(journal, JournalFile.checkpoint(i));
                ends[i] = Files.size(log);
            }
            database = Files.readAllBytes(file);
            frames = Files.readAllBytes(log);
        }
        Path torn = Files.createDirectory(directory.resolve("torn"));
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 200; i++) {
            int length = (int) random.nextLong(ends[0], frames.length + 1L);
            Files.write(torn.resolve("journal.sqlite"), database);
            Files.write(torn.resolve("journal.sqlite-wal"), Arrays.copyOf(frames, length));
            int whole = 0;
            while (whole < 12 && ends[whole + 1] <= length) {
                whole++;
            }
            Checkpoint last = resume(torn.resolve("journal.sqlite"), "cut at " + length);
            assertEquals(whole, last == null ? 0 : last.seq, "cut at " + length);
        }
    }
}
