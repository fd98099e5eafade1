package io.pumprig.hal.pi;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.pumprig.hal.BringUpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a port of the kernel as a raw 8N1 line, or says why it cannot be had. */
final class PiSerialPort {
    /**
     * The shortest time-out that a terminal of the kernel knows. A read returns with the first
     * bytes, so it bounds only how late a quiet line is seen to be closed.
     */
    private static final int READ_TIMEOUT_MILLIS = 100;

    private static final int EPERM = 1;

    /** ENOENT of the kernel, and jSerialComm's own word for a port this process has open. */
    private static final int ENOENT_OR_OPEN = 2;

    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int ENOTTY = 25;

    private PiSerialPort() {}

    /**
     * The open port: reads wait for bytes, at most {@value #READ_TIMEOUT_MILLIS} ms; DTR and RTS
     * low before anything else, what had arrived before discarded, locked against other processes.
     *
     * @throws BringUpException when it is absent, taken, forbidden or no serial line
     */
    static SerialPort open(String path, int baud) {
        PiSerialLibrary.load();
        SerialPort port = find(path, baud);
        port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(
                SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_TIMEOUT_MILLIS, READ_TIMEOUT_MILLIS);
        port.clearDTR();
        port.clearRTS();
        port.flushIOBuffers();
        if (!port.openPort(0)) {
            throw refused(path, baud, found(port.getLastErrorCode(), Files.exists(Path.of(path))));
        }
        return port;
    }

    /**
     * jSerialComm takes a namesake in /dev for a path that is absent: that is not what was meant.
     */
    private static SerialPort find(String path, int baud) {
        try {
            String real = Path.of(path).toRealPath().toString();
            SerialPort port = SerialPort.getCommPort(path);
            if (!Path.of(port.getSystemPortPath()).toRealPath().toString().equals(real)) {
                throw refused(path, baud, "absent");
            }
            return port;
        } catch (IOException | SerialPortInvalidPortException e) {
            throw refused(path, baud, "absent");
        }
    }

    private static BringUpException refused(String path, int baud, String found) {
        return new BringUpException(
                "serial line", path, "a free serial port, 8N1 at " + baud + " baud", found);
    }

    /** What the kernel's error number means at an open. */
    static String found(int errno, boolean isPresent) {
        return switch (errno) {
            case EPERM, EACCES -> "permission denied (is the user in the group dialout?)";
            case EAGAIN, EBUSY -> "busy: another program has it open";
            case ENOENT_OR_OPEN -> isPresent ? "busy: this program has it open" : "absent";
            case ENOTTY -> "something that is no serial line";
            default -> "error " + errno;
        };
    }
}
