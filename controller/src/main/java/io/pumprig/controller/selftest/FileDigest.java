package io.pumprig.controller.selftest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Files that must stay what they were, the program's and the drug library's, compared with their
 * SHA-256 on a thread of its own. A file that cannot be read any more has changed.
 */
public final class FileDigest implements Examination, AutoCloseable {
    private static final int PIECE_BYTES = 65_536;

    private final List<Path> files;
    private final byte[] expected;
    private final Thread thread = new Thread(this::run, "file-digest");
    private volatile long asked;
    private volatile boolean stopped;

    /** For which question, and how it was answered. */
    private volatile long answered;

    private volatile boolean same;

    /**
     * @param files in the order in which {@code expected} was made of them
     * @param expected their {@link #sha256}
     */
    public FileDigest(List<Path> files, byte[] expected) {
        this.files = List.copyOf(files);
        this.expected = expected.clone();
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Files that are to stay what they are now. Reads them whole; for start-up only.
     *
     * @throws IOException when one cannot be read
     */
    public static FileDigest unchanged(List<Path> files) throws IOException {
        return new FileDigest(files, sha256(files));
    }

    /** One digest of all these files, lengths included. Reads them whole; for start-up only. */
    public static byte[] sha256(List<Path> files) throws IOException {
        MessageDigest digest = digest();
        byte[] piece = new byte[PIECE_BYTES];
        for (Path file : files) {
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, Files.size(file)));
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    digest.update(piece, 0, read);
                }
            }
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void begin() {
        asked = asked + 1;
        LockSupport.unpark(thread);
    }

    @Override
    public Verdict verdict() {
        if (answered != asked) {
            return Verdict.PENDING;
        }
        return same ? Verdict.PASSED : Verdict.FAILED;
    }

    private void run() {
        while (!stopped) {
            long question = asked;
            if (question == answered) {
                LockSupport.park(this);
            } else {
                same = isSame();
                answered = question;
            }
        }
    }

    private boolean isSame() {
        try {
            return MessageDigest.isEqual(expected, sha256(files));
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the thread; waits 1 s at most. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
