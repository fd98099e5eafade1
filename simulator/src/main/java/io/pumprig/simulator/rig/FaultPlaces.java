package io.pumprig.simulator.rig;

import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.board.Operation;
import io.pumprig.simulator.board.OperationWatch;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultType;
import io.pumprig.simulator.fault.HostFaults;
import io.pumprig.simulator.fault.Injection;
import io.pumprig.simulator.fault.Places;
import io.pumprig.simulator.time.VirtualClock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Binds each declared fault of the rig to the place in plant, chips or wires where it acts. What it
 * does there reaches the controller only through registers, frames and levels. What this rig does
 * not have has no place.
 */
final class FaultPlaces implements Places {
    private static final long MILLIS_PER_SECOND = 1_000;

    private final SimulatedBoard board;
    private final OperandNames operands;
    private final PlaceBook book = new PlaceBook();
    private final StepNoise stepNoise;

    FaultPlaces(SimulatedBoard board, RigWiring wiring, VirtualClock clock) {
        this.board = board;
        operands = new OperandNames(wiring);
        stepNoise = new StepNoise(board, clock);
        new FluidPlaces(board, book).enter();
        new ChipPlaces(board, wiring, book).enter();
        new WirePlaces(board, wiring, stepNoise, book).enter();
        book.put(HostFaults.CLOCK_STEP, "calendar", new Calendar(clock));
    }

    @Override
    public Injection of(FaultType type, String instance) {
        return book.of(type, instance);
    }

    @Override
    public int operand(Operation operation, String target) {
        return operands.operand(operation, target);
    }

    @Override
    public List<String> operands(Operation operation) {
        return operands.names(operation);
    }

    @Override
    public void watchedBy(OperationWatch watch) {
        board.watchedBy(watch);
    }

    void stir(long nanos) {
        stepNoise.stir(nanos);
    }

    void save(DataOutput out) throws IOException {
        stepNoise.save(out);
        book.save(out);
    }

    void load(DataInput in) throws IOException {
        stepNoise.load(in);
        book.load(in);
    }

    /** The host's calendar, which somebody may set. */
    private record Calendar(VirtualClock clock) implements Injection {
        @Override
        public void apply(Fault fault, double share, long nowNanos) {
            if (fault != null) {
                clock.stepUtc((long) fault.value("seconds") * MILLIS_PER_SECOND);
            }
        }

        @Override
        public long effects() {
            return clock.utcSteps();
        }
    }
}
