package io.pumprig.hal.pi;

import com.sun.jna.Native;

/**
 * The C library's calls that Java has no words for, mapped directly: arguments of plain numbers
 * allocate nothing. Names are C's; all take and return what the 64-bit Linux ABI has, so that
 * {@code long} stands for {@code size_t}, {@code unsigned long} and addresses. A call that fails
 * returns a negative number; {@link #failure()} then says why, on the same thread.
 */
final class Libc {
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_CLOEXEC = 0x80000;

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    static native int open(String path, int flags);

    static native int close(int fd);

    static native long write(int fd, byte[] bytes, long length);

    static native int ioctl(int fd, long request, long argument);

    static native int socket(int domain, int type, int protocol);

    static native long sendto(
            int fd, byte[] bytes, long length, int flags, byte[] address, int addressLength);

    static native int sched_setscheduler(int thread, int policy, int[] priority);

    static native int sched_getscheduler(int thread);

    static native int mlockall(int flags);

    static native int munlockall();

    static native int prctl(int option, long second, long third, long fourth, long fifth);

    /** The argument is a {@code struct timex}, both ways. */
    static native int adjtimex(byte[] timex);

    /** The errno of this thread's last call here. */
    static int failure() {
        return Native.getLastError();
    }

    /** {@link Ioctl} of this kernel. */
    static int control(int fd, long request, long argument) {
        int result = ioctl(fd, request, argument);
        return result < 0 ? -failure() : result;
    }
}
