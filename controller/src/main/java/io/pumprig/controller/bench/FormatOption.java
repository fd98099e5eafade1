package io.pumprig.controller.bench;

import io.pumprig.hal.settings.JsonText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * In which form a command says what it found: for people, or for programs. Complaints go to the
 * other stream in either, and the exit code is the same.
 */
public final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "text, or json: one JSON document on each line of standard output, nothing else"
                            + " there (default: ${DEFAULT-VALUE}).")
    private Format format;

    /** The forms. */
    private enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For picocli. */
    public FormatOption() {}

    /** True when a program reads it. */
    public boolean isJson() {
        return format == Format.JSON;
    }

    /** Prints a document on a line of its own. */
    public static void print(PrintStream out, Map<String, Object> document) {
        out.println(JsonText.line(document));
        out.flush();
    }

    /** The same. */
    public static void print(PrintWriter out, Map<String, Object> document) {
        out.println(JsonText.line(document));
        out.flush();
    }
}
