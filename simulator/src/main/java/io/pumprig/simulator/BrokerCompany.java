package io.pumprig.simulator;

import io.pumprig.controller.Controller;
import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.LinkSettings;
import io.pumprig.controller.link.RigLink;
import io.pumprig.simulator.gateway.EmbeddedBroker;
import io.pumprig.simulator.gateway.Gateway;
import io.pumprig.simulator.gateway.LinkPlaces;
import io.pumprig.simulator.gateway.RunReset;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.suite.Company;
import io.pumprig.simulator.suite.SessionExport;
import io.pumprig.simulator.time.WallWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The broker of a suite: one in this process, started by the first run that asks for it, and for
 * each such run a link of its own under a rig of its own.
 */
final class BrokerCompany implements Company, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final double PATIENCE_SECONDS = 40;

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
        session.run().whenRestarted(run::linkAgain);
        run.link(session.controller());
        session.run().faults().extend(new LinkPlaces(broker().faults(run.rig), run, run));
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
    private static final class Accompanied
            implements LinkPlaces.LinkView, LinkPlaces.Patience, RunReset {
        private final SimulatedSession session;
        private final String url;
        private final String rig;
        private RigLink link;

        Accompanied(SimulatedSession session, String url, String rig) {
            this.session = session;
            this.url = url;
            this.rig = rig;
        }

        /** A crash took the controller with it, and its link. */
        private void linkAgain(Controller controller) {
            link.abandon();
            link(controller);
        }

        private void link(Controller controller) {
            link =
                    new RigLink(
                            settings(),
                            controller.forms(),
                            controller.inbox(),
                            controller.events(),
                            controller.mirror(),
                            controller.hostAlarms());
            Gateway.attach(session.run(), link, this, export());
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

        private SessionExport export() {
            return new SessionExport(
                    session.controller().loop().planner().prescription(),
                    null,
                    null,
                    null,
                    session.seed(),
                    false);
        }

        @Override
        public boolean isLost() {
            return (session.controller().hostAlarms().present() & Alarm.LINK_LOST.bit()) != 0;
        }

        @Override
        public long requests() {
            return link.statistics().requests() + session.controller().inbox().offered();
        }

        /** What happens on the wall's clock is waited for, so that it is in this cycle. */
        @Override
        public void until(BooleanSupplier condition) {
            WallWatch watch = new WallWatch();
            while (!condition.getAsBoolean() && watch.seconds() < PATIENCE_SECONDS) {
                LockSupport.parkNanos(this, 1_000_000L);
            }
        }

        @Override
        public String objection() {
            return "a run of a suite is not begun anew";
        }

        @Override
        public long seed() {
            return session.seed();
        }

        @Override
        public void begin(long seed) {
            throw new IllegalStateException(objection());
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
