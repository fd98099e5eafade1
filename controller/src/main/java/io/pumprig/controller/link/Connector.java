package io.pumprig.controller.link;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.HostAlarms;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Keeps one connection open for as long as the link lives, on a daemon thread of its own, and
 * raises LINK_LOST while there is none (SR-98).
 */
final class Connector {
    private static final long FIRST_BACK_OFF_MILLIS = 250;
    private static final long MOST_BACK_OFF_MILLIS = 5_000;
    private static final int PROBE_CONNECT_MILLIS = 1_000;
    private static final int PROBE_SILENCE_MILLIS = 100;
    private static final long LOOK_MILLIS = 250;
    private static final long JOIN_MILLIS = 2_000;

    /**
     * A line that flaps is one alarm; and whoever watches had to come back too, and is there when
     * it is released.
     */
    private static final long HELD_NANOS = 2_000_000_000L;

    private final LinkSettings settings;
    private final HostAlarms hostAlarms;
    private final Supplier<byte[]> will;
    private final Consumer<Arrival> arrivals;
    private final Runnable wake;
    private final Thread thread = new Thread(this::run, "link-connector");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile PahoConnection current;
    private volatile long connections;
    private volatile LinkTrouble trouble;
    private boolean closed;

    /**
     * @param will makes the last will of each connection
     * @param arrivals gets every message, on a thread of Paho's
     * @param wake called when there is something to do for whoever publishes
     */
    Connector(
            LinkSettings settings,
            HostAlarms hostAlarms,
            Supplier<byte[]> will,
            Consumer<Arrival> arrivals,
            Runnable wake) {
        this.settings = settings;
        this.hostAlarms = hostAlarms;
        this.will = will;
        this.arrivals = arrivals;
        this.wake = wake;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The connection that is open, or null. */
    PahoConnection current() {
        PahoConnection connection = current;
        return connection != null && connection.isAlive() ? connection : null;
    }

    /** Connections made so far. */
    long connections() {
        return connections;
    }

    /** Why the last attempt failed, or null when it did not. */
    LinkTrouble trouble() {
        return trouble;
    }

    /** Waits for a connection; false when there was none in time. */
    boolean await(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (current() == null) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long backOffMillis = FIRST_BACK_OFF_MILLIS;
        boolean suspicious = false;
        while (!isClosed()) {
            PahoConnection connection = suspicious && !isListening(settings) ? null : open();
            if (connection == null) {
                suspicious = true;
                hostAlarms.raise(Alarm.LINK_LOST);
                sleep(backOffMillis);
                backOffMillis = Math.min(MOST_BACK_OFF_MILLIS, backOffMillis * 2);
                continue;
            }
            if (isClosed()) {
                connection.abandon();
                return;
            }
            // A proxy in front of a dead broker takes calls and hangs up, so every later one is
            // tried.
            suspicious = true;
            backOffMillis = FIRST_BACK_OFF_MILLIS;
            connected(connection);
            stayWith(connection);
            if (!isClosed()) {
                current = null;
                hostAlarms.raise(Alarm.LINK_LOST);
                wake.run();
                connection.abandon();
                sleep(FIRST_BACK_OFF_MILLIS);
            }
        }
    }

    private void connected(PahoConnection connection) {
        lock.lock();
        try {
            connections++;
            current = connection;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    /**
     * Returns when the connection is gone; LINK_LOST leaves once it has held for a while and
     * something got through.
     */
    private void stayWith(PahoConnection connection) {
        long begin = System.nanoTime();
        while (connection.isAlive() && !isClosed()) {
            if (connection.isConfirmed() && System.nanoTime() - begin >= HELD_NANOS) {
                hostAlarms.release(Alarm.LINK_LOST);
            }
            sleep(LOOK_MILLIS);
        }
    }

    private PahoConnection open() {
        try {
            PahoConnection connection =
                    PahoConnection.open(settings, will.get(), arrivals, this::changed);
            trouble = null;
            return connection;
        } catch (MqttException | RuntimeException | Error e) {
            // It is tried again whatever it was, and LINK_LOST says so meanwhile.
            trouble = LinkTrouble.of(settings, e);
            return null;
        }
    }

    /** Called by Paho's threads: a message was confirmed, or the connection is gone. */
    private void changed() {
        wake.run();
        PahoConnection connection = current;
        if (connection != null && !connection.isAlive()) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * True when somebody listens who does not hang up at once: each attempt of Paho's on one that
     * does costs a thread for ever. A broker stays silent until it is spoken to.
     */
    static boolean isListening(LinkSettings settings) {
        URI endpoint = settings.endpoint();
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(endpoint.getHost(), endpoint.getPort()),
                    PROBE_CONNECT_MILLIS);
            socket.setSoTimeout(PROBE_SILENCE_MILLIS);
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void sleep(long millis) {
        lock.lock();
        try {
            if (!closed) {
                changed.await(millis, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Says goodbye to the broker and ends the thread. Bounded. */
    void close() {
        PahoConnection connection = end();
        if (connection != null) {
            connection.close();
        }
    }

    /** Hangs up without a word and ends the thread. Bounded. */
    void abandon() {
        PahoConnection connection = end();
        if (connection != null) {
            connection.abandon();
        }
    }

    private PahoConnection end() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        PahoConnection connection = current;
        current = null;
        return connection;
    }
}
