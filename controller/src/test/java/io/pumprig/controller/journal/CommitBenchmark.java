package io.pumprig.controller.journal;

import static io.pumprig.controller.journal.JournalFile.PRESCRIPTION;
import static io.pumprig.controller.journal.JournalFile.SESSION;
import static io.pumprig.controller.journal.JournalFile.checkpoint;

import io.pumprig.controller.event.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long a commit takes on the disk of a directory, which is the first argument (default: the
 * temporary one): of a checkpoint with an event, as the writer makes one; and of a batch of
 * rotation, which the next commit may have to wait for.
 */
final class CommitBenchmark {
    private static final int WARM = 200;
    private static final int COMMITS = 2_000;
    private static final int EVENTS = 20_000;
    private static final long DAYS_31_NANOS = 31 * 86_400_000_000_000L;

    private CommitBenchmark() {}

    public static void main(String[] arguments) throws IOException, JournalException {
        Path disk =
                Path.of(arguments.length > 0 ? arguments[0] : System.getProperty("java.io.tmpdir"));
        Path folder = Files.createTempDirectory(disk, "pumprig-commit-");
        Path file = folder.resolve("journal.sqlite");
        try {
            measure(file);
        } finally {
            for (String suffix : new String[] {"", "-wal", "-shm"}) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
            Files.delete(folder);
        }
    }

    private static void measure(Path file) throws JournalException {
        JournalFile events = new JournalFile(file);
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            long[] commits = new long[COMMITS];
            for (int i = -WARM; i < COMMITS; i++) {
                journal.add(checkpoint(WARM + i + 1));
                events.happens(journal, EventKind.MODE, 0, "paused");
                long from = System.nanoTime();
                journal.commit();
                if (i >= 0) {
                    commits[i] = System.nanoTime() - from;
                }
            }
            print("commit of a checkpoint", commits);

            for (int i = 0; i < EVENTS; i++) {
                events.happens(
                        journal, i % 20 == 0 ? EventKind.ALARM : EventKind.MODE, 0, "paused");
            }
            journal.commit();
            for (int i = 0; i < CheckpointRows.KEPT; i++) {
                Checkpoint old = checkpoint(i);
                old.nanos = DAYS_31_NANOS;
                journal.add(old);
            }
            journal.commit();
            long[] batches = new long[EVENTS];
            int count = 0;
            for (boolean more = true; more; count++) {
                long from = System.nanoTime();
                more = journal.rotate();
                batches[count] = System.nanoTime() - from;
            }
            print("batch of rotation", Arrays.copyOf(batches, count - 1));
        }
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%-24s %6d times, p50 %.2f ms, p99 %.2f ms, most %.2f ms",
                        what,
                        nanos.length,
                        nanos[nanos.length / 2] / 1e6,
                        nanos[nanos.length * 99 / 100] / 1e6,
                        nanos[nanos.length - 1] / 1e6));
    }
}
