package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets the process's handler of uncaught exceptions")
class EmbeddedBrokerTest {
    @Test
    void tellsWhichPortItFound() {
        EmbeddedBroker broker = SharedBroker.get();

        assertTrue(broker.port() > 0);
        assertEquals("mqtt://127.0.0.1:" + broker.port(), broker.url());
    }

    @Test
    void namesThePortThatIsTaken() throws IOException {
        try (ServerSocket taken =
                new ServerSocket(0, 1, InetAddress.getByName(BrokerSettings.LOOPBACK))) {
            int port = taken.getLocalPort();

            IOException e = assertThrows(IOException.class, () -> EmbeddedBroker.start(port));

            assertEquals("port " + port + " on 127.0.0.1 is taken", e.getMessage());
        }
    }

    @Test
    void refusesAPortThatDoesNotExist() {
        assertThrows(IllegalArgumentException.class, () -> EmbeddedBroker.start(65_536));
    }

    @Test
    void leavesTheHandlerOfUncaughtExceptionsAsItWas() throws IOException {
        Thread.UncaughtExceptionHandler ours = (thread, e) -> {};
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(ours);
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            assertTrue(broker.port() > 0);
            assertSame(ours, Thread.getDefaultUncaughtExceptionHandler());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
