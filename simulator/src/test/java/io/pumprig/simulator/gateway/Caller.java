package io.pumprig.simulator.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Anybody who connects, with a login or without, and asks how the broker answers. */
final class Caller implements AutoCloseable {
    /** MQTT 5: not authorized. */
    static final int DENIED = 0x87;

    private static final long PATIENCE_MILLIS = 20_000;

    private final MqttAsyncClient client;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private Caller(MqttAsyncClient client) {
        this.client = client;
    }

    /** What somebody says when he connects. */
    record Call(String url, String clientId, String user, String password, String will) {
        static Call at(String url) {
            return new Call(url, "caller-" + System.nanoTime(), null, null, null);
        }

        Call as(String user, String password) {
            return new Call(url, clientId, user, password, will);
        }

        Call withWill(String topic) {
            return new Call(url, clientId, user, password, topic);
        }

        Call under(String clientId) {
            return new Call(url, clientId, user, password, will);
        }

        /** Connects; the reason code of a refusal is in the exception. */
        Caller connect() throws MqttException {
            return connect(null, true);
        }

        /** The same over TLS, with a look at the host that the certificate is for, or without. */
        Caller connect(SSLContext tls, boolean checksHost) throws MqttException {
            MqttAsyncClient client =
                    new MqttAsyncClient(
                            url.replace("mqtts:", "ssl:").replace("mqtt:", "tcp:"),
                            clientId,
                            new MemoryPersistence());
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setAutomaticReconnect(false);
            if (tls != null) {
                options.setSocketFactory(tls.getSocketFactory());
                options.setHttpsHostnameVerificationEnabled(checksHost);
            }
            if (user != null) {
                options.setUserName(user);
                options.setPassword(password.getBytes(StandardCharsets.UTF_8));
            }
            if (will != null) {
                options.setWill(
                        will, new MqttMessage(new byte[] {'x'}, 1, false, new MqttProperties()));
            }
            client.connect(options).waitForCompletion(PATIENCE_MILLIS);
            return new Caller(client);
        }

        /** The reason code with which it is refused. */
        int refusal() {
            try {
                connect().close();
                return 0;
            } catch (MqttException e) {
                return e.getReasonCode();
            }
        }
    }

    /** Publishes with QoS 1; the reason code of the broker's refusal, or 0. */
    int publish(String topic) throws MqttException {
        return publish(topic, "{}");
    }

    int publish(String topic, String payload) throws MqttException {
        IMqttToken sent = client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
        try {
            sent.waitForCompletion(PATIENCE_MILLIS);
        } catch (MqttException e) {
            return e.getReasonCode();
        }
        int[] codes = sent.getReasonCodes();
        int code = codes == null || codes.length == 0 ? 0 : codes[0] & 0xFF;
        return code < 0x80 ? 0 : code;
    }

    /** Keeps what comes on {@code filter}, as {@code topic payload}. */
    void listen(String filter) throws MqttException {
        client.setCallback(new Ears(heard));
        client.subscribe(filter, 1).waitForCompletion(PATIENCE_MILLIS);
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    boolean isConnected() {
        return client.isConnected();
    }

    /** Leaves without a word, so that the broker publishes the last will. */
    void vanish() throws MqttException {
        client.disconnectForcibly(0, 100, false);
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 50, true);
            client.close(true);
        } catch (MqttException e) {
            // It was gone before.
        }
    }
}
