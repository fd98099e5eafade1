package io.pumprig.simulator.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A table as CSV by RFC 4180: one header with units, lines that end with CR LF, UTF-8. */
final class Csv implements AutoCloseable {
    private final BufferedWriter out;

    /**
     * Begins a file, in place of one that is there.
     *
     * @param header names with their unit as the last word
     */
    Csv(Path file, String... header) throws IOException {
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        row((Object[]) header);
    }

    /** A row; null is an empty field. */
    void row(Object... values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            out.write(i == 0 ? "" : ",");
            out.write(values[i] == null ? "" : field(values[i].toString()));
        }
        out.write("\r\n");
    }

    /** Quoted where it has to be. */
    private static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
