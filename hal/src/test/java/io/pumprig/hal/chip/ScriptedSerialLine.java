package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.DeviceVectors;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.SerialLine;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A serial line that expects literal datagrams in order and lets arrive what it was told. A
 * datagram that it was not told of fails the test.
 */
public final class ScriptedSerialLine implements SerialLine {
    private record Exchange(String sent, String arrives, Outcome outcome) {}

    private final Deque<Exchange> script = new ArrayDeque<>();
    private final Deque<Byte> arrived = new ArrayDeque<>();
    private boolean gone;
    private int written;

    /** Expects a datagram; its echo and then {@code answer} arrive. */
    public ScriptedSerialLine exchange(String sent, String answer) {
        return receives(sent, answer.isEmpty() ? sent : sent + " " + answer);
    }

    /** Expects a datagram; exactly {@code arrives} arrives, echo included. */
    public ScriptedSerialLine receives(String sent, String arrives) {
        script.add(new Exchange(sent, arrives, Outcome.OK));
        return this;
    }

    /** Expects a datagram, and refuses it. */
    public ScriptedSerialLine refuses(String sent, Outcome outcome) {
        script.add(new Exchange(sent, "", outcome));
        return this;
    }

    /** Lets bytes arrive that nobody asked for. */
    public void stray(String bytes) {
        for (byte b : DeviceVectors.bytes(bytes)) {
            arrived.add(b);
        }
    }

    /** From now on the line is gone. */
    public void vanish() {
        gone = true;
    }

    /** Datagrams written so far. */
    public int written() {
        return written;
    }

    /** Fails the test when a datagram was expected and did not come. */
    public void assertDone() {
        assertTrue(script.isEmpty(), () -> "still expected: " + script);
    }

    @Override
    public Outcome write(byte[] bytes, int length) {
        String sent = DeviceVectors.text(bytes, length);
        assertFalse(script.isEmpty(), () -> "not told of this datagram: " + sent);
        Exchange exchange = script.remove();
        assertEquals(exchange.sent(), sent);
        stray(exchange.arrives());
        written++;
        return exchange.outcome();
    }

    @Override
    public int read(byte[] into, int offset) {
        if (gone) {
            return -1;
        }
        int taken = 0;
        while (offset + taken < into.length && !arrived.isEmpty()) {
            into[offset + taken] = arrived.remove();
            taken++;
        }
        return taken;
    }
}
