package io.pumprig.simulator;

import io.pumprig.controller.Controller;
import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.LinkSettings;
import io.pumprig.controller.link.RigLink;
import io.pumprig.simulator.gateway.EmbeddedBroker;
import io.pumprig.simulator.gateway.Gateway;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.suite.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The broker of a suite: one in this process, started by the first run that asks for it, and for
 * each such run a link of its own under a rig of its own.
 */
final class BrokerCompany implements Company, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final AtomicLong rigs = new AtomicLong();
    private EmbeddedBroker broker;

    private synchronized EmbeddedBroker broker() {
        if (broker == null) {
            try {
                broker = EmbeddedBroker.start(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return broker;
    }

    @Override
    public End join(SimulatedSession session) {
        String url = broker().rigUrl();
        Accompanied run = new Accompanied(session, url, "run-" + rigs.incrementAndGet());
        session.run().whenRestarted(controller -> run.link(controller));
        run.link(session.controller());
        return run::leave;
    }

    @Override
    public synchronized void close() {
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }

    /** One run with its link; after a crash of the controller another link. */
    private static final class Accompanied {
        private final SimulatedSession session;
        private final String url;
        private final String rig;
        private RigLink link;

        Accompanied(SimulatedSession session, String url, String rig) {
            this.session = session;
            this.url = url;
            this.rig = rig;
        }

        private void link(Controller controller) {
            leave();
            link =
                    new RigLink(
                            settings(),
                            controller.forms(),
                            controller.inbox(),
                            controller.events(),
                            controller.mirror(),
                            controller.hostAlarms());
            Gateway.attach(session.run(), link);
            link.start();
            try {
                if (!link.awaitConnected(CONNECT)) {
                    throw new UncheckedIOException(
                            new IOException("no connection to the broker at " + url));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private LinkSettings settings() {
            return new LinkSettings(
                    url,
                    rig,
                    "sim",
                    session.id(),
                    ProgramVersion.text(),
                    session.seed(),
                    true,
                    LinkSettings.DEFAULT_STATE_PERIOD_MILLIS,
                    "pumprig-" + rig,
                    BrokerLogin.ANONYMOUS,
                    true);
        }

        private void leave() {
            if (link != null) {
                link.close();
                link = null;
            }
        }
    }
}
