package io.pumprig.simulator.gateway;

import java.io.IOException;

/** A broker of one test's own, which may go and come back at the same port. */
final class RestartedBroker implements AutoCloseable {
    private final int port;
    private final String url;
    private EmbeddedBroker broker;

    RestartedBroker() throws IOException {
        broker = EmbeddedBroker.start(0);
        port = broker.port();
        url = broker.url();
    }

    int port() {
        return port;
    }

    String url() {
        return url;
    }

    void stop() {
        broker.close();
    }

    void startAgain() throws IOException {
        broker = EmbeddedBroker.start(port);
    }

    @Override
    public void close() {
        broker.close();
    }
}
