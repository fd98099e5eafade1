package io.pumprig.simulator;

import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.order.TherapySchema;
import io.pumprig.hal.rig.RigSchema;
import io.pumprig.hal.settings.Spelling;
import io.pumprig.simulator.suite.ScenarioSchema;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pumprig-simulator schema}: the JSON Schema of a file, for editors. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Prints the JSON Schema, draft 2020-12, of a file that people write, for editors to"
                    + " complete and check it by."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator schema therapy > therapy.schema.json",
            "An editor takes it from the first line of the file:",
            "  # yaml-language-server: $$schema=therapy.schema.json",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:there is no schema of that name"})
final class SchemaCommand implements Callable<Integer> {
    private static final Map<String, Supplier<String>> DOCUMENTS = documents();

    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            completionCandidates = Names.class,
            description = "Whose schema: ${COMPLETION-CANDIDATES}.")
    private String name;

    /** The names of the schemas, for help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return DOCUMENTS.keySet().iterator();
        }
    }

    /** The schemas by name, in the order in which help lists them. */
    private static Map<String, Supplier<String>> documents() {
        Map<String, Supplier<String>> documents = new LinkedHashMap<>();
        documents.put("therapy", TherapySchema::document);
        documents.put("rig", RigSchema::document);
        documents.put("scenario", ScenarioSchema::document);
        return documents;
    }

    @Override
    public Integer call() {
        Supplier<String> document = DOCUMENTS.get(name);
        if (document == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "FILE: found `"
                            + name
                            + "`; allowed "
                            + String.join(", ", DOCUMENTS.keySet())
                            + Spelling.hint(name, DOCUMENTS.keySet()));
        }
        spec.commandLine().getOut().print(document.get());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
