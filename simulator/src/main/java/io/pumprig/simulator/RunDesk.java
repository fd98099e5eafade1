package io.pumprig.simulator;

import io.pumprig.controller.Controller;
import io.pumprig.controller.bench.FormatOption;
import io.pumprig.controller.command.AlarmLog;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.DetachedPrinter;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.Progress;
import io.pumprig.controller.link.LimitsDocument;
import io.pumprig.controller.link.RigLink;
import io.pumprig.hal.settings.JsonText;
import io.pumprig.simulator.desk.RunDocument;
import io.pumprig.simulator.desk.RunSummary;
import io.pumprig.simulator.desk.StatusLine;
import io.pumprig.simulator.gateway.BrokerFaults;
import io.pumprig.simulator.gateway.Gateway;
import io.pumprig.simulator.gateway.LinkPlaces;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.time.Pacer;
import io.pumprig.simulator.time.WallWatch;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Runs an open session to its end and says so on the terminal: broker, topics and dashboard first,
 * a status line a second where somebody looks, the summary last, also after Ctrl-C. A session that
 * is reset is followed by the next; its summary is one line.
 */
final class RunDesk {
    private static final int CONNECT_SECONDS = 10;
    private static final int RESET_SECONDS = 2;
    private static final Duration LOOK = Duration.ofMillis(100);

    private final RunSessions sessions;
    private final RunSettings settings;
    private final BrokerPlace place;
    private final RunDashboard page;
    private final long periodMillis;
    private final BooleanSupplier endAsked;
    private final DetachedPrinter printer;
    private final PrintStream out;
    private boolean json;
    private Thread cycles;
    private AlarmLog alarms;
    private String linkUrl;

    /** What may go wrong with the link; null without a broker in this process. */
    private BrokerFaults linkFaults;

    /** The session whose faults of the link have their places. */
    private SimulatedSession placed;

    private volatile RigLink link;
    private long dropped;
    private volatile double wallSeconds;
    private volatile Throwable failure;

    /**
     * @param sessions of which the first is open
     * @param periodMillis between two publications of the state
     * @param page shows the run, and is the caller's to close
     * @param endAsked true once nobody is to wait for a broker any more
     * @param printer takes what it says, and is the caller's to close
     */
    RunDesk(
            RunSessions sessions,
            RunSettings settings,
            BrokerPlace place,
            RunDashboard page,
            long periodMillis,
            BooleanSupplier endAsked,
            DetachedPrinter printer) {
        this.sessions = sessions;
        this.settings = settings;
        this.place = place;
        this.page = page;
        this.periodMillis = periodMillis;
        this.endAsked = endAsked;
        this.printer = printer;
        this.out = printer.out();
    }

    /** Says what it says in this form. Before {@link #run}. */
    RunDesk as(FormatOption format) {
        json = format.isJson();
        return this;
    }

    int run() throws CommandFailure {
        begin();
        // A broker takes seconds to start. Who asks for all the speed there is does not want to
        // wait for it; who asks for a pace wants to be there when time begins.
        boolean atOnce = place.isEmbedded() && settings.speed() == Pacer.UNPACED;
        if (atOnce) {
            cycles.start();
        }
        announce();
        if (!atOnce) {
            cycles.start();
        }
        awaitEnd();
        while (failure == null && sessions.isToBeReset()) {
            reset();
            awaitEnd();
        }
        return end();
    }

    /** Listens to a session that is open. */
    private void begin() {
        SimulatedSession session = session();
        alarms = new AlarmLog(session.controller().events(), session.controller().hostAlarms());
        session.run().whenRestarted(this::restarted);
        cycles = new Thread(this::cycles, "pumprig-cycle");
    }

    private SimulatedSession session() {
        return sessions.current();
    }

    /**
     * The run begins anew, under a link of its own: what waits in the one before, its answer to the
     * reset included, is sent first.
     */
    private void reset() throws CommandFailure {
        SimulatedSession before = session();
        leave();
        String trace = String.format(Locale.ROOT, "%016x", before.run().trace().value());
        long cycle = before.run().cycle();
        sessions.renew();
        say("reset", "after cycle " + cycle + ", trace " + trace + "; seed " + session().seed());
        begin();
        if (link != null) {
            link();
            WallWatch watch = new WallWatch();
            while (!isConnected() && watch.seconds() < RESET_SECONDS && !endAsked.getAsBoolean()) {
                // A broker that is gone now is an alarm, as at any other time.
                continue;
            }
        }
        cycles.start();
    }

    /** Sends what waits and says goodbye. */
    private void leave() {
        if (link != null) {
            link.close();
            dropped += link.statistics().dropped();
        }
    }

