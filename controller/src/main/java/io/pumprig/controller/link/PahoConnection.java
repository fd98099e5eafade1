package io.pumprig.controller.link;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One connection, from CONNECT to its loss, over a client object that is used for nothing else:
 * Paho's own reconnection resends messages without their topics, forgets subscriptions and backs
 * off by a field that all clients share. Opened and closed by one thread, sent through by one
 * other.
 */
final class PahoConnection {
    private static final int ANSWER_SECONDS = 6;
    private static final int KEEP_ALIVE_SECONDS = 10;
    private static final int MOST_IN_FLIGHT = 100;
    private static final int DEFAULT_RECEIVE_MAXIMUM = 65_535;

    /** More than this is not read: nobody may fill our memory through the broker. */
    private static final long MOST_PACKET_BYTES = 2_097_152;

    private static final int QUIESCE_MILLIS = 250;

    private final MqttAsyncClient client;
    private final Consumer<Arrival> arrivals;
    private final Runnable changed;
    private final AtomicBoolean lost = new AtomicBoolean();
    private int window;
    private volatile boolean confirmed;

    private PahoConnection(MqttAsyncClient client, Consumer<Arrival> arrivals, Runnable changed) {
        this.client = client;
        this.arrivals = arrivals;
        this.changed = changed;
    }

    /**
     * Connects and subscribes; waits 6 s for each answer at most. To be called on a daemon thread,
     * which makes Paho's threads daemons too.
     *
     * @param will what the broker says of us, retained, when the connection is lost
     * @param arrivals gets every message on a thread of Paho's; must only hand over
     * @param changed called when a message was confirmed or the connection was lost; must not wait
     */
    static PahoConnection open(
            LinkSettings settings, byte[] will, Consumer<Arrival> arrivals, Runnable changed)
            throws MqttException {
        return open(settings, will, rigTopics(settings), arrivals, changed);
    }

    /**
     * The same for somebody who hears other topics.
     *
     * @param will as above, or null for none
     */
    static PahoConnection open(
            LinkSettings settings,
            byte[] will,
            MqttSubscription[] subscriptions,
            Consumer<Arrival> arrivals,
            Runnable changed)
            throws MqttException {
        MqttAsyncClient client =
                new MqttAsyncClient(
                        settings.endpoint().toString(),
                        settings.clientId(),
                        new MemoryPersistence());
        PahoConnection connection = new PahoConnection(client, arrivals, changed);
        try {
            client.setCallback(connection.new Callback());
            IMqttToken connected = client.connect(options(settings, will));
            connected.waitForCompletion(ANSWER_SECONDS * 1_000L);
            connection.window = window(connected.getResponseProperties());
            connection.subscribe(subscriptions);
            return connection;
        } catch (MqttException | RuntimeException | Error e) {
            connection.abandon();
            throw e;
        }
    }

    private static MqttConnectionOptions options(LinkSettings settings, byte[] will) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(ANSWER_SECONDS);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setMaximumPacketSize(MOST_PACKET_BYTES);
        options.setSocketFactory(
                settings.isEncrypted()
                        ? new NoDelayTlsSockets(settings.login().authorities())
                        : new NoDelaySockets());
        options.setHttpsHostnameVerificationEnabled(true);
        if (will != null) {
            options.setWill(
                    settings.topic("status"), new MqttMessage(will, 1, true, new MqttProperties()));
        }
        BrokerLogin login = settings.login();
        if (login.user() != null) {
            options.setUserName(login.user());
            options.setPassword(login.password().getBytes(StandardCharsets.UTF_8));
        }
        return options;
    }

    /** Requests; and our own retained topics, to find what an earlier session left behind. */
    private static MqttSubscription[] rigTopics(LinkSettings settings) {
        MqttSubscription requests = new MqttSubscription(settings.topic("cmd/+"), 1);
        requests.setRetainAsPublished(true);
        requests.setRetainHandling(0);
        return new MqttSubscription[] {
            requests,
            new MqttSubscription(settings.topic("alarm/+"), 1),
            new MqttSubscription(settings.topic("status"), 1)
        };
    }

    /**
     * Paho throws at the server's receive maximum and is not to be trusted after, so stay below.
     */
    private static int window(MqttProperties connack) {
        Integer most = connack == null ? null : connack.getReceiveMaximum();
        int receiveMaximum = most == null ? DEFAULT_RECEIVE_MAXIMUM : most;
        return Math.max(1, Math.min(MOST_IN_FLIGHT, receiveMaximum - 1));
    }

    /** Messages that may be unconfirmed at a time. */
    int window() {
        return window;
    }

    /** The broker confirmed a message: what we say gets through. Any thread. */
    void confirm() {
        confirmed = true;
    }

    /** True once the broker has confirmed a message. */
    boolean isConfirmed() {
        return confirmed;
    }

    /** Nothing that we say gets through: it counts as lost from now on. Any thread. */
    void giveUp() {
        lost.set(true);
        changed.run();
    }

    boolean isAlive() {
        return !lost.get() && client.isConnected();
    }

    /** Hears these topics too; waits 6 s at most. On the thread that opened it. */
    void subscribe(MqttSubscription... subscriptions) throws MqttException {
        client.subscribe(subscriptions, null, null, new MqttProperties())
                .waitForCompletion(ANSWER_SECONDS * 1_000L);
    }

    /** Hands a message to Paho; properties are new for each, since a reused object strays. */
    IMqttToken send(Outgoing message) throws MqttException {
        MqttProperties properties = new MqttProperties();
        if (message.correlation != null) {
            properties.setCorrelationData(message.correlation);
        }
        return client.publish(
                message.topic,
                new MqttMessage(message.payload, message.qos, message.retained, properties));
    }

    /** Says goodbye, so that the broker keeps the will to itself. Waits 1 s at most. */
    void close() {
        try {
            client.disconnect(QUIESCE_MILLIS).waitForCompletion(1_000);
        } catch (MqttException e) {
            // It is closed next, one way or the other.
        }
        abandon();
    }

    /** Lets go of the connection without a word; the broker publishes the will. */
    void abandon() {
        lost.set(true);
        try {
            client.disconnectForcibly(0, QUIESCE_MILLIS, false);
        } catch (MqttException e) {
            // Already down.
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            // Nothing more can be done, and the object is not used again.
        }
    }

    /** Everything that Paho calls. Throwable is caught, since an Error would loop for ever. */
    private final class Callback implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            try {
                MqttProperties properties = message.getProperties();
                arrivals.accept(
                        new Arrival(
                                topic,
                                message.getPayload(),
                                message.isRetained(),
                                properties == null ? null : properties.getResponseTopic(),
                                properties == null ? null : properties.getCorrelationData()));
            } catch (Throwable e) {
                // Handing over does not fail; if it did, Paho would tear the link down or hide it.
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            lost.set(true);
            changed.run();
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            changed.run();
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            changed.run();
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            changed.run();
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // Enhanced authentication is not offered.
        }
    }
}
