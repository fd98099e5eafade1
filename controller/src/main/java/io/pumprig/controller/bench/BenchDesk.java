package io.pumprig.controller.bench;

import io.pumprig.controller.Controller;
import io.pumprig.controller.command.AlarmLog;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.DetachedPrinter;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.link.LimitsDocument;
import io.pumprig.controller.link.LinkSettings;
import io.pumprig.controller.link.LocalDesk;
import io.pumprig.controller.link.RigLink;
import io.pumprig.hal.BringUpException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs an open session to its end and says so: where it publishes, a status line a second where
 * somebody looks, the summary last, also after a signal. Starts and ends the threads around the
 * control thread, each in its order.
 */
final class BenchDesk {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS_FOR_A_BROKER = 100;
    private static final long LEAST_LOOK_MILLIS = 250;

    /** An unplugged line's thread goes round twice a second. */
    private static final int THREAD_LOOKS = 8;

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int PERIODS_PER_LOOK = 5;
    private static final long SECOND_MILLIS = 1_000;

    private final BenchHost host;
    private final BenchSettings settings;
    private final BenchSession session;
    private final Controller controller;
    private final boolean json;
    private final DetachedPrinter printer;
    private final PrintStream out;
    private final PrintStream err;
    private final AlarmLog alarms;
    private final Thread cycles;

    /** Both printers take lines of any thread, and are the caller's to close. */
    BenchDesk(
            BenchHost host,
            BenchSettings settings,
            BenchSession session,
            boolean json,
            DetachedPrinter printer,
            DetachedPrinter errors) {
        this.host = host;
        this.settings = settings;
        this.session = session;
        this.json = json;
        controller = session.controller();
        this.printer = printer;
        out = printer.out();
        err = errors.out();
        alarms = new AlarmLog(controller.events(), controller.hostAlarms());
        cycles = new Thread(session::runCycles, "pumprig-cycle");
    }

    int run() throws CommandFailure {
        try (ControlSocket socket = socket()) {
            RigLink link = settings.broker() == null ? null : link();
            try (Supervisor supervisor = supervisor()) {
                armBoardWatchdog();
                cycles.start();
                // The disk may take its time before the first cycle, which is no standing still.
                final String scheduling = session.scheduling();
                supervisor.start();
                socket.start();
                host.ready();
                announce(link, scheduling);
                awaitEnd();
            } finally {
                stopCycles();
                host.stopping();
            }
            session.end();
            session.recording().close();
            session.trend().close();
            tellOfRecording();
            session.lateness().collect(controller.lateness());
            if (link != null && session.failure() == null) {
                link.publishLast(controller.loop()::idle);
            }
            long dropped = link == null ? 0 : link.statistics().dropped();
            if (controller.loop() != null) {
                summarise(new BenchSummary(host, settings, session), dropped);
            }
            if (link != null) {
                link.close();
            }
        }
        if (session.failure() != null) {
            session.failure().printStackTrace(err);
            return ExitCode.FAILED;
        }
        return ExitCode.OK;
    }

    private void summarise(BenchSummary summary, long dropped) {
        if (json) {
            FormatOption.print(out, summary.document(alarms, dropped));
        } else {
            summary.print(out, alarms, dropped);
        }
    }

    private void armBoardWatchdog() throws CommandFailure {
        if (settings.boardWatchdog()) {
            try {
                host.armBoardWatchdog();
            } catch (BringUpException e) {
                throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
            }
        }
    }

    private ControlSocket socket() throws CommandFailure {
        LocalDesk desk =
                new LocalDesk(
                        settings.wiring().rig(),
                        host.backend(),
                        session.id(),
                        controller.forms(),
                        controller.inbox(),
                        controller::currentCycle,
                        session::nanos);
        try {
            return ControlSocket.open(settings.state(), desk);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "no control socket in " + settings.state() + ": " + e.getMessage());
        }
    }

    private Supervisor supervisor() {
        List<Vitals.Part> parts = new ArrayList<>(session.parts());
        host.threads()
                .forEach((name, count) -> parts.add(new Vitals.Part(name, count, THREAD_LOOKS)));
        long periodMillis = settings.periodNanos() / NANOS_PER_MILLI;
        return new Supervisor(
                new Vitals(parts),
                host::alive,
                err::println,
                Math.max(LEAST_LOOK_MILLIS, PERIODS_PER_LOOK * periodMillis));
    }

    private RigLink link() {
        RigLink link =
                new RigLink(
                        linkSettings(settings, host.backend(), session.id()),
                        controller.forms(),
                        controller.inbox(),
                        controller.events(),
                        controller.mirror(),
                        controller.hostAlarms());
        LimitsDocument limits =
                new LimitsDocument(
                        host.backend(),
                        settings.wiring().pump().microstepsPerRevolution(),
                        settings.wiring().pump().picolitresPerRevolution(),
                        settings.periodNanos(),
                        settings.path(),
                        settings.library());
        link.describe(settings.prescription(), inForce -> limits.of(inForce, link.verbs()));
        return link;
    }

    /**
     * The settings of a link for one session.
     *
     * @throws IllegalArgumentException when the broker is not written as it must be, or flow may be
     *     raised through one that does not know its users (SR-99)
     */
    static LinkSettings linkSettings(BenchSettings settings, String backend, String session) {
        return new LinkSettings(
                settings.broker(),
                settings.wiring().rig(),
                backend,
                session,
                settings.version(),
                null,
                false,
                settings.statePeriodMillis(),
                "pumprig-" + settings.wiring().rig() + "-" + session,
                settings.login(),
                settings.wiring().remoteRaise());
    }

    /**
     * Says where the rig is published. A broker that is not there does not keep a patient's pump
     * from running, not at the start either (SR-98).
     */
    private void announce(RigLink link, String scheduling) {
        boolean connected = link != null && connect(link);
        String refusal = link == null ? null : link.refusal();
        say(
                "broker ",
                (link == null ? "none" : settings.broker())
                        + (link == null || connected ? "" : " not reached yet, tried again")
                        + (connected || refusal == null ? "" : "; " + refusal));
        say("topics ", "pumprig/v1/" + settings.wiring().rig() + "/");
        say("control thread: ", scheduling);
    }

    /** One thing that whoever started the run has to know; for programs a document with one key. */
    private void say(String what, String value) {
        if (json) {
            String key = what.equals("control thread: ") ? "controlThread" : what.strip();
            FormatOption.print(out, Map.of(key, value));
        } else {
            out.println(what + value);
        }
    }

    private boolean connect(RigLink link) {
        link.start();
        try {
            for (int i = 0; i < LOOKS_FOR_A_BROKER && !session.awaitEnd(0); i++) {
                if (link.awaitConnected(LOOK)) {
                    return true;
                }
                if (link.refusal() != null) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void awaitEnd() {
        StatusLine line =
                host.isTerminal() && !json ? new StatusLine(controller.deskMirror()) : null;
        try {
            while (!session.awaitEnd(SECOND_MILLIS)) {
                session.lateness().collect(controller.lateness());
                alarms.look();
                tellOfRecording();
                // A status that nobody reads now is worth nothing later.
                if (line != null && printer.isIdle()) {
                    line.show(out, session.elapsedNanos());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A recording that ended before the session is told of once. */
    private void tellOfRecording() {
        String news = session.recording().news();
        if (news != null) {
            err.println(news);
        }
    }

    /** Also when it never began, or when this thread was interrupted. */
    private void stopCycles() {
        session.runner().stop();
        boolean interrupted = Thread.interrupted();
        while (cycles.isAlive()) {
            try {
                cycles.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
