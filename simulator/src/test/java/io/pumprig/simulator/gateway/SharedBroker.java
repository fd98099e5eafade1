package io.pumprig.simulator.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The one broker of this JVM's tests, started by the first that needs it. */
public final class SharedBroker {
    private static EmbeddedBroker broker;

    private SharedBroker() {}

    public static synchronized EmbeddedBroker get() {
        if (broker == null) {
            try {
                broker = EmbeddedBroker.start(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        }
        return broker;
    }
}
