package io.pumprig.simulator.pty;

import io.pumprig.simulator.board.SimulatedSerialLine;
import io.pumprig.simulator.time.HostClock;
import io.pumprig.simulator.time.VirtualClock;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves a simulated serial line on a pseudo-terminal, on a thread of its own, until it is closed:
 * that unplugs the terminal, while the part lives on and may be served on another.
 *
 * <p>The line's virtual clock follows the host's. A terminal of the kernel passes bytes on at once,
 * so the time that they take on a wire is kept here, both ways.
 *
 * <p>The clock's monitor guards the world behind the line: whoever looks at a part or sets a fault
 * while it is served holds that monitor, and several lines of one world take turns by it.
 */
public final class ServedLine implements AutoCloseable {
    /** How late a part is heard that speaks unasked, and how long an end may take. */
    private static final long LOOK_NANOS = 10_000_000L;

    private static final int CHUNK = 256;

    /** The end of a thread that looks a hundred times a second. */
    private static final long END_MILLIS = 2_000;

    private final PseudoTerminal terminal;
    private final SimulatedSerialLine line;
    private final VirtualClock clock;
    private final HostClock host;
    private final byte[] sent = new byte[CHUNK];
    private final byte[] said = new byte[CHUNK];
    private final AtomicLong unread = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    /**
     * Begins to serve.
     *
     * @param terminal becomes this object's, and is closed with it
     * @param clock the one that the line was made with
     */
    public ServedLine(PseudoTerminal terminal, SimulatedSerialLine line, VirtualClock clock) {
        this.terminal = terminal;
        this.line = line;
        this.clock = clock;
        synchronized (clock) {
            host = new HostClock(clock.nanos());
        }
        thread = new Thread(this::serve, "serves " + terminal.path());
        thread.setDaemon(true);
        thread.start();
    }

    /** Where other programs open the line. */
    public String path() {
        return terminal.path();
    }

    /** Bytes that the part said and nobody took: a wire does not wait. */
    public long unread() {
        return unread.get();
    }

    private void serve() {
        while (!closing) {
            terminal.awaitReadable(pass());
        }
    }

    /** Moves bytes both ways; returns how long nothing is due. */
    private long pass() {
        synchronized (clock) {
            long now = host.nanos();
            if (now - clock.nanos() > 0) {
                clock.advanceTo(now);
            }
            int heard = terminal.read(sent);
            if (heard > 0) {
                line.write(sent, heard);
            }
            int length = line.read(said, 0);
            if (length > 0) {
                unread.addAndGet(length - terminal.write(said, length));
            }
            long due = line.dueNanos();
            return due == Long.MAX_VALUE ? LOOK_NANOS : Math.min(LOOK_NANOS, due - clock.nanos());
        }
    }

    /** Ends the thread, then unplugs the terminal. Returns within two seconds. */
    @Override
    public void close() throws IOException {
        closing = true;
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.close();
    }
}
