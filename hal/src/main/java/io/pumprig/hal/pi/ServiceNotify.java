package io.pumprig.hal.pi;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Tells the service manager how we are, by its protocol of one datagram a word (sd_notify). Without
 * a service manager, that is without {@code NOTIFY_SOCKET}, every word is unsaid. A word never
 * waits: when the manager does not listen it is lost, and the next one is said anew.
 *
 * <p>Callable from any thread but the control thread, since words allocate.
 */
public final class ServiceNotify implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | Libc.O_CLOEXEC;
    private static final int MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;
    private static final int MAX_PATH_BYTES = 107;
    private static final int ABSENT = -1;

    private final byte[] address;
    private final long watchdogNanos;
    private int socket = ABSENT;

    private ServiceNotify(byte[] address, long watchdogNanos) {
        this.address = address;
        this.watchdogNanos = watchdogNanos;
        if (address.length > 0) {
            socket = Libc.socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
        }
    }

    /** The manager that started this process, if any did. */
    public static ServiceNotify ofThisProcess() {
        return of(System.getenv(), ProcessHandle.current().pid());
    }

    static ServiceNotify of(Map<String, String> environment, long pid) {
        return new ServiceNotify(
                address(environment.getOrDefault("NOTIFY_SOCKET", "")),
                watchdogNanos(environment, pid));
    }

    /**
     * A {@code sockaddr_un}: a path, or after {@code @} an abstract name. Empty: nobody listens.
     */
    private static byte[] address(String name) {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        boolean isAbstract = name.startsWith("@");
        if (!isAbstract && !name.startsWith("/") || path.length > MAX_PATH_BYTES) {
            return new byte[0];
        }
        // The family is a short in the host's order, which is little-endian wherever we run.
        byte[] address = new byte[2 + path.length + (isAbstract ? 0 : 1)];
        address[0] = AF_UNIX;
        System.arraycopy(path, 0, address, 2, path.length);
        if (isAbstract) {
            address[2] = 0;
        }
        return address;
    }

    private static long watchdogNanos(Map<String, String> environment, long pid) {
        String forPid = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid));
        String micros = environment.getOrDefault("WATCHDOG_USEC", "0");
        if (!forPid.equals(Long.toString(pid)) || !micros.matches("\\d{1,15}")) {
            return 0;
        }
        return 1_000 * Long.parseLong(micros);
    }

    /** Within which the manager wants to hear {@link #watchdog}; 0 when it does not. */
    public long watchdogNanos() {
        return watchdogNanos;
    }

    /** Up, and doing what we are for. */
    public boolean ready() {
        return say("READY=1");
    }

    /** Alive: said only by who saw that all threads advance. */
    public boolean watchdog() {
        return say("WATCHDOG=1");
    }

    /** Ending in order. */
    public boolean stopping() {
        return say("STOPPING=1");
    }

    /** Not ready, and to be waited for, a minute from now on if need be. */
    public boolean starting() {
        return say("EXTEND_TIMEOUT_USEC=60000000");
    }

    /** One line for people. */
    public boolean status(String line) {
        return say("STATUS=" + line.replace('\n', ' '));
    }

    /**
     * @return true when the manager has the word
     */
    private synchronized boolean say(String word) {
        if (socket < 0) {
            return false;
        }
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        return Libc.sendto(
                        socket, bytes, bytes.length, MSG_DONTWAIT_NOSIGNAL, address, address.length)
                == bytes.length;
    }

    @Override
    public synchronized void close() {
        if (socket >= 0) {
            Libc.close(socket);
            socket = ABSENT;
        }
    }
}
