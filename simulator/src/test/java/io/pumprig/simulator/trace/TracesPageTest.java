package io.pumprig.simulator.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Mode;
import io.pumprig.hal.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/traces.md} tells what is in a trace, all of it and in its order. */
class TracesPageTest {
    private static final Path PAGE = Path.of("docs/traces.md");

    @Test
    void listsEachColumnWithItsUnitAndItsNumber() throws IOException {
        List<String> listed =
                Files.readAllLines(PAGE).stream()
                        .filter(line -> line.matches("\\| `\\w+` \\| [^|]*\\| `\\w+` \\| .* \\|"))
                        .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2)))
                        .toList();
        assertEquals(
                TraceColumns.ALL.stream()
                        .map(c -> "| `" + c.label() + "` | " + c.unit() + " | `" + c.name() + "` ")
                        .toList(),
                listed);
    }

    @Test
    void whatAPlotterIsToldToTakeIsAHeadingOfTheTable() throws IOException {
        List<String> headings = TraceColumns.ALL.stream().map(TraceColumn::heading).toList();
        List<String> named =
                Pattern.compile("[`\"](\\w+ \\[[^\\]`\"]+\\])[`\"]")
                        .matcher(Files.readString(PAGE))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertEquals(List.of("time [s]", "time [s]", "downstream [kPa]", "trueDose [mcg]"), named);
        assertTrue(headings.containsAll(named), headings::toString);
    }

    @Test
    void namesModesAndReactionsByTheirNumbers() throws IOException {
        String page = Files.readString(PAGE);
        assertTrue(
                page.contains(
                        Arrays.stream(Mode.values())
                                .map(mode -> mode.ordinal() + " " + mode.label())
                                .collect(Collectors.joining(", "))));
        assertTrue(
                page.contains(
                        Arrays.stream(Reaction.values())
                                .map(r -> r.ordinal() + " " + r.label().replace('-', ' '))
                                .collect(Collectors.joining(", "))));
    }

    /** Four bits hold an outcome, and a number the alarms. */
    @Test
    void codesHaveRoom() {
        assertTrue(Outcome.values().length <= 16);
        assertTrue(Alarm.values().length <= Long.SIZE);
    }
}
