package io.pumprig.simulator;

import io.pumprig.hal.UsualSignals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The real program in a process of its own, as a user starts it. Every wait is bounded, and the
 * process ends with the test whatever happens.
 */
public final class RunningSimulator implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private RunningSimulator(Process process) {
        this.process = process;
        read(process.getInputStream(), out);
        read(process.getErrorStream(), err);
    }

    /** Starts {@code pumprig-simulator} with these arguments. */
    public static RunningSimulator start(String... arguments) {
        return startWith(List.of(), arguments);
    }

    /** The same with options of the JVM before its own. */
    public static RunningSimulator startWith(List<String> jvm, String... arguments) {
        return start(List.of(), jvm, arguments);
    }

    /** The same by a shell that knows the program as {@code "$@"}. */
    static RunningSimulator startBy(String shell, String... arguments) {
        return start(List.of("sh", "-c", shell, "sh"), List.of(), arguments);
    }

    private static RunningSimulator start(
            List<String> shell, List<String> jvm, String... arguments) {
        List<String> command = new ArrayList<>(shell);
        command.add(System.getProperty("java.home") + "/bin/java");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Xshare:auto");
        command.addAll(jvm);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(PumprigSimulator.class.getName());
        command.addAll(List.of(arguments));
        try {
            return new RunningSimulator(
                    new ProcessBuilder(UsualSignals.restoredFor(command)).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(InputStream stream, List<String> lines) {
        Thread reader =
                new Thread(
                        () -> {
                            try (BufferedReader text =
                                    new BufferedReader(
                                            new InputStreamReader(
                                                    stream, StandardCharsets.UTF_8))) {
                                String line;
                                while ((line = text.readLine()) != null) {
                                    add(lines, line);
                                }
                            } catch (IOException e) {
                                // The process was killed; what it said until then counts.
                            }
                        },
                        "simulator-output");
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    private synchronized void add(List<String> lines, String line) {
        lines.add(line);
        notifyAll();
    }

    /** What it printed so far. */
    public synchronized List<String> out() {
        return List.copyOf(out);
    }

    /** What it complained of so far. */
    public synchronized String err() {
        return String.join("\n", err);
    }

    /** Waits for that many lines of output. */
    public synchronized List<String> awaitLines(int count) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (out.size() < count) {
            long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (millis <= 0 || !process.isAlive() && readersEnded()) {
                throw new AssertionError("wanted " + count + " lines: " + out + " " + err);
            }
            wait(Math.min(millis, 100));
        }
        return List.copyOf(out);
    }

    private boolean readersEnded() {
        return readers.stream().noneMatch(Thread::isAlive);
    }

    /** The URL of the broker, once it is printed. */
    public String broker() throws InterruptedException {
        return awaitLines(1).get(0).substring("broker ".length());
    }

    /** Waits for the end; the exit code. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + out() + " " + err());
        }
        for (Thread reader : readers) {
            reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        }
        return process.exitValue();
    }

    /** What the summary says under that name, blanks trimmed; the first of several. */
    public String summary(String name) {
        return out().stream()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + out() + " " + err()));
    }

    /** Pulls the plug. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    /** Pulls the plug then, whatever it is doing; it has to run until then. */
    public void killAfter(long millis) throws InterruptedException {
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it ended by itself: " + out() + " " + err());
        }
        kill();
    }

    /** Sends a signal, such as {@code INT}, to this very process. */
    public void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new AssertionError("kill -" + name + " failed");
        }
    }

    /** What it has used of the processors: how far it is where it says nothing. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, so that it takes its temporary folders with it, and insists after 10 s. */
    @Override
    public void close() {
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
