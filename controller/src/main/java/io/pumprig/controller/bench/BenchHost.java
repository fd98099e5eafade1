package io.pumprig.controller.bench;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.pi.BoardFacts;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a run takes from the machine it is on: the board, somebody to talk to, signals, and the
 * watchdogs around the process. A Raspberry Pi, or a test with a simulated board.
 */
public interface BenchHost {

    /** What its board will say it is: {@code bench}, or {@code sim} for a simulated one. */
    String backend();

    /**
     * True when the board is emulated: transfers take milliseconds and nothing real can move. Only
     * then a slow cycle is allowed.
     */
    boolean isEmulated();

    /** The calendar as the host believes it, for records; milliseconds since 1970 UTC. */
    long utcMillis();

    /** True when the kernel says that the calendar follows a time server. */
    boolean isClockSynchronised();

    /** What the machine is and permits, looked at without opening the board. */
    BoardFacts facts();

    /**
     * Opens the board; the caller closes it. One at a time.
     *
     * @throws BringUpException naming the part of the host that is missing
     */
    Board open();

    /** Threads that the open board runs, by name, with counts that grow while they live. */
    Map<String, LongSupplier> threads();

    /**
     * Makes the calling thread the one that may never be late, as far as the host allows.
     *
     * @return what it got, in words for a person
     */
    String takeControl();

    /**
     * What a signal does until the answer is closed: SIGINT and SIGTERM stop, SIGUSR1 pauses. Both
     * are called on any thread and do not wait.
     */
    Signals onSignals(Runnable stop, Runnable pause);

    /**
     * Tells whoever started us that therapy does not run yet and is to be waited for; to be
     * repeated within a minute.
     */
    void starting();

    /** Tells whoever started us that therapy runs. */
    void ready();

    /**
     * Arms the watchdog of the board, which restarts the host when it is not fed.
     *
     * @throws BringUpException when there is none, or it is not ours to arm
     */
    void armBoardWatchdog();

    /** All goes on: feeds the watchdogs of the service manager and of the board. */
    void alive();

    /** Tells that we end in order, and disarms the watchdogs. A second call does nothing. */
    void stopping();

    /** True when a person reads {@link #out()} and can answer through {@link #in()}. */
    boolean isTerminal();

    InputStream in();

    PrintStream out();

    PrintStream err();

    /** Signals as they are handled for one run. */
    interface Signals extends AutoCloseable {
        /** How the process ends after the signal that came, 130 or 143; 0 when none came. */
        int exitCode();

        /** Signals do again what they did before. */
        @Override
        void close();
    }
}
