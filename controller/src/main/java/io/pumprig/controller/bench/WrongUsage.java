package io.pumprig.controller.bench;

import io.pumprig.controller.command.ExitCode;
import io.pumprig.hal.settings.Spelling;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What somebody is told who typed what cannot be meant: what was found, what is allowed, the
 * nearest word, one line of usage, and where to read more. A whole help text would hide it.
 */
public final class WrongUsage implements IParameterExceptionHandler {
    /** For the two programs. */
    public WrongUsage() {}

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(sentence(problem, command.getCommandSpec()));
        err.print(command.getHelp().synopsisHeading());
        err.print(command.getHelp().synopsis(command.getHelp().synopsisHeadingLength()));
        err.println(command.getCommandSpec().qualifiedName() + " --help tells more");
        err.flush();
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException problem, CommandSpec command) {
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().get(0), command);
        }
        ArgSpec argument = problem.getArgSpec();
        if (argument != null && problem.getValue() != null) {
            return wrongValue(argument, problem.getValue(), problem.getMessage());
        }
        if (argument != null && problem.getMessage().startsWith("Expected parameter")) {
            return name(argument) + ": found nothing; allowed " + argument.paramLabel();
        }
        return problem.getMessage();
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
        if (type.isEnum()) {
            List<String> words =
                    Arrays.stream(type.getEnumConstants())
                            .map(one -> one.toString().toLowerCase(Locale.ROOT))
                            .toList();
            allowed = String.join(", ", words);
            hint = Spelling.hint(found, words);
        } else if (argument.completionCandidates() != null) {
            List<String> words = new ArrayList<>();
            argument.completionCandidates().forEach(words::add);
            allowed = words.stream().collect(Collectors.joining(", "));
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
