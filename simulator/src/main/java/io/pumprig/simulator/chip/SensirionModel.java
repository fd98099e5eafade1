package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What both generations of flow sensors have in common: a cell in the line, the time after power-up
 * in which they hear nothing, the faults that any of them may have, and the count of what those
 * altered. Commands and frames are the generation's own.
 */
abstract class SensirionModel implements FlowModel {
    final Plant plant;
    final FlowCell cell;

    private final int address;
    private final long startUpNanos;
    private final RandomStream flips;

    private long deafUntilNanos;
    private double flipProbability;
    private boolean saturated;
    private long effects;

    /**
     * A sensor that was just switched on, and is up.
     *
     * @param address 7-bit address
     * @param startUpNanos how long it is deaf after power-up
     * @param name what the names of its streams begin with
     */
    SensirionModel(
            Plant plant, FlowCell cell, int address, long startUpNanos, String name, long seed) {
        this.plant = plant;
        this.cell = cell;
        this.address = address;
        this.startUpNanos = startUpNanos;
        flips = new RandomStream(seed, name + ".flip");
        deafUntilNanos = plant.nowNanos();
    }

    /** It measures nothing any more, and has not been told anything. */
    abstract void idle();

    @Override
    public final int address() {
        return address;
    }

    // ---- time

    final boolean isDeaf(long nanos) {
        return nanos < deafUntilNanos;
    }

    final void deafUntil(long nanos) {
        deafUntilNanos = nanos;
    }

    /** It begins anew, as after power-up. */
    final void restart(long nanos) {
        idle();
        deafUntilNanos = nanos + startUpNanos;
    }

    // ---- what the faults do

    /** Flips one of the first {@code bits} bits, as likely as was set, if it is in the answer. */
    final void flip(byte[] into, int length, int bits) {
        if (flipProbability == 0 || flips.nextDouble() >= flipProbability) {
            return;
        }
        int bit = (int) (flips.nextDouble() * bits);
        if (bit / 8 < length) {
            into[bit / 8] ^= 1 << bit % 8;
            effects++;
        }
    }

    final boolean isSaturated() {
        return saturated;
    }

    /** A fault has altered something. */
    final void countEffect() {
        effects++;
    }

    // ---- faults, at the plant's noted time

    /** How likely one bit of an answer is to flip on its way; 0 for never. */
    @Override
    public final void bitFlipProbability(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(probability + ", allowed: 0 to 1");
        }
        flipProbability = probability;
    }

    /** Output at its end, and the flag where there is one, whatever flows. */
    @Override
    public final void saturated(boolean on) {
        saturated = on;
    }

    /** Fouling: what it reads over what flows; 1 when clean, 0 to 10. */
    @Override
    public final void gain(double factor) {
        cell.gain(factor);
    }

    /** Power-up or brown-out: deaf for a while, then idle. */
    @Override
    public final void reset() {
        restart(plant.nowNanos());
        effects++;
    }

    /** Answers that a fault altered, and losses of the measurement. */
    @Override
    public final long effects() {
        return effects;
    }

    // ---- snapshot

    /** {@inheritDoc} A generation adds what is its own. */
    @Override
    public void save(DataOutput out) throws IOException {
        cell.save(out);
        flips.save(out);
        out.writeLong(deafUntilNanos);
        out.writeDouble(flipProbability);
        out.writeBoolean(saturated);
        out.writeLong(effects);
    }

    /** {@inheritDoc} A generation adds what is its own. */
    @Override
    public void load(DataInput in) throws IOException {
        cell.load(in);
        flips.load(in);
        deafUntilNanos = in.readLong();
        flipProbability = in.readDouble();
        saturated = in.readBoolean();
        effects = in.readLong();
    }
}
