package io.pumprig.controller.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where a run keeps what survives it: the journal, and a lock that keeps a second process out. A
 * run without a directory of its own gets a temporary one, which goes with it.
 */
public final class StateDirectory implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String JOURNAL = "journal.sqlite";

    private final Path path;
    private final boolean temporary;
    private final FileChannel channel;
    private final FileLock lock;

    private StateDirectory(Path path, boolean temporary, FileChannel channel, FileLock lock) {
        this.path = path;
        this.temporary = temporary;
        this.channel = channel;
        this.lock = lock;
    }

    /** The directory is in use by another process. */
    public static final class InUseException extends IOException {
        private static final long serialVersionUID = 1L;

        InUseException(Path path) {
            super("state directory " + path + " is in use by another process");
        }
    }

    /**
     * Opens the directory, made if it is not there, and locks it.
     *
     * @throws InUseException when another process holds it
     * @throws IOException when it cannot be made or written
     */
    public static StateDirectory open(Path path) throws IOException {
        Files.createDirectories(path);
        return lock(path, false);
    }

    /** A fresh directory that goes when it is closed. */
    public static StateDirectory temporary() throws IOException {
        return lock(Files.createTempDirectory("pumprig-"), true);
    }

    private static StateDirectory lock(Path path, boolean temporary) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process: in use all the same.
        }
        if (lock == null) {
            channel.close();
            throw new InUseException(path);
        }
        return new StateDirectory(path, temporary, channel, lock);
    }

    /**
     * Why a directory could not be opened, in words: the exceptions of the file system carry the
     * path alone, and the reason in their name.
     */
    public static String reason(IOException problem) {
        if (problem instanceof FileAlreadyExistsException) {
            return "it is not a directory";
        }
        if (problem instanceof AccessDeniedException) {
            return "access denied";
        }
        return problem instanceof NoSuchFileException ? "it cannot be made" : problem.getMessage();
    }

    public Path path() {
        return path;
    }

    /** True when nothing of it outlives this process. */
    public boolean isTemporary() {
        return temporary;
    }

    /** The journal's file. */
    public Path journal() {
        return path.resolve(JOURNAL);
    }

    /** Releases the lock; a temporary directory is deleted. */
    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
        if (temporary) {
            Files.walkFileTree(path, new Deleter());
        }
    }

    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException problem)
                throws IOException {
            if (problem != null) {
                throw problem;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
