package io.pumprig.hal.settings;

/**
 * Text from outside, made fit for one line of a message: what is empty, padded or holds characters
 * that a terminal would obey is quoted and escaped, what is long is cut.
 */
final class Printable {
    private static final int MAX_CHARACTERS = 80;

    private Printable() {}

    static String of(String text) {
        return of(text, MAX_CHARACTERS);
    }

    /** As {@link #of(String)}, cut after {@code maxCharacters} instead of the usual 80. */
    static String of(String text, int maxCharacters) {
        StringBuilder shown = new StringBuilder();
        boolean quoted = text.isEmpty() || !text.equals(text.strip());
        int at = 0;
        while (at < text.length() && shown.length() < maxCharacters) {
            int codePoint = text.codePointAt(at);
            if (isPlain(codePoint)) {
                shown.appendCodePoint(codePoint);
            } else {
                quoted = true;
                appendEscaped(shown, codePoint);
            }
            at += Character.charCount(codePoint);
        }
        if (at < text.length()) {
            shown.append('…');
        }
        return quoted ? "\"" + shown + "\"" : shown.toString();
    }

    private static void appendEscaped(StringBuilder shown, int codePoint) {
        switch (codePoint) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                String hex = Integer.toHexString(codePoint);
                shown.append("\\u{").append(hex).append('}');
            }
        }
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
