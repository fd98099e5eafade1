package io.pumprig.simulator.dashboard;

import io.pumprig.controller.link.LimitsDocument;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.simulator.gateway.TesterClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A rig as far as its broker knows: somebody who publishes what a rig would, and whatever else a
 * test wants to be published. Its state is said twice a second until it falls silent.
 */
final class PublishedRig implements AutoCloseable {
    static final String RIG = "bench-1";

    private static final String SESSION = "bench-session";

    private final TesterClient client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile String state = resource("bench-state.json");

    PublishedRig(String broker) throws MqttException {
        client = new TesterClient(broker, "pumprig/v1/" + RIG + "/");
        client.knowsMadeUp("state", "status");
        clock.scheduleWithFixedDelay(this::sayState, 0, 500, TimeUnit.MILLISECONDS);
    }

    private static String resource(String name) {
        try (InputStream in = PublishedRig.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sayState() {
        try {
            String said = state;
            if (said != null) {
                client.send("pumprig/v1/" + RIG + "/state", said.getBytes(StandardCharsets.UTF_8));
            }
        } catch (MqttException e) {
            // The broker is gone, as the test wants it.
            return;
        }
    }

    /** Says that it is there. */
    PublishedRig ready(String backend, String rig) throws MqttException {
        return status("ready", backend, rig);
    }

    PublishedRig status(String status, String backend, String rig) throws MqttException {
        client.retain(
                "status",
                ("{'status':'%s','backend':'%s','rig':'%s','session':'%s','version':'1',"
                                + "'seed':null,'faultsEnabled':%s,'statePeriodMs':500,"
                                + "'utc':'2026-01-01T00:00:00Z'}")
                        .formatted(status, backend, rig, SESSION, backend.equals("sim")));
        return this;
    }

    /** Its state from now on, with this in the place of that. */
    PublishedRig changed(String that, String with) {
        state = state.replace(that, with);
        return this;
    }

    PublishedRig silent() {
        state = null;
        return this;
    }

    PublishedRig limits() throws MqttException {
        byte[] document =
                new LimitsDocument(
                                "bench",
                                3_200,
                                20_000_000L,
                                10_000_000L,
                                FluidPath.REFERENCE,
                                DrugLibrary.shipped())
                        .of(
                                new Prescription(
                                        "baclofen",
                                        2_000,
                                        Mode.CONTINUOUS,
                                        250_000_000L,
                                        48_000_000L,
                                        Prescription.OnRestart.CONFIRM),
                                List.of("ping", "pause", "resume"));
        client.retain("meta/limits", new String(document, StandardCharsets.UTF_8));
        return this;
    }

    /** Publishes anything; single quotes stand for double ones. */
    void publish(String suffix, String payload) throws MqttException {
        client.send(
                "pumprig/v1/" + RIG + "/" + suffix,
                payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    void retain(String suffix, String payload) throws MqttException {
        client.retain(suffix, payload);
    }

    @Override
    public void close() throws MqttException {
        clock.shutdownNow();
        try {
            client.retain("status", "");
        } catch (MqttException e) {
            // With the broker went what it kept.
        }
        client.close();
    }
}
