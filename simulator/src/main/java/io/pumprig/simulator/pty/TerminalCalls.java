package io.pumprig.simulator.pty;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The calls of Linux's C library that a pseudo-terminal takes, with sizes of 64-bit machines. What
 * may fail only by a mistake throws.
 */
final class TerminalCalls {
    static final int O_RDWR = 2;
    static final int O_NOCTTY = 0x100;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;
    static final int TCSANOW = 0;
    static final short POLLIN = 1;

    /** More than a struct termios has. */
    static final int TERMIOS_BYTES = 256;

    static {
        Native.register(TerminalCalls.class, "c");
    }

    private TerminalCalls() {}

    static native int posix_openpt(int flags) throws LastErrorException;

    static native int grantpt(int fd) throws LastErrorException;

    static native int unlockpt(int fd) throws LastErrorException;

    static native int ptsname_r(int fd, byte[] name, long size) throws LastErrorException;

    static native int open(String path, int flags) throws LastErrorException;

    static native int close(int fd);

    static native int tcgetattr(int fd, byte[] termios) throws LastErrorException;

    static native void cfmakeraw(byte[] termios);

    static native int tcsetattr(int fd, int when, byte[] termios) throws LastErrorException;

    /** Each pollfd is two ints, the second with events below and their answers above. */
    static native int ppoll(int[] fds, long count, long[] timeout, Pointer signals);

    static native long read(int fd, byte[] into, long size);

    static native long write(int fd, byte[] from, long size);
}
