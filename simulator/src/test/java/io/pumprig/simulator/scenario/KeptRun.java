package io.pumprig.simulator.scenario;

import io.pumprig.controller.command.StateDirectory;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.journal.SqliteJournal;
import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.simulator.time.Pacer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The account of a run, as whoever takes up its state directory finds it. Looked at in a copy, so
 * that the directory stays as the killed process left it.
 *
 * @param cycle the run is taken up there; 0 when nothing was kept
 * @param flaw of the journal, or empty
 * @param delivered microsteps by the ledger, with what is uncertain
 * @param uncertain microsteps, of all kills so far
 * @param openUncertain microsteps that this taking up made uncertain
 * @param ordered microsteps
 * @param trueMicrosteps of the motor's field, which only the world knows
 */
public record KeptRun(
        long cycle,
        Optional<String> flaw,
        long delivered,
        long uncertain,
        long openUncertain,
        long ordered,
        long trueMicrosteps) {

    /** Takes up a copy of {@code state}, made in {@code copy} and deleted after. */
    public static KeptRun lookInto(Path state, Path copy, Prescription prescription)
            throws Exception {
        copy(state, copy);
        try {
            return lookInto(copy, prescription);
        } finally {
            delete(copy);
        }
    }

    private static KeptRun lookInto(Path copy, Prescription prescription) throws Exception {
        Optional<String> flaw = verify(copy);
        RunSettings settings =
                new RunSettings(
                        RigFile.simulated(),
                        prescription,
                        null,
                        Long.MAX_VALUE,
                        Pacer.UNPACED,
                        copy,
                        RunSettings.DEFAULT_PERIOD_NANOS,
                        "test");
        try (SimulatedSession session = SimulatedSession.open(settings)) {
            DeliveryLedger ledger = session.controller().loop().ledger();
            return new KeptRun(
                    session.resumedCycle(),
                    flaw,
                    ledger.delivered(),
                    ledger.uncertain(),
                    session.settlement() == null ? 0 : session.settlement().uncertainMicrosteps(),
                    session.controller().loop().planner().orderedMicrosteps(),
                    session.run().truthNow().fieldMicrosteps());
        }
    }

    private static void copy(Path state, Path copy) throws IOException {
        Files.createDirectories(copy);
        if (!Files.exists(state)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(state)) {
            for (Path file : files) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
    }

    private static void delete(Path copy) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(copy)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(copy);
    }

    private static Optional<String> verify(Path copy) throws Exception {
        try (StateDirectory directory = StateDirectory.open(copy)) {
            try (SqliteJournal journal = SqliteJournal.open(directory.journal())) {
                return journal.verify();
            }
        }
    }

    /** What the same therapy orders and delivers until {@code cycle} when nobody kills it. */
    public static KeptRun uninterrupted(long seed, Prescription prescription, long cycle) {
        try (TestRun run = TestRun.poweredOn(seed, prescription)) {
            while (run.run().cycle() < cycle) {
                run.cycles(Math.min(TestRun.CYCLES_PER_HOUR, cycle - run.run().cycle()));
            }
            return new KeptRun(
                    cycle,
                    Optional.empty(),
                    run.delivered(),
                    0,
                    0,
                    run.controller().loop().planner().orderedMicrosteps(),
                    run.rig().plant().fieldMicrosteps());
        }
    }
}
