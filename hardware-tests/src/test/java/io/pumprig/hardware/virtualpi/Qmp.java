package io.pumprig.hardware.virtualpi;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The emulator's control line: orders are answered, events are passed on by name. */
final class Qmp implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;
    private static final int PLUG_ATTEMPTS = 100;
    private static final long PLUG_PAUSE_MILLIS = 50;

    private final ObjectMapper json = new JsonMapper();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final Consumer<String> events;
    private final Wire wire;

    /**
     * @param events hears the name of each event, such as {@code WATCHDOG}
     */
    Qmp(Path socket, Consumer<String> events) {
        this.events = events;
        wire = new Wire(socket, new Lines(this::heard));
        order("{'execute':'qmp_capabilities'}");
    }

    /** Lets a guest that was started halted run. */
    void run() {
        order("{'execute':'cont'}");
    }

    /**
     * Plugs a device in; the words are those of the emulator's {@code -device} option. One that was
     * just pulled out lets go of its socket only when its last transfer has ended.
     */
    void plug(String driver, String id, String bus, String port, String chardev) {
        String order =
                ("{'execute':'device_add','arguments':{'driver':'%s','id':'%s','bus':'%s',"
                                + "'port':'%s','chardev':'%s'}}")
                        .formatted(driver, id, bus, port, chardev);
        for (int attempt = 1; attempt < PLUG_ATTEMPTS; attempt++) {
            if (answer(order).has("return")) {
                return;
            }
            Pause.millis(PLUG_PAUSE_MILLIS);
        }
        order(order);
    }

    /** Pulls a device out. */
    void unplug(String id) {
        order("{'execute':'device_del','arguments':{'id':'%s'}}".formatted(id));
    }

    /**
     * Gives an order, in JSON with single quotes, and waits for its answer.
     *
     * @throws IllegalStateException when it is refused or not answered
     */
    JsonNode order(String order) {
        JsonNode answer = answer(order);
        if (!answer.has("return")) {
            throw new IllegalStateException(order + " was answered with " + answer);
        }
        return answer.get("return");
    }

    private synchronized JsonNode answer(String order) {
        wire.send((order.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            JsonNode answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IllegalStateException(order + " was not answered");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void heard(String line) {
        JsonNode message = json.readTree(line);
        if (message.has("event")) {
            events.accept(message.get("event").asString());
        } else if (message.has("return") || message.has("error")) {
            answers.add(message);
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
