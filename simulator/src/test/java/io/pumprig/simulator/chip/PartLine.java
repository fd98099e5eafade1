package io.pumprig.simulator.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.SerialLine;
import java.util.ArrayDeque;
import java.util.Deque;

/** A cable with two wires between a driver and the model of an instrument, with true byte times. */
final class PartLine implements SerialLine, SerialListener {
    private record Arrival(byte value, long nanos) {}

    private final SerialPart part;
    private final RigClock clock;
    private final long bitPicos;
    private final Deque<Arrival> arrivals = new ArrayDeque<>();
    private long sendingUntilNanos = Long.MIN_VALUE;
    private boolean gone;

    PartLine(SerialPart part, RigClock clock, int baud) {
        this.part = part;
        this.clock = clock;
        this.bitPicos = 1_000_000_000_000L / baud;
        part.listener(this);
    }

    /** The adapter was pulled out of the computer. */
    void gone(boolean isGone) {
        gone = isGone;
    }

    private long byteNanos(int bytes) {
        return 10L * bytes * bitPicos / 1000;
    }

    @Override
    public Outcome write(byte[] bytes, int length) {
        if (gone) {
            return Outcome.BUS_ERROR;
        }
        long start = Math.max(clock.nanos(), sendingUntilNanos);
        part.settle(clock.nanos());
        for (int i = 0; i < length; i++) {
            part.hear(bytes[i] & 0xFF, start + byteNanos(i), bitPicos);
        }
        sendingUntilNanos = start + byteNanos(length);
        return Outcome.OK;
    }

    @Override
    public int read(byte[] into, int offset) {
        if (gone) {
            return -1;
        }
        part.settle(clock.nanos());
        int taken = 0;
        while (offset + taken < into.length
                && !arrivals.isEmpty()
                && arrivals.peek().nanos() <= clock.nanos()) {
            into[offset + taken] = arrivals.remove().value();
            taken++;
        }
        return taken;
    }

    @Override
    public void heard(byte[] bytes, int length, long startNanos, long itsBitPicos) {
        for (int i = 0; i < length; i++) {
            arrivals.add(new Arrival(bytes[i], startNanos + 10L * (i + 1) * itsBitPicos / 1000));
        }
    }
}
