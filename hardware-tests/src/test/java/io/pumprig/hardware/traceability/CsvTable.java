package io.pumprig.hardware.traceability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of a CSV file by the names of its columns; fields may be quoted, lines not be broken. */
final class CsvTable {
    private final Path file;
    private final List<String> columns;
    private final List<Map<String, String>> rows = new ArrayList<>();

    private CsvTable(Path file, List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    /** Reads the file, whose columns must be exactly these. */
    static CsvTable read(Path file, String... columns) throws IOException {
        CsvTable table = new CsvTable(file, List.of(columns));
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (i == 0) {
                table.require(1, fields(lines.get(0)).equals(table.columns), "columns");
            } else if (!lines.get(i).isEmpty()) {
                table.add(i + 1, fields(lines.get(i)));
            }
        }
        return table;
    }

    private void add(int line, List<String> fields) {
        require(line, fields.size() == columns.size(), "number of fields");
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            require(line, !fields.get(i).isBlank(), columns.get(i));
            row.put(columns.get(i), fields.get(i));
        }
        rows.add(row);
    }

    private void require(int line, boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(
                    file + ":" + line + ": " + what + " missing or wrong; columns are " + columns);
        }
    }

    /** In the order of the file; no field is empty. */
    List<Map<String, String>> rows() {
        return rows;
    }

    static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
