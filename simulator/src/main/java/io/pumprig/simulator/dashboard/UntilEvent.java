package io.pumprig.simulator.dashboard;

import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets a simulation run until something happens, and stands it still then: one such wait at a time.
 * How it goes is told on the board.
 */
final class UntilEvent {
    private static final Set<String> KINDS = Set.of("alarm", "mode", "fault", "bolus", "session");

    private final Board board;
    private final Orders orders;
    private final ExecutorService errands =
            Executors.newSingleThreadExecutor(
                    errand -> {
                        Thread thread = new Thread(errand, "dashboard-until");
                        thread.setDaemon(true);
                        return thread;
                    });
    private boolean running;
    private double untilSeconds;
    private long fromCycle;
    private JsonNode early;

    UntilEvent(Board board, Orders orders) {
        this.board = board;
        this.orders = orders;
    }

    /**
     * Begins.
     *
     * @param untilSeconds simulated time at which it gives up
     */
    void begin(double untilSeconds) throws Refusal {
        orders.requireSimulation("running until the next event");
        synchronized (this) {
            if (running) {
                throw new Refusal(409, "it runs until the next event already");
            }
            running = true;
            fromCycle = Long.MAX_VALUE;
            early = null;
            this.untilSeconds = untilSeconds;
        }
        tell("running", null, null);
        try {
            JsonNode answer = orders.giveOwn("sim-run");
            if (!answer.path("code").asString("").equals("OK")) {
                throw new Refusal(
                        409, "the rig did not begin to run: " + answer.path("reason").asString(""));
            }
            runsFrom(answer.path("cycle").asLong(0));
        } catch (Refusal e) {
            if (end()) {
                tell("given-up", e.getMessage(), null);
            }
            throw e;
        }
    }

    /** The first events may be here before the answer that tells from when on they count. */
    private void runsFrom(long cycle) {
        JsonNode before;
        synchronized (this) {
            fromCycle = cycle;
            before = early;
        }
        if (before != null) {
            happened(before);
        }
    }

    private synchronized boolean end() {
        boolean was = running;
        running = false;
        return was;
    }

    private void tell(String state, String reason, JsonNode event) {
        ObjectNode told = Json.object().put("state", state);
        if (reason != null) {
            told.put("reason", reason);
        }
        told.set("event", event == null ? told.nullNode() : event);
        board.put("until", "until", Json.bytes(told));
    }

    /** An event of the rig came, as {@code {kind, event}}. */
    void happened(JsonNode news) {
        synchronized (this) {
            if (!running || !isNews(news)) {
                return;
            }
            if (news.path("event").path("cycle").asLong(0) < fromCycle) {
                early = news;
                return;
            }
            running = false;
        }
        errands.execute(() -> stand("reached", null, news));
    }

    /** The self-test of every quarter of an hour is none while it passes. */
    private static boolean isNews(JsonNode news) {
        JsonNode event = news.path("event");
        boolean routine =
                event.path("subject").asString("").equals("self-test")
                        && !event.path("phase").asString("").equals("failed");
        return !routine && KINDS.contains(news.path("kind").asString(""));
    }

    /** Time went on. */
    void look(double simSeconds, boolean isThere) {
        boolean late;
        synchronized (this) {
            late = running && simSeconds >= untilSeconds;
            if (!running || isThere && !late) {
                return;
            }
            running = false;
        }
        if (isThere) {
            errands.execute(() -> stand("given-up", "nothing happened in that time", null));
        } else {
            tell("given-up", "the rig is gone", null);
        }
    }

    /** Somebody else says how time is to go on. */
    void cancel() {
        if (end()) {
            tell("given-up", "somebody took over", null);
        }
    }

    private void stand(String state, String reason, JsonNode event) {
        try {
            orders.giveOwn("sim-pause");
            tell(state, reason, event);
        } catch (Refusal e) {
            tell("given-up", e.getMessage(), event);
        }
    }

    void close() {
        errands.shutdownNow();
    }
}
