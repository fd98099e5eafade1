package io.pumprig.controller.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code controller/docs/journal.md} says of the file is so. */
class JournalDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "journal.md");
    private static final Pattern HEADING = Pattern.compile("### `(\\w+)`");
    private static final Pattern COLUMN = Pattern.compile("\\| `(\\w+)` \\| ([^|]*)\\|.*");

    @TempDir private Path directory;

    /** For each table its columns with their units, in order. */
    private static Map<String, Map<String, String>> documented() throws IOException {
        Map<String, Map<String, String>> tables = new TreeMap<>();
        Map<String, String> columns = null;
        for (String line : Files.readAllLines(DOCUMENT, StandardCharsets.UTF_8)) {
            Matcher heading = HEADING.matcher(line);
            Matcher column = COLUMN.matcher(line);
            if (heading.matches()) {
                columns = new LinkedHashMap<>();
                tables.put(heading.group(1), columns);
            } else if (columns != null && column.matches()) {
                columns.put(column.group(1), column.group(2).strip());
            }
        }
        return tables;
    }

    private Map<String, List<String>> real() throws Exception {
        Path file = directory.resolve("journal.sqlite");
        SqliteJournal.open(file).close();
        Map<String, List<String>> tables = new TreeMap<>();
        try (Connection tool = new JournalFile(file).tool();
                Statement statement = tool.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT s.name, c.name FROM sqlite_schema s,"
                                        + " pragma_table_info(s.name) c WHERE s.type IN ('table',"
                                        + " 'view') ORDER BY s.name, c.cid")) {
            while (row.next()) {
                tables.computeIfAbsent(row.getString(1), t -> new ArrayList<>())
                        .add(row.getString(2));
            }
        }
        return tables;
    }

    @Test
    void everyTableAndColumnIsDocumentedInItsOrder() throws Exception {
        Map<String, List<String>> documented = new TreeMap<>();
        documented()
                .forEach((table, columns) -> documented.put(table, List.copyOf(columns.keySet())));
        assertEquals(real(), documented);
    }

    @Test
    void theUnitsAreThoseOfAnExport() throws IOException {
        documented()
                .forEach(
                        (table, columns) ->
                                columns.forEach(
                                        (column, unit) ->
                                                assertEquals(
                                                        JournalTable.unitOf(column),
                                                        unit,
                                                        table + "." + column)));
    }

    @Test
    void theVersionIsThatOfTheFile() throws IOException {
        String text = Files.readString(DOCUMENT, StandardCharsets.UTF_8);
        assertEquals(2, JournalSchema.VERSION);
        assertEquals(1, text.split("Schema version 2 ", -1).length - 1);
    }

    @Test
    void theSealedColumnsAreThoseBetweenLinkAndPrevious() throws Exception {
        Map<String, List<String>> real = real();
        for (SealedTable table : SealedTable.ALL) {
            List<String> columns = real.get(table.name());
            assertEquals("link", columns.get(0));
            assertEquals(table.columns(), columns.subList(1, columns.size() - 2), table.name());
            assertEquals(
                    List.of("previous", "hash"),
                    columns.subList(columns.size() - 2, columns.size()));
        }
    }
}
