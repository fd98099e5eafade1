package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.simulator.gateway.BrokerAccess;
import io.pumprig.simulator.gateway.BrokerFaults;
import io.pumprig.simulator.gateway.BrokerSettings;
import io.pumprig.simulator.gateway.EmbeddedBroker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The broker that a run talks to. An embedded one takes seconds to start, so it does that in the
 * background while the rig is brought up.
 */
final class BrokerPlace implements AutoCloseable {
    /** Enough for subscribers to get what was published last, and the goodbye. */
    private static final long STOP_MILLIS = 250;

    private final BrokerChoice choice;
    private final CompletableFuture<EmbeddedBroker> starting;

    private final BrokerLogin login;

    /** Who may come to an embedded broker; null elsewhere. */
    private final BrokerAccess access;

    private BrokerPlace(
            BrokerChoice choice,
            CompletableFuture<EmbeddedBroker> starting,
            BrokerLogin login,
            BrokerAccess access) {
        this.choice = choice;
        this.starting = starting;
        this.login = login;
        this.access = access;
    }

    /** A broker of somebody else's, or none. */
    static BrokerPlace elsewhere(BrokerChoice choice, BrokerLogin login) {
        return new BrokerPlace(choice, null, login, null);
    }

    /** Begins to start a broker in this process. */
    static BrokerPlace embedded(BrokerChoice choice, BrokerSettings settings, BrokerLogin login) {
        return new BrokerPlace(
                choice, EmbeddedBroker.startInBackground(settings), login, settings.access());
    }

    /** True when the run publishes nowhere. */
    boolean isNone() {
        return choice.isNone();
    }

    /** True when the broker is in this process. */
    boolean isEmbedded() {
        return choice.isEmbedded();
    }

    /** As whom the run's own link goes there. */
    BrokerLogin login() {
        return login;
    }

    /** True where nobody gives orders without a login. */
    boolean hasUsers() {
        return access == null ? login.user() != null : !access.isOpen();
    }

    /**
     * As whom the run's dashboard goes there, to {@link #rigUrl()} like the run's own link.
     *
     * @param user of the broker, or null where it has none
     * @return null when the embedded broker does not know that user by that password
     */
    BrokerLogin dashboardLogin(String user, String password) {
        return access == null
                ? new BrokerLogin(user, password, login.authorities())
                : access.dashboardLogin(user, password);
    }

    /**
     * Where the broker is for everybody else; waits until an embedded one is ready.
     *
     * @throws CommandFailure with exit code 3 when it did not start
     */
    String url() throws CommandFailure {
        return starting == null ? choice.url() : started().url();
    }

    /** The same for the run's own link. */
    String rigUrl() throws CommandFailure {
        return starting == null ? choice.url() : started().rigUrl();
    }

    /**
     * What can go wrong between a rig and everybody else on the embedded broker.
     *
     * @return null where the broker is not in this process
     * @throws CommandFailure with exit code 3 when it did not start
     */
    BrokerFaults faults(String rig) throws CommandFailure {
        return starting == null ? null : started().faults(rig);
    }

    /** Connections and messages that an embedded broker refused. */
    long refused() throws CommandFailure {
        return starting == null ? 0 : started().refused();
    }

    private EmbeddedBroker started() throws CommandFailure {
        try {
            return starting.join();
        } catch (CompletionException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "the embedded broker did not start: " + e.getCause().getMessage());
        }
    }

    @Override
    public void close() {
        if (starting == null) {
            return;
        }
        try {
            starting.join().closeWithin(STOP_MILLIS);
        } catch (CompletionException e) {
            // It never started: told by url().
            return;
        }
    }
}
