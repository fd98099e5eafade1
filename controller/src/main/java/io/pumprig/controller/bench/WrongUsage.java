package io.pumprig.controller.bench;

import io.pumprig.controller.command.ExitCode;
import io.pumprig.hal.settings.Spelling;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What somebody is told who typed what cannot be meant: what was found, what is allowed, the
 * nearest word, one line of usage, and where to read more. A whole help text would hide it.
 */
public final class WrongUsage implements IParameterExceptionHandler {
    private static final String NO_VALUE = "Missing required parameter for option";
    private static final Pattern ONE_OF =
            Pattern.compile("Error: Missing required argument \\(specify one.*\\): \\((.*)\\)");

    /** For the two programs. */
    public WrongUsage() {}

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(sentence(problem, command.getCommandSpec(), arguments));
        err.print(command.getHelp().synopsisHeading());
        err.print(command.getHelp().synopsis(command.getHelp().synopsisHeadingLength()));
        err.println(command.getCommandSpec().qualifiedName() + " --help tells more");
        err.flush();
        return ExitCode.USAGE;
    }

    private static String sentence(
            ParameterException problem, CommandSpec command, String[] arguments) {
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().get(0), command);
        }
        if (problem instanceof MissingParameterException missing) {
            return missing(missing, command, arguments);
        }
        if (problem instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + ": found twice; allowed once";
        }
        ArgSpec argument = problem.getArgSpec();
        if (argument != null && problem.getValue() != null) {
            return wrongValue(argument, problem.getValue(), problem.getMessage());
        }
        if (argument != null && problem.getMessage().startsWith("Expected parameter")) {
            return nothing(argument);
        }
        return problem.getMessage();
    }

    /** Something is missing; a word that is mistyped is why, where there is one. */
    private static String missing(
            MissingParameterException problem, CommandSpec command, String[] arguments) {
        for (String word : arguments) {
            if (word.startsWith("--") && command.findOption(word.replaceFirst("=.*", "")) == null) {
                return unknown(word, command);
            }
        }
        Matcher oneOf = ONE_OF.matcher(problem.getMessage());
        if (oneOf.matches()) {
            return "missing " + oneOf.group(1).replace(" | ", " or ");
        }
        List<ArgSpec> missing = problem.getMissing();
        if (problem.getMessage().startsWith(NO_VALUE)) {
            return missing.isEmpty() ? problem.getMessage() : nothing(missing.get(0));
        }
        if (missing.isEmpty() || !problem.getMessage().startsWith("Missing required")) {
            return problem.getMessage();
        }
        return "missing "
                + missing.stream()
                        .map(
                                one ->
                                        one.isOption()
                                                ? name(one) + " " + one.paramLabel()
                                                : one.paramLabel())
                        .collect(Collectors.joining(", "));
    }

    private static String nothing(ArgSpec argument) {
        return name(argument) + ": found nothing; allowed " + argument.paramLabel();
    }

    private static String unknown(String found, CommandSpec command) {
        boolean option = found.startsWith("-");
        List<String> words = option ? options(command) : words(command);
        String bare = option ? found.replaceFirst("=.*", "") : found;
        if (!option && words.isEmpty()) {
            return "found `" + found + "`; allowed nothing more here";
        }
        return (option ? "no option" : "no command")
                + " `"
                + bare
                + "`"
                + Spelling.hint(bare, words)
                + (option ? "" : "; allowed " + String.join(", ", words));
    }

    private static List<String> options(CommandSpec command) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                names.addAll(List.of(option.names()));
            }
        }
        return names;
    }

    /** The names of the commands below one, as a sentence lists them. */
    public static String commands(CommandSpec command) {
        return String.join(", ", words(command));
    }

    private static List<String> words(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(below -> !below.usageMessage().hidden())
                .map(CommandSpec::name)
                .distinct()
                .toList();
    }

    private static String wrongValue(ArgSpec argument, String found, String message) {
        Class<?> type = argument.auxiliaryTypes()[0];
        String allowed = null;
        String hint = "";
        if (argument.completionCandidates() != null) {
            List<String> words = new ArrayList<>();
            for (String word : argument.completionCandidates()) {
                words.add(type.isEnum() ? word.toLowerCase(Locale.ROOT) : word);
            }
            allowed = String.join(", ", words);
            hint = Spelling.hint(found, words);
        } else if (type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class) {
            allowed = "a whole number";
        }
        return allowed == null
                ? message
                : name(argument) + ": found `" + found + "`; allowed " + allowed + hint;
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
