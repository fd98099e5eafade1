package io.pumprig.simulator;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.Progress;
import io.pumprig.controller.link.RemoteRig;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.simulator.gateway.AlarmWait;
import io.pumprig.simulator.gateway.FaultAnswer;
import io.pumprig.simulator.gateway.FaultCatalogue;
import io.pumprig.simulator.gateway.FaultForm;
import io.pumprig.simulator.time.WallWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pumprig-simulator fault inject}: breaks something. */
@Command(
        name = "inject",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Breaks something in a simulated rig: a preset F-nn, a fault put together from options,"
                    + " or what a file says. The rig checks it; a refusal tells the field, what was"
                    + " found and what is allowed. `fault list` tells what there is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator fault inject F-01 --await OCCLUSION_DOWNSTREAM --within 10uL",
            "  pumprig-simulator fault inject --target line/downstream --type occlusion",
            "The first is for scripts: exit code 0 when the alarm is raised in time.",
            "More: simulator/docs/fault-command.md",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:accepted; with --await: the alarm was raised in time",
            "1:rejected, by the rig or by the rules of the broker; with --await: late or never",
            "2:wrong usage or a bad file",
            "3:no broker, no rig, or no answer"
        })
final class FaultInjectCommand implements Callable<Integer> {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long MOST_TIMEOUT_NANOS = 86_400_000_000_000L;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final double READY_SECONDS = 5;

    @Mixin private FaultOptions fault;

    @Option(
            names = "--await",
            paramLabel = "ALARM",
            description =
                    "Waits until this alarm is raised, and tells after which simulated time and"
                            + " commanded volume since the fault became active (default: waits for none).")
    private String alarm;

    @Option(
            names = "--within",
            paramLabel = "LIMIT",
            description =
                    "With --await: by when, a simulated time or a commanded volume, such as 5min or"
                            + " 10uL (default: whenever).")
    private String within;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "With --await: wall-clock time after which it is never (default: 10min).")
    private String timeout;

    @Mixin private TesterOptions options;

    private AlarmWait.Limit limit;
    private double timeoutSeconds;

    @Override
    public Integer call() throws CommandFailure {
        requireSense();
        List<FaultForm> forms = fault.forms();
        List<String> watched = new ArrayList<>(alarm == null ? List.of() : AlarmWait.TOPICS);
        if (fault.preset() != null) {
            watched.add("meta/faults");
        }
        if (alarm != null && forms != null && forms.size() != 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--await: found a file with " + forms.size() + " faults; allowed one");
        }
        return options.meet(watched, rig -> inject(rig, forms));
    }

    private void requireSense() throws CommandFailure {
        if (alarm == null && (within != null || timeout != null)) {
            throw new CommandFailure(ExitCode.USAGE, "--within and --timeout need --await");
        }
        if (alarm != null && Alarm.named(alarm) == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--await: found `" + alarm + "`; allowed " + alarms());
        }
        try {
            limit = AlarmWait.Limit.of(within);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--within: " + e.getMessage());
        }
        try {
            timeoutSeconds =
                    Quantity.parse(
                                    Dimension.TIME,
                                    timeout == null ? "10min" : timeout,
                                    1,
                                    MOST_TIMEOUT_NANOS)
                            / NANOS_PER_SECOND;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--timeout: " + e.getMessage());
        }
    }

    private static String alarms() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Alarm.count(); i++) {
            names.add(Alarm.of(i).name());
        }
        return String.join(", ", names);
    }

    private int inject(RemoteRig rig, List<FaultForm> written) throws IOException, CommandFailure {
        AlarmWait wait = alarm == null ? null : new AlarmWait(alarm, limit);
        List<FaultForm> forms = written != null ? written : List.of(preset(rig, wait));
        if (wait != null) {
            return injectAndWait(rig, forms.get(0), wait);
        }
        for (FaultForm form : forms) {
            int code = options.tell(TesterOptions.ask(rig, "fault-inject", form.bytes()));
            if (code != ExitCode.OK) {
                return code;
            }
        }
        return ExitCode.OK;
    }

    /** A rig's own presets; a bench has none, and is to say itself that it takes no faults. */
    private FaultForm preset(RemoteRig rig, AlarmWait wait) throws IOException, CommandFailure {
        if (!rig.backend().equals("sim")) {
            return fault.filled(FaultCatalogue.ofThisProgram());
        }
        return fault.filled(FaultListCommand.catalogue(rig, heard -> tell(wait, heard)));
    }

    private int injectAndWait(RemoteRig rig, FaultForm form, AlarmWait wait)
            throws IOException, CommandFailure {
        WallWatch watch = new WallWatch();
        while (!wait.isReady() && watch.seconds() < READY_SECONDS) {
            tell(wait, rig.next(LOOK));
        }
        if (!wait.isReady() && rig.backend().equals("sim")) {
            throw new IOException("rig " + rig.rig() + " publishes no state, or no limits");
        }
        if (wait.isListedBefore()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    alarm + " is listed already, so nothing was injected; acknowledge it first");
        }
        wait.expect(form.key());
        FaultAnswer answer = TesterOptions.ask(rig, "fault-inject", form.bytes());
        if (!answer.isAccepted()) {
            return options.tell(answer);
        }
        if (!options.isJson()) {
            options.tell(answer);
        }
        wait.answered(answer);
        try (Progress progress = Progress.onTerminal(new WallWatch()::nanos)) {
            while (!wait.isDecided() && watch.seconds() < timeoutSeconds) {
                tell(wait, rig.next(LOOK));
                progress.at(wait.permille(), wait.isLimited() ? 1_000 : 0, wait.brief());
            }
        }
        if (options.isJson()) {
            System.out.println(wait.json(answer));
        } else {
            wait.lines().forEach(System.out::println);
        }
        return wait.isInTime() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void tell(AlarmWait wait, RemoteRig.Heard heard) {
        if (wait != null && heard != null) {
            wait.hear(heard.topic(), heard.payload());
        }
    }
}
