package io.pumprig.simulator;

import io.pumprig.controller.command.ExitCode;
import io.pumprig.hal.settings.Spelling;
import io.pumprig.simulator.gateway.ContractDocument;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pumprig-simulator asyncapi}: the MQTT contract, for people's own tools. */
@Command(
        name = "asyncapi",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Prints the MQTT contract as an AsyncAPI 3.0.0 document: topics, messages, verbs, codes.",
            "What only the simulator has is marked x-backend: sim; the rest is a bench's contract too."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  pumprig-simulator asyncapi --format yaml > pumprig.yaml", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:wrong usage"})
final class AsyncApiCommand implements Callable<Integer> {
    private static final List<String> FORMATS = List.of("json", "yaml");

    @Spec private CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "json or yaml (default: ${DEFAULT-VALUE}).")
    private String format;

    @Override
    public Integer call() {
        if (!FORMATS.contains(format)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--format: found `"
                            + format
                            + "`; allowed "
                            + String.join(", ", FORMATS)
                            + Spelling.hint(format, FORMATS));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.equals("json") ? ContractDocument.json() : ContractDocument.yaml());
        out.flush();
        return ExitCode.OK;
    }
}
