package io.pumprig.controller.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.blocks.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recordings of a state directory, and the room that they take. */
class RecordingFolderTest {
    @TempDir private Path state;

    private SessionFolder folder;

    @BeforeEach
    void open() {
        folder = RecordingFolder.in(state);
    }

    private Path session(String id, int bytes) throws IOException {
        return Files.write(folder.next(id), new byte[bytes]);
    }

    @Test
    void sessionsAreInTheOrderInWhichTheyBegan() throws IOException {
        assertFalse(folder.exists());
        assertEquals(List.of(), folder.sessions());
        Path first = session("bench-b", 1);
        Files.move(first, first.resolveSibling("99999-bench-b.rec"));
        Path second = session("bench-a", 1);
        Files.writeString(folder.path().resolve("notes.txt"), "not one of them");
        assertEquals("100000-bench-a.rec", second.getFileName().toString());
        assertEquals(
                List.of(folder.path().resolve("99999-bench-b.rec"), second), folder.sessions());
    }

    @Test
    void theOldestSessionsMakeRoomAndTheCurrentOneStays() throws IOException {
        session("a", 100);
        Path second = session("b", 100);
        Path current = session("c", 100);
        assertTrue(folder.makeRoom(current, 300, 0));
        assertEquals(3, folder.sessions().size());
        assertTrue(folder.makeRoom(current, 300, 1));
        assertEquals(List.of(second, current), folder.sessions());
        assertFalse(folder.makeRoom(current, 300, 201));
        assertEquals(List.of(current), folder.sessions());
    }

    @Test
    void aDiskThatIsNearlyFullIsLeftAlone() throws IOException {
        RecordingSpace space = new RecordingSpace(1L << 30, Long.MAX_VALUE);
        IOException refused =
                assertThrows(
                        IOException.class, () -> Recorder.begin(folder, space, Starts.fresh()));
        assertTrue(
                refused.getMessage().startsWith("the disk has less than "), refused.getMessage());
        assertEquals(List.of(), folder.sessions());
    }

    @Test
    void aSessionAloneMayFillTheLimitButNotMore() throws IOException {
        RecordingSpace space = new RecordingSpace(1_000, 0);
        IOException refused =
                assertThrows(
                        IOException.class, () -> Recorder.begin(folder, space, Starts.fresh()));
        assertEquals("it has reached its limit of 0 MiB", refused.getMessage());
        try (Recorder recorder =
                Recorder.begin(folder, RecordingSpace.of(1 << 20), Starts.fresh())) {
            assertEquals(List.of(recorder.file()), folder.sessions());
        }
    }
}
