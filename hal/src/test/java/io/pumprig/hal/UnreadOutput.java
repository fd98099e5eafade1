package io.pumprig.hal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Fills the pipe that a test's program prints into and that nobody reads, as behind a pager that
 * stands at its first page: whoever prints from then on waits for ever.
 */
public final class UnreadOutput {
    /** A pipe of Linux that holds as many bytes, of its 64 KiB, takes no other chunk for long. */
    public static final int FULL = 60 * 1_024;

    private static final int CHUNK = 4_096;

    private UnreadOutput() {}

    /** Begins to fill standard output, on a thread that never ends by itself. */
    public static void fill() {
        Thread filler = new Thread(UnreadOutput::write, "filler");
        filler.setDaemon(true);
        filler.start();
    }

    /** Past Java's stream, whose lock belongs to those who print. */
    private static void write() {
        byte[] chunk = new byte[CHUNK];
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
