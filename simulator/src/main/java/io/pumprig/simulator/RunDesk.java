package io.pumprig.simulator;

import io.pumprig.controller.command.AlarmLog;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.DetachedPrinter;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.link.LimitsDocument;
import io.pumprig.controller.link.RigLink;
import io.pumprig.simulator.desk.RunSummary;
import io.pumprig.simulator.desk.StatusLine;
import io.pumprig.simulator.gateway.Gateway;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.time.Pacer;
import io.pumprig.simulator.time.WallWatch;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Runs an open session to its end and says so on the terminal: broker and topics first, a status
 * line a second where somebody looks, the summary last, also after Ctrl-C.
 */
final class RunDesk {
    private static final int CONNECT_SECONDS = 10;
    private static final Duration LOOK = Duration.ofMillis(100);

    private final SimulatedSession session;
    private final RunSettings settings;
    private final BrokerPlace place;
    private final long periodMillis;
    private final BooleanSupplier endAsked;
    private final DetachedPrinter printer;
    private final PrintStream out;
    private final Thread cycles = new Thread(this::cycles, "pumprig-cycle");
    private volatile double wallSeconds;
    private volatile Throwable failure;

    /**
     * @param periodMillis between two publications of the state
     * @param endAsked true once nobody is to wait for a broker any more
     * @param printer takes what it says, and is the caller's to close
     */
    RunDesk(
            SimulatedSession session,
            RunSettings settings,
            BrokerPlace place,
            long periodMillis,
            BooleanSupplier endAsked,
            DetachedPrinter printer) {
        this.session = session;
        this.settings = settings;
        this.place = place;
        this.periodMillis = periodMillis;
        this.endAsked = endAsked;
        this.printer = printer;
        this.out = printer.out();
    }

    int run() throws CommandFailure {
        AlarmLog alarms =
                new AlarmLog(session.controller().events(), session.controller().hostAlarms());
        // A broker takes seconds to start. Who asks for all the speed there is does not want to
        // wait for it; who asks for a pace wants to be there when time begins.
        boolean atOnce = place.isEmbedded() && settings.speed() == Pacer.UNPACED;
        if (atOnce) {
            cycles.start();
        }
        RigLink link = announced();
        if (!atOnce) {
            cycles.start();
        }
        awaitEnd(alarms);
        if (link != null && failure == null) {
            link.publishLast(() -> session.controller().loop().idle());
        }
        long dropped = link == null ? 0 : link.statistics().dropped();
        new RunSummary(session, alarms, wallSeconds, dropped).print(out);
        if (link != null) {
            link.close();
            tellRefused();
        }
        if (failure != null) {
            failure.printStackTrace();
            return ExitCode.FAILED;
        }
        return ExitCode.OK;
    }

    /** On the other stream: the summary is the same whoever knocked. */
    private void tellRefused() throws CommandFailure {
        long refused = place.refused();
        if (refused > 0) {
            System.err.println("broker refused " + refused + " connections and messages");
        }
    }

    /** Begins to publish, and says where; null when that is nowhere. */
    private RigLink announced() throws CommandFailure {
        try {
            RigLink link = place.isNone() ? null : link(place.rigUrl());
            connect(link);
            // Only now: whoever reads this may ask for something, and is heard.
            out.println("broker " + (link == null ? "none" : place.url()));
            out.println("topics pumprig/v1/" + settings.wiring().rig() + "/");
            return link;
        } catch (CommandFailure e) {
            stopCycles();
            throw e;
        }
    }

    private void stopCycles() {
        session.run().stop();
        try {
            cycles.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RigLink link(String url) {
        RigLink link =
                new RigLink(
                        RunCommand.link(session, settings, url, place.login(), periodMillis),
                        session.controller().forms(),
                        session.controller().inbox(),
                        session.controller().events(),
                        session.controller().mirror(),
                        session.controller().hostAlarms());
        Gateway.attach(session.run(), link);
        LimitsDocument limits =
                new LimitsDocument(
                        "sim",
                        settings.wiring().pump().microstepsPerRevolution(),
                        settings.wiring().pump().picolitresPerRevolution(),
                        settings.periodNanos(),
                        settings.path(),
                        settings.library());
        link.describe(settings.prescription(), inForce -> limits.of(inForce, link.verbs()));
        return link;
    }

    /** A broker that is not there at the start is a mistake; one that goes later is an alarm. */
    private void connect(RigLink link) throws CommandFailure {
        if (link == null) {
            return;
        }
        link.start();
        WallWatch watch = new WallWatch();
        try {
            while (!link.awaitConnected(LOOK) && !endAsked.getAsBoolean()) {
                String refusal = link.refusal();
                if (refusal != null || watch.seconds() > CONNECT_SECONDS) {
                    link.close();
                    throw new CommandFailure(
                            ExitCode.ENVIRONMENT,
                            "broker "
                                    + place.url()
                                    + " cannot be reached: "
                                    + (refusal != null
                                            ? refusal
                                            : "no MQTT connection within "
                                                    + CONNECT_SECONDS
                                                    + " s"));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cycles() {
        WallWatch watch = new WallWatch();
        try {
            session.run().run();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        wallSeconds = watch.seconds();
    }

    private void awaitEnd(AlarmLog alarms) {
        boolean terminal = System.console() != null;
        StatusLine line = new StatusLine();
        try {
            while (!session.run().awaitEnd(1_000)) {
                alarms.look();
                // A status that nobody reads now is worth nothing later.
                if (terminal && printer.isIdle()) {
                    show(line, session.run());
                }
            }
            cycles.join();
        } catch (InterruptedException e) {
            stopCycles();
            Thread.currentThread().interrupt();
        }
    }

    private void show(StatusLine line, SimulatedRun run) throws InterruptedException {
        try {
            String text = line.of(run).get(1, TimeUnit.SECONDS);
            if (text != null) {
                out.println(text);
            }
        } catch (ExecutionException | TimeoutException e) {
            // The run is between its end and ours: the summary follows.
            return;
        }
    }
}
