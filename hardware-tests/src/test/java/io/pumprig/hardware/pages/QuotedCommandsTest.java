package io.pumprig.hardware.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages quote of the command line is what the two programs take. */
class QuotedCommandsTest {
    /** Languages of blocks in which commands stand. */
    private static final List<String> IN_BLOCKS = List.of("sh", "yaml", "groovy");

    private static final Pattern OPTION = Pattern.compile("(?:^| |\\[)(--[a-z][a-z-]+)");

    private static List<QuotedCommand> quoted() throws IOException {
        List<QuotedCommand> quoted = new ArrayList<>();
        for (Page page : Page.all()) {
            for (Map.Entry<Integer, String> span : page.spans()) {
                add(quoted, page + ":" + span.getKey(), span.getValue(), false);
            }
            for (Map.Entry<Integer, String> line : page.indented()) {
                add(quoted, page + ":" + line.getKey(), line.getValue(), true);
            }
            for (Block block : page.blocks()) {
                if (IN_BLOCKS.contains(block.language())) {
                    String joined = block.text().replaceAll("\\\\\n\\s*", "");
                    joined.lines().forEach(line -> add(quoted, block.place(), line, true));
                }
            }
        }
        return quoted;
    }

    private static void add(List<QuotedCommand> to, String place, String line, boolean isWhole) {
        QuotedCommand.in(place, line, isWhole).ifPresent(to::add);
    }

    @Test
    void everyQuotedCommandIsOneThatItsProgramTakes() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (QuotedCommand command : quoted()) {
            command.complaint()
                    .ifPresent(text -> wrong.add(command.place() + ": " + text + ": " + command));
        }
        assertEquals(List.of(), wrong);
        assertTrue(quoted().size() > 80, quoted().size() + " commands");
    }

    @Test
    void everyOptionInProseIsOneOfSomeCommand() throws IOException {
        TreeSet<String> unknown = new TreeSet<>();
        for (Page page : Page.all()) {
            for (Map.Entry<Integer, String> span : page.spans()) {
                Matcher option = OPTION.matcher(span.getValue());
                while (option.find()) {
                    if (!QuotedCommand.isKnown(option.group(1))) {
                        unknown.add(page + ":" + span.getKey() + ": " + option.group(1));
                    }
                }
            }
        }
        assertEquals(List.of(), List.copyOf(unknown));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "pumprig-simulator run --sped 600, run has no --sped",
                "pumprig-simulator rum, pumprig-simulator has no rum",
                "java -jar x/pumprig-controller.jar order bolus --does 10mcg, order has no --does",
                "pumprig-simulator test a b --list --filter, Missing required parameter for option"
                        + " '--filter' (TEXT)",
                "pumprig-controller check [--yess], check has no --yess"
            })
    void aMistakeInAPageIsSeen(String line, String complaint) {
        assertEquals(
                complaint,
                QuotedCommand.in("here", line, true).orElseThrow().complaint().orElseThrow());
    }
}
