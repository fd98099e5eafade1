package io.pumprig.controller.journal;

import static io.pumprig.controller.journal.JournalFile.PRESCRIPTION;
import static io.pumprig.controller.journal.JournalFile.SESSION;
import static io.pumprig.controller.journal.JournalFile.checkpoint;
import static io.pumprig.controller.journal.JournalFile.save;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pumprig.controller.event.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReaderTest {
    @TempDir private Path directory;
    private Path file;
    private JournalFile disk;

    @BeforeEach
    void name() {
        file = directory.resolve("a #100% journal?.sqlite");
        disk = new JournalFile(file);
    }

    private SqliteJournal begun() throws JournalException {
        SqliteJournal journal = SqliteJournal.open(file);
        journal.begin(SESSION, PRESCRIPTION, 0);
        for (int i = 1; i <= 5; i++) {
            disk.happens(journal, EventKind.MODE, i, "paused");
            save(journal, checkpoint(i));
        }
        return journal;
    }

    /** Every file with its bytes: nothing may be made or changed. */
    private TreeMap<String, Integer> around(Path where) throws IOException {
        TreeMap<String, Integer> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(where)) {
            for (Path each : entries.toList()) {
                if (!each.toString().endsWith("-shm")) {
                    files.put(each.toString(), Arrays.hashCode(Files.readAllBytes(each)));
                } else {
                    files.put(each.toString(), 0);
                }
            }
        }
        return files;
    }

    private static Soundness check(Path file) throws JournalException {
        try (JournalReader reader = JournalReader.open(file)) {
            return reader.check(link -> {});
        }
    }

    private static final Soundness FIVE = new Soundness(7, 7, 5, 1, 5, 0, null);

    @Test
    void readsWhatWasClosedInOrderAndMakesNothing() throws Exception {
        begun().close();
        TreeMap<String, Integer> before = around(directory);
        assertEquals(FIVE, check(file));
        assertEquals(before, around(directory));
        assertEquals(1, before.size());
    }

    @Test
    void readsWhileAControllerWrites() throws Exception {
        try (SqliteJournal journal = begun()) {
            TreeMap<String, Integer> before = around(directory);
            try (JournalReader reader = JournalReader.open(file)) {
                assertEquals(FIVE, reader.check(link -> {}));
                disk.happens(journal, EventKind.MODE, 6, "continuous");
                assertEquals(FIVE, reader.check(link -> {}));
                assertEquals(before, around(directory));
                save(journal, checkpoint(6));
                assertEquals(8, reader.check(link -> {}).links());
            }
            save(journal, checkpoint(7));
            assertEquals(7, journal.resumable().orElseThrow().last().seq);
        }
    }

    @Test
    void readsWhatAKillLeftBesideItsLogAndMakesNothing() throws Exception {
        Path left = Files.createDirectory(directory.resolve("left"));
        try (SqliteJournal journal = begun()) {
            for (String suffix : new String[] {"", "-wal"}) {
                Path each = file.resolveSibling(file.getFileName() + suffix);
                Files.copy(each, left.resolve(each.getFileName()));
            }
            save(journal, checkpoint(6));
        }
        TreeMap<String, Integer> before = around(left);
        assertEquals(FIVE, check(left.resolve(file.getFileName())));
        assertEquals(before, around(left));
        assertEquals(2, before.size());
    }

    @Test
    void readsBesideAnIndexThatAKillLeft() throws Exception {
        Path left = Files.createDirectory(directory.resolve("left"));
        try (SqliteJournal journal = begun()) {
            for (String suffix : new String[] {"", "-wal", "-shm"}) {
                Path each = file.resolveSibling(file.getFileName() + suffix);
                Files.copy(each, left.resolve(each.getFileName()));
            }
            save(journal, checkpoint(6));
        }
        TreeMap<String, Integer> before = around(left);
        assertEquals(FIVE, check(left.resolve(file.getFileName())));
        assertEquals(before, around(left));
    }

    @Test
    void aFileThatIsMissingIsNotMade() throws Exception {
        assertEquals(
                JournalException.Kind.ENVIRONMENT,
                assertThrows(JournalException.class, () -> JournalReader.open(file)).kind());
        assertEquals(0, around(directory).size());
    }

    @Test
    void whatIsNoJournalIsRefused() throws Exception {
        Files.writeString(file, "rig: bench-1\n".repeat(100));
        assertEquals(
                JournalException.Kind.REFUSED,
                assertThrows(JournalException.class, () -> JournalReader.open(file)).kind());
        Files.write(file, new byte[0]);
        JournalException empty =
                assertThrows(JournalException.class, () -> JournalReader.open(file));
        assertEquals("journal " + file + ": it is empty", empty.getMessage());
        assertEquals(JournalException.Kind.REFUSED, empty.kind());
    }

    @Test
    void aPageThatIsDestroyedIsAFlaw() throws Exception {
        begun().close();
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 3 * 4_096, 3 * 4_096 + 100, (byte) 0x55);
        Files.write(file, bytes);
        String flaw = check(file).flaw();
        assertEquals("the file is damaged: ", flaw.substring(0, 21), flaw);
    }
}
