package io.pumprig.controller.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Moves messages from the outbox to whichever connection there is, within its window, and takes
 * back what a lost one had not confirmed: so a message is sent at least once, and sometimes twice.
 * Used by one thread.
 */
final class Sender {
    /**
     * How long nothing may be confirmed while something waits for it: as long as a broker lets a
     * client be silent, one and a half keep-alives. A broker that answers pings and takes nothing
     * is no link.
     */
    static final long MOST_SILENCE_NANOS = 15_000_000_000L;

    private record InFlight(Outgoing message, IMqttToken token) {}

    private final Outbox outbox;
    private final Deque<InFlight> inFlight = new ArrayDeque<>();
    private PahoConnection connection;

    /** When the broker last confirmed something, or something was sent that it has to confirm. */
    private long heardNanos;

    private boolean awaiting;
    private volatile boolean idle = true;
    private volatile long published;

    Sender(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Sends what may be sent now; never waits.
     *
     * @param current the connection that is open, or null
     */
    void send(PahoConnection current, long nowNanos) {
        confirm(nowNanos);
        if (current != connection) {
            recall();
            connection = current;
            if (current != null) {
                outbox.replayRetained();
            }
        }
        while (connection != null && inFlight.size() < connection.window()) {
            // Said before it is taken: whoever finds the outbox empty must not find us idle.
            idle = false;
            Outgoing message = outbox.take();
            if (message == null) {
                break;
            }
            if (!hand(message, nowNanos)) {
                break;
            }
        }
        idle = inFlight.isEmpty();
        if (connection != null && awaiting && nowNanos - heardNanos > MOST_SILENCE_NANOS) {
            connection.giveUp();
        }
    }

    private boolean hand(Outgoing message, long nowNanos) {
        try {
            if (message.qos == 1 && !awaiting) {
                awaiting = true;
                heardNanos = nowNanos;
            }
            inFlight.addLast(new InFlight(message, connection.send(message)));
            return true;
        } catch (MqttException e) {
            retryOrDrop(message);
        } catch (IllegalArgumentException e) {
            // A topic that MQTT does not allow will not be allowed later.
            outbox.countDropped();
        }
        return false;
    }

    private void confirm(long nowNanos) {
        boolean open = false;
        for (Iterator<InFlight> each = inFlight.iterator(); each.hasNext(); ) {
            InFlight sent = each.next();
            if (!sent.token.isComplete()) {
                open |= sent.message.qos == 1;
                continue;
            }
            each.remove();
            if (sent.message.qos == 1) {
                heardNanos = nowNanos;
                connection.confirm();
            }
            if (sent.token.getException() == null) {
                published++;
            } else {
                retryOrDrop(sent.message);
            }
        }
        awaiting = open;
    }

    private void retryOrDrop(Outgoing message) {
        if (message.mayTryAgain()) {
            Deque<Outgoing> one = new ArrayDeque<>(1);
            one.add(message);
            outbox.giveBack(one);
        } else {
            outbox.countDropped();
        }
    }

    private void recall() {
        Deque<Outgoing> unconfirmed = new ArrayDeque<>(inFlight.size());
        for (InFlight sent : inFlight) {
            unconfirmed.addLast(sent.message);
        }
        inFlight.clear();
        awaiting = false;
        outbox.giveBack(unconfirmed);
    }

    /** How long the broker has confirmed nothing, though nothing waited for that. */
    long quietNanos(long nowNanos) {
        return awaiting ? 0 : nowNanos - heardNanos;
    }

    /** True when nothing is on its way. Any thread. */
    boolean isIdle() {
        return idle;
    }

    /** Messages that were confirmed, or written, for QoS 0. Any thread. */
    long published() {
        return published;
    }
}
