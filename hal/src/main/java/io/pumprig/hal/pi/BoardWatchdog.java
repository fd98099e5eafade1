package io.pumprig.hal.pi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import java.nio.file.Path;

/**
 * The Pi's own watchdog: it restarts the board when it was not fed for its time-out, and does not
 * stop a motor; that is the enable watchdog's (device reference 9.5, 10.3). Opening arms it.
 *
 * <p>Fed from the supervisor's thread. Only {@link #close} disarms it: a program that dies without,
 * leaves it running.
 */
public final class BoardWatchdog implements AutoCloseable {
    /** The kernel's name for the first watchdog. */
    public static final Path DEVICE = Path.of("/dev/watchdog0");

    /** Below the 15 s that every driver takes. */
    public static final int TIMEOUT_SECONDS = 10;

    private static final String PART = "board watchdog";
    private static final long WDIOC_SETTIMEOUT = 0xC004_5706L;
    private static final byte[] FOOD = {0};
    private static final byte[] MAGIC_CLOSE = {'V'};
    private static final int CLOSED = -1;

    private int fd;

    private BoardWatchdog(int fd) {
        this.fd = fd;
    }

    /**
     * Opens and arms the watchdog at {@code device}, usually {@link #DEVICE}.
     *
     * @throws BringUpException when it is absent, taken, not ours to open, or refuses {@link
     *     #TIMEOUT_SECONDS}; it is then not armed
     */
    public static BoardWatchdog open(Path device) {
        return open(device, Libc::control);
    }

    static BoardWatchdog open(Path device, Ioctl kernel) {
        int fd = Libc.open(device.toString(), Libc.O_WRONLY | Libc.O_CLOEXEC);
        if (fd < 0) {
            throw new BringUpException(
                    PART,
                    device.toString(),
                    "a watchdog (dtparam=watchdog=on) that nobody else feeds"
                            + " (RuntimeWatchdogSec=off)",
                    Errno.text(Libc.failure()));
        }
        BoardWatchdog watchdog = new BoardWatchdog(fd);
        String found = watchdog.setTimeout(kernel);
        if (!found.isEmpty()) {
            watchdog.close();
            throw new BringUpException(
                    PART, device.toString(), "a time-out of " + TIMEOUT_SECONDS + " s", found);
        }
        return watchdog;
    }

    /** What is wrong with the time-out, empty when nothing is. */
    private String setTimeout(Ioctl kernel) {
        try (Memory seconds = new Memory(Integer.BYTES)) {
            seconds.setInt(0, TIMEOUT_SECONDS);
            int result = kernel.control(fd, WDIOC_SETTIMEOUT, Pointer.nativeValue(seconds));
            if (result < 0) {
                return Errno.text(-result);
            }
            int taken = seconds.getInt(0);
            return taken == TIMEOUT_SECONDS ? "" : taken + " s";
        }
    }

    /** Feeds it once; good for {@link #TIMEOUT_SECONDS}. Does not wait. */
    public synchronized Outcome feed() {
        return fd >= 0 && Libc.write(fd, FOOD, FOOD.length) == FOOD.length
                ? Outcome.OK
                : Outcome.BUS_ERROR;
    }

    /** Disarms and closes it, for an orderly end only. A kernel told never to stop does not. */
    @Override
    public synchronized void close() {
        if (fd >= 0) {
            Libc.write(fd, MAGIC_CLOSE, MAGIC_CLOSE.length);
            Libc.close(fd);
            fd = CLOSED;
        }
    }
}
