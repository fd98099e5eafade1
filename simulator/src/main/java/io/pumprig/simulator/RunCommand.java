package io.pumprig.simulator;

import io.pumprig.controller.bench.FormatOption;
import io.pumprig.controller.bench.LibraryOptions;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.DetachedPrinter;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.OrderlyEnd;
import io.pumprig.controller.command.StateDirectory;
import io.pumprig.controller.command.TherapyReview;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.LinkSettings;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.TherapyFile;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import io.pumprig.simulator.dashboard.DashboardDoor;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultRefused;
import io.pumprig.simulator.fault.WrittenFault;
import io.pumprig.simulator.scenario.OrderScript;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.scenario.StateMismatchException;
import io.pumprig.simulator.scenario.WrittenOrders;
import io.pumprig.simulator.time.Pacer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pumprig-simulator run}: the controller on the simulator, published over MQTT. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Runs the controller on the simulated rig and publishes it over MQTT. Without options:"
                    + " a shipped therapy of 250 mcg/day, the embedded broker, real time, until"
                    + " Ctrl-C.",
            "A bench instrument and its simulator, not a medical device."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator run",
            "  pumprig-simulator run --for 24h --speed max --seed 1",
            "  pumprig-simulator run --therapy therapy.yaml --speed 600 --state kept",
            "  pumprig-simulator run --for 7d --speed max --broker none --report out",
            "The second is a day in seconds, and comes to the same trace hash every time.",
            "Times carry their unit, ns us ms s min h d: 30s, 24h, \"500 ms\".",
            "More: simulator/docs/tutorial-tester.md, controller/docs/therapy.md",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the run reached its end (alarms do not change that)",
            "1:the run failed",
            "2:wrong usage or a bad file; nothing was started",
            "3:the environment failed: port, broker, state directory",
            "130:ended by Ctrl-C, summary printed",
            "143:ended by SIGTERM, summary printed"
        })
final class RunCommand implements Callable<Integer> {
    private static final long LONGEST_NANOS = 3_650L * 86_400 * 1_000_000_000;
    private static final double LEAST_SPEED = 0.01;
    private static final double MOST_SPEED = 1_000_000;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final String SHIPPED_THERAPY = "therapy.yaml";

    @Option(
            names = "--therapy",
            paramLabel = "FILE",
            description = "What to deliver, as YAML (default: baclofen, 250 mcg/day).")
    private Path therapy;

    @Mixin private LibraryOptions library;

