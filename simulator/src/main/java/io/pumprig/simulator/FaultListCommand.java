package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.link.RemoteRig;
import io.pumprig.hal.settings.Spelling;
import io.pumprig.simulator.gateway.FaultCatalogue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pumprig-simulator fault list}: what can be broken. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 110,
        versionProvider = ProgramVersion.class,
        modelTransformer = FaultCatalogueHelp.class,
        description = {
            "Shows what can be broken: the catalogue of this program or, with --broker, that of"
                    + " a rig."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "1:refused, by the rig or by the rules of the broker",
            "2:wrong usage, or there is no such preset or type",
            "3:no broker, no rig, or no answer"
        })
final class FaultListCommand implements Callable<Integer> {
    private static final String CATALOGUE = "meta/faults";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "F-nn|TYPE",
            description = "Shows this preset or type whole (default: all, and the presets).")
    private String name;

    @Mixin private TesterOptions options;

    @Override
    public Integer call() throws CommandFailure {
        if (!options.isNowhere()) {
            return options.meet(List.of(CATALOGUE), this::list);
        }
        FaultCatalogue catalogue = FaultCatalogue.ofThisProgram();
        requireKnown(catalogue);
        if (!options.isJson()) {
            System.out.println("backend sim");
        }
        return show(catalogue);
    }

    private int list(RemoteRig rig) throws IOException, CommandFailure {
        if (!rig.backend().equals("sim")) {
            return options.tell(TesterOptions.ask(rig, "fault-list"));
        }
        return show(catalogue(rig, heard -> {}));
    }

    /**
     * The catalogue of {@code rig}, of which {@value #CATALOGUE} is watched.
     *
     * @param others gets what is heard before
     */
    static FaultCatalogue catalogue(RemoteRig rig, Consumer<RemoteRig.Heard> others)
            throws IOException {
        RemoteRig.Heard heard = rig.next(PATIENCE);
        while (heard != null && !heard.topic().equals(CATALOGUE)) {
            others.accept(heard);
            heard = rig.next(PATIENCE);
        }
        if (heard == null) {
            throw new IOException("rig " + rig.rig() + " publishes no " + CATALOGUE);
        }
        try {
            return FaultCatalogue.of(heard.payload());
        } catch (IllegalArgumentException e) {
            throw new IOException("rig " + rig.rig() + ": " + e.getMessage(), e);
        }
    }

    private void requireKnown(FaultCatalogue catalogue) throws CommandFailure {
        if (name != null && catalogue.json(name) == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "found `"
                            + name
                            + "`"
                            + Spelling.hint(name, catalogue.names())
                            + "; allowed "
                            + String.join(", ", catalogue.names()));
        }
    }

    private int show(FaultCatalogue catalogue) throws CommandFailure {
        requireKnown(catalogue);
        if (options.isJson()) {
            System.out.println(name == null ? catalogue.json() : catalogue.json(name));
        } else {
            List<String> lines = name == null ? catalogue.table() : catalogue.whole(name);
            lines.forEach(System.out::println);
        }
        return ExitCode.OK;
    }
}
