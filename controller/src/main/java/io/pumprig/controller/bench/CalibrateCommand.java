package io.pumprig.controller.bench;

import io.pumprig.controller.check.Calibration;
import io.pumprig.controller.check.CalibrationRecord;
import io.pumprig.controller.check.HeadTurns;
import io.pumprig.controller.check.RigFileEdit;
import io.pumprig.controller.check.SteadyWeight;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code pumprig-controller calibrate}: what the head delivers in a turn, by weight. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Measures what the head delivers in a turn: turns it by whole revolutions, takes from"
                    + " the rig's balance, or asks, what was weighed before and after each run, and"
                    + " puts the result with date and operator into RIG-calibration.yaml beside the"
                    + " rig file.",
            "Use water, and a vessel whose evaporation is small or given by --blank."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-controller calibrate --rig rig.yaml --revolutions 20 --write",
            "  pumprig-controller calibrate --rig rig.yaml --weights 10.0,10.1,10.2",
            "More: controller/docs/bench.md",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured, and stored",
            "1:not plausible, or a run was worth nothing; the rig file is as it was",
            "2:wrong usage or a bad file; nothing was touched",
            "3:the board or a part failed, or nothing could be stored"
        })
final class CalibrateCommand implements Callable<Integer> {
    private static final DateTimeFormatter BACKUP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** What the line holds back drips out after a run: many times its own time constant. */
    private static final long DRIP_NANOS = 120_000_000_000L;

    private static final int MICROGRAM_DECIMALS = 6;
    private static final int MOST_REVOLUTIONS = 1_000;
    private static final int MOST_RUNS = 100;
    private static final int TRIES = 5;
    private static final BigDecimal MOST_GRAMS = BigDecimal.valueOf(100_000);
    private static final long MIN_PICOLITRES = 1_000_000;
    private static final long MAX_PICOLITRES = 250_000_000;

    @ParentCommand private PumprigController program;

