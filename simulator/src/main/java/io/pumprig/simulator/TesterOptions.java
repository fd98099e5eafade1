package io.pumprig.simulator;

import io.pumprig.controller.bench.FormatOption;
import io.pumprig.controller.bench.LoginOptions;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.OrderDenied;
import io.pumprig.controller.link.RemoteRig;
import io.pumprig.simulator.gateway.FaultAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a tester's rig is, and as whom the tester goes there. */
final class TesterOptions {
    static final String DEFAULT_BROKER = "mqtt://127.0.0.1:1883";
    private static final String DEFAULT_RIG = "sim-1";

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description =
                    "The broker, mqtt://host:port or mqtts://host:port (default: "
                            + DEFAULT_BROKER
                            + "; for list none: this program's own catalogue).")
    private String broker;

    @Option(
            names = "--rig",
            paramLabel = "ID",
            description = "The rig's name there (default: " + DEFAULT_RIG + ").")
    private String rig;

    @Mixin private LoginOptions login;

    @Mixin private FormatOption format;

    /** What is done while the rig is connected; its answer is the exit code. */
    @FunctionalInterface
    interface Errand {
        int run(RemoteRig rig) throws IOException, CommandFailure;
    }

    boolean isJson() {
        return format.isJson();
    }

    /** True when nothing says that a broker is meant. */
    boolean isNowhere() throws CommandFailure {
        if (broker == null && rig != null) {
            throw new CommandFailure(ExitCode.USAGE, "--rig needs --broker");
        }
        login.read(broker);
        return broker == null;
    }

    /**
     * Connects, says who is there, runs {@code errand} and leaves.
     *
     * @param watched topics that the errand hears
     * @return the errand's exit code
     * @throws CommandFailure with the exit code of whatever was in the way
     */
    int meet(List<String> watched, Errand errand) throws CommandFailure {
        try (RemoteRig there = open(watched)) {
            if (!isJson()) {
                System.out.println("backend " + there.backend());
                System.out.println("rig     " + there.rig());
            }
            return errand.run(there);
        } catch (OrderDenied e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        }
    }

    private RemoteRig open(List<String> watched) throws IOException, CommandFailure {
        String url = broker == null ? DEFAULT_BROKER : broker;
        BrokerLogin known = login.read(url);
        try {
            return RemoteRig.open(url, rig == null ? DEFAULT_RIG : rig, known, "tester", watched);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        }
    }

    /** Asks {@code rig} for {@code verb}. */
    static FaultAnswer ask(RemoteRig rig, String verb, byte[] body) throws IOException {
        byte[] answer = rig.ask(verb, body);
        try {
            return FaultAnswer.of(rig.backend(), rig.rig(), answer);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The same without a body. */
    static FaultAnswer ask(RemoteRig rig, String verb) throws IOException {
        return ask(rig, verb, "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** Prints the answer; the exit code that it stands for. */
    int tell(FaultAnswer answer) {
        if (isJson()) {
            System.out.println(answer.json());
        } else {
            System.out.println("answer  " + answer.verdict());
            answer.lines().forEach(System.out::println);
        }
        return code(answer);
    }

    static int code(FaultAnswer answer) {
        return answer.isAccepted() ? ExitCode.OK : ExitCode.FAILED;
    }
}
