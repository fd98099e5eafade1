package io.pumprig.hardware.virtualpi;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.SerialLine;
import java.io.ByteArrayOutputStream;

/** A serial plug whose two wires are tied together: what is sent comes back. */
final class TiedWires implements SerialLine {
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    @Override
    public Outcome write(byte[] bytes, int length) {
        waiting.write(bytes, 0, length);
        return Outcome.OK;
    }

    @Override
    public int read(byte[] into, int offset) {
        byte[] bytes = waiting.toByteArray();
        int length = Math.min(bytes.length, into.length - offset);
        System.arraycopy(bytes, 0, into, offset, length);
        waiting.reset();
        waiting.write(bytes, length, bytes.length - length);
        return length;
    }
}
