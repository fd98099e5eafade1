package io.pumprig.hardware.pages;

import io.pumprig.controller.bench.PumprigController;
import io.pumprig.simulator.PumprigSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command of one of the two programs as a page quotes it, held against what the program itself
 * takes. Forms for people, such as {@code [--yes]} or {@code status|pause FILE}, are read as such.
 *
 * @param place page and line
 * @param program {@code pumprig-simulator} or {@code pumprig-controller}
 * @param words what stands behind it
 * @param isWhole it can be typed as it stands; false where prose names a part of it
 */
record QuotedCommand(String place, String program, List<String> words, boolean isWhole) {
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?:^|[ <(])(?:java -jar \\S*)?(pumprig-(?:simulator|controller))(?:\\.jar)?"
                            + "(?=$|[ )])(.*)$");
    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|[^\\s'\"]+");

    /** What ends a command in a shell: a remark, a pipe, a redirection, the next command. */
    private static final Pattern END = Pattern.compile(" +#.*$| +[|] .*$| +[>&;].*$|\\)\\)?$");

    /** Says that no one command is meant but the form of several. */
    private static final Pattern FORM = Pattern.compile(".*(?:[\\[\\]…|]|\\b[A-Z]{2,}\\b| N\\b).*");

    /** The command in that line of a page, if there is one. */
    static Optional<QuotedCommand> in(String place, String line, boolean isWhole) {
        Matcher command = COMMAND.matcher(line);
        if (!command.find()) {
            return Optional.empty();
        }
        String behind = command.group(2);
        String own =
                behind.startsWith(" --") || FORM.matcher(behind).matches()
                        ? behind.replaceFirst(" +#.*$", "")
                        : END.matcher(behind).replaceAll("");
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(own);
        while (word.find()) {
            words.add(word.group().replaceAll("^['\"]|['\"]$", ""));
        }
        return Optional.of(new QuotedCommand(place, command.group(1), words, isWhole));
    }

    private static final Map<String, CommandLine> MODELS =
            Map.of(
                    "pumprig-simulator", model(new PumprigSimulator()),
                    "pumprig-controller", model(new PumprigController()));

    private static CommandLine model(Object program) {
        return new CommandLine(program).setCaseInsensitiveEnumValuesAllowed(true);
    }

    private CommandLine model() {
        return MODELS.get(program);
    }

    /** What the program would say against it; empty when nothing. */
    Optional<String> complaint() {
        CommandLine command = model();
        List<String> values = new ArrayList<>();
        for (String word : words) {
            String bare = word.replaceAll("^\\[|\\]$", "");
            Map<String, CommandLine> below = command.getSubcommands();
            if (bare.startsWith("--")) {
                if (!takes(command, bare.replaceFirst("=.*", ""))) {
                    return Optional.of(command.getCommandName() + " has no " + bare);
                }
            } else if (!below.isEmpty()) {
                if (!below.containsKey(bare)) {
                    return below.containsKey("help") && isForm()
                            ? Optional.empty()
                            : Optional.of(command.getCommandName() + " has no " + bare);
                }
                command = below.get(bare);
            } else {
                values.add(bare);
            }
        }
        return isForm() ? Optional.empty() : parsed();
    }

    private boolean isForm() {
        return FORM.matcher(" " + String.join(" ", words)).matches();
    }

    private Optional<String> parsed() {
        try {
            model().parseArgs(words.toArray(String[]::new));
            return Optional.empty();
        } catch (CommandLine.MissingParameterException e) {
            // What prose names, such as `fault inject` or `run --state`, need not be whole.
            return isWhole ? Optional.of(e.getMessage()) : Optional.empty();
        } catch (CommandLine.ParameterException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static boolean takes(CommandLine command, String option) {
        return command.getCommandSpec().findOption(option) != null;
    }

    /** Whether any command of either program has this option. */
    static boolean isKnown(String option) {
        return MODELS.values().stream().anyMatch(program -> knows(program, option));
    }

    private static boolean knows(CommandLine command, String option) {
        for (OptionSpec spec : command.getCommandSpec().options()) {
            if (List.of(spec.names()).contains(option)) {
                return true;
            }
        }
        return command.getSubcommands().values().stream().anyMatch(below -> knows(below, option));
    }
}
