package io.pumprig.controller.link;

/**
 * A message as it came from the broker, nothing of it looked at yet.
 *
 * @param topic the whole topic
 * @param retained true when it was kept by the broker, or sent to be kept
 * @param responseTopic MQTT 5 response topic, or null
 * @param correlation MQTT 5 correlation data, or null
 */
record Arrival(
        String topic, byte[] payload, boolean retained, String responseTopic, byte[] correlation) {}
