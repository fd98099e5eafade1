package io.pumprig.controller.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code controller/docs/trend.md} says of the file is so. */
class TrendDocumentTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([^|]*) \\| ([^|]*) \\|");

    private static String text() throws IOException {
        return Files.readString(Path.of("docs", "trend.md"));
    }

    @Test
    void columnsStandInTheirOrderWithTheirUnits() throws IOException {
        List<String> documented =
                ROW.matcher(text())
                        .results()
                        .map(row -> row.group(1) + " " + row.group(2).strip() + " " + row.group(3))
                        .map(String::strip)
                        .toList();
        List<String> columns =
                Arrays.stream(TrendColumn.values())
                        .map(
                                column ->
                                        column.label()
                                                + " "
                                                + column.unit()
                                                + " "
                                                + (column.rises() ? "grows" : "stays"))
                        .toList();
        assertEquals(columns, documented);
    }

    @Test
    void numbersOfTheFormatAreSo() throws IOException {
        String text = text();
        assertTrue(text.contains("`" + TrendWriter.FORMAT.letters() + "`"));
        assertTrue(text.contains("## Format, version " + TrendWriter.FORMAT.version() + "\n"));
        assertTrue(text.contains(Lateness.CLASSES + " classes"));
        assertTrue(text.contains("at most " + TrendBlock.ROWS + " rows"));
        assertTrue(text.contains("`" + TrendColumn.ABSENT + "`"));
        assertEquals(16_384, Lateness.mostNanos(0));
        assertTrue(text.contains("16.384 us"));
    }
}
