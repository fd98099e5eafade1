package io.pumprig.controller.blocks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** Where the blocks of one session go: a file in a folder, or a test's own. The writer's thread. */
public interface BlockDisk extends Closeable {

    /** Takes the bytes. */
    WritableByteChannel channel();

    /**
     * Makes room for what is about to be written.
     *
     * @return why it must not be written, in words, or null
     * @throws IOException when nobody can tell
     */
    String objection(long moreBytes) throws IOException;
}
