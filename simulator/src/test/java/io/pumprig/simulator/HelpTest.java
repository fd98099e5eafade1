package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.bench.PumprigController;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code --help} of both programs says: complete, true, and no wider than a terminal. */
class HelpTest {
    private static final int COLUMNS = 80;

    /** Its lines are a catalogue, each of them one row. */
    private static final String CATALOGUE = "pumprig-simulator fault list";

    private static Map<String, CommandLine> programs() {
        Map<String, CommandLine> programs = new HashMap<>();
        programs.put("pumprig-simulator", PumprigSimulator.commandLine());
        programs.put(
                "pumprig-controller",
                new CommandLine(new PumprigController()).setCaseInsensitiveEnumValuesAllowed(true));
        return programs;
    }

    private static Stream<CommandLine> commands(CommandLine program) {
        return Stream.concat(
                Stream.of(program),
                program.getSubcommands().values().stream()
                        .filter(one -> !one.getCommandSpec().usageMessage().hidden())
                        .filter(one -> !one.getCommandSpec().helpCommand())
                        .flatMap(HelpTest::commands));
    }

    private static List<CommandSpec> all() {
        return programs().values().stream()
                .flatMap(HelpTest::commands)
                .map(CommandLine::getCommandSpec)
                .toList();
    }

    private static String text(CommandSpec command) {
        return command.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    @Test
    void noLineIsWiderThanATerminal() {
        List<String> wide = new ArrayList<>();
        for (CommandSpec command : all()) {
            if (!command.qualifiedName().equals(CATALOGUE)) {
                text(command)
                        .lines()
                        .filter(line -> line.length() > COLUMNS)
                        .forEach(line -> wide.add(command.qualifiedName() + ": " + line));
            }
        }
        assertEquals(List.of(), wide);
    }

    @Test
    void everyCommandTellsItsExitCodesAndAnExample() {
        List<String> poor = new ArrayList<>();
        for (CommandSpec command : all()) {
            String text = text(command);
            if (!text.contains("Exit codes:\n  0 ")) {
                poor.add(command.qualifiedName() + " tells no exit codes");
            }
            if (examples(command).isEmpty() && !command.qualifiedName().equals(CATALOGUE)) {
                poor.add(command.qualifiedName() + " gives no example");
            }
        }
        assertEquals(List.of(), poor);
    }

    /**
     * A value is needed, or has a default, or belongs to a verb or another option; what it belongs
     * to is named.
     */
    @Test
    void everyOptionWithAValueTellsWhatHoldsWithoutIt() {
        List<String> silent = new ArrayList<>();
        for (CommandSpec command : all()) {
            for (OptionSpec option : command.options()) {
                String said = String.join(" ", option.description());
                boolean clear =
                        option.required()
                                || said.contains("(default: ")
                                || said.contains("--")
                                || said.startsWith("For ");
                if (option.arity().max() > 0 && !option.hidden() && !clear) {
                    silent.add(command.qualifiedName() + " " + option.longestName() + ": " + said);
                }
            }
        }
        assertEquals(List.of(), silent);
    }

    @Test
    void everyArgumentIsDescribedInASentence() {
        List<String> poor = new ArrayList<>();
        for (CommandSpec command : all()) {
            for (ArgSpec argument : command.args()) {
                String said = String.join(" ", argument.description());
                if (!said.endsWith(".") && !command.usageMessage().hidden()) {
                    poor.add(command.qualifiedName() + " " + argument.paramLabel() + ": " + said);
                }
            }
        }
        assertEquals(List.of(), poor);
    }

    @Test
    void everyPageThatIsNamedIsThere() {
        Pattern page = Pattern.compile("(?:hal|controller|simulator)/docs/\\S+?\\.md");
        List<String> lost = new ArrayList<>();
        int named = 0;
        for (CommandSpec command : all()) {
            Matcher name = page.matcher(text(command));
            while (name.find()) {
                named++;
                if (!Files.exists(Path.of("..", name.group()))) {
                    lost.add(command.qualifiedName() + ": " + name.group());
                }
            }
        }
        assertEquals(List.of(), lost);
        assertTrue(named > 10, named + " pages");
    }

    private static List<String> examples(CommandSpec command) {
        return Stream.of(command.usageMessage().footer())
                .filter(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();
    }

    @Test
    void everyExampleIsACommandThatItsProgramTakes() {
        List<String> wrong = new ArrayList<>();
        int parsed = 0;
        for (CommandSpec command : all()) {
            for (String example : examples(command)) {
                if (text(command).lines().noneMatch(line -> line.strip().equals(example))) {
                    wrong.add(command.qualifiedName() + ": does not fit in a line: " + example);
                }
                List<String> words = words(example.replaceAll(" [<>].*", ""));
                CommandLine program = programs().get(words.get(0));
                if (program != null) {
                    parsed++;
                    try {
                        program.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
                    } catch (CommandLine.ParameterException e) {
                        wrong.add(command.qualifiedName() + ": " + example + ": " + e.getMessage());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(parsed > 40, parsed + " examples");
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("\"[^\"]*\"|\\S+").matcher(line);
        while (word.find()) {
            words.add(word.group().replace("\"", ""));
        }
        return words;
    }

    /** What means the same has the same name and, beginning to end, the same text. */
    @Test
    void theSameOptionIsToldInTheSameWordsByBothPrograms() {
        Set<String> shared =
                Set.of(
                        "--format",
                        "--library",
                        "--threads",
                        "--override-by",
                        "--override-why",
                        "--state-period");
        Map<String, String> texts = new HashMap<>();
        List<String> different = new ArrayList<>();
        for (CommandSpec command : all()) {
            // An order is no run: what it overrides belongs to some of its verbs. A contract is a
            // document, not a result.
            if (Set.of("order", "asyncapi").contains(command.name())) {
                continue;
            }
            for (OptionSpec option : command.options()) {
                String name = option.longestName();
                String said = option.paramLabel() + " " + String.join(" ", option.description());
                if (shared.contains(name) && !texts.computeIfAbsent(name, n -> said).equals(said)) {
                    different.add(command.qualifiedName() + " " + name + ": " + said);
                }
            }
        }
        assertEquals(List.of(), different);
        assertEquals(shared, texts.keySet());
    }
}
