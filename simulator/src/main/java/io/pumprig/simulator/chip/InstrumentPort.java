package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The serial port of a bench instrument: bytes that are on their way in, and answers on their way
 * out one after the other, each with its time. A sender with another baud rate is not understood.
 */
final class InstrumentPort {
    private static final int PENDING = 256;
    private static final int BITS_PER_BYTE = 10;
    private static final long PICOS_PER_SECOND = 1_000_000_000_000L;
    private static final long PICOS_PER_NANO = 1_000;

    /** How far a receiver samples beside the middle of a bit before it errs: one part in 20. */
    private static final int TOLERANCE = 20;

    private final RandomStream noise;
    private final long bitPicos;
    private final byte[] bytes = new byte[PENDING];
    private final long[] ends = new long[PENDING];
    private int first;
    private int count;
    private long heardNanos;
    private long sayingUntilNanos = Long.MIN_VALUE;
    private boolean silent;
    private boolean deaf;
    private double corruptProbability;
    private long effects;
    private SerialListener listener;

    InstrumentPort(String name, int baud, long seed) {
        noise = new RandomStream(seed, name + ".corrupt");
        bitPicos = PICOS_PER_SECOND / baud;
    }

    void listener(SerialListener newListener) {
        listener = newListener;
    }

    void hear(int value, long startNanos, long senderBitPicos) {
        if (Math.abs(senderBitPicos - bitPicos) > bitPicos / TOLERANCE || count == PENDING) {
            return;
        }
        int slot = (first + count) & (PENDING - 1);
        bytes[slot] = (byte) value;
        ends[slot] = startNanos + BITS_PER_BYTE * bitPicos / PICOS_PER_NANO;
        count++;
    }

    /** The next byte that has wholly arrived by {@code nanos}; -1 when there is none. */
    int next(long nanos) {
        while (count > 0 && ends[first] <= nanos) {
            int value = bytes[first] & 0xFF;
            heardNanos = ends[first];
            first = (first + 1) & (PENDING - 1);
            count--;
            if (!deaf) {
                return value;
            }
            effects++;
        }
        return -1;
    }

    /** When the byte that {@link #next} gave had arrived. */
    long heardNanos() {
        return heardNanos;
    }

    /** Says the line no earlier than {@code nanos}, behind what is being said already. */
    void say(AsciiLine line, long nanos) {
        if (silent || deaf) {
            effects++;
            return;
        }
        long start = Math.max(nanos, sayingUntilNanos);
        sayingUntilNanos = start + BITS_PER_BYTE * bitPicos * line.length() / PICOS_PER_NANO;
        if (corruptProbability > 0 && noise.nextDouble() < corruptProbability) {
            long draw = noise.nextLong();
            line.bytes()[(int) Math.floorMod(draw, (long) line.length())] ^=
                    (byte) (1 << (draw >>> 32 & 7));
            effects++;
        }
        if (listener != null) {
            listener.heard(line.bytes(), line.length(), start, bitPicos);
        }
    }

    /** What was to be said is not said any more, nor what arrives heard: the power is off. */
    void dropHeard() {
        first = 0;
        count = 0;
    }

    // ---- faults

    /** Answers are lost on the way; what is sent arrives. */
    void silent(boolean on) {
        silent = on;
    }

    /** The cable is out: nothing arrives on either side. */
    void deaf(boolean on) {
        deaf = on;
    }

    /** One bit of so many of the answers is wrong. */
    void corruptProbability(double probability) {
        corruptProbability = probability;
    }

    /** Bytes and answers that a fault altered. */
    long effects() {
        return effects;
    }

    // ---- snapshot

    void save(DataOutput out) throws IOException {
        noise.save(out);
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            int slot = (first + i) & (PENDING - 1);
            out.writeByte(bytes[slot]);
            out.writeLong(ends[slot]);
        }
        out.writeLong(heardNanos);
        out.writeLong(sayingUntilNanos);
        out.writeBoolean(silent);
        out.writeBoolean(deaf);
        out.writeDouble(corruptProbability);
        out.writeLong(effects);
    }

    void load(DataInput in) throws IOException {
        noise.load(in);
        first = 0;
        count = in.readInt();
        for (int i = 0; i < count; i++) {
            bytes[i] = in.readByte();
            ends[i] = in.readLong();
        }
        heardNanos = in.readLong();
        sayingUntilNanos = in.readLong();
        silent = in.readBoolean();
        deaf = in.readBoolean();
        corruptProbability = in.readDouble();
        effects = in.readLong();
    }
}