    @Option(
            names = "--rig",
            required = true,
            paramLabel = "FILE",
            description = "The rig's wiring, as YAML with board: pi.")
    private Path rig;

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            description = "Who measures, for the record (default: the user of the system).")
    private String operator;

    @Option(
            names = "--revolutions",
            paramLabel = "N",
            defaultValue = "5",
            description = "Turns in a run, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int revolutions;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Runs, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--weights",
            paramLabel = "GRAMS",
            split = ",",
            description =
                    "What was weighed already, in grams: before the first run, then after each."
                            + " Nothing is turned then (default: turns and weighs).")
    private List<String> weights;

    @Option(
            names = "--blank",
            paramLabel = "GRAMS",
            defaultValue = "0",
            description =
                    "What the vessel loses in as long as a run takes, in grams: the mean of blanks"
                            + " (default: ${DEFAULT-VALUE}).")
    private String blank;

    @Option(
            names = "--write",
            description =
                    "Writes the result into the rig file as pump.volumePerRevolution, and keeps the"
                            + " old file beside it.")
    private boolean write;

    @Option(
            names = "--force",
            description = "Takes a result that is more than 10 %% from the old value.")
    private boolean force;

    @Mixin private FormatOption format;

    @Override
    public Integer call() throws CommandFailure {
        final RigWiring wiring = BenchWiring.read(rig);
        requireRange("--revolutions", revolutions, MOST_REVOLUTIONS);
        requireRange("--runs", runs, MOST_RUNS);
        long blankLoss = micrograms("--blank", blank);
        requireRange(blankLoss);
        requireStore();
        List<Long> weighed = weights == null ? turn(wiring) : entered();
        Calibration calibration = Calibration.of(weighed, revolutions, blankLoss);
        long old = wiring.pump().picolitresPerRevolution();
        if (!format.isJson()) {
            print(calibration, old);
        }
        boolean stored = false;
        try {
            requirePlausible(calibration, old);
            store(wiring, calibration);
            stored = true;
        } finally {
            if (format.isJson()) {
                FormatOption.print(program.host().out(), document(wiring, calibration, stored));
            }
        }
        return ExitCode.OK;
    }

    private static void requireRange(String option, int found, int most) throws CommandFailure {
        if (found < 1 || found > most) {
            throw new CommandFailure(
                    ExitCode.USAGE, option + ": found " + found + "; allowed 1 to " + most);
        }
    }

    private static void requireRange(long blankLoss) throws CommandFailure {
        if (blankLoss < 0) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--blank: found a gain; allowed a loss, from 0 g");
        }
    }

    // ---- weights

    private List<Long> entered() throws CommandFailure {
        List<Long> weighed = new ArrayList<>();
        for (String weight : weights) {
            weighed.add(micrograms("--weights", weight));
        }
        if (weighed.size() < 2) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--weights: found one; allowed the weight before the first run, then one after"
                            + " each");
        }
        return weighed;
    }

    private static long micrograms(String option, String grams) throws CommandFailure {
        try {
            BigDecimal exact = new BigDecimal(grams.strip());
            if (exact.abs().compareTo(MOST_GRAMS) <= 0) {
                return exact.movePointRight(MICROGRAM_DECIMALS).longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Said below.
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                option + ": found " + grams + "; allowed grams to the microgram, such as 12.3456");
    }

    private List<Long> turn(RigWiring wiring) throws CommandFailure {
        BenchHost host = program.host();
        if (wiring.balance().isEmpty() && !host.isTerminal()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "nobody to read a balance, and none in the rig file: give --weights with what"
                            + " was weighed");
        }
        try (Board board = host.open()) {
            ConsoleEngineer engineer = new ConsoleEngineer(host, people());
            CalibrationProgress progress =
                    new CalibrationProgress(board.clock()::nanos, runs, revolutions);
            try (progress) {
                HeadTurns head = new HeadTurns(board, wiring, progress::turned);
                return wiring.balance().isPresent()
                        ? turn(head, progress, weighing(board, wiring))
                        : turn(head, progress, () -> typed(engineer));
            }
        } catch (BringUpException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        }
    }

    /** A slip of the finger is asked for again: an hour of weighing is not to be lost by it. */
    private long typed(ConsoleEngineer engineer) throws CommandFailure {
        for (int i = 1; i < TRIES; i++) {
            try {
                return micrograms("weight", engineer.ask("Balance, in g:"));
            } catch (CommandFailure slip) {
                program.host().err().println(slip.getMessage());
            }
        }
        return micrograms("weight", engineer.ask("Balance, in g:"));
    }

    /** Where a weight comes from. */
    private interface Weighing {
        long micrograms() throws CommandFailure;
    }

    /** The first turn wets what runs dry and takes up what the released coils gave way. */
    private List<Long> turn(HeadTurns head, CalibrationProgress progress, Weighing weighing)
            throws CommandFailure {
        require(head.turn(1));
        List<Long> weighed = new ArrayList<>();
        weighed.add(weighing.micrograms());
        for (int run = 1; run <= runs; run++) {
            progress.clear();
            people().println("turning       run " + run + " of " + runs);
            progress.run(run);
            require(head.turn(revolutions));
            weighed.add(weighing.micrograms());
        }
        return weighed;
    }

    private static Weighing weighing(Board board, RigWiring wiring) throws CommandFailure {
        SteadyWeight balance = new SteadyWeight(board, wiring);
        Outcome tared = balance.tare();
        if (!tared.isOk()) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "the balance did not tare: " + tared);
        }
        return () -> {
            balance.rest(DRIP_NANOS);
            return balance.micrograms()
                    .orElseThrow(
                            () ->
                                    new CommandFailure(
                                            ExitCode.ENVIRONMENT,
                                            "the balance gave no weight at rest for a minute"));
        };
    }

    private static void require(String doubt) throws CommandFailure {
        if (!doubt.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED, doubt + "; the run is worth nothing, run check first");
        }
    }

    /**
     * Before an hour of weighing: the record can be written, and with --write the rig file too,
     * whose folder has to take a new file.
     */
    private void requireStore() throws CommandFailure {
        try {
            CalibrationRecord.requireWritable(CalibrationRecord.log(rig));
            if (write) {
                RigFileEdit.requireWritable(rig);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, "a result could not be stored, nothing was turned: " + e);
        }
    }

    /** Who is told what is going on, and asked: where no program reads. */
    private PrintStream people() {
        return format.isJson() ? program.host().err() : program.host().out();
    }

    // ---- result

    private Map<String, Object> document(
            RigWiring wiring, Calibration calibration, boolean stored) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("backend", program.host().backend());
        said.put("rig", wiring.rig());
        said.put("method", method(wiring));
        said.put("revolutions", revolutions);
        said.put("runsPl", calibration.runs());
        said.put("revolutionPl", calibration.picolitresPerRevolution());
        said.put("spreadPl", calibration.spreadPicolitres());
        said.put("untilNowPl", wiring.pump().picolitresPerRevolution());
        said.put("stored", stored);
        said.put("written", stored && write);
        said.put("record", stored ? CalibrationRecord.log(rig).toString() : null);
        return said;
    }

    private void print(Calibration calibration, long old) {
        PrintStream out = program.host().out();
        for (int i = 0; i < calibration.runs().size(); i++) {
            out.println("run " + (i + 1) + "         " + volume(calibration.runs().get(i)));
        }
        out.println("revolution    " + volume(calibration.picolitresPerRevolution()));
        out.println("spread        " + volume(calibration.spreadPicolitres()));
        out.println("until now     " + volume(old));
    }

    private static String volume(long picolitres) {
        return Quantity.format(Dimension.VOLUME, picolitres);
    }

    private void requirePlausible(Calibration calibration, long old) throws CommandFailure {
        long found = calibration.picolitresPerRevolution();
        if (found < MIN_PICOLITRES || found > MAX_PICOLITRES) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "found "
                            + volume(found)
                            + " a turn; allowed "
                            + volume(MIN_PICOLITRES)
                            + " to "
                            + volume(MAX_PICOLITRES)
                            + "; nothing was stored");
        }
        if (!force && !calibration.isPlausibleAfter(old)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "more than 10 % from "
                            + volume(old)
                            + ": look for a leak, air, a wrong number of revolutions; nothing was"
                            + " stored (--force takes it)");
        }
    }

    private String method(RigWiring wiring) {
        if (weights != null) {
            return "weights";
        }
        return wiring.balance().isPresent() ? "balance" : "typed";
    }

    private void store(RigWiring wiring, Calibration calibration) throws CommandFailure {
        PrintStream people = people();
        long utcMillis = program.host().utcMillis();
        Path log = CalibrationRecord.log(rig);
        try {
            if (write) {
                String suffix = "." + BACKUP.format(Instant.ofEpochMilli(utcMillis)) + ".bak";
                Path backup = rig.resolveSibling(rig.getFileName() + suffix);
                RigFileEdit.write(rig, backup, calibration.picolitresPerRevolution());
                people.println("written to    " + rig + ", the old one is " + backup.getFileName());
            }
            new CalibrationRecord(
                            utcMillis,
                            operator == null ? System.getProperty("user.name") : operator,
                            method(wiring),
                            revolutions,
                            calibration,
                            wiring.pump().picolitresPerRevolution(),
                            write)
                    .append(log);
            people.println("recorded in   " + log);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "not stored: " + e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        }
    }
}
