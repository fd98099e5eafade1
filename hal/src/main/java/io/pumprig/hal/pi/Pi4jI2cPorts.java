package io.pumprig.hal.pi;

import com.pi4j.library.linuxfs.LinuxFile;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.RigClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** I2C buses whose files Pi4J's linuxfs opens and closes, and whose number the transfers run on. */
final class Pi4jI2cPorts implements I2cPorts {
    private static final String PART = "I2C bus";
    private static final long I2C_RETRIES = 0x0701;
    private static final long I2C_TIMEOUT = 0x0702;
    private static final long I2C_FUNCS = 0x0705;
    private static final long FUNC_I2C = 1;

    /** After a lost arbitration the kernel would try again by itself; that is the chip driver's. */
    private static final int RETRIES = 0;

    /** In tens of milliseconds: the least there is; the longest transfer at 100 kHz takes 6 ms. */
    private static final int TIMEOUT = 1;

    /**
     * The bus, its transfers bounded; the bound is the adapter's, and holds until the Pi restarts.
     */
    @Override
    public PiI2cBus open(int number, RigClock clock) {
        String path = "/dev/i2c-" + number;
        // Opening for writing would create what is not there.
        if (!Files.exists(Path.of(path))) {
            throw new BringUpException(PART, path, "a bus (dtparam=i2c_arm=on)", "no such device");
        }
        try {
            Device device = new Device(path);
            try {
                requireI2c(device.number(), path, Libc::control);
                device.ioctl(I2C_RETRIES, RETRIES);
                device.ioctl(I2C_TIMEOUT, TIMEOUT);
                return new PiI2cBus(new I2cTransfer(device.number(), Libc::control), device, clock);
            } catch (IOException | RuntimeException e) {
                device.close();
                throw e;
            }
        } catch (IOException | LinkageError e) {
            throw new BringUpException(
                    PART, path, "an I2C bus open to this user (group i2c)", RootCause.of(e));
        }
    }

    /** Proves that the file is an I2C adapter that does combined transfers. */
    static void requireI2c(int fd, String path, Ioctl kernel) {
        try (Memory functions = new Memory(Long.BYTES)) {
            functions.clear();
            int result = kernel.control(fd, I2C_FUNCS, Pointer.nativeValue(functions));
            if (result < 0) {
                throw new BringUpException(PART, path, "an I2C adapter", Errno.text(-result));
            }
            if ((functions.getLong(0) & FUNC_I2C) == 0) {
                throw new BringUpException(
                        PART, path, "combined transfers (I2C_RDWR)", "SMBus commands only");
            }
        }
    }

    /**
     * Shows the number of Pi4J's file; a class of its own, since loading it needs Pi4J's native.
     */
    private static final class Device extends LinuxFile {
        Device(String path) throws IOException {
            super(path, "rw");
        }

        int number() throws IOException {
            return getPosixFD();
        }
    }
}
