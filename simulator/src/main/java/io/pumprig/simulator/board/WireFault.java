package io.pumprig.simulator.board;

import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One way in which a wire may fail: with a probability for each occasion, after some occasions are
 * let by, and for some only. Sound until {@link #occur} is called.
 */
public final class WireFault {
    /** No limit to how often. */
    public static final long ALWAYS = Long.MAX_VALUE;

    private final RandomStream stream;

    private Runnable whenChanged = () -> {};
    private double probability;
    private long skip;
    private long left;
    private long effects;

    WireFault(RandomStream stream) {
        this.stream = stream;
    }

    /** Strikes at every occasion from now on. */
    public void occur() {
        occur(1, 0, ALWAYS);
    }

    /** Strikes with the given probability; 0 is the same as no fault. */
    public void occur(double newProbability) {
        occur(newProbability, 0, ALWAYS);
    }

    /** Lets {@code skipped} occasions by, then may strike at the next {@code count}. */
    public void occur(double newProbability, long skipped, long count) {
        if (!(newProbability >= 0 && newProbability <= 1) || skipped < 0 || count < 0) {
            throw new IllegalArgumentException(
                    "probability " + newProbability + ", skip " + skipped + ", count " + count);
        }
        probability = newProbability;
        skip = skipped;
        left = count;
        whenChanged.run();
    }

    /** Tells somebody who would rather not ask {@link #strikes} in vain. */
    void whenChanged(Runnable listener) {
        whenChanged = listener;
    }

    /** False while it cannot strike. */
    boolean isSet() {
        return probability > 0;
    }

    /** Sound again. */
    public void clear() {
        probability = 0;
        whenChanged.run();
    }

    /** How often it has struck since the start. */
    public long effects() {
        return effects;
    }

    /** An occasion; true when the fault strikes, which is counted. */
    boolean strikes() {
        if (probability == 0) {
            return false;
        }
        if (skip > 0) {
            skip--;
            return false;
        }
        if (left == 0) {
            return false;
        }
        if (left != ALWAYS) {
            left--;
        }
        if (probability < 1 && stream.nextDouble() >= probability) {
            return false;
        }
        effects++;
        return true;
    }

    /** Bits of chance for what the fault does. */
    long draw() {
        return stream.nextLong();
    }

    void save(DataOutput out) throws IOException {
        stream.save(out);
        out.writeDouble(probability);
        out.writeLong(skip);
        out.writeLong(left);
        out.writeLong(effects);
    }

    void load(DataInput in) throws IOException {
        stream.load(in);
        probability = in.readDouble();
        skip = in.readLong();
        left = in.readLong();
        effects = in.readLong();
        whenChanged.run();
    }
}
