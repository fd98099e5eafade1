package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
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

    private BrokerPlace(BrokerChoice choice, CompletableFuture<EmbeddedBroker> starting) {
        this.choice = choice;
        this.starting = starting;
    }

    static BrokerPlace prepare(BrokerChoice choice) throws CommandFailure {
        return new BrokerPlace(
                choice,
                choice.isEmbedded() ? EmbeddedBroker.startInBackground(choice.freePort()) : null);
    }

    /** True when the run publishes nowhere. */
    boolean isNone() {
        return choice.isNone();
    }

    /** True when the broker is in this process. */
    boolean isEmbedded() {
        return choice.isEmbedded();
    }

    /**
     * Where the broker is; waits until an embedded one is ready.
     *
     * @throws CommandFailure with exit code 3 when it did not start
     */
    String url() throws CommandFailure {
        if (starting == null) {
            return choice.url();
        }
        try {
            return starting.join().url();
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
