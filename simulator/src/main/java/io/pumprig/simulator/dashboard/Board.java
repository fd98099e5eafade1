package io.pumprig.simulator.dashboard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest of everything, written as frames of a stream once for all who watch. Each frame has
 * the number under which it was put, so that a watcher who remembers a number can be given what is
 * newer, and nothing has to wait for him. For any thread.
 */
final class Board {
    private static final int MOST_EVENTS = 500;

    /**
     * A frame.
     *
     * @param number higher than that of every frame before
     * @param paced whether it changes so often that a watcher gets it a few times a second only
     */
    private record Frame(long number, boolean paced, byte[] bytes) {}

    /** What a watcher has been given; used by the watcher's thread alone. */
    static final class Cursor {
        private long plain;
        private long paced;
        private long event;
        private boolean begun;
    }

    private final Map<String, Frame> frames = new LinkedHashMap<>();
    private final ArrayDeque<Frame> events = new ArrayDeque<>();
    private long numbers;
    private long eventNumbers;
    private long eventsCleared;

    /** Puts what is shown in {@code slot} in the place of what was there. */
    void put(String slot, String event, byte[] json) {
        put(slot, event, json, false);
    }

    /** The same of what changes all the time. */
    void putPaced(String slot, String event, byte[] json) {
        put(slot, event, json, true);
    }

    private synchronized void put(String slot, String event, byte[] json, boolean paced) {
        frames.put(slot, new Frame(++numbers, paced, frame(event, json)));
        notifyAll();
    }

    /** Adds an event; beyond the newest 500 the oldest goes. */
    synchronized void add(byte[] json) {
        events.add(new Frame(++eventNumbers, false, frame("event", json)));
        if (events.size() > MOST_EVENTS) {
            events.poll();
        }
        numbers++;
        notifyAll();
    }

    /** The events so far are of no rig any more. */
    synchronized void clearEvents() {
        events.clear();
        eventsCleared = eventNumbers;
    }

    private static byte[] frame(String event, byte[] json) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(json.length + 32);
        frame.writeBytes(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        frame.writeBytes(json);
        frame.write('\n');
        frame.write('\n');
        return frame.toByteArray();
    }

    /** Waits until something has the number after {@code seen}, or the time is over. */
    synchronized void await(long seen, long millis) throws InterruptedException {
        if (numbers <= seen) {
            wait(millis);
        }
    }

    /** The number of the newest. */
    synchronized long newest() {
        return numbers;
    }

    /**
     * Gives what is newer than the cursor, and moves it.
     *
     * @param paced whether what changes all the time is due too
     * @param mostEvents as many of the events, the oldest first; those that are gone already are
     *     counted in a frame of their own
     * @return true when events are left to give
     */
    synchronized boolean collect(
            Cursor cursor, boolean paced, int mostEvents, ByteArrayOutputStream into) {
        for (Frame frame : frames.values()) {
            boolean due =
                    frame.paced
                            ? paced && frame.number > cursor.paced
                            : frame.number > cursor.plain;
            if (due) {
                into.writeBytes(frame.bytes);
            }
        }
        cursor.plain = numbers;
        if (paced) {
            cursor.paced = numbers;
        }
        long given = Math.max(cursor.event, eventsCleared);
        long missed = eventNumbers - events.size() - given;
        if (missed > 0) {
            given += missed;
            if (cursor.begun) {
                String skipped = "{\"kind\":\"skipped\",\"event\":{\"count\":" + missed + "}}";
                into.writeBytes(frame("event", skipped.getBytes(StandardCharsets.UTF_8)));
            }
        }
        cursor.begun = true;
        long most = given + mostEvents;
        for (Frame frame : events) {
            if (frame.number > given && frame.number <= most) {
                into.writeBytes(frame.bytes);
                given = frame.number;
            }
        }
        cursor.event = given;
        return given < eventNumbers;
    }
}
