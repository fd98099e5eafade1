package io.pumprig.hal.settings;

/**
 * One thing wrong in a settings file. The message is exactly {@code file:line:column: key: found …;
 * allowed …}, on one line, so that an editor can jump to it; without a line (a file that cannot be
 * read at all) it is {@code file: key: found …; allowed …}. Commands answer it with exit code 2.
 */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final int column;
    private final String key;
    private final String found;
    private final String allowed;

    /**
     * @param file the file as its user named it
     * @param line 1 and up; 0 when there is no line to show
     * @param column 1 and up; 0 when there is no line to show
     * @param key dotted path such as {@code program.steps[2].rate}; {@code document} for the file
     *     as a whole
     * @param found what the file says, or {@code nothing}
     * @param allowed what it may say
     */
    SettingsException(String file, int line, int column, String key, String found, String allowed) {
        super(
                file
                        + (line > 0 ? ":" + line + ":" + column : "")
                        + ": "
                        + reason(key, found, allowed));
        this.file = file;
        this.line = line;
        this.column = column;
        this.key = key;
        this.found = found;
        this.allowed = allowed;
    }

    private static String reason(String key, String found, String allowed) {
        return key + ": found " + found + "; allowed " + allowed;
    }

    /**
     * The complaint without file and line, {@code key: found …; allowed …}: for a text that came in
     * a message, of which nobody has the lines.
     */
    public String reason() {
        return reason(key, found, allowed);
    }

    /** The file as its user named it. */
    public String file() {
        return file;
    }

    /** Line, the first is 1; 0 when the file could not be read at all. */
    public int line() {
        return line;
    }

    /** Column, the first is 1; 0 when the file could not be read at all. */
    public int column() {
        return column;
    }

    /** Dotted path of the key, list items counted from 0; {@code document} for the whole file. */
    public String key() {
        return key;
    }

    /** What the file says there, made printable and cut to a readable length. */
    public String found() {
        return found;
    }

    /** What it may say there. */
    public String allowed() {
        return allowed;
    }
}
