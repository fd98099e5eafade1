package io.pumprig.simulator;

import io.pumprig.controller.dose.DoseScale;
import io.pumprig.controller.link.LimitsDocument;
import io.pumprig.controller.link.RigLink;
import io.pumprig.simulator.desk.AlarmLog;
import io.pumprig.simulator.desk.RunSummary;
import io.pumprig.simulator.desk.StatusLine;
import io.pumprig.simulator.gateway.Gateway;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.time.WallWatch;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs an open session to its end and says so on the terminal: broker and topics first, a status
 * line a second where somebody looks, the summary last, also after Ctrl-C.
 */
final class RunDesk {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long SHUTDOWN_SECONDS = 20;

    private final SimulatedSession session;
    private final RunSettings settings;
    private final BrokerPlace place;
    private final long periodMillis;
    private final DoseScale scale;
    private final PrintStream out = System.out;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile Throwable failure;

    RunDesk(SimulatedSession session, RunSettings settings, BrokerPlace place, long periodMillis) {
        this.session = session;
        this.settings = settings;
        this.place = place;
        this.periodMillis = periodMillis;
        this.scale =
                new DoseScale(
                        settings.wiring().pump(), settings.prescription().picogramsPerNanolitre());
    }

    int run() throws CommandFailure {
        RigLink link = place.isNone() ? null : link(place.url());
        out.println("broker " + (link == null ? "none" : place.url()));
        out.println("topics pumprig/v1/" + settings.wiring().rig() + "/");
        out.flush();
        AlarmLog alarms =
                new AlarmLog(session.controller().events(), session.controller().hostAlarms());
        Thread hook = new Thread(this::endOnSignal, "pumprig-signal");
        try {
            connect(link);
            Runtime.getRuntime().addShutdownHook(hook);
            double seconds = cycles(alarms);
            long dropped = link == null ? 0 : link.statistics().dropped();
            new RunSummary(session, scale, alarms, seconds, dropped).print(out);
            out.flush();
            if (link != null) {
                link.close();
            }
        } finally {
            finished.countDown();
        }
        if (failure != null) {
            failure.printStackTrace();
            return ExitCode.FAILED;
        }
        return ExitCode.OK;
    }

    private RigLink link(String url) {
        RigLink link =
                new RigLink(
                        RunCommand.link(session, settings, url, periodMillis),
                        session.controller().inbox(),
                        session.controller().events(),
                        session.controller().mirror(),
                        session.controller().hostAlarms());
        Gateway.attach(session.run(), link);
        link.retain(
                "meta/limits",
                LimitsDocument.of(
                        "sim",
                        settings.wiring().pump(),
                        settings.periodNanos(),
                        settings.prescription(),
                        link.verbs()));
        return link;
    }

    /** A broker that is not there at the start is a mistake; one that goes later is an alarm. */
    private void connect(RigLink link) throws CommandFailure {
        if (link == null) {
            return;
        }
        link.start();
        try {
            if (!link.awaitConnected(CONNECT)) {
                link.close();
                throw new CommandFailure(
                        ExitCode.ENVIRONMENT, "broker " + place.url() + " cannot be reached");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the cycles on their own thread; seconds that they took. */
    private double cycles(AlarmLog alarms) {
        WallWatch watch = new WallWatch();
        Thread cycles = new Thread(this::cyclesGuarded, "pumprig-cycle");
        cycles.start();
        boolean terminal = System.console() != null;
        StatusLine line = new StatusLine(scale);
        try {
            while (!session.run().awaitEnd(1_000)) {
                alarms.look();
                if (terminal) {
                    show(line, session.run());
                }
            }
            cycles.join();
        } catch (InterruptedException e) {
            session.run().stop();
            Thread.currentThread().interrupt();
        }
        return watch.seconds();
    }

    private void cyclesGuarded() {
        try {
            session.run().run();
        } catch (RuntimeException | Error e) {
            failure = e;
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

    private void endOnSignal() {
        session.run().stop();
        try {
            finished.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
