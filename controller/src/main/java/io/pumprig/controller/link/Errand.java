package io.pumprig.controller.link;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;
import tools.jackson.core.JsonGenerator;

/** A request on its way to a rig: how it is written, and what its broker says to it. */
final class Errand {
    private static final long SENT_MILLIS = 6_000;

    /** How long a request on its way may still be carried out. */
    private static final long TTL_MILLIS = 5_000;

    private Errand() {}

    /**
     * The payload of a request that expires after 5 s.
     *
     * @param body a JSON object in UTF-8
     * @param stateVersion what it was meant for, or null
     */
    static byte[] payload(String client, String id, byte[] body, Long stateVersion) {
        Json json = new Json();
        JsonGenerator generator = json.begin();
        generator.writeStringProperty("client", client);
        generator.writeNumberProperty("issuedAt", System.currentTimeMillis());
        generator.writeNumberProperty("ttlMs", TTL_MILLIS);
        generator.writeStringProperty("id", id);
        if (stateVersion != null) {
            generator.writeNumberProperty("stateVersion", stateVersion.longValue());
        }
        generator.writeName("body");
        generator.writeRawValue(new String(body, StandardCharsets.UTF_8));
        return json.end();
    }

    /**
     * Waits until the broker has taken what was sent, 6 s at most.
     *
     * @throws OrderDenied when its rules do not let this user ask for that
     * @throws MqttException when it is gone
     */
    static void confirm(LinkSettings settings, IMqttToken sent, String topic)
            throws OrderDenied, MqttException {
        boolean denied;
        try {
            sent.waitForCompletion(SENT_MILLIS);
            denied = isDenied(sent.getReasonCodes());
        } catch (MqttException e) {
            if (e.getReasonCode() != LinkTrouble.NOT_AUTHORIZED) {
                throw e;
            }
            denied = true;
        }
        if (denied) {
            String user = settings.login().user();
            throw new OrderDenied(
                    "broker "
                            + settings.broker()
                            + " does not let "
                            + (user == null ? "an anonymous client" : "user " + user)
                            + " publish "
                            + topic);
        }
    }

    private static boolean isDenied(int[] reasonCodes) {
        if (reasonCodes != null) {
            for (int code : reasonCodes) {
                if ((code & 0xFF) == LinkTrouble.NOT_AUTHORIZED) {
                    return true;
                }
            }
        }
        return false;
    }
}
