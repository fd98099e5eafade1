package io.pumprig.hardware.virtualpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An I2C adapter on the emulated USB, as the kernel's {@code i2c-tiny-usb} expects it. Each message
 * of a transfer arrives on its own, with its address and whether a STOP follows, so that a repeated
 * start is seen as one.
 *
 * <p>Speaks version 0.7 of the usbredir protocol (its document {@code usbredirproto.txt}):
 * little-endian packets of type, length and number, then the type's own header, then data. Of its
 * options those that an emulated xHCI asks for: sizes of endpoints, numbers of 64 bits in every
 * packet after the greeting, and long bulk packets, of which there are none.
 */
final class UsbRedirI2c implements AutoCloseable {
    /** What became of a message. */
    enum Answer {
        /** Every byte was acknowledged; one that reads has its bytes. */
        ACKNOWLEDGED,
        /** The address or a byte was not acknowledged. */
        NOT_ACKNOWLEDGED,
        /** The adapter itself gave up, as with a bus that is held low. */
        STALLED
    }

    /** The parts on the bus. */
    interface Listener {

        /**
         * A message is on the bus.
         *
         * @param bytes what is written, or room for what is read
         * @param stop whether the transfer ends with it
         */
        Answer message(int address, boolean reads, byte[] bytes, boolean stop);
    }

    private static final int GREETING_HEADER = 12;
    private static final int HEADER = 16;
    private static final int OPTIONS = 1 << 4 | 1 << 5 | 1 << 6;
    private static final int HELLO = 0;
    private static final int DEVICE_CONNECT = 1;
    private static final int INTERFACE_INFO = 4;
    private static final int ENDPOINT_INFO = 5;
    private static final int SET_CONFIGURATION = 6;
    private static final int GET_CONFIGURATION = 7;
    private static final int CONFIGURATION_STATUS = 8;
    private static final int SET_ALTERNATE = 9;
    private static final int GET_ALTERNATE = 10;
    private static final int ALTERNATE_STATUS = 11;
    private static final int CONTROL = 100;

    private static final int VERSION_LENGTH = 64;
    private static final int SLOTS = 32;
    private static final byte ENDPOINT_INVALID = (byte) 255;
    private static final byte VENDOR_CLASS = (byte) 255;
    private static final byte FULL_SPEED = 1;
    private static final short CONTROL_SIZE = 8;
    private static final int VENDOR = 0x0403;
    private static final int PRODUCT = 0xC631;
    private static final int CONTROL_HEADER = 10;
    private static final int DIRECTION_IN = 0x80;
    private static final int TYPE_VENDOR = 0x40;
    private static final int TYPE_MASK = 0x60;
    private static final int SUCCESS = 0;
    private static final int STALL = 4;

    private static final int GET_STATUS = 0;
    private static final int GET_DESCRIPTOR = 6;

    // Requests of the adapter (the kernel's drivers/i2c/busses/i2c-tiny-usb.c).
    private static final int GET_FUNCTIONS = 1;
    private static final int SET_DELAY = 2;
    private static final int GET_ANSWER = 3;
    private static final int TRANSFER = 4;
    private static final int TRANSFER_LAST = 7;
    private static final int TRANSFER_END = 2;
    private static final int MESSAGE_READS = 1;
    private static final byte ANSWER_ACKNOWLEDGED = 1;
    private static final byte ANSWER_NOT_ACKNOWLEDGED = 2;
    private static final int I2C_AND_SMBUS = 0x8EFF_0001;

    private static final byte[] DEVICE_DESCRIPTOR = {
        18,
        1,
        0x10,
        0x01,
        VENDOR_CLASS,
        0,
        0,
        8,
        0x03,
        0x04,
        0x31,
        (byte) 0xC6,
        0x05,
        0x02,
        1,
        2,
        0,
        1
    };
    private static final byte[] CONFIGURATION_DESCRIPTOR = {
        9, 2, 18, 0, 1, 1, 0, (byte) 0x80, 50, 9, 4, 0, 0, 0, VENDOR_CLASS, 0, 0, 0
    };
    private static final byte[] LANGUAGES = {4, 3, 9, 4};

    private final Listener listener;
    private final Wire wire;
    private final ByteBuffer pending = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
    private byte lastAnswer;
    private boolean isGreeted;

