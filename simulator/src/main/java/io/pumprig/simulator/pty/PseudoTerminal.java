package io.pumprig.simulator.pty;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The far end of a raw serial line that other programs open by its path. Reads and writes return at
 * once; {@link #close} unplugs it, whoever has it open.
 *
 * <p>Confined to one thread at a time.
 */
public final class PseudoTerminal implements AutoCloseable {
    private static final int NAME_BYTES = 64;
    private static final int FLAGS =
            TerminalCalls.O_RDWR | TerminalCalls.O_NOCTTY | TerminalCalls.O_CLOEXEC;

    /** Closing it does nothing. */
    private static final int NONE = -1;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int master;

    /** Kept open, since a terminal that nobody has open reports a hang-up for ever. */
    private final int slave;

    private final String path;
    private final Path link;
    private final int[] polled = new int[2];
    private final long[] timeout = new long[2];
    private boolean isClosed;

    private PseudoTerminal(int master, int slave, String path, Path link) {
        this.master = master;
        this.slave = slave;
        this.path = path;
        this.link = link;
    }

    /**
     * A new terminal at a path of the kernel's choice.
     *
     * @throws IOException when the kernel gives none
     */
    public static PseudoTerminal open() throws IOException {
        return make(null);
    }

    /**
     * A new terminal behind a link at a path that must be free, as udev makes them by id. Closing
     * removes the link, so that another can be plugged in there.
     *
     * @throws IOException when the kernel gives none, or the link cannot be made
     */
    public static PseudoTerminal openAt(Path link) throws IOException {
        return make(link);
    }

    private static PseudoTerminal make(Path link) throws IOException {
        if (Native.LONG_SIZE != Long.BYTES) {
            throw new IOException("pseudo-terminals need 64 bits");
        }
        int master = NONE;
        int slave = NONE;
        try {
            master = TerminalCalls.posix_openpt(FLAGS | TerminalCalls.O_NONBLOCK);
            String device = unlocked(master);
            slave = TerminalCalls.open(device, FLAGS);
            makeRaw(slave);
            if (link == null) {
                return new PseudoTerminal(master, slave, device, null);
            }
            Files.createSymbolicLink(link, Path.of(device));
            return new PseudoTerminal(master, slave, link.toString(), link);
        } catch (LastErrorException | IOException e) {
            TerminalCalls.close(slave);
            TerminalCalls.close(master);
            throw new IOException("no pseudo-terminal" + (link == null ? "" : " at " + link), e);
        }
    }

    private static String unlocked(int master) {
        TerminalCalls.grantpt(master);
        TerminalCalls.unlockpt(master);
        byte[] name = new byte[NAME_BYTES];
        TerminalCalls.ptsname_r(master, name, NAME_BYTES);
        return Native.toString(name, StandardCharsets.US_ASCII);
    }

    private static void makeRaw(int slave) {
        byte[] termios = new byte[TerminalCalls.TERMIOS_BYTES];
        TerminalCalls.tcgetattr(slave, termios);
        TerminalCalls.cfmakeraw(termios);
        TerminalCalls.tcsetattr(slave, TerminalCalls.TCSANOW, termios);
    }

    /** Where other programs open it: the link, or the device when there is none. */
    public String path() {
        return path;
    }

    /** Waits until there is something to read, at most {@code nanos}; 0 and below: not at all. */
    void awaitReadable(long nanos) {
        polled[0] = master;
        polled[1] = TerminalCalls.POLLIN;
        timeout[0] = Math.max(0, nanos) / NANOS_PER_SECOND;
        timeout[1] = Math.max(0, nanos) % NANOS_PER_SECOND;
        TerminalCalls.ppoll(polled, 1, timeout, Pointer.NULL);
    }

    /**
     * Takes what the other program has sent, at most the array's length; 0 when nothing has come.
     */
    public int read(byte[] into) {
        return isClosed ? 0 : (int) Math.max(0, TerminalCalls.read(master, into, into.length));
    }

    /**
     * Sends the first {@code length} bytes to the other program.
     *
     * @return how many the kernel took: fewer when nobody reads them
     */
    public int write(byte[] bytes, int length) {
        return isClosed ? 0 : (int) Math.max(0, TerminalCalls.write(master, bytes, length));
    }

    /** Pulls the plug: the other program's reads and writes fail, its path is gone. */
    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (link != null) {
            Files.deleteIfExists(link);
        }
        TerminalCalls.close(slave);
        TerminalCalls.close(master);
    }
}