    private int end() throws CommandFailure {
        if (link != null && failure == null) {
            link.publishLast(() -> session().controller().loop().idle());
        }
        long lost = dropped + (link == null ? 0 : link.statistics().dropped());
        RunSummary summary = new RunSummary(session(), alarms, wallSeconds, lost);
        if (json) {
            out.println(JsonText.line(RunDocument.of(summary)));
        } else {
            summary.print(out);
        }
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

    /**
     * A crash took the controller with it, and its link: the one of the next controller is new.
     * Simulation thread, before that one's first cycle.
     */
    private synchronized void restarted(Controller next) {
        alarms.follow(next.events(), next.hostAlarms());
        if (link != null) {
            link.abandon();
            dropped += link.statistics().dropped();
            link();
        }
    }

    /** On the other stream: the summary is the same whoever knocked. */
    private void tellRefused() throws CommandFailure {
        long refused = place.refused();
        if (refused > 0) {
            System.err.println("broker refused " + refused + " connections and messages");
        }
    }

    /** Begins to publish, and says where. */
    private void announce() throws CommandFailure {
        try {
            if (!place.isNone()) {
                linkUrl = place.rigUrl();
                linkFaults = place.faults(settings.wiring().rig());
                link();
                connect();
            }
            String dashboard = page.open(place, settings.wiring().rig());
            // Only now: whoever reads this may ask for something, and is heard.
            say("broker", place.isNone() ? "none" : place.url());
            say("topics", "pumprig/v1/" + settings.wiring().rig() + "/");
            say("dashboard", dashboard);
        } catch (CommandFailure e) {
            stopCycles();
            leave();
            throw e;
        }
    }

    /** One thing that whoever started the run has to know. */
    private void say(String what, String value) {
        out.println(json ? JsonText.line(Map.of(what, value)) : what + " " + value);
    }

    private void stopCycles() {
        sessions.stop();
        try {
            cycles.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A new link, begun, of the controller that runs now. */
    private synchronized void link() {
        SimulatedSession session = session();
        Controller controller = session.controller();
        RigLink opened =
                new RigLink(
                        RunCommand.link(session, settings, linkUrl, place.login(), periodMillis),
                        controller.forms(),
                        controller.inbox(),
                        controller.events(),
                        controller.mirror(),
                        controller.hostAlarms());
        Gateway.attach(session.run(), opened, sessions, sessions.export());
        LimitsDocument limits =
                new LimitsDocument(
                        "sim",
                        settings.wiring().pump().microstepsPerRevolution(),
                        settings.wiring().pump().picolitresPerRevolution(),
                        settings.periodNanos(),
                        settings.path(),
                        settings.library());
        opened.describe(settings.prescription(), inForce -> limits.of(inForce, opened.verbs()));
        link = opened;
        placeLinkFaults(session);
        opened.start();
    }

    /** Once for each session: a link that follows a crash is at the same broker. */
    private void placeLinkFaults(SimulatedSession session) {
        if (linkFaults != null && placed != session) {
            placed = session;
            LinkPlaces places = LinkPlaces.live(linkFaults);
            session.run().submit((world, cycle, nanos) -> world.faults().extend(places));
        }
    }

    /** A broker that is not there at the start is a mistake; one that goes later is an alarm. */
    private void connect() throws CommandFailure {
        WallWatch watch = new WallWatch();
        while (!isConnected() && !endAsked.getAsBoolean()) {
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
                                        : "no MQTT connection within " + CONNECT_SECONDS + " s"));
            }
        }
    }

    /** Waits a moment for the link of the present controller; true at once when it is there. */
    private boolean isConnected() {
        try {
            return link.awaitConnected(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void cycles() {
        WallWatch watch = new WallWatch();
        try {
            session().run().run();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        wallSeconds = watch.seconds();
    }

    private void awaitEnd() {
        boolean terminal = System.console() != null && !json;
        boolean endless = settings.durationNanos() == Long.MAX_VALUE;
        StatusLine line = new StatusLine();
        try (Progress progress = Progress.onTerminal(new WallWatch()::nanos)) {
            while (!session().run().awaitEnd(500)) {
                alarms.look();
                if (!endless && progress.isShown()) {
                    show(progress, session());
                } else if (terminal && printer.isIdle()) {
                    // A status that nobody reads now is worth nothing later.
                    show(line, session().run());
                    session().run().awaitEnd(500);
                }
            }
            cycles.join();
        } catch (InterruptedException e) {
            stopCycles();
            Thread.currentThread().interrupt();
        }
    }

    /** How far it is, asked at the next cycle boundary and drawn there. */
    private void show(Progress progress, SimulatedSession session) {
        long begun = session.resumedCycle() * settings.periodNanos();
        long all = settings.durationNanos();
        session.run()
                .submit(
                        (world, cycle, nanos) ->
                                progress.at(
                                        nanos - begun,
                                        all - begun,
                                        StatusLine.brief(world, nanos)));
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
