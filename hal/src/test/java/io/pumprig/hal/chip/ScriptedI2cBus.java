package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.DeviceVectors;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.I2cBus;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An I2C bus that expects literal transfers in order. A transfer that it was not told of fails the
 * test.
 */
public final class ScriptedI2cBus implements I2cBus {
    private record Transfer(int address, String sent, String answer, Outcome outcome) {}

    private final Deque<Transfer> script = new ArrayDeque<>();
    private int address;

    /** The transfers that follow are for this address. */
    public ScriptedI2cBus at(int address) {
        this.address = address;
        return this;
    }

    /** Expects a write and acknowledges it. */
    public ScriptedI2cBus write(String bytes) {
        script.add(new Transfer(address, bytes, "", Outcome.OK));
        return this;
    }

    /** Expects a read of register {@code pointer} and answers it. */
    public ScriptedI2cBus read(String pointer, String answer) {
        script.add(new Transfer(address, pointer, answer, Outcome.OK));
        return this;
    }

    /** Expects a transfer that begins with {@code bytes}, and fails it. */
    public ScriptedI2cBus fail(String bytes, Outcome outcome) {
        assertTrue(outcome.isFailure());
        script.add(new Transfer(address, bytes, "", outcome));
        return this;
    }

    /** Fails the test when a transfer was expected and did not come. */
    public void assertDone() {
        assertTrue(script.isEmpty(), () -> "still expected: " + script);
    }

    @Override
    public Outcome write(int address, byte[] bytes, int length) {
        return next(address, bytes, length, "write").outcome();
    }

    @Override
    public Outcome writeRead(
            int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
        Transfer transfer = next(address, bytes, writeLength, "read");
        if (transfer.outcome().isOk()) {
            byte[] answer = DeviceVectors.bytes(transfer.answer());
            assertEquals(answer.length, readLength, () -> "length of the read in " + transfer);
            System.arraycopy(answer, 0, into, 0, readLength);
        }
        return transfer.outcome();
    }

    private Transfer next(int address, byte[] bytes, int length, String kind) {
        String sent = DeviceVectors.text(bytes, length);
        assertFalse(script.isEmpty(), () -> "not told of this " + kind + ": " + sent);
        Transfer transfer = script.remove();
        assertEquals(transfer.sent(), sent, kind);
        assertEquals(transfer.address(), address, "address");
        if (transfer.outcome().isOk()) {
            assertEquals(transfer.answer().isEmpty(), kind.equals("write"), kind);
        }
        return transfer;
    }
}