    @Option(
            names = "--rig",
            paramLabel = "FILE",
            description = "The rig's wiring, as YAML with board: sim (default: rig sim-1).")
    private Path rig;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description =
                    "Simulated time at which the run ends, 10 ms to 3650 d, whole cycles of 10 ms,"
                            + " counted from its very first start also when it resumes (default:"
                            + " never).")
    private String duration;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description =
                    "Simulated over wall time, 0.01 to 1000000, or max: as fast as it goes"
                            + " (default: ${DEFAULT-VALUE}).")
    private String speed;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Where all chance comes from, a whole number of 64 bits; same seed, same"
                            + " inputs, same trace hash (default: 1, or that of the state).")
    private String seed;

    @Mixin private BrokerOptions broker;

    @Mixin private DashboardOptions dashboard;

    @Mixin private TraceOptions trace;

    @Mixin private FormatOption format;

    @Option(
            names = "--fault",
            paramLabel = "FILE",
            description =
                    "Faults to inject, as YAML: faults: [{key, target, type, at, …}]"
                            + " (default: none).")
    private Path faultFile;

    @Option(
            names = "--orders",
            paramLabel = "FILE",
            description =
                    "Orders to give in the course of the run, as YAML: orders: [{at: 30 min, bolus:"
                            + " {dose: 10 mcg, duration: 5 min}}, …] (default: none).")
    private Path ordersFile;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Keeps journal and world there, so that a run that was killed resumes when it"
                            + " is started again (default: kept nowhere).")
    private Path state;

    @Option(
            names = "--state-period",
            paramLabel = "TIME",
            defaultValue = "500 ms",
            description =
                    "Wall-clock time between two publications of state, 1 ms to 60 s, whole"
                            + " milliseconds (default:"
                            + " ${DEFAULT-VALUE}).")
    private String statePeriod;

    @Mixin private ReportOptions report;

    @Override
    public Integer call() throws CommandFailure {
        RunSettings settings = settings();
        List<Fault> faults = faults();
        long periodMillis =
                quantity("--state-period", statePeriod, 1_000_000L, 60_000_000_000L) / 1_000_000;
        report.check();
        trace.check();
        DashboardDoor door = dashboard.door(!broker.isNone());
        try (OrderlyEnd end = new OrderlyEnd();
                DetachedPrinter printer = new DetachedPrinter(System.out);
                BrokerPlace place = broker.prepare(settings.wiring().rig(), System.err::println);
                RunDashboard page = dashboard.prepare(door, place);
                RunSessions sessions =
                        new RunSessions(settings, rigKeys(), libraryPath(), this::open)) {
            inject(sessions.current(), faults);
            end.onSignal(sessions::stop);
            RunDesk desk =
                    new RunDesk(
                            sessions, settings, place, page, periodMillis, end::isAsked, printer);
            int code = trace.end(desk.as(format).run());
            report.end(sessions.current(), printer);
            return code;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        }
    }

    private RunSettings settings() throws CommandFailure {
        try {
            TherapyReview reviewed = reviewed();
            RigWiring wiring = rig == null ? RigFile.simulated() : RigFile.read(rig);
            if (!wiring.board().equals("sim")) {
                throw new CommandFailure(
                        ExitCode.USAGE, rig + ": board: found " + wiring.board() + "; allowed sim");
            }
            return new RunSettings(
                    wiring,
                    reviewed.prescription(),
                    reviewed.library(),
                    reviewed.override(),
                    seed(),
                    duration == null
                            ? Long.MAX_VALUE
                            : quantity(
                                    "--for",
                                    duration,
                                    RunSettings.DEFAULT_PERIOD_NANOS,
                                    LONGEST_NANOS),
                    speed(),
                    state,
                    RunSettings.DEFAULT_PERIOD_NANOS,
                    ProgramVersion.text());
        } catch (SettingsException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        }
    }

    private Map<String, Object> rigKeys() {
        return rig == null ? null : SettingsNode.read(rig).values();
    }

    private String libraryPath() {
        return library.file() == null ? null : library.file().toAbsolutePath().toString();
    }

    private TherapyReview reviewed() throws CommandFailure {
        TherapyReview reviewed =
                library.review(
                        therapy == null ? SHIPPED_THERAPY : therapy.toString(),
                        therapy == null ? shippedTherapy() : TherapyFile.read(therapy));
        reviewed.warningLines().forEach(System.err::println);
        return reviewed;
    }

    private static Prescription shippedTherapy() {
        try (InputStream in = RunCommand.class.getResourceAsStream(SHIPPED_THERAPY)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return TherapyFile.parse(SHIPPED_THERAPY, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double speed() throws CommandFailure {
        if (speed.equals("max")) {
            return Pacer.UNPACED;
        }
        // Not all that Java takes for a number: 60d would be read as 60, and days be meant.
        if (DECIMAL.matcher(speed).matches()) {
            double factor = Double.parseDouble(speed);
            if (factor >= LEAST_SPEED && factor <= MOST_SPEED) {
                return factor;
            }
        }
        throw new CommandFailure(
                ExitCode.USAGE, "--speed: found `" + speed + "`; allowed 0.01 to 1000000, max");
    }

    private Long seed() throws CommandFailure {
        if (seed == null) {
            return null;
        }
        try {
            return Long.valueOf(seed);
        } catch (NumberFormatException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--seed: found `"
                            + seed
                            + "`; allowed a whole number from "
                            + Long.MIN_VALUE
                            + " to "
                            + Long.MAX_VALUE);
        }
    }

    private static long quantity(String option, String text, long least, long most)
            throws CommandFailure {
        try {
            return Quantity.parse(Dimension.TIME, text, least, most);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, option + ": " + e.getMessage());
        }
    }

    private List<Fault> faults() throws CommandFailure {
        if (faultFile == null) {
            return List.of();
        }
        try {
            return WrittenFault.checkAll(SettingsNode.read(faultFile), 0);
        } catch (SettingsException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        }
    }

    /** Opens a session, with the orders that it is to follow. */
    private SimulatedSession open(RunSettings settings) throws CommandFailure {
        try {
            SimulatedSession session = SimulatedSession.open(settings);
            try {
                report.begin(session, settings.state() != null);
                trace.begin(session);
                session.run().follow(orders(session));
                return session;
            } catch (CommandFailure e) {
                session.close();
                throw e;
            }
        } catch (StateMismatchException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        } catch (StateDirectory.InUseException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        } catch (JournalException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    (settings.state() == null
                                    ? "a temporary directory"
                                    : "state directory " + settings.state())
                            + " cannot be used: "
                            + StateDirectory.reason(e));
        }
    }

    private OrderScript orders(SimulatedSession session) throws CommandFailure {
        if (ordersFile == null) {
            return OrderScript.NONE;
        }
        try {
            return WrittenOrders.of(SettingsNode.read(ordersFile), session.controller().forms());
        } catch (SettingsException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        }
    }

    /** A resumed run has its faults already; the file counts for the beginning of a run only. */
    private void inject(SimulatedSession session, List<Fault> faults) throws CommandFailure {
        if (session.resumedCycle() > 0) {
            return;
        }
        for (Fault fault : faults) {
            try {
                session.run().faults().inject(fault, 1, 0);
            } catch (FaultRefused e) {
                throw new CommandFailure(ExitCode.USAGE, faultFile + ": " + e.getMessage());
            }
        }
    }

    /**
     * The settings of a link to the broker at {@code url}. In simulation whoever the broker lets
     * may raise flow (SR-99): no drug is at the end of it.
     */
    static LinkSettings link(
            SimulatedSession session,
            RunSettings settings,
            String url,
            BrokerLogin login,
            long periodMillis) {
        return new LinkSettings(
                url,
                settings.wiring().rig(),
                "sim",
                session.id(),
                settings.version(),
                session.seed(),
                true,
                periodMillis,
                "pumprig-" + settings.wiring().rig() + "-" + session.id(),
                login,
                true);
    }
}
