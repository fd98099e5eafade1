package io.pumprig.simulator.chip;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A bench instrument on a serial line: its port, what may be wrong with any of them between the
 * instrument and its reader, and the count of what faults altered. What it understands and answers
 * is its own.
 */
public abstract class SerialInstrument implements SerialPart {
    final InstrumentPort port;

    private long effects;

    SerialInstrument(InstrumentPort port) {
        this.port = port;
    }

    // ---- wire

    @Override
    public final void listener(SerialListener listener) {
        port.listener(listener);
    }

    @Override
    public final void hear(int value, long startNanos, long bitPicos) {
        port.hear(value, startNanos, bitPicos);
    }

    // ---- faults, at the plant's noted time

    /** Its answers do not arrive. */
    public final void silent(boolean on) {
        port.silent(on);
    }

    /** The cable is out. */
    public final void unplugged(boolean on) {
        port.deaf(on);
    }

    /** One bit of so many of its answers is wrong. */
    public final void corruptProbability(double probability) {
        port.corruptProbability(probability);
    }

    /** A fault of the instrument itself has altered something. */
    final void countEffect() {
        effects++;
    }

    /**
     * Answers that a fault altered or swallowed, and whatever else faults did to the instrument.
     */
    public final long effects() {
        return effects + port.effects();
    }

    // ---- snapshot

    /** Writes everything that influences the future, faults included. */
    public void save(DataOutput out) throws IOException {
        port.save(out);
        out.writeLong(effects);
    }

    /** Takes over what {@link #save} wrote, into an instrument of the same settings and seed. */
    public void load(DataInput in) throws IOException {
        port.load(in);
        effects = in.readLong();
    }
}
