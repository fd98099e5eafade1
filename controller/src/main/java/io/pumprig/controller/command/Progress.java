package io.pumprig.controller.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How far something is that takes longer than a moment: one line on a terminal's other stream,
 * drawn over again and again, with the time that is left. It draws nothing where that stream is no
 * terminal, nothing in the first second, and leaves a clean line behind, after Ctrl-C too. Any
 * thread.
 */
public final class Progress implements AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long FIRST_NANOS = NANOS_PER_SECOND;
    private static final long BETWEEN_NANOS = 200_000_000L;
    private static final long LOOK_MILLIS = 500;
    private static final int COLUMNS = 79;
    private static final String CLEAR = "\r\033[K";
    private static final Path ERR = Path.of("/proc/self/fd/2");
    private static final Path PROC = Path.of("/proc/self/fd");

    private final PrintStream err;
    private final boolean shown;
    private final LongSupplier wallNanos;
    private final long begunNanos;
    private long drawnNanos;
    private Thread hook;
    private Timer looks;
    private boolean closed;

    /**
     * Begins, on the standard error stream of this process if that is a terminal.
     *
     * @param wallNanos the wall's clock, of which differences count
     */
    public static Progress onTerminal(LongSupplier wallNanos) {
        return new Progress(System.err, isTerminal(), wallNanos);
    }

    /**
     * @param shown false to draw nothing
     */
    Progress(PrintStream err, boolean shown, LongSupplier wallNanos) {
        this.err = err;
        this.shown = shown;
        this.wallNanos = wallNanos;
        begunNanos = wallNanos.getAsLong();
    }

    /**
     * Whether standard error is a terminal that knows how to clear a line, wherever the other
     * streams lead: {@code System.console()} would ask for those instead.
     */
    public static boolean isTerminal() {
        String term = System.getenv("TERM");
        if (term == null || term.isEmpty() || term.equals("dumb")) {
            return false;
        }
        if (!Files.isDirectory(PROC)) {
            return System.console() != null;
        }
        try {
            String device = Files.readSymbolicLink(ERR).toString();
            return device.startsWith("/dev/pts/")
                    || device.startsWith("/dev/tty")
                    || device.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** True where somebody looks, so that it is worth to find out how far it is. */
    public boolean isShown() {
        return shown;
    }

    /**
     * So much of it is done.
     *
     * @param all of it, in any unit; 0 when nobody knows
     * @param text what else there is to say, short
     */
    public synchronized void at(long done, long all, String text) {
        if (!shown || closed) {
            return;
        }
        long now = wallNanos.getAsLong();
        long since = now - begunNanos;
        if (since < FIRST_NANOS || hook != null && now - drawnNanos < BETWEEN_NANOS) {
            return;
        }
        drawnNanos = now;
        cleanUpAtTheEnd();
        String line = line(done, all, text, since);
        err.print(CLEAR + line.substring(0, Math.min(COLUMNS, line.length())));
        err.flush();
    }

    /**
     * Looks by itself twice a second, until the end, how far it is: for work that has nothing to
     * say for long.
     *
     * @param done so much of it; any thread
     * @param all of it, in the same unit; 0 when nobody knows
     * @param text as for {@link #at}; any thread
     */
    public synchronized void follow(LongSupplier done, long all, Supplier<String> text) {
        if (!shown || closed || looks != null) {
            return;
        }
        looks = new Timer("pumprig-progress", true);
        looks.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        at(done.getAsLong(), all, text.get());
                    }
                },
                LOOK_MILLIS,
                LOOK_MILLIS);
    }

    private static String line(long done, long all, String text, long since) {
        if (all <= 0) {
            return text;
        }
        long some = Math.max(0, Math.min(done, all));
        String percent = String.format(Locale.ROOT, "%3d %%  ", (long) (100.0 * some / all));
        return percent
                + text
                + (some == 0 ? "" : ", " + left((long) (1.0 * since / some * (all - some))));
    }

    /** {@code 12 s left}, {@code 3 min 05 s left}, {@code 2 h 10 min left}. */
    static String left(long nanos) {
        long seconds = (nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
        if (seconds < 60) {
            return seconds + " s left";
        }
        return seconds < 3_600
                ? String.format(Locale.ROOT, "%d min %02d s left", seconds / 60, seconds % 60)
                : String.format(
                        Locale.ROOT, "%d h %02d min left", seconds / 3_600, seconds / 60 % 60);
    }

    private void cleanUpAtTheEnd() {
        if (hook == null) {
            hook = new Thread(this::leave, "pumprig-progress");
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending: nothing more is drawn.
                closed = true;
            }
        }
    }

    private synchronized void leave() {
        if (!closed) {
            closed = true;
            if (hook != null) {
                err.print(CLEAR);
                err.flush();
            }
        }
    }

    /** Leaves an empty line. */
    @Override
    public synchronized void close() {
        leave();
        if (looks != null) {
            looks.cancel();
        }
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending, and the hook with it.
                return;
            }
        }
    }
}
