package io.pumprig.hardware.virtualpi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Used in the guest: asks for hands and eyes outside, one line at a time, on a serial line that the
 * guest's first process has set up. What can be asked stands in {@link Hands}.
 */
public final class GuestHands implements AutoCloseable {
    private static final Path LINE = Path.of("/dev/ttymxc2");

    private final RandomAccessFile line;

    /**
     * Takes hold of the line.
     *
     * @throws IllegalStateException outside of a virtual Pi
     */
    public GuestHands() {
        if (!arePresent()) {
            throw new IllegalStateException("this is no virtual Pi");
        }
        try {
            line = new RandomAccessFile(LINE.toFile(), "rwd");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this program runs in the virtual Pi. */
    public static boolean arePresent() {
        return Files.exists(LINE) && Files.exists(Path.of("/app/job"));
    }

    /**
     * Has something done, such as {@code press e-stop}.
     *
     * @throws IllegalStateException when it was not done
     */
    public void order(String order) {
        String answer = ask(order);
        if (!answer.equals("ok")) {
            throw new IllegalStateException(order + ": " + answer);
        }
    }

    /** Asks for a whole number, such as {@code steps?}. */
    public long number(String question) {
        return Long.parseLong(ask(question));
    }

    /** Asks, and waits for the answer; whoever runs the guest bounds the wait. */
    public synchronized String ask(String question) {
        try {
            line.write((question + "\n").getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            for (int next = line.read(); next != '\n'; next = line.read()) {
                if (next < 0) {
                    throw new IllegalStateException("the hands are gone");
                }
                answer.write(next);
            }
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            line.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
