package io.pumprig.simulator.gateway;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.InitializerInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import com.hivemq.extension.sdk.api.services.publish.Publish;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import com.hivemq.extension.sdk.api.services.publish.RetainedMessageStore;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The rigs' ends of a broker: knows which client is which rig, by what it publishes, and lets
 * {@link BrokerFaults} do to them what it was told to. Without faults it lets everything pass.
 */
final class BrokerLines {
    /** First levels of every topic of a rig. */
    static final String ROOT = "pumprig/v1/";

    /** How the clients of rigs begin. */
    private static final String RIG_CLIENT = "pumprig-";

    private static final int MOST_WAITING = 1_024;
    private static final int MOST_SECONDS = 10;

    private final Map<String, BrokerFaults> faults = new ConcurrentHashMap<>();

    /** Rigs by their clients. */
    private final Map<String, String> rigs = new ConcurrentHashMap<>();

    private final ThreadPoolExecutor errands =
            new ThreadPoolExecutor(
                    0,
                    1,
                    5,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(MOST_WAITING),
                    errand -> {
                        Thread thread = new Thread(errand, "broker-faults");
                        thread.setDaemon(true);
                        return thread;
                    });

    private volatile ClientService clients;
    private volatile PublishService publisher;
    private volatile RetainedMessageStore retained;

    /** The faults of {@code rig}; always the same object for the same name. */
    BrokerFaults of(String rig) {
        return faults.computeIfAbsent(rig, name -> new BrokerFaults(name, this));
    }

    /** Takes the broker's services; when its extension starts. */
    void start() {
        clients = Services.clientService();
        publisher = Services.publishService();
        retained = Services.retainedMessageStore();
    }

    /** Ends what waits. */
    void stop() {
        errands.shutdownNow();
    }

    /** Lets in who {@code guard} lets in, unless the line of that rig is cut. */
    SimpleAuthenticator before(SimpleAuthenticator guard) {
        return (input, output) -> {
            String rig = rigs.get(input.getConnectPacket().getClientId());
            BrokerFaults ofRig = rig == null ? null : faults.get(rig);
            if (ofRig != null && ofRig.isCut()) {
                ofRig.refused();
                output.failAuthentication(ConnackReasonCode.SERVER_UNAVAILABLE, "cut by a fault");
            } else {
                guard.onConnect(input, output);
            }
        };
    }

    /** Looks at what rigs publish. */
    void watch(InitializerInput input, ClientContext client) {
        String id = input.getClientInformation().getClientId();
        if (id.startsWith(RIG_CLIENT)) {
            client.addPublishInboundInterceptor((publish, output) -> treat(id, publish, output));
        }
    }

    private void treat(String client, PublishInboundInput publish, PublishInboundOutput output) {
        String topic = publish.getPublishPacket().getTopic();
        String rig = topic.startsWith(ROOT) ? level(topic) : rigs.get(client);
        if (rig == null) {
            return;
        }
        boolean isNew = rigs.putIfAbsent(client, rig) == null;
        BrokerFaults ofRig = faults.get(rig);
        if (ofRig != null) {
            if (isNew) {
                ofRig.met();
            }
            ofRig.treat(topic, publish.getPublishPacket().getQos(), output);
        }
    }

    private static String level(String topic) {
        int end = topic.indexOf('/', ROOT.length());
        return topic.substring(ROOT.length(), end < 0 ? topic.length() : end);
    }

    /**
     * Throws the clients of {@code rig} out; their last wills are published.
     *
     * @param done called for each
     */
    void disconnect(String rig, Runnable done) {
        rigs.forEach(
                (client, name) -> {
                    if (name.equals(rig)) {
                        later(
                                () ->
                                        clients.disconnectClient(client, false)
                                                .thenAccept(
                                                        was -> {
                                                            if (was) {
                                                                done.run();
                                                            }
                                                        }));
                    }
                });
    }

    /** Publishes with QoS 1, in the order of the calls. */
    void send(String topic, byte[] payload) {
        later(() -> await(publisher.publish(message(topic, payload, false))));
    }

    /** Publishes a message that is kept, and keeps it no longer once it was given out. */
    void sendRetained(String topic, byte[] payload) {
        later(
                () -> {
                    await(publisher.publish(message(topic, payload, true)));
                    await(retained.remove(topic));
                });
    }

    /** One after the other; what fails is missing, and seen by whoever waits for its effect. */
    private static void await(CompletableFuture<Void> done) {
        done.completeOnTimeout(null, MOST_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> null)
                .join();
    }

    private static Publish message(String topic, byte[] payload, boolean kept) {
        return Builders.publish()
                .topic(topic)
                .payload(ByteBuffer.wrap(payload))
                .qos(Qos.AT_LEAST_ONCE)
                .retain(kept)
                .build();
    }

    /**
     * Does something soon, on another thread; nothing when too much waits or the broker is gone.
     */
    void later(Runnable errand) {
        try {
            errands.execute(errand);
        } catch (RejectedExecutionException e) {
            // Its effect is missing, and is not counted.
        }
    }
}
