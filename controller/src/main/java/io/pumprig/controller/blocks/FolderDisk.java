package io.pumprig.controller.blocks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The next file in the folder of a state directory. */
public final class FolderDisk implements BlockDisk {
    private static final int MIB_SHIFT = 20;

    private final SessionFolder folder;
    private final long mostBytes;
    private final long leastFreeBytes;
    private final Path file;
    private final FileChannel channel;

    /**
     * Begins the file of a session.
     *
     * @param mostBytes what all sessions of the folder may take together
     * @param leastFreeBytes what they leave free of the disk
     * @throws IOException when folder or file cannot be made
     */
    public FolderDisk(SessionFolder folder, long mostBytes, long leastFreeBytes, String session)
            throws IOException {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.leastFreeBytes = leastFreeBytes;
        file = folder.next(session);
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Where it is written. */
    public Path file() {
        return file;
    }

    /** Takes back a file in which nothing is. */
    public void remove() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public WritableByteChannel channel() {
        return channel;
    }

    @Override
    public String objection(long moreBytes) throws IOException {
        if (!folder.makeRoom(file, mostBytes, moreBytes)) {
            return "it has reached its limit of " + mebibytes(mostBytes);
        }
        long free = Files.getFileStore(folder.path()).getUsableSpace();
        return free - moreBytes < leastFreeBytes
                ? "the disk has less than " + mebibytes(leastFreeBytes) + " free"
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
