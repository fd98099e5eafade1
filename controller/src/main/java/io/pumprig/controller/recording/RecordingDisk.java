package io.pumprig.controller.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** Where one session is recorded: a file in a folder, or a test's own. The writer's thread. */
interface RecordingDisk extends Closeable {

    /** Takes the bytes of the recording. */
    WritableByteChannel channel();

    /**
     * Makes room for what is about to be written.
     *
     * @return why it must not be written, in words, or null
     * @throws IOException when nobody can tell
     */
    String objection(long moreBytes) throws IOException;
}
