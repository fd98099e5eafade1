package io.pumprig.simulator.gateway;

import io.pumprig.hal.rig.RigFile;
import io.pumprig.simulator.RunningSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.common.MqttException;
import tools.jackson.databind.JsonNode;

/**
 * The real program in a process of its own, under a rig name of its own on the tests' broker, and a
 * tester who listens to it. It delivers 1000 mcg/day, four times the shipped therapy, so that a
 * test of volumes does not take long.
 */
final class LiveSession implements AutoCloseable {
    private static final AtomicInteger NAMES = new AtomicInteger();

    final String rig = "live" + NAMES.incrementAndGet() + "-" + ProcessHandle.current().pid();
    final RunningSimulator simulator;
    private final String broker;
    private TesterClient tester;

    LiveSession(Path folder, String... options)
            throws IOException, InterruptedException, MqttException {
        this(folder, List.of(), options);
    }

    /** The same with options of its JVM. */
    LiveSession(Path folder, List<String> jvm, String... options)
            throws IOException, InterruptedException, MqttException {
        this(SharedBroker.get().url(), folder, jvm, options);
    }

    /** The same on a broker that others do not depend on. */
    LiveSession(String broker, Path folder, List<String> jvm, String... options)
            throws IOException, InterruptedException, MqttException {
        this.broker = broker;
        Path rigFile = folder.resolve(rig + ".yaml");
        try (InputStream in = RigFile.class.getResourceAsStream("sim-rig.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(rigFile, text.replace("rig: sim-1", "rig: " + rig));
        }
        Path therapy = folder.resolve("therapy.yaml");
        Files.writeString(
                therapy,
                """
                drug: water
                concentration: 2000 mcg/mL
                program: {mode: continuous, rate: 1000 mcg/day}
                """);
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--rig",
                                rigFile.toString(),
                                "--therapy",
                                therapy.toString(),
                                "--state-period",
                                "50 ms",
                                "--broker",
                                broker));
        arguments.addAll(List.of(options));
        simulator = RunningSimulator.startWith(jvm, arguments.toArray(String[]::new));
        simulator.awaitLines(2);
        meet();
    }

    /** The tester leaves. */
    void leave() {
        if (tester != null) {
            tester.close();
            tester = null;
        }
    }

    /** A tester who comes now; the one before leaves. */
    TesterClient meet() throws MqttException {
        leave();
        tester = new TesterClient(broker, prefix());
        return tester;
    }

    TesterClient tester() {
        return tester;
    }

    String prefix() {
        return "pumprig/v1/" + rig + "/";
    }

    /** Asks for {@code verb} as client t; {@code rest} follows id and client in the payload. */
    JsonNode ask(String verb, String id, String rest) throws MqttException {
        tester.request(verb, "{'id':'" + id + "','client':'t'" + rest + "}");
        return tester.answer(id);
    }

    /** The state, as published after cycle {@code cycle}. */
    JsonNode stateAfter(long cycle) {
        return tester.hear("state", m -> m.json().get("cycle").longValue() > cycle).json();
    }

    @Override
    public void close() {
        try (simulator) {
            leave();
        }
    }
}