    /** Connects and plugs the adapter in. */
    UsbRedirI2c(Path socket, Listener listener) {
        this.listener = listener;
        wire = new Wire(socket, this::arrived);
        ByteBuffer hello =
                ByteBuffer.allocate(GREETING_HEADER + VERSION_LENGTH + Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        hello.putInt(HELLO).putInt(VERSION_LENGTH + Integer.BYTES).putInt(0);
        hello.put("pumprig".getBytes(StandardCharsets.US_ASCII));
        send(hello.putInt(GREETING_HEADER + VERSION_LENGTH, OPTIONS));
        plugIn();
    }

    private void plugIn() {
        ByteBuffer interfaces = packet(INTERFACE_INFO, 0, Integer.BYTES + 4 * SLOTS);
        interfaces.putInt(1);
        interfaces.put(HEADER + Integer.BYTES + SLOTS, VENDOR_CLASS);
        send(interfaces);
        ByteBuffer endpoints = packet(ENDPOINT_INFO, 0, 5 * SLOTS);
        byte[] types = new byte[SLOTS];
        Arrays.fill(types, ENDPOINT_INVALID);
        // The control endpoint, in both directions.
        types[0] = 0;
        types[SLOTS / 2] = 0;
        endpoints.put(types);
        endpoints.putShort(HEADER + 3 * SLOTS, CONTROL_SIZE);
        endpoints.putShort(HEADER + 4 * SLOTS, CONTROL_SIZE);
        send(endpoints);
        ByteBuffer connect = packet(DEVICE_CONNECT, 0, 8);
        connect.put(FULL_SPEED).put(VENDOR_CLASS).put((byte) 0).put((byte) 0);
        connect.putShort((short) VENDOR).putShort((short) PRODUCT);
        send(connect);
    }

    private static ByteBuffer packet(int type, long number, int length) {
        ByteBuffer packet = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
        return packet.putInt(type).putInt(length).putLong(number);
    }

    private void send(ByteBuffer packet) {
        wire.send(packet.array());
    }

    private void arrived(byte[] bytes, int length) {
        pending.put(bytes, 0, length).flip();
        while (pending.remaining() >= header()
                && pending.remaining() >= header() + pending.getInt(pending.position() + 4)) {
            int type = pending.getInt();
            byte[] content = new byte[pending.getInt()];
            long number = isGreeted ? pending.getLong() : pending.getInt();
            pending.get(content);
            handle(type, number, ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN));
            isGreeted = true;
        }
        pending.compact();
    }

    private int header() {
        return isGreeted ? HEADER : GREETING_HEADER;
    }

    /** Whatever is not asked for here needs no answer. */
    private void handle(int type, long number, ByteBuffer content) {
        switch (type) {
            case SET_CONFIGURATION, GET_CONFIGURATION ->
                    send(packet(CONFIGURATION_STATUS, number, 2).put((byte) SUCCESS).put((byte) 1));
            case SET_ALTERNATE, GET_ALTERNATE ->
                    send(packet(ALTERNATE_STATUS, number, 3).put((byte) SUCCESS));
            case CONTROL -> control(number, content);
            default -> {}
        }
    }

    private void control(long number, ByteBuffer content) {
        byte[] header = new byte[CONTROL_HEADER];
        content.get(header);
        int request = header[1] & 0xFF;
        int kind = header[2] & 0xFF;
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        int value = fields.getShort(4) & 0xFFFF;
        int index = fields.getShort(6) & 0xFFFF;
        int length = fields.getShort(8) & 0xFFFF;
        boolean in = (kind & DIRECTION_IN) != 0;
        byte[] data = new byte[in ? length : content.remaining()];
        content.get(data, 0, in ? 0 : data.length);

        byte[] answer =
                (kind & TYPE_MASK) == TYPE_VENDOR
                        ? adapter(request, value, index, in, data)
                        : standard(request, value, in);
        header[3] = (byte) (answer == null ? STALL : SUCCESS);
        byte[] sent =
                answer == null || !in
                        ? new byte[0]
                        : Arrays.copyOf(answer, Math.min(answer.length, length));
        int told = answer == null ? 0 : in ? sent.length : length;
        fields.putShort(8, (short) told);
        send(packet(CONTROL, number, header.length + sent.length).put(header).put(sent));
    }

    /** What every USB device is asked; null is a stall. */
    private static byte[] standard(int request, int value, boolean in) {
        if (!in) {
            return new byte[0];
        }
        if (request == GET_STATUS) {
            return new byte[2];
        }
        if (request != GET_DESCRIPTOR) {
            return null;
        }
        return switch (value) {
            case 0x0100 -> DEVICE_DESCRIPTOR;
            case 0x0200 -> CONFIGURATION_DESCRIPTOR;
            case 0x0300 -> LANGUAGES;
            case 0x0301 -> string("pumprig");
            case 0x0302 -> string("outside world");
            default -> null;
        };
    }

    private static byte[] string(String text) {
        byte[] units = text.getBytes(StandardCharsets.UTF_16LE);
        byte[] descriptor = new byte[units.length + 2];
        descriptor[0] = (byte) descriptor.length;
        descriptor[1] = 3;
        System.arraycopy(units, 0, descriptor, 2, units.length);
        return descriptor;
    }

    private byte[] adapter(int request, int value, int index, boolean in, byte[] data) {
        if (request >= TRANSFER && request <= TRANSFER_LAST) {
            boolean reads = (value & MESSAGE_READS) != 0;
            boolean stop = (request & TRANSFER_END) != 0;
            Answer answer = listener.message(index, reads && in, data, stop);
            lastAnswer =
                    answer == Answer.ACKNOWLEDGED ? ANSWER_ACKNOWLEDGED : ANSWER_NOT_ACKNOWLEDGED;
            return answer == Answer.STALLED ? null : data;
        }
        return switch (request) {
            case GET_FUNCTIONS ->
                    ByteBuffer.allocate(Integer.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(I2C_AND_SMBUS)
                            .array();
            case SET_DELAY -> new byte[0];
            case GET_ANSWER -> new byte[] {lastAnswer};
            default -> null;
        };
    }

    @Override
    public void close() {
        wire.close();
    }
}
