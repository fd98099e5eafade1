package io.pumprig.simulator;

import io.pumprig.controller.command.ExitCode;
import io.pumprig.simulator.gateway.ContractDocument;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pumprig-simulator asyncapi}: the MQTT contract, for people's own tools. */
@Command(
        name = "asyncapi",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Prints the MQTT contract as an AsyncAPI 3.0.0 document: topics, messages with their JSON"
                    + " Schemas, QoS and retention, verbs, codes and faults. What only the simulator has"
                    + " is marked x-backend: sim; the rest is the contract of a bench too."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:wrong usage"})
final class AsyncApiCommand implements Callable<Integer> {
    /** How the document is written. */
    enum Format {
        JSON,
        YAML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec private CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(format == Format.JSON ? ContractDocument.json() : ContractDocument.yaml());
        out.flush();
        return ExitCode.OK;
    }
}
