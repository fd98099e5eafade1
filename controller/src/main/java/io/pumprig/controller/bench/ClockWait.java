package io.pumprig.controller.bench;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits until the host's calendar may be believed: a program by times of day that begins with the
 * time of the last shutdown gives the wrong step. Only whoever runs it ends the wait; therapy never
 * begins by itself on a clock that nobody vouched for.
 */
final class ClockWait {
    private static final String WAITING =
            "waiting for a synchronised clock (NTP); --clock-ok goes on without";
    private static final long LOOK_MILLIS = 1_000;
    private static final int LOOKS_TO_SAY_SO = 60;

    private final BenchHost host;
    private final long lookMillis;
    private final CountDownLatch ended = new CountDownLatch(1);

    ClockWait(BenchHost host) {
        this(host, LOOK_MILLIS);
    }

    ClockWait(BenchHost host, long lookMillis) {
        this.host = host;
        this.lookMillis = lookMillis;
    }

    /**
     * Waits, and tells people so each minute.
     *
     * @return true when the clock is synchronised, false when {@link #end} was called before
     */
    boolean await(PrintStream people) {
        boolean waited = false;
        try {
            for (int looks = 0; !host.isClockSynchronised(); looks++) {
                if (looks % LOOKS_TO_SAY_SO == 0) {
                    people.println(WAITING);
                }
                waited = true;
                host.starting();
                if (ended.await(lookMillis, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (waited) {
            people.println("the clock is synchronised");
        }
        return ended.getCount() > 0;
    }

    /** Ends the wait; any thread, now or before it begins. */
    void end() {
        ended.countDown();
    }
}
