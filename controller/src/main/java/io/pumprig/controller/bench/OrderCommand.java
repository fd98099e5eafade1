package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.link.OperatorAnswer;
import io.pumprig.controller.link.OperatorLink;
import io.pumprig.controller.link.OperatorRequest;
import io.pumprig.controller.link.OrderDenied;
import io.pumprig.controller.order.Code;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code pumprig-controller order}: the operator's word to a controller that runs. */
@Command(
        name = "order",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Orders something from a running controller, through its state directory on this machine"
                    + " or over MQTT, and prints who answers and the answer. Verbs:",
            "  status        changes nothing, tells mode, rate and alarms",
            "  pause         minimum rate, meant to be resumed",
            "  resume        back to the program; confirms a restart",
            "  minimum-rate  the calibrated minimum",
            "  stop          nothing any more",
            "  acknowledge   one alarm, or all that are listed, was seen",
            "  audio-pause   silences the sounder for a while; lamps go on",
            "  bolus         an extra dose; asks for --confirm",
            "  bolus-cancel  ends the bolus that runs, and drops what is left of it",
            "  stage         shows a therapy with the hash of its values; changes nothing",
            "  commit        puts the staged therapy into force, within 120 s",
            "  refill        the reservoir was emptied and filled again",
            "  prime         fills the dead volume once; asks for --confirm"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-controller order status",
            "  pumprig-controller order bolus --dose 10mcg --duration 5min --confirm",
            "  pumprig-controller order pause --broker mqtt://10.0.0.2:1883 --rig bench-1",
            "More: controller/docs/mqtt.md",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the order was accepted",
            "1:the order was rejected, by the rig or by the rules of the broker",
            "2:wrong usage",
            "3:no controller there, or no answer"
        })
final class OrderCommand implements Callable<Integer> {
    @ParentCommand private PumprigController program;

    @Parameters(
            index = "0",
            paramLabel = "VERB",
            description = "One of ${COMPLETION-CANDIDATES}.",
            completionCandidates = OrderVerb.Labels.class,
            converter = OrderVerb.Converter.class)
    private OrderVerb verb;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ALARM|FILE|HASH",
            description =
                    "For acknowledge: the alarm (default: all). For stage: the therapy file. For"
                            + " commit: the hash that stage answered.")
    private String operand;

    @Mixin private OrderOptions options;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "State directory of the controller on this machine (default: $STATE_DIRECTORY,"
                            + " else ~/.local/state/pumprig, as for run).")
    private Path state;

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description =
                    "Orders over this MQTT broker, mqtt://host:port or mqtts://host:port, with"
                            + " --rig (default: none, through --state).")
    private String broker;

    @Mixin private LoginOptions login;

    @Option(
            names = "--rig",
            paramLabel = "ID",
            description = "The rig's name there, with --broker.")
    private String rig;

    @Option(
            names = "--confirm",
            description =
                    "Confirms an order that would raise flow (SR-99); over MQTT only where the rig"
                            + " and the broker let this user.")
    private boolean confirm;

    @Mixin private FormatOption format;

    @Override
    public Integer call() throws CommandFailure {
        requireSense();
        OperatorRequest request = OperatorRequest.asking(verb.verb(), options.body(verb, operand));
        try {
            OperatorAnswer answer = broker == null ? askHere(request) : askOverMqtt(request);
            print(answer);
            return answer.accepted() ? ExitCode.OK : ExitCode.FAILED;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        } catch (OrderDenied e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        }
    }

    private void requireSense() throws CommandFailure {
        if (broker != null && rig == null || broker == null && rig != null) {
            throw new CommandFailure(ExitCode.USAGE, "--broker and --rig belong together");
        }
        if (broker != null && state != null) {
            throw new CommandFailure(ExitCode.USAGE, "either --broker or --state");
        }
    }

    private OperatorAnswer askHere(OperatorRequest request) throws IOException, CommandFailure {
        login.read(null);
        try (LocalOrders orders = LocalOrders.open(DefaultState.unless(state))) {
            OperatorAnswer answer = orders.ask(request);
            return isToBeConfirmed(answer) ? orders.ask(request.confirming(answer)) : answer;
        }
    }

    private OperatorAnswer askOverMqtt(OperatorRequest request) throws IOException, CommandFailure {
        try (OperatorLink link = OperatorLink.open(broker, rig, login.read(broker))) {
            OperatorAnswer answer = link.ask(request);
            return isToBeConfirmed(answer) ? link.ask(request.confirming(answer)) : answer;
        }
    }

    /** The second of the two steps that raising flow takes (SR-99). */
    private boolean isToBeConfirmed(OperatorAnswer answer) {
        return confirm && answer.code().equals(Code.NEEDS_CONFIRM.name());
    }

    private void print(OperatorAnswer answer) {
        PrintStream out = program.host().out();
        if (format.isJson()) {
            out.println(answer.json());
            out.flush();
            return;
        }
        out.println("backend        " + answer.backend());
        out.println("rig            " + answer.rig());
        out.println(
                "answer         "
                        + verb.label()
                        + (answer.accepted() ? " accepted" : " rejected, " + answer.code())
                        + (answer.reason() == null ? "" : ": " + answer.reason()));
        if (answer.mode() != null) {
            out.println("mode           " + answer.mode());
            out.println("rate           " + answer.rateMcgPerDay() + " mcg/day");
            out.println(
                    "alarms         "
                            + (answer.alarms().isEmpty()
                                    ? "none"
                                    : String.join(" ", answer.alarms())));
            answer.details().forEach((name, value) -> out.println(column(name) + value));
            out.println("state version  " + answer.stateVersion());
            out.println(String.format(Locale.ROOT, "cycle          %d", answer.cycle()));
        }
        out.flush();
    }

    /** The rig's own names, in the column of the others as far as they fit. */
    private static String column(String name) {
        return String.format(Locale.ROOT, "%-14s ", name);
    }
}
