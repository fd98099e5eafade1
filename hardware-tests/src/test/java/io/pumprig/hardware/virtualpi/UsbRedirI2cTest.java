package io.pumprig.hardware.virtualpi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter against the literal packets of an emulator. */
class UsbRedirI2cTest {
    private static final HexFormat HEX = HexFormat.of();

    /** Greeting of an emulator that offers the same options. */
    private static final String GREETING =
            "00000000" + "44000000" + "00000000" + "71".repeat(64) + "70000000";

    @TempDir private Path folder;
    private final List<String> messages = new ArrayList<>();
    private UsbRedirI2c.Answer answer = UsbRedirI2c.Answer.ACKNOWLEDGED;
    private ServerSocketChannel server;
    private SocketChannel emulator;
    private UsbRedirI2c adapter;

    @BeforeEach
    void connect() throws IOException {
        Path socket = folder.resolve("usb");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        adapter = new UsbRedirI2c(socket, this::message);
        emulator = server.accept();
        send(GREETING);
        // Greeting, interfaces, endpoints; then the device, at full speed, 0403:c631.
        heard(80 + 148 + 176);
        assertEquals("01000000" + "08000000" + "0000000000000000" + "01ff0000030431c6", heard(24));
    }

    @AfterEach
    void disconnect() throws IOException {
        adapter.close();
        emulator.close();
        server.close();
    }

    private UsbRedirI2c.Answer message(int address, boolean reads, byte[] bytes, boolean stop) {
        messages.add(
                String.format(
                        "0x%02X %s %s%s",
                        address,
                        reads ? "reads" : "writes",
                        reads ? bytes.length : HEX.formatHex(bytes),
                        stop ? ", stop" : ""));
        if (reads) {
            bytes[0] = 0x0C;
        }
        return answer;
    }

    private void send(String packet) throws IOException {
        emulator.write(ByteBuffer.wrap(HEX.parseHex(packet)));
    }

    private String heard(int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && emulator.read(buffer) >= 0) {
            continue;
        }
        return HEX.formatHex(buffer.array());
    }

    @Test
    void aRegisterReadIsTwoMessagesOfWhichTheSecondStops() throws IOException {
        send("64000000" + "0b000000" + "0700000000000000" + "00054100" + "000036000100" + "0e");
        assertEquals(
                "64000000" + "0a000000" + "0700000000000000" + "00054100" + "000036000100",
                heard(26));
        send("64000000" + "0a000000" + "0800000000000000" + "8006c100" + "010036000200");
        assertEquals(
                "64000000" + "0c000000" + "0800000000000000" + "8006c100" + "010036000200" + "0c00",
                heard(28));

        assertEquals(List.of("0x36 writes 0e", "0x36 reads 2, stop"), messages);
    }

    @Test
    void whetherTheAddressAnsweredIsToldWhenAsked() throws IOException {
        answer = UsbRedirI2c.Answer.NOT_ACKNOWLEDGED;
        send("64000000" + "0a000000" + "0100000000000000" + "00074100" + "000037000000");
        heard(26);
        send("64000000" + "0a000000" + "0200000000000000" + "8003c100" + "000000000100");
        assertEquals(
                "64000000" + "0b000000" + "0200000000000000" + "8003c100" + "000000000100" + "02",
                heard(27));
    }

    @Test
    void anAdapterThatGivesUpStallsTheTransfer() throws IOException {
        answer = UsbRedirI2c.Answer.STALLED;
        send("64000000" + "0a000000" + "0100000000000000" + "00074100" + "000036000000");
        assertEquals(
                "64000000" + "0a000000" + "0100000000000000" + "00074104" + "000036000000",
                heard(26));
    }
}
