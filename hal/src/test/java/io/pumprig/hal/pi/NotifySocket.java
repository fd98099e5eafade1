package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;

/** The service manager's end of the notify socket. Never waits: a datagram is there once sent. */
final class NotifySocket implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int MSG_DONTWAIT = 0x40;

    static {
        Native.register(NotifySocket.class, "c");
    }

    private final int fd;

    /** Bound at {@code path}; a first character of NUL makes it abstract. */
    NotifySocket(String path) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        byte[] address = new byte[2 + name.length];
        address[0] = AF_UNIX;
        System.arraycopy(name, 0, address, 2, name.length);
        fd = Libc.socket(AF_UNIX, SOCK_DGRAM, 0);
        assertTrue(fd >= 0, "socket");
        assertEquals(0, bind(fd, address, address.length), "bind");
    }

    private static native int bind(int fd, byte[] address, int length);

    private static native long recv(int fd, byte[] into, long length, int flags);

    /** The oldest word not taken yet, empty when there is none. */
    String take() {
        byte[] into = new byte[256];
        long length = recv(fd, into, into.length, MSG_DONTWAIT);
        return length < 0 ? "" : new String(into, 0, (int) length, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
