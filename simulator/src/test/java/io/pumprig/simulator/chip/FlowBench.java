package io.pumprig.simulator.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;

/**
 * A plant whose head turns evenly, and a bus with one part on it: what a driver needs to be tried
 * on a model alone.
 */
final class FlowBench implements I2cBus {
    /** No losses and no drift of temperature; an inlet that lets a fast head have its fluid. */
    static final PlantSettings EXACT = exact();

    final VirtualClock clock = new VirtualClock(0);
    final Plant plant;

    private int address = -1;
    private I2cPart part;
    private long periodNanos;
    private long nextStepNanos;

    FlowBench(PlantSettings settings) {
        plant = new Plant(settings, 1, 0);
        plant.energise(0, true);
    }

    private static PlantSettings exact() {
        PlantSettings reference = PlantSettings.reference().isothermal();
        return reference
                .with(reference.head().lossless())
                .with(new PlantSettings.Reservoir(20_000, 2000, 0, 2000, 5, 50, 1e-6, 5, 0.998));
    }

    /** Puts the part on the bus. */
    void attach(int newAddress, I2cPart newPart) {
        address = newAddress;
        part = newPart;
    }

    /** From now on a microstep of 6.25 nL each {@code nanos}; 0 stops the head. */
    void microstepEach(long nanos) {
        periodNanos = nanos;
        nextStepNanos = clock.nanos() + nanos;
    }

    /** Lets time pass. */
    void pass(long nanos) {
        long end = clock.nanos() + nanos;
        while (periodNanos > 0 && nextStepNanos <= end) {
            plant.microstep(nextStepNanos, true);
            nextStepNanos += periodNanos;
        }
        clock.advanceTo(end);
        plant.advanceTo(end);
    }

    @Override
    public Outcome write(int to, byte[] bytes, int length) {
        if (to == 0) {
            throw new AssertionError("a general call resets every listener on the bus");
        }
        boolean taken = to == address && part.write(bytes, length, clock.nanos());
        return taken ? Outcome.OK : Outcome.NO_ACKNOWLEDGE;
    }

    @Override
    public Outcome writeRead(int to, byte[] bytes, int writeLength, byte[] into, int readLength) {
        boolean there = to == address;
        boolean written =
                there && (writeLength == 0 || part.write(bytes, writeLength, clock.nanos()));
        boolean read = written && part.read(into, readLength, clock.nanos());
        return read ? Outcome.OK : Outcome.NO_ACKNOWLEDGE;
    }
}
