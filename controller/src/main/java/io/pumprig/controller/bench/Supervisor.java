package io.pumprig.controller.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Watches the controller from a thread of its own, and feeds the watchdogs of the host only as long
 * as everything goes on (SR-71, SR-74): the service manager then restarts a controller that hangs,
 * and the board's watchdog a host that does. The motor needs neither; a loop that stands still
 * kicks no more, and the enable watchdog lets go of it in 50 ms.
 */
final class Supervisor implements AutoCloseable {
    private static final long JOIN_MILLIS = 2_000;

    private final Vitals vitals;
    private final Runnable feed;
    private final Consumer<String> people;
    private final long lookMillis;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "pumprig-supervisor");
    private String still;

    /**
     * @param feed feeds every watchdog; its caller is the supervisor's thread
     * @param people is told once when a part stands still, and when all go on again
     * @param lookMillis between two looks
     */
    Supervisor(Vitals vitals, Runnable feed, Consumer<String> people, long lookMillis) {
        this.vitals = vitals;
        this.feed = feed;
        this.people = people;
        this.lookMillis = lookMillis;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try {
            while (!closed.await(lookMillis, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts it; if somebody did, nothing is fed any more, which is safe.
            Thread.currentThread().interrupt();
        }
    }

    /** One look: feeds, or says once why not. */
    void look() {
        String now = vitals.look();
        if (now == null) {
            if (still != null) {
                people.accept("supervisor: all goes on, the watchdogs are fed again");
            }
            feed.run();
        } else if (!now.equals(still)) {
            people.accept("supervisor: " + now + " stands still, the watchdogs are fed no more");
        }
        still = now;
    }

    /** Ends the watch; nothing is fed after this. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
