package io.pumprig.hal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The keys that a page gives to the JSON documents of a command: tables below a heading that is the
 * command, their first cells keys such as {@code alarms[].cycle}. {@code *} is any one key, {@code
 * **} all that is below.
 */
public final class DocumentedKeys {
    private final Path page;
    private final List<String> lines;

    /**
     * @throws IOException when the page cannot be read
     */
    public DocumentedKeys(Path page) throws IOException {
        this.page = page;
        lines = Files.readAllLines(page);
    }

    /** Keys of the document, each with its place, that the page does not give to the command. */
    public TreeSet<String> unknown(String command, Object document) {
        List<Pattern> told = told(command);
        TreeSet<String> keys = new TreeSet<>();
        flatten("", document, keys);
        keys.removeIf(key -> told.stream().anyMatch(one -> one.matcher(key).matches()));
        return keys;
    }

    private List<Pattern> told(String command) {
        List<Pattern> told = new ArrayList<>();
        boolean here = false;
        boolean found = false;
        for (String line : lines) {
            if (line.startsWith("#")) {
                here = line.replaceFirst("^#+ ", "").replace("`", "").equals(command);
                found |= here;
            } else if (here && line.startsWith("| `")) {
                String key = line.substring(3, line.indexOf('`', 3));
                told.add(
                        Pattern.compile(
                                Pattern.quote(key)
                                        .replace("**", "\\E.+\\Q")
                                        .replace("*", "\\E[^.]+\\Q")));
            }
        }
        if (!found) {
            throw new AssertionError(page + " has no heading " + command);
        }
        return told;
    }

    private static void flatten(String place, Object value, TreeSet<String> keys) {
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (key, below) ->
                            flatten(place.isEmpty() ? "" + key : place + "." + key, below, keys));
        } else if (value instanceof List<?> list) {
            list.forEach(below -> flatten(place + "[]", below, keys));
            if (list.isEmpty()) {
                keys.add(place + "[]");
            }
        } else {
            keys.add(place);
        }
    }
}
