package io.pumprig.simulator;

/** How a command ends. After a signal the JVM's own 130 or 143 stands. */
final class ExitCode {
    /** It did what it was asked for; alarms do not change that. */
    static final int OK = 0;

    /** The run says no. */
    static final int FAILED = 1;

    /** Wrong usage or a bad file. */
    static final int USAGE = 2;

    /** Port, broker, directory or another part of the environment failed. */
    static final int ENVIRONMENT = 3;

    private ExitCode() {}
}
