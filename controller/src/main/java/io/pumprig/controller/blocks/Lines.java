package io.pumprig.controller.blocks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named values as text, a line {@code name=value} each, in the order in which they were put. In a
 * value a backslash and the ends of lines are written as {@code \\}, {@code \n} and {@code \r}.
 */
public final class Lines {
    private final Map<String, String> values = new LinkedHashMap<>();

    public Lines put(String name, String value) {
        values.put(name, value);
        return this;
    }

    public Lines put(String name, long value) {
        return put(name, Long.toString(value));
    }

    public Lines put(String name, boolean value) {
        return put(name, Boolean.toString(value));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * @throws IllegalArgumentException when there is none
     */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** The value, or null where there is none. */
    public String textOrNull(String name) {
        return values.get(name);
    }

    /**
     * @throws IllegalArgumentException when there is none, or it is no number
     */
    public long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + ": found " + text(name) + "; allowed a number", e);
        }
    }

    public boolean flag(String name) {
        return text(name).equals("true");
    }

    /** All of it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        values.forEach(
                (name, value) -> {
                    text.append(name).append('=');
                    escape(value, text);
                    text.append('\n');
                });
        return text.toString();
    }

    private static void escape(String value, StringBuilder into) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> into.append("\\\\");
                case '\n' -> into.append("\\n");
                case '\r' -> into.append("\\r");
                default -> into.append(c);
            }
        }
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when a line is none
     */
    public static Lines parse(String text) {
        Lines lines = new Lines();
        for (String line : text.split("\n")) {
            int equals = line.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("found '" + line + "'; allowed name=value");
            }
            lines.put(line.substring(0, equals), unescape(line.substring(equals + 1)));
        }
        return lines;
    }

    private static String unescape(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                i++;
                char escaped = value.charAt(i);
                text.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
