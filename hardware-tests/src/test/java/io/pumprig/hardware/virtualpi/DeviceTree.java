package io.pumprig.hardware.virtualpi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A device tree in its text form, with the few edits that make a Raspberry Pi of a board. */
final class DeviceTree {
    private static final Pattern STATUS = Pattern.compile("\\n\\s*status = \"[^\"]*\";");

    private String text;

    DeviceTree(String text) {
        this.text = text;
    }

    /** What the board says that it is. */
    void model(String model) {
        text =
                text.replaceFirst(
                        "\\n\\tmodel = \"[^\"]*\";",
                        Matcher.quoteReplacement("\n\tmodel = \"" + model + "\";"));
    }

    /** Gives a node another name, also in the paths that lead to it. */
    void rename(String node, String newName) {
        bodyStart(node);
        text = text.replace(node, newName);
    }

    void enable(String node) {
        property(node, "status", "\"okay\"");
    }

    void disable(String node) {
        property(node, "status", "\"disabled\"");
    }

    /** Sets a property of the node itself. */
    void property(String node, String name, String value) {
        without(node, name);
        int start = bodyStart(node);
        String line = "\n" + name + (value.isEmpty() ? "" : " = " + value) + ";";
        text = text.substring(0, start) + line + text.substring(start);
    }

    /** Removes a property of the node itself; its children keep theirs. */
    void without(String node, String name) {
        int start = bodyStart(node);
        int child = text.indexOf('{', start);
        int end = text.indexOf('}', start);
        int ownEnd = child < 0 ? end : Math.min(child, end);
        String own = property(name).matcher(text.substring(start, ownEnd)).replaceAll("");
        text = text.substring(0, start) + own + text.substring(ownEnd);
    }

    /** Removes a property of all nodes. */
    void withoutAny(String name) {
        text = property(name).matcher(text).replaceAll("");
    }

    /** Removes a path's short name. */
    void withoutAlias(String alias) {
        without("aliases", alias);
    }

    private static Pattern property(String name) {
        return name.equals("status")
                ? STATUS
                : Pattern.compile("\\n\\s*" + Pattern.quote(name) + "( = [^;]*)?;");
    }

    /** Where the content of the node begins. */
    private int bodyStart(String node) {
        Matcher found = Pattern.compile("\\n\\t+" + Pattern.quote(node) + " \\{").matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("the device tree has no node " + node);
        }
        return found.end();
    }

    @Override
    public String toString() {
        return text;
    }
}
