package io.pumprig.simulator.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The one broker of this JVM's tests, started by the first that needs it. */
public final class SharedBroker {
    private static EmbeddedBroker broker;

    private SharedBroker() {}

    public static synchronized EmbeddedBroker get() {
        if (broker == null) {
            restart(0);
            Runtime.getRuntime().addShutdownHook(new Thread(SharedBroker::stop));
        }
        return broker;
    }

    static synchronized void stop() {
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }

    static synchronized void restart(int port) {
        try {
            broker = EmbeddedBroker.start(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
