package io.pumprig.hardware.pages;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;

/**
 * As much of {@code mosquitto_pub} and {@code mosquitto_sub} as pages use, where they are not
 * installed: topic, message, port, topics before messages, an end after so many messages.
 */
final class MosquittoClient {
    private static final long PATIENCE_SECONDS = 120;

    private MosquittoClient() {}

    /** First which of the two it is, then its arguments. */
    public static void main(String[] arguments) throws MqttException, InterruptedException {
        Map<String, String> options = options(List.of(arguments).subList(1, arguments.length));
        String url = "tcp://127.0.0.1:" + options.get("-p");
        String name = "page-" + ProcessHandle.current().pid();
        MqttClient client = new MqttClient(url, name, new MemoryPersistence());
        client.connect();
        if (arguments[0].equals("mosquitto_pub")) {
            byte[] message = options.get("-m").getBytes(StandardCharsets.UTF_8);
            client.publish(options.get("-t"), message, 1, false);
        } else {
            listen(client, options);
        }
        client.disconnect();
        System.exit(0);
    }

    private static Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            options.put(option, option.equals("-v") ? "" : arguments.get(++i));
        }
        return options;
    }

    private static void listen(MqttClient client, Map<String, String> options)
            throws MqttException, InterruptedException {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        IMqttMessageListener ears =
                (topic, message) ->
                        heard.add((options.containsKey("-v") ? topic + " " : "") + text(message));
        client.subscribe(
                new MqttSubscription[] {new MqttSubscription(options.get("-t"), 1)},
                new IMqttMessageListener[] {ears});
        int most = Integer.parseInt(options.getOrDefault("-C", "" + Integer.MAX_VALUE));
        for (int i = 0; i < most; i++) {
            String line = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("nothing was heard on " + options.get("-t"));
            }
            System.out.println(line);
        }
    }

    private static String text(MqttMessage message) {
        return new String(message.getPayload(), StandardCharsets.UTF_8);
    }
}
