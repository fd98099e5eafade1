package io.pumprig.controller.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * All commands of a program as one page of Markdown, made of what {@code --help} is made of, so
 * that the two cannot differ.
 */
final class CommandReference {
    private static final int COLUMNS = 118;

    private final List<String> lines = new ArrayList<>();

    private CommandReference() {}

    /** The page of a program, with a line end behind it. */
    static String of(CommandLine program) {
        CommandReference page = new CommandReference();
        page.head(program);
        page.below(program);
        return String.join("\n", page.lines) + "\n";
    }

    private void head(CommandLine program) {
        CommandSpec spec = program.getCommandSpec();
        String name = spec.qualifiedName();
        lines.add("# " + name + ": its commands");
        lines.add("");
        usageText(spec.usageMessage().description());
        paragraph(
                "Made by `"
                        + name
                        + " reference` of what `--help` says; a test compares. An option's value"
                        + " stands behind a blank or an equals sign, a value with blanks in quotes."
                        + " Every command takes `-h`, `--help`.");
        lines.add("| command | does |");
        lines.add("|---|---|");
        index(program);
        lines.add("");
        exitCodes(spec.usageMessage());
    }

    private void index(CommandLine above) {
        for (CommandLine command : commands(above)) {
            CommandSpec spec = command.getCommandSpec();
            if (commands(command).isEmpty()) {
                String name = spec.qualifiedName();
                lines.add(
                        "| [`"
                                + name.substring(name.indexOf(' ') + 1)
                                + "`](#"
                                + name.replace(' ', '-')
                                + ") | "
                                + cell(firstSentence(spec.usageMessage()))
                                + " |");
            }
            index(command);
        }
    }

    /** What people may call: not hidden, and not help itself. */
    private static List<CommandLine> commands(CommandLine above) {
        return above.getSubcommands().values().stream()
                .filter(one -> !one.getCommandSpec().usageMessage().hidden())
                .filter(one -> !one.getCommandSpec().helpCommand())
                .distinct()
                .toList();
    }

    private static String firstSentence(UsageMessageSpec usage) {
        String text = formatted(usage.description()[0]);
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private void below(CommandLine above) {
        for (CommandLine command : commands(above)) {
            command(command);
            below(command);
        }
    }

    private void command(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        lines.add("## " + spec.qualifiedName());
        lines.add("");
        usageText(usage.description());
        synopsis(command);
        arguments(spec);
        exitCodes(usage);
        examples(usage);
    }

    private void synopsis(CommandLine command) {
        CommandLine.Help help =
                new CommandLine.Help(
                        command.getCommandSpec(),
                        CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        lines.add("```text");
        help.synopsis(0).lines().forEach(line -> lines.add(line.stripTrailing()));
        lines.add("```");
        lines.add("");
    }

    private void arguments(CommandSpec spec) {
        int before = lines.size();
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            item(label(parameter), parameter);
        }
        for (OptionSpec option : spec.options()) {
            if (!option.hidden() && !option.usageHelp() && !option.versionHelp()) {
                boolean bare = option.arity().max() == 0;
                item(option.longestName() + (bare ? "" : " " + option.paramLabel()), option);
            }
        }
        if (lines.size() > before) {
            lines.add("");
        }
    }

    private static String label(PositionalParamSpec parameter) {
        boolean many = parameter.arity().max() > 1;
        return parameter.paramLabel() + (many ? "…" : "");
    }

    private void item(String label, ArgSpec argument) {
        StringJoiner text = new StringJoiner(" ");
        for (String line : argument.description()) {
            text.add(line);
        }
        wrap("- `" + label + "`" + (argument.required() ? " (needed)" : "") + ": " + text, "  ");
    }

    private void exitCodes(UsageMessageSpec usage) {
        if (usage.exitCodeList().isEmpty()) {
            return;
        }
        lines.add("| exit code | when |");
        lines.add("|---|---|");
        for (Map.Entry<String, String> code : usage.exitCodeList().entrySet()) {
            lines.add(
                    "| " + code.getKey().strip() + " | " + cell(formatted(code.getValue())) + " |");
        }
        lines.add("");
    }

    /** Lines that are set off are commands, or parts of files; the others are prose about them. */
    private void examples(UsageMessageSpec usage) {
        List<String> block = new ArrayList<>();
        for (String raw : usage.footer()) {
            String line = formatted(raw).stripTrailing();
            if (line.startsWith("  ")) {
                block.add(line.substring(2));
                continue;
            }
            block(block);
            paragraph(line);
        }
        block(block);
    }

    private void block(List<String> block) {
        if (!block.isEmpty()) {
            boolean shell = block.stream().anyMatch(line -> line.startsWith("pumprig-"));
            lines.add(shell ? "```sh" : "```text");
            lines.addAll(block);
            lines.add("```");
            lines.add("");
            block.clear();
        }
    }

    /** Paragraphs, and as a block what is set off. */
    private void usageText(String[] text) {
        List<String> block = new ArrayList<>();
        for (String raw : text) {
            String line = formatted(raw);
            if (line.startsWith("  ")) {
                block.add(line.substring(2));
            } else {
                block(block);
                paragraph(line);
            }
        }
        block(block);
    }

    private void paragraph(String text) {
        if (!text.isBlank()) {
            wrap(text, "");
            lines.add("");
        }
    }

    private void wrap(String text, String indent) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" +")) {
            if (line.length() + 1 + word.length() > COLUMNS && !line.toString().isBlank()) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
            }
            boolean first = line.length() == 0 || line.length() == indent.length();
            line.append(first ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }

    /** Texts of a command are formats: percent signs are doubled. Those of arguments are not. */
    private static String formatted(String text) {
        return String.format(text);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
