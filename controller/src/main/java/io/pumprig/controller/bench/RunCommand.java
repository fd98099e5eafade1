package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.TherapyReview;
import io.pumprig.controller.link.LinkSettings;
import io.pumprig.controller.order.TherapyFile;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.hal.settings.SettingsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code pumprig-controller run}: a therapy on the bench. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Shows the values, has them confirmed, and runs the therapy on the rig until a signal:"
                    + " Ctrl-C and SIGTERM end it with a summary, SIGUSR1 pauses.",
            "The same therapy on a state that it left is taken up by its onRestart; another is"
                    + " refused.",
            "A bench instrument, not a medical device."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-controller run --rig rig.yaml --therapy therapy.yaml",
            "  pumprig-controller run --rig rig.yaml --therapy therapy.yaml --state kept",
            "Times carry their unit, ns us ms s min h d: 500ms, \"500 ms\".",
            "More: controller/docs/bench.md",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:never by itself: a run ends by a signal",
            "1:not confirmed, or the run failed",
            "2:wrong usage, a bad file or a wrong hash; nothing was started",
            "3:the environment failed: board, part, state directory",
            "129:ended because the terminal was closed, summary printed where it can be",
            "130:ended by Ctrl-C, summary printed",
            "143:ended by SIGTERM, summary printed"
        })
final class RunCommand implements Callable<Integer> {
    private static final long LEAST_EMULATED_NANOS = 5_000_000L;
    private static final long MOST_EMULATED_NANOS = 500_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long LONGEST_STATE_PERIOD_NANOS = 60_000_000_000L;
    private static final String NO_BROKER = "none";

    @ParentCommand private PumprigController program;

    @Option(
            names = "--rig",
            required = true,
            paramLabel = "FILE",
            description = "The rig's wiring, as YAML with board: pi.")
    private Path rig;

    @Option(
            names = "--therapy",
            required = true,
            paramLabel = "FILE",
            description = "What to deliver, as YAML; controller/docs/therapy.md.")
    private Path therapy;

    @Mixin private LibraryOptions library;

    @Option(
            names = "--broker",
            paramLabel = "URL",
            defaultValue = NO_BROKER,
            description =
                    "Publishes over this MQTT broker, mqtt://host:port or mqtts://host:port"
                            + " (default: ${DEFAULT-VALUE}). Therapy runs with or without it.")
    private String broker;

    @Mixin private LoginOptions login;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Keeps journal, lock and control socket there (default: $STATE_DIRECTORY, else"
                            + " ~/.local/state/pumprig).")
    private Path state;

    @Option(
            names = "--no-recording",
            description =
                    "Does not record what the controller saw and decided; without it each cycle is"
                            + " recorded in the state directory, for pumprig-simulator replay DIR.")
    private boolean unrecorded;

    @Option(
            names = "--recording-limit",
            paramLabel = "SIZE",
            defaultValue = "4 GiB",
            description =
                    "What the recordings of a state directory may take together, 1 MiB to 1024 GiB"
                            + " (default: ${DEFAULT-VALUE}). The oldest sessions make room; a"
                            + " session that leaves none, or a disk with less than 256 MiB free,"
                            + " ends its recording, and therapy goes on.")
    private String recordingLimit;

    @Option(
            names = "--confirm",
            paramLabel = "HASH",
            description =
                    "Confirms the values without a question: the hash that"
                            + " a run without it prints beside them (default: asks).")
    private String confirm;

    @Option(
            names = "--state-period",
            paramLabel = "TIME",
            defaultValue = "500 ms",
            description =
                    "Wall-clock time between two publications of state, 1 ms to 60 s, whole"
                            + " milliseconds (default: ${DEFAULT-VALUE}).")
    private String statePeriod;

    @Option(
            names = "--clock-ok",
            description =
                    "Does not wait until the clock follows a time server, as a program by times of"
                            + " day does: somebody has looked at it.")
    private boolean clockOk;

    @Option(
            names = "--board-watchdog",
            description =
                    "Arms /dev/watchdog0 too, which restarts the host when the controller hangs.")
    private boolean boardWatchdog;

    @Option(
            names = "--emulated-cycle",
            paramLabel = "TIME",
            description =
                    "Period of the cycle on an emulated board, 5 ms to 500 ms; refused on a real"
                            + " one (default: 10 ms).")
    private String emulatedCycle;

    @Mixin private FormatOption format;

    @Override
    public Integer call() throws CommandFailure {
        BenchSettings settings = settings();
        requireBroker(settings);
        return new BenchRun(program.host(), settings, format.isJson()).run();
    }

    private BenchSettings settings() throws CommandFailure {
        try {
            RigWiring wiring = BenchWiring.read(rig);
            TherapyReview reviewed = library.review(therapy.toString(), TherapyFile.read(therapy));
            boolean emulated = emulatedCycle != null;
            String url = broker.equals(NO_BROKER) ? null : broker;
            return new BenchSettings(
                    wiring,
                    reviewed,
                    url,
                    login.read(url),
                    DefaultState.unless(state),
                    confirm,
                    emulated ? emulatedPeriodNanos() : BenchSettings.DEFAULT_PERIOD_NANOS,
                    emulated,
                    boardWatchdog,
                    quantity(
                                    "--state-period",
                                    statePeriod,
                                    NANOS_PER_MILLI,
                                    LONGEST_STATE_PERIOD_NANOS)
                            / NANOS_PER_MILLI,
                    !clockOk && reviewed.prescription().needsWallClock(),
                    unrecorded ? 0 : ByteSize.parse("--recording-limit", recordingLimit),
                    BenchWiring.text(rig, wiring),
                    ProgramVersion.text());
        } catch (SettingsException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        }
    }

    private long emulatedPeriodNanos() throws CommandFailure {
        if (!program.host().isEmulated()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--emulated-cycle: this board is not emulated, its cycle is "
                            + Quantity.format(Dimension.TIME, BenchSettings.DEFAULT_PERIOD_NANOS));
        }
        return quantity(
                "--emulated-cycle", emulatedCycle, LEAST_EMULATED_NANOS, MOST_EMULATED_NANOS);
    }

    private void requireBroker(BenchSettings settings) throws CommandFailure {
        if (settings.broker() == null) {
            return;
        }
        try {
            if (settings.wiring().remoteRaise()
                    && !LinkSettings.isGuarded(settings.broker(), settings.login())) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        rig
                                + ": remoteRaise: found true with --broker "
                                + settings.broker()
                                + (settings.login().user() == null ? " and no user" : "")
                                + "; allowed with --broker mqtts://host:port, --broker-user and"
                                + " --broker-password-file, or false");
            }
            BenchDesk.linkSettings(settings, program.host().backend(), "none");
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--broker: " + e.getMessage());
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
}
