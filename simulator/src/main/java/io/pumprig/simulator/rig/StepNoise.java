package io.pumprig.simulator.rig;

import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.Injection;
import io.pumprig.simulator.time.VirtualClock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Edges on the step line that nobody sent, evenly spread over time. */
final class StepNoise implements Injection {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long MOST_LATE_NANOS = 1_000_000_000L;

    private final SimulatedBoard board;
    private final VirtualClock clock;
    private long periodNanos;
    private long nextNanos = Long.MAX_VALUE;

    StepNoise(SimulatedBoard board, VirtualClock clock) {
        this.board = board;
        this.clock = clock;
    }

    @Override
    public void apply(Fault fault, double share, long nowNanos) {
        if (fault == null) {
            nextNanos = Long.MAX_VALUE;
        } else {
            periodNanos = Math.round(NANOS_PER_SECOND / fault.value("perSecond"));
            nextNanos = clock.nanos() + periodNanos;
        }
    }

    /**
     * Gives the edges that are due; in a cycle without noise one comparison. Edges of a time in
     * which nobody ticked, a restart, are not given all at once afterwards.
     */
    void stir(long nanos) {
        if (nanos >= nextNanos && nanos - nextNanos > MOST_LATE_NANOS) {
            nextNanos = nanos;
        }
        while (nanos >= nextNanos) {
            board.injectSteps(1);
            nextNanos += periodNanos;
        }
    }

    @Override
    public long effects() {
        return board.stepWire().injected();
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(periodNanos);
        out.writeLong(nextNanos);
    }

    void load(DataInput in) throws IOException {
        periodNanos = in.readLong();
        nextNanos = in.readLong();
    }
}
