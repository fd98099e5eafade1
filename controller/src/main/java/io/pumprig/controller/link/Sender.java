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
    private record InFlight(Outgoing message, IMqttToken token) {}

    private final Outbox outbox;
    private final Deque<InFlight> inFlight = new ArrayDeque<>();
    private PahoConnection connection;
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
    void send(PahoConnection current) {
        confirm();
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
            if (!hand(message)) {
                break;
            }
        }
        idle = inFlight.isEmpty();
    }

    private boolean hand(Outgoing message) {
        try {
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

    private void confirm() {
        for (Iterator<InFlight> each = inFlight.iterator(); each.hasNext(); ) {
            InFlight sent = each.next();
            if (!sent.token.isComplete()) {
                continue;
            }
            each.remove();
            if (sent.token.getException() == null) {
                published++;
            } else {
                retryOrDrop(sent.message);
            }
        }
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
        outbox.giveBack(unconfirmed);
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
