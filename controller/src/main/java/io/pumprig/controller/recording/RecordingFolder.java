package io.pumprig.controller.recording;

import io.pumprig.controller.blocks.SessionFolder;
import java.nio.file.Path;

/** The recordings of a state directory: folder {@code recording}, files {@code *.rec}. */
public final class RecordingFolder {
    private RecordingFolder() {}

    /** That of a state directory; it need not be there. */
    public static SessionFolder in(Path state) {
        return new SessionFolder(state.resolve("recording"), "rec");
    }
}
