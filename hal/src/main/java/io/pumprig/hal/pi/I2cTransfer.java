package io.pumprig.hal.pi;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * A combined transfer of the kernel's i2c-dev: at most one message out and one in, joined by a
 * repeated start. Its structures lie in native memory that is laid out once; a run copies bytes and
 * makes one call, and allocates nothing. For one thread at a time.
 */
final class I2cTransfer {
    /** The longest message: one out and one in end within the time-out, at 100 kHz too. */
    static final int MAX_LENGTH = 32;

    static final long I2C_RDWR = 0x0707;

    private static final short READ = 1;

    // struct i2c_msg: address, flags and length of 16 bits, then the buffer's address.
    private static final int FLAGS = 2;
    private static final int LENGTH = 4;
    private static final int BUFFER = 8;
    private static final int MESSAGE = BUFFER + Native.POINTER_SIZE;
    // struct i2c_rdwr_ioctl_data: address of the messages, then their number.
    private static final int COUNT = Native.POINTER_SIZE;
    private static final int REQUEST = 2 * Native.POINTER_SIZE;

    private final int fd;
    private final Ioctl kernel;
    private final Memory messages = new Memory(2L * MESSAGE);
    private final Memory request = new Memory(REQUEST);
    private final Memory sent = new Memory(MAX_LENGTH);
    private final Memory taken = new Memory(MAX_LENGTH);
    private final long requestAddress = Pointer.nativeValue(request);

    /** On the i2c-dev file {@code fd}, which stays the caller's. */
    I2cTransfer(int fd, Ioctl kernel) {
        this.fd = fd;
        this.kernel = kernel;
        messages.clear();
        request.clear();
        request.setPointer(0, messages);
    }

    /**
     * Sends {@code writeLength} bytes, then reads {@code readLength}; a length of 0 leaves that
     * message out.
     *
     * @return 0, or the errno; EIO when the kernel took fewer messages than it was given
     */
    int run(int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
        if ((address & ~0x7F) != 0
                || (writeLength | readLength) == 0
                || !isLength(writeLength)
                || !isLength(readLength)) {
            throw new IllegalArgumentException("not an address of 7 bits, or not 1 to 32 bytes");
        }
        int count = 0;
        if (writeLength > 0) {
            sent.write(0, bytes, 0, writeLength);
            describe(count++, address, (short) 0, writeLength, sent);
        }
        if (readLength > 0) {
            describe(count++, address, READ, readLength, taken);
        }
        request.setInt(COUNT, count);
        int result = kernel.control(fd, I2C_RDWR, requestAddress);
        if (result < 0) {
            return -result;
        }
        if (result != count) {
            return Errno.EIO;
        }
        if (readLength > 0) {
            taken.read(0, into, 0, readLength);
        }
        return 0;
    }

    private static boolean isLength(int length) {
        return length >= 0 && length <= MAX_LENGTH;
    }

    private void describe(int index, int address, short flags, int length, Memory buffer) {
        long at = (long) index * MESSAGE;
        messages.setShort(at, (short) address);
        messages.setShort(at + FLAGS, flags);
        messages.setShort(at + LENGTH, (short) length);
        messages.setPointer(at + BUFFER, buffer);
    }
}
