package io.pumprig.controller.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The next file in the folder of a state directory. */
final class FolderDisk implements RecordingDisk {
    private static final int MIB_SHIFT = 20;

    private final RecordingFolder folder;
    private final RecordingSpace space;
    private final Path file;
    private final FileChannel channel;

    /**
     * @throws IOException when folder or file cannot be made
     */
    FolderDisk(RecordingFolder folder, RecordingSpace space, String session) throws IOException {
        this.folder = folder;
        this.space = space;
        file = folder.next(session);
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Where it is written. */
    Path file() {
        return file;
    }

    /** Takes back a file in which nothing is. */
    void remove() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public WritableByteChannel channel() {
        return channel;
    }

    @Override
    public String objection(long moreBytes) throws IOException {
        if (!folder.makeRoom(file, space.mostBytes(), moreBytes)) {
            return "it has reached its limit of " + mebibytes(space.mostBytes());
        }
        long free = Files.getFileStore(folder.path()).getUsableSpace();
        return free - moreBytes < space.leastFreeBytes()
                ? "the disk has less than " + mebibytes(space.leastFreeBytes()) + " free"
                : null;
    }

    private static String mebibytes(long bytes) {
        return (bytes >> MIB_SHIFT) + " MiB";
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            channel.force(true);
        }
    }
}
