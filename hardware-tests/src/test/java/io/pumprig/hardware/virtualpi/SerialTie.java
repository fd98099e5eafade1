package io.pumprig.hardware.virtualpi;

import io.pumprig.hal.board.SerialLine;
import java.util.Arrays;

/** A serial line of the guest, tied to a line of the world outside. */
final class SerialTie implements AutoCloseable {
    private static final int LARGEST_BURST = 1024;

    private final String socket;
    private final SerialLine line;
    private final byte[] burst = new byte[LARGEST_BURST];
    private GuestUart uart;

    SerialTie(String socket, SerialLine line) {
        this.socket = socket;
        this.line = line;
    }

    String socket() {
        return socket;
    }

    void attach(Qemu guest) {
        uart = new GuestUart(guest.socket(socket));
    }

    /** Carries what waits on either side over; true when the guest was sent something. */
    boolean carry() {
        byte[] sent = uart.taken();
        if (sent.length > 0) {
            line.write(sent, sent.length);
        }
        int length = line.read(burst, 0);
        if (length > 0) {
            uart.send(Arrays.copyOf(burst, length));
        }
        return length > 0;
    }

    @Override
    public void close() {
        if (uart != null) {
            uart.close();
        }
    }
}
