package io.pumprig.simulator.gateway;

/** The text of HiveMQ's {@code config.xml}. */
final class BrokerConfiguration {
    /** The listener that clients come to. */
    static final String CLIENTS = "clients";

    /**
     * Where the run's own rig comes in when clients speak TLS: a certificate for whatever name need
     * not be one for loopback.
     */
    static final String OWN_RIG = "own-rig";

    /**
     * Largest packet taken: well above the 64 KiB that a request may have, so that a client which
     * sends too much is told so by an answer instead of losing its connection.
     */
    private static final int MOST_PACKET_BYTES = 2_000_000;

    private BrokerConfiguration() {}

    static String text(BrokerSettings settings) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                %s  </listeners>
                  <mqtt>
                    <queued-messages>
                      <max-queue-size>10000</max-queue-size>
                      <strategy>discard-oldest</strategy>
                    </queued-messages>
                    <topic-alias><enabled>false</enabled></topic-alias>
                    <packets><max-packet-size>%d</max-packet-size></packets>
                    <receive-maximum>
                      <server-receive-maximum>1000</server-receive-maximum>
                    </receive-maximum>
                  </mqtt>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                  <persistence><mode>in-memory</mode></persistence>
                </hivemq>
                """
                .formatted(listeners(settings), MOST_PACKET_BYTES);
    }

    private static String listeners(BrokerSettings settings) {
        if (settings.keystore() == null) {
            return plain(settings.port(), settings.address(), CLIENTS);
        }
        return plain(0, BrokerSettings.LOOPBACK, OWN_RIG)
                + """
                    <tls-tcp-listener>
                      <port>%d</port>
                      <bind-address>%s</bind-address>
                      <name>%s</name>
                      <tls>
                        <keystore>
                          <path>%s</path>
                          <password>%s</password>
                          <private-key-password>%s</private-key-password>
                        </keystore>
                      </tls>
                    </tls-tcp-listener>
                """
                        .formatted(
                                settings.port(),
                                escaped(settings.address()),
                                CLIENTS,
                                escaped(settings.keystore().file().toString()),
                                escaped(settings.keystore().password()),
                                escaped(settings.keystore().password()));
    }

    private static String plain(int port, String address, String name) {
        return """
                    <tcp-listener>
                      <port>%d</port>
                      <bind-address>%s</bind-address>
                      <name>%s</name>
                    </tcp-listener>
                """
                .formatted(port, escaped(address), name);
    }

    /** For XML; and without the dollar sign, by which HiveMQ finds names of the environment. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(
                        each -> {
                            boolean plain = each > ' ' && each <= '~';
                            if (plain && "&<>$\"'".indexOf(each) < 0) {
                                escaped.appendCodePoint(each);
                            } else {
                                escaped.append("&#").append(each).append(';');
                            }
                        });
        return escaped.toString();
    }
}
