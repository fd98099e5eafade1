package io.pumprig.controller.command;

/** How a command ends. After a signal the JVM's own 130 or 143 stands. */
public final class ExitCode {
    /** It did what it was asked for; alarms do not change that. */
    public static final int OK = 0;

    /** The run says no. */
    public static final int FAILED = 1;

    /** Wrong usage or a bad file. */
    public static final int USAGE = 2;

    /** Port, broker, directory or another part of the environment failed. */
    public static final int ENVIRONMENT = 3;

    private ExitCode() {}
}
