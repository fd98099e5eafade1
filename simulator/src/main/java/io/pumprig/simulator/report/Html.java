package io.pumprig.simulator.report;

/**
 * Markup in the making. Text gets into it through {@link #text} alone, which escapes; {@link #raw}
 * is for markup that stands in this software.
 */
public final class Html {
    private final StringBuilder markup = new StringBuilder(1 << 14);

    /** Markup as it stands. */
    public Html raw(String known) {
        markup.append(known);
        return this;
    }

    /** Text from anywhere. */
    public Html text(String text) {
        markup.append(escaped(text));
        return this;
    }

    /** An element with nothing but text in it. */
    public Html element(String name, String text) {
        return raw("<").raw(name).raw(">").text(text).raw("</").raw(name).raw(">");
    }

    /** The same of a class. */
    public Html element(String name, String styled, String text) {
        return raw("<").raw(name)
                .raw(" class=\"")
                .raw(styled)
                .raw("\">")
                .text(text)
                .raw("</")
                .raw(name)
                .raw(">");
    }

    /** Begins a table that may scroll, with its header. */
    public Html table(String... header) {
        raw("<div class=\"scroll\"><table>\n<thead><tr>");
        for (String name : header) {
            element("th", name);
        }
        return raw("</tr></thead>\n<tbody>\n");
    }

    /** A row of plain cells. */
    public Html row(String... cells) {
        raw("<tr>");
        for (String cell : cells) {
            element("td", cell == null ? "" : cell);
        }
        return raw("</tr>\n");
    }

    public Html endTable() {
        return raw("</tbody></table></div>\n");
    }

    /** Text as it may stand in an element or between quotation marks. */
    public static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return markup.toString();
    }
}
