package io.pumprig.controller.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes a signal (Ctrl-C, SIGTERM) a request to stop: the JVM halts only when this is closed, which
 * is after the summary and after everything that was opened is put away, or after 20 s.
 */
public final class OrderlyEnd implements AutoCloseable {
    private static final long MOST_SECONDS = 20;

    private final Thread hook = new Thread(this::stopAndWait, "pumprig-signal");
    private final CountDownLatch closed = new CountDownLatch(1);
    private Runnable stop;
    private boolean asked;

    /** Takes over the signals of the process until it is closed. */
    public OrderlyEnd() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What a signal does from now on; at once when one came before. */
    public synchronized void onSignal(Runnable stop) {
        this.stop = stop;
        if (asked) {
            stop.run();
        }
    }

    /** True once a signal came. */
    public synchronized boolean isAsked() {
        return asked;
    }

    private void stopAndWait() {
        synchronized (this) {
            asked = true;
            if (stop != null) {
                stop.run();
            }
        }
        try {
            closed.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook has just been let go.
            return;
        }
    }
}
