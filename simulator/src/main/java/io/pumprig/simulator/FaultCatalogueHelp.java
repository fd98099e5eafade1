package io.pumprig.simulator;

import io.pumprig.simulator.gateway.FaultCatalogue;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Puts the catalogue, as this program declares it, below the help of a command. */
final class FaultCatalogueHelp implements IModelTransformer {
    /** For picocli. */
    FaultCatalogueHelp() {}

    @Override
    public CommandSpec transform(CommandSpec command) {
        FaultCatalogue catalogue = FaultCatalogue.ofThisProgram();
        List<String> lines = new ArrayList<>();
        lines.add("Types, their targets and parameters:");
        catalogue.typeLines().forEach(line -> lines.add("  " + line));
        lines.add("");
        lines.add("Presets:");
        catalogue.presetLines().forEach(line -> lines.add("  " + line));
        lines.add("");
        // A percent sign would be read as a format.
        command.usageMessage()
                .footerHeading("%n")
                .footer(lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new));
        return command;
    }
}
