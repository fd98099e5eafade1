package io.pumprig.controller.command;

/** The end of a command with a sentence for the person who gave it, and an exit code. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * @param exitCode one of {@link ExitCode}
     * @param message for the person, naming what was found and what is allowed
     */
    public CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** How the process is to end. */
    public int exitCode() {
        return exitCode;
    }
}
