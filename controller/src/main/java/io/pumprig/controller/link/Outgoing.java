package io.pumprig.controller.link;

/** A message on its way out, and what became of the attempts to send it. */
final class Outgoing {
    private static final int MOST_ATTEMPTS = 3;

    final String topic;
    final byte[] payload;
    final int qos;
    final boolean retained;

    /** MQTT 5 correlation data, or null. */
    final byte[] correlation;

    /** Waits until there is nothing else to send. */
    boolean last;

    /** Its place in the order in which messages were given; set by the outbox. */
    long sequence;

    private int attempts;

    Outgoing(String topic, byte[] payload, int qos, boolean retained, byte[] correlation) {
        if (qos < 0 || qos > 1) {
            throw new IllegalArgumentException("qos " + qos + ", allowed 0-1");
        }
        this.topic = topic;
        this.payload = payload;
        this.qos = qos;
        this.retained = retained;
        this.correlation = correlation;
    }

    /** Counts a failed attempt; false when there should be no other. */
    boolean mayTryAgain() {
        attempts++;
        return attempts < MOST_ATTEMPTS;
    }
}
