package io.pumprig.controller.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where messages wait for the broker, however long it is away. Bounded: when it is full the oldest
 * message that is not retained is dropped and counted, since news is worth more than history.
 *
 * <ul>
 *   <li>Retained topics keep only their newest content, are never dropped, and wait again after
 *       every new connection, because the broker may have forgotten them.
 *   <li>Of telemetry (QoS 0: the state, the truth) only the newest of each topic waits; one that is
 *       replaced counts as dropped.
 *   <li>What comes last, answers to whoever asks too often, waits until there is nothing else; when
 *       {@value #MOST_LAST} of it wait, the oldest is dropped.
 *   <li>Everything else is sent in the order in which it was given.
 * </ul>
 *
 * Any thread may give; one thread takes.
 */
final class Outbox {
    static final int MOST_MESSAGES = 4_096;
    static final int MOST_BYTES = 16 * 1024 * 1024;

    /** Messages that wait for a moment in which nothing else does. */
    static final int MOST_LAST = 1_024;

    private final int mostMessages;
    private final long mostBytes;
    private final Runnable wake;
    private final Deque<Outgoing> queue = new ArrayDeque<>();

    /** Newest content of each retained topic that is not cleared. */
    private final Map<String, Outgoing> kept = new LinkedHashMap<>();

    /** Retained messages that wait, the oldest first. */
    private final Map<String, Outgoing> retained = new LinkedHashMap<>();

    /** Newest telemetry (QoS 0) of each topic, the oldest first. */
    private final Map<String, Outgoing> newest = new LinkedHashMap<>();

    private final Deque<Outgoing> last = new ArrayDeque<>();

    private long bytes;
    private long sequence;
    private long dropped;

    /**
     * @param wake called when there is something to take; must not wait
     */
    Outbox(Runnable wake) {
        this(MOST_MESSAGES, MOST_BYTES, wake);
    }

    Outbox(int mostMessages, long mostBytes, Runnable wake) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
        this.wake = wake;
    }

    /** A message that is sent with QoS 1, once and in order. */
    void add(String topic, byte[] payload, byte[] correlation) {
        Outgoing message = new Outgoing(topic, payload, 1, false, correlation);
        synchronized (this) {
            message.sequence = ++sequence;
            queue.addLast(message);
            bytes += payload.length;
            trim();
        }
        wake.run();
    }

    /** A message that is sent with QoS 1 when there is nothing else to send, or dropped. */
    void addLast(String topic, byte[] payload, byte[] correlation) {
        Outgoing message = new Outgoing(topic, payload, 1, false, correlation);
        message.last = true;
        synchronized (this) {
            last.addLast(message);
            trim();
        }
        wake.run();
    }

    /** New content of a retained topic; an empty one clears it. */
    void retain(String topic, byte[] payload) {
        Outgoing message = new Outgoing(topic, payload, 1, true, null);
        synchronized (this) {
            message.sequence = ++sequence;
            if (payload.length == 0) {
                kept.remove(topic);
            } else {
                kept.put(topic, message);
            }
            retained.remove(topic);
            retained.put(topic, message);
        }
        wake.run();
    }

    /** Telemetry with QoS 0: what is newer replaces what still waits. */
    void replace(String topic, byte[] payload, boolean keep) {
        Outgoing message = new Outgoing(topic, payload, 0, keep, null);
        synchronized (this) {
            message.sequence = ++sequence;
            if (newest.remove(topic) != null) {
                dropped++;
            }
            newest.put(topic, message);
        }
        wake.run();
    }

    /** The next message to send, or null. It is the caller's until given back. */
    synchronized Outgoing take() {
        Outgoing next = older(queue.peekFirst(), older(oldest(retained), oldest(newest)));
        if (next == null) {
            return last.pollFirst();
        }
        if (next.qos == 0) {
            newest.remove(next.topic);
        } else if (next.retained) {
            retained.remove(next.topic);
        } else {
            queue.removeFirst();
            bytes -= next.payload.length;
        }
        return next;
    }

    private static Outgoing oldest(Map<String, Outgoing> waiting) {
        Iterator<Outgoing> each = waiting.values().iterator();
        return each.hasNext() ? each.next() : null;
    }

    private static Outgoing older(Outgoing one, Outgoing other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.sequence < other.sequence ? one : other;
    }

    /**
     * Takes back what was sent and not confirmed, in the order in which it was sent; it goes out
     * again first. A retained message or telemetry for which something newer waits is let go.
     */
    synchronized void giveBack(Deque<Outgoing> unconfirmed) {
        while (!unconfirmed.isEmpty()) {
            Outgoing message = unconfirmed.removeLast();
            if (message.qos == 0) {
                if (newest.putIfAbsent(message.topic, message) != null) {
                    dropped++;
                }
            } else if (message.last) {
                last.addFirst(message);
            } else if (!message.retained) {
                queue.addFirst(message);
                bytes += message.payload.length;
            } else {
                retained.putIfAbsent(message.topic, message);
            }
        }
        trim();
    }

    /** Lets every kept topic wait again: a new connection may lead to a broker without memory. */
    synchronized void replayRetained() {
        for (Map.Entry<String, Outgoing> entry : kept.entrySet()) {
            retained.putIfAbsent(entry.getKey(), entry.getValue());
        }
    }

    /** True when that topic has content now. */
    synchronized boolean isKept(String topic) {
        return kept.containsKey(topic);
    }

    private void trim() {
        while (queue.size() > mostMessages || (bytes > mostBytes && queue.size() > 1)) {
            bytes -= queue.removeFirst().payload.length;
            dropped++;
        }
        while (last.size() > MOST_LAST) {
            last.removeFirst();
            dropped++;
        }
    }

    /** Counts a message that the broker does not take. */
    synchronized void countDropped() {
        dropped++;
    }

    synchronized boolean isEmpty() {
        return queue.isEmpty() && retained.isEmpty() && newest.isEmpty() && last.isEmpty();
    }

    synchronized long dropped() {
        return dropped;
    }
}
