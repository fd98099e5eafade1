package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.DetachedPrinter;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.order.Inbox;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Verb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One run on the bench: shows its values, has them confirmed, takes up or begins the therapy, and
 * delivers until somebody says stop.
 */
final class BenchRun {
    private static final String YES = "yes";

    private final BenchHost host;
    private final BenchSettings settings;
    private final boolean json;
    private final PrintStream out;
    private final PrescriptionSheet sheet;
    private final ClockWait clock;

    /** Both null until there is a loop; guarded by this. */
    private LoopRunner runner;

    private Inbox inbox;
    private boolean stopAsked;
    private boolean pauseAsked;

    /**
     * @param json whether a program reads what the run says; what people confirm is told on the
     *     other stream then
     */
    BenchRun(BenchHost host, BenchSettings settings, boolean json) {
        this.host = host;
        this.settings = settings;
        this.json = json;
        out = json ? host.err() : host.out();
        clock = new ClockWait(host);
        sheet =
                new PrescriptionSheet(
                        host.backend(),
                        settings.wiring(),
                        settings.therapy(),
                        settings.limits(),
                        settings.periodNanos());
    }

    /**
     * Runs to its end.
     *
     * @return the exit code
     * @throws CommandFailure when it was not confirmed, or something is missing that it needs
     */
    int run() throws CommandFailure {
        sheet.print(out);
        out.flush();
        requireAnswerable();
        try (KeptTherapy kept = KeptTherapy.open(settings)) {
            announce(kept);
            if (settings.confirm() == null) {
                ask();
            }
            return attend(kept);
        }
    }

    /** From here on nothing waits for who reads: not the end of therapy, and not its record. */
    private int attend(KeptTherapy kept) throws CommandFailure {
        try (DetachedPrinter printer = new DetachedPrinter(host.out());
                DetachedPrinter errors = new DetachedPrinter(host.err());
                BenchHost.Signals signals = host.onSignals(this::stop, this::pause)) {
            if (settings.awaitsClock() && !clock.await(errors.out())) {
                host.stopping();
                return signals.exitCode();
            }
            int exitCode = deliver(kept, printer, errors);
            return exitCode == ExitCode.OK ? signals.exitCode() : exitCode;
        }
    }

    /** A wrong hash, or nobody to ask, ends the run before it touches anything. */
    private void requireAnswerable() throws CommandFailure {
        if (settings.confirm() == null) {
            if (!host.isTerminal()) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "nobody to ask for yes: read the values above, and give --confirm "
                                + sheet.hash());
            }
        } else if (!settings.confirm().equalsIgnoreCase(sheet.hash())) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--confirm: found "
                            + settings.confirm()
                            + "; allowed "
                            + sheet.hash()
                            + ", which stands for the values above");
        }
    }

    private void announce(KeptTherapy kept) {
        out.println("state directory " + settings.state());
        if (kept.therapy().isPresent()) {
            out.println(
                    "takes up session "
                            + kept.therapy().get().session().id()
                            + " after "
                            + kept.therapy().get().last().deliveredMicrosteps
                            + " microsteps; after a restart it is set to "
                            + settings.prescription().onRestart().label());
        }
        out.flush();
    }

    private void ask() throws CommandFailure {
        out.println("the same without a question: --confirm " + sheet.hash());
        out.print("Deliver these values? Type yes: ");
        out.flush();
        String answer;
        try {
            answer =
                    new BufferedReader(new InputStreamReader(host.in(), StandardCharsets.UTF_8))
                            .readLine();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "no answer: " + e.getMessage());
        }
        if (answer == null || !answer.strip().equalsIgnoreCase(YES)) {
            throw new CommandFailure(ExitCode.FAILED, "not confirmed; nothing was started");
        }
    }

    private int deliver(KeptTherapy kept, DetachedPrinter printer, DetachedPrinter errors)
            throws CommandFailure {
        try (BenchSession session = BenchSession.open(host, settings, kept)) {
            begun(session);
            return new BenchDesk(host, settings, session, json, printer, errors).run();
        }
    }

    private synchronized void begun(BenchSession session) {
        runner = session.runner();
        inbox = session.controller().inbox();
        if (stopAsked) {
            runner.stop();
        }
        if (pauseAsked) {
            pause();
        }
    }

    private synchronized void stop() {
        stopAsked = true;
        clock.end();
        if (runner != null) {
            runner.stop();
        }
    }

    /** Before there is a loop it is kept for its first cycle. A full inbox has operators enough. */
    private synchronized void pause() {
        pauseAsked = true;
        if (inbox != null) {
            inbox.offer(new Order(Verb.PAUSE, Order.ALL_ALARMS, -1, "signal/USR1", () -> {}));
        }
    }
}
