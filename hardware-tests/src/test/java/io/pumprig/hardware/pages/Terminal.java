package io.pumprig.hardware.pages;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionTimeoutException;

/** A block that a shell carries out, and what is printed meanwhile. */
final class Terminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final String place;
    private final Process process;
    private final Thread reader;
    private final List<String> printed = new ArrayList<>();

    /** How many lines a page has quoted already. */
    private int quoted;

    /** Whether the line that was looked for last was printed. */
    private boolean found;

    Terminal(String place, ProcessBuilder shell, UnaryOperator<String> told) throws IOException {
        this.place = place;
        process = shell.start();
        process.getOutputStream().close();
        reader = new Thread(() -> read(told), "terminal");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(UnaryOperator<String> told) {
        try (BufferedReader text =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = text.readLine()) != null) {
                add(told.apply(line).stripTrailing());
            }
        } catch (IOException e) {
            // It was ended; what it said until then counts.
        }
    }

    private synchronized void add(String line) {
        printed.add(line);
    }

    /** Waits for the end; what a page says is the exit code. */
    void awaitExit(int expected) throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(place + ": does not end: " + this);
        }
        reader.join(PATIENCE.toMillis());
        if (process.exitValue() != expected) {
            throw new AssertionError(
                    place
                            + ": exit code "
                            + process.exitValue()
                            + ", not "
                            + expected
                            + ": "
                            + this);
        }
    }

    /** Waits until those lines were printed, in that order; others may stand between. */
    void awaitQuoted(Block quote) {
        for (String line : quote.lines()) {
            if (!line.isBlank() && !line.strip().equals("…")) {
                awaitQuoted(quote.place(), line);
            }
        }
    }

    /** Nothing else was printed, and all of it in that order. After its end. */
    synchronized void assertAll(Block quote) {
        if (!printed.equals(quote.lines())) {
            throw new AssertionError(quote.place() + ": not all that was printed: " + this);
        }
        quoted = printed.size();
    }

    private void awaitQuoted(String from, String line) {
        try {
            await().pollInterval(LOOK).atMost(PATIENCE).until(() -> isDecided(line));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(from + ": still not printed: " + line + "\nbut: " + this, e);
        }
        if (!found) {
            throw new AssertionError(from + ": not printed: " + line + "\nbut: " + this);
        }
    }

    /** It was printed, or nothing will be printed any more. */
    private synchronized boolean isDecided(String line) {
        found = skipTo(line);
        return found || !reader.isAlive();
    }

    private boolean skipTo(String line) {
        for (int i = quoted; i < printed.size(); i++) {
            if (isQuoted(line, printed.get(i))) {
                quoted = i + 1;
                return true;
            }
        }
        return false;
    }

    /** An ellipsis stands for anything. */
    private static boolean isQuoted(String quote, String line) {
        String[] parts = quote.stripTrailing().split("…", -1);
        if (!line.startsWith(parts[0])) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length; i++) {
            int found =
                    i == parts.length - 1
                            ? line.length() - parts[i].length()
                            : line.indexOf(parts[i], at);
            if (found < at || !line.startsWith(parts[i], found)) {
                return false;
            }
            at = found + parts[i].length();
        }
        return at == line.length();
    }

    /** Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", printed);
    }

    /** Ends it, and insists after 10 s. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
