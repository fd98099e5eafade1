package io.pumprig.hardware.pages;

import java.util.List;
import java.util.Map;

/**
 * A fenced block of a page.
 *
 * @param place page and line of its first line, for messages
 * @param language the first word behind the fence
 * @param lines between the fences
 * @param marks what comments before it say, empty text for a mark without a value
 */
record Block(String place, String language, List<String> lines, Map<Mark, String> marks) {

    boolean is(String wanted) {
        return language.equals(wanted);
    }

    boolean has(Mark mark) {
        return marks.containsKey(mark);
    }

    /** What the mark says, or {@code otherwise} when it is not there. */
    String mark(Mark mark, String otherwise) {
        return marks.getOrDefault(mark, otherwise);
    }

    /** As a file: each line with its end. */
    String text() {
        return String.join("\n", lines) + "\n";
    }
}
