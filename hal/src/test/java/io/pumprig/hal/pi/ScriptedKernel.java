package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.jna.Pointer;
import io.pumprig.hal.DeviceVectors;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The kernel's side of an I2C transfer: reads the structures that it is handed as the kernel does,
 * on a 64-bit system, and answers as it was told. A transfer that it was not told of fails.
 */
final class ScriptedKernel implements Ioctl {
    private static final long I2C_RDWR = 0x0707;
    private static final int FD = 5;

    private record Transfer(String messages, String answer, int result) {}

    private final Queue<Transfer> script = new ArrayDeque<>();
    private int calls;

    /** Expects {@code messages}, such as {@code W36 0C | R36 2}; fills in {@code answer}. */
    ScriptedKernel answers(String messages, String answer, int result) {
        script.add(new Transfer(messages, answer, result));
        return this;
    }

    int calls() {
        return calls;
    }

    @Override
    public int control(int fd, long request, long argument) {
        calls++;
        assertEquals(FD, fd, "file");
        assertEquals(I2C_RDWR, request, "request");
        Transfer transfer = script.poll();
        if (transfer == null) {
            return fail("not told what to answer");
        }
        Pointer head = new Pointer(argument);
        long messages = head.getLong(0);
        int count = head.getInt(8);
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < count; i++) {
            Pointer message = new Pointer(messages + 16L * i);
            int length = message.getShort(4);
            Pointer buffer = message.getPointer(8);
            boolean isRead = message.getShort(2) == 1;
            seen.append(i == 0 ? "" : " | ")
                    .append(isRead ? "R" : "W")
                    .append(String.format("%02X ", message.getShort(0)))
                    .append(
                            isRead
                                    ? length
                                    : DeviceVectors.text(buffer.getByteArray(0, length), length));
            if (isRead) {
                byte[] answer = DeviceVectors.bytes(transfer.answer());
                buffer.write(0, answer, 0, answer.length);
            }
        }
        assertEquals(transfer.messages(), seen.toString());
        return transfer.result();
    }
}
