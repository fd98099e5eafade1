package io.pumprig.controller.bench;

import io.pumprig.controller.check.CheckReport;
import io.pumprig.controller.check.Engineer;
import io.pumprig.controller.check.Finding;
import io.pumprig.controller.check.FindingTable;
import io.pumprig.controller.check.WiringCheck;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.pi.BoardFacts;
import io.pumprig.hal.rig.RigWiring;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code pumprig-controller check}: proves a rig's wiring. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Proves the wiring part by part, the safest first and the motor last: the head turns"
                    + " once. Take the line off whatever it leads to.",
            "Each line is OK, WARN or FAIL; below a WARN or FAIL stands what to do about it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-controller check --rig rig.yaml",
            "  pumprig-controller check --rig rig.yaml --yes --report wiring.txt",
            "More: controller/docs/bench.md",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing failed",
            "1:something failed",
            "2:wrong usage or a bad file; nothing was touched",
            "3:the board cannot be opened, or the report cannot be written"
        })
final class CheckCommand implements Callable<Integer> {
    @ParentCommand private PumprigController program;

    @Option(
            names = "--rig",
            required = true,
            paramLabel = "FILE",
            description = "The rig's wiring, as YAML with board: pi.")
    private Path rig;

    @Option(
            names = "--yes",
            description =
                    "Nobody is at the rig: asks for no hands and eyes, and warns of what only they"
                            + " could prove. The motor turns all the same.")
    private boolean unattended;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Writes the table to this text file too, with date, rig and versions (default:"
                            + " none).")
    private Path report;

    @Mixin private FormatOption format;

    @Override
    public Integer call() throws CommandFailure {
        BenchHost host = program.host();
        RigWiring wiring = BenchWiring.read(rig);
        if (!unattended && !host.isTerminal()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "nobody to ask for hands and eyes: give --yes to go without");
        }
        requireReport();
        BoardFacts facts = host.facts();
        List<Finding> findings = new ArrayList<>();
        final long utcMillis = host.utcMillis();
        boolean good;
        try (Board board = host.open()) {
            PrintStream out = host.out();
            if (!format.isJson()) {
                out.println(FindingTable.header());
            }
            good =
                    WiringCheck.run(
                            board,
                            wiring,
                            facts,
                            host.isEmulated(),
                            engineer(host),
                            finding -> {
                                findings.add(finding);
                                show(out, finding);
                            });
            if (format.isJson()) {
                FormatOption.print(out, document(wiring, findings, good));
            } else {
                out.println(FindingTable.summary(findings));
            }
        } catch (BringUpException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        }
        writeReport(new CheckReport(utcMillis, wiring, facts, ProgramVersion.text()), findings);
        return good ? ExitCode.OK : ExitCode.FAILED;
    }

    private Engineer engineer(BenchHost host) {
        return unattended
                ? Engineer.absent(what -> host.err().println("      " + what))
                : new ConsoleEngineer(host, format.isJson() ? host.err() : host.out());
    }

    private void show(PrintStream out, Finding finding) {
        if (!format.isJson()) {
            FindingTable.lines(finding).forEach(out::println);
            out.flush();
            return;
        }
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("grade", finding.grade().name());
        said.put("part", finding.part());
        said.put("place", finding.place());
        said.put("found", finding.found());
        said.put("remedy", finding.remedy());
        FormatOption.print(out, said);
    }

    private Map<String, Object> document(RigWiring wiring, List<Finding> findings, boolean good) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("backend", program.host().backend());
        said.put("rig", wiring.rig());
        said.put("good", good);
        for (Finding.Grade grade : Finding.Grade.values()) {
            said.put(
                    grade.name().toLowerCase(Locale.ROOT),
                    findings.stream().filter(finding -> finding.grade() == grade).count());
        }
        return said;
    }

    /** Before a quarter of an hour of hands and eyes; what is in the file stays until then. */
    private void requireReport() throws CommandFailure {
        if (report != null) {
            try {
                Files.write(
                        report, List.of(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw noReport(e);
            }
        }
    }

    private CommandFailure noReport(IOException why) {
        return new CommandFailure(ExitCode.ENVIRONMENT, "no report in " + report + ": " + why);
    }

    private void writeReport(CheckReport text, List<Finding> findings) throws CommandFailure {
        if (report != null) {
            try {
                Files.write(report, text.lines(findings));
            } catch (IOException e) {
                throw noReport(e);
            }
        }
    }
}
