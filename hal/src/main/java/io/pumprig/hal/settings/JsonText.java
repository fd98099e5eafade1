package io.pumprig.hal.settings;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A tree of maps, lists, texts, numbers, booleans and nulls as JSON text, for people to read: two
 * blanks a level, a list of plain values on one line, nothing but ASCII. The order is that of the
 * maps.
 */
public final class JsonText {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7e;

    private final StringBuilder text = new StringBuilder();

    /** Whether all of it stands on one line. */
    private final boolean single;

    private JsonText(boolean single) {
        this.single = single;
    }

    /** {@code tree} on one line, for programs that read line by line; without a line end. */
    public static String line(Map<String, Object> tree) {
        JsonText json = new JsonText(true);
        json.mapping(tree, 0);
        return json.text.toString();
    }

    /** {@code tree} as text, with a line end behind it. */
    public static String of(Map<String, Object> tree) {
        JsonText json = new JsonText(false);
        json.mapping(tree, 0);
        return json.text.append('\n').toString();
    }

    private void value(Object value, int level) {
        if (value instanceof Map<?, ?> mapping) {
            mapping(mapping, level);
        } else if (value instanceof List<?> list) {
            list(list, level);
        } else if (value instanceof CharSequence written) {
            quoted(written);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else if (value == null) {
            text.append("null");
        } else {
            throw new IllegalArgumentException("no JSON value: " + value);
        }
    }

    private void mapping(Map<?, ?> mapping, int level) {
        if (mapping.isEmpty()) {
            text.append("{}");
            return;
        }
        text.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> at = mapping.entrySet().iterator();
                at.hasNext(); ) {
            Map.Entry<?, ?> entry = at.next();
            newLine(level + 1);
            quoted((String) entry.getKey());
            text.append(": ");
            value(entry.getValue(), level + 1);
            separate(at.hasNext());
        }
        newLine(level);
        text.append('}');
    }

    private void list(List<?> list, int level) {
        boolean isPlain = list.stream().noneMatch(i -> i instanceof Map || i instanceof List);
        text.append('[');
        for (int i = 0; i < list.size(); i++) {
            if (!isPlain) {
                newLine(level + 1);
            }
            value(list.get(i), level + 1);
            if (i + 1 < list.size()) {
                text.append(isPlain || single ? ", " : ",");
            }
        }
        if (!isPlain) {
            newLine(level);
        }
        text.append(']');
    }

    private void separate(boolean more) {
        if (more) {
            text.append(single ? ", " : ",");
        }
    }

    private void newLine(int level) {
        if (!single) {
            text.append('\n').append("  ".repeat(level));
        }
    }

    private void quoted(CharSequence written) {
        text.append('"');
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE || c > LAST_PRINTABLE) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
