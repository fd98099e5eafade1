package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * SF04 liquid flow sensor LG16 on the line (device reference 5.3): commands of one byte, a memory
 * of words with part name, scale and unit, and flow as one word with its CRC.
 *
 * <p>A conversion lasts 80 ms; the value is the mean since the last read, renewed no faster than
 * that. Scale factors are such that the output ends somewhat beyond full scale, as the part's does
 * (C).
 */
public final class Lg16Model extends SensirionModel {
    /** The part's address. */
    static final int ADDRESS = 0x40;

    private static final int MEASURE = 0xF1;
    private static final int READ_USER_REGISTER = 0xE3;
    private static final int READ_MEMORY = 0xFA;
    private static final int RESET = 0xFE;

    private static final int SCALE = 0x2B6;
    private static final int UNIT = 0x2B7;
    private static final int NAME = 0x2E8;
    private static final int NAME_END = 0x2F2;
    private static final int SERIAL = 0x2F8;

    private static final long START_UP_NANOS = 50_000_000L;
    private static final long CONVERSION_NANOS = 80_000_000L;
    private static final int MOST_COUNTS = 32_767;
    private static final int WORD_LENGTH = 3;
    private static final int MOST_WORDS = 10;
    private static final int BITS = 24;

    /** Repeatability without flow: 0.01 % of full scale. */
    private static final double FLOOR_OF_FULL_SCALE = 1e-4;

    /** Members of the family that can be on the line. */
    public enum Part {
        /** uL/min; the output ends at 120. */
        LG16_0430D("LG16-0430D", 2116, 270, 270, 80),
        /** nL/min. */
        LG16_0150D("LG16-0150D", 2115, 4, 4_000, 7),
        /** nL/min. */
        LG16_0025D("LG16-0025D", 2115, 20, 20_000, 1.5);

        private final String name;
        private final int unitCode;
        private final int scale;
        private final double countsPerMicrolitreAMinute;
        private final double fullScaleMicrolitresPerMinute;

        Part(
                String name,
                int unitCode,
                int scale,
                double countsPerMicrolitreAMinute,
                double fullScaleMicrolitresPerMinute) {
            this.name = name;
            this.unitCode = unitCode;
            this.scale = scale;
            this.countsPerMicrolitreAMinute = countsPerMicrolitreAMinute;
            this.fullScaleMicrolitresPerMinute = fullScaleMicrolitresPerMinute;
        }
    }

    private enum State {
        IDLE,
        USER_REGISTER,
        MEMORY,
        MEASURING
    }

    private static final State[] STATES = State.values();

    private final Part part;
    private final long serial;
    private final byte[] answer = new byte[MOST_WORDS * WORD_LENGTH];

    private State state = State.IDLE;
    private int memoryAt;
    private long startedNanos;
    private int counts;
    private boolean zeros;

    /**
     * A sensor that was just switched on, and is up.
     *
     * @param address 7-bit address, part of the streams' names
     */
    public Lg16Model(Plant plant, Part part, int address, long seed) {
        this(plant, part, address, "lg16.0x" + Integer.toHexString(address), seed);
    }

    private Lg16Model(Plant plant, Part part, int address, String name, long seed) {
        super(plant, cell(plant, part, name, seed), address, START_UP_NANOS, name, seed);
        this.part = part;
        serial = new RandomStream(seed, name + ".serial").nextLong();
    }

    private static FlowCell cell(Plant plant, Part part, String name, long seed) {
        double floor = FLOOR_OF_FULL_SCALE * part.fullScaleMicrolitresPerMinute;
        return new FlowCell(plant, floor, CONVERSION_NANOS, name, seed);
    }

    // ---- wire

    @Override
    public boolean write(byte[] bytes, int length, long nanos) {
        if (isDeaf(nanos)) {
            return false;
        }
        if (length == 0) {
            return true;
        }
        switch (bytes[0] & 0xFF) {
            case MEASURE -> measureFrom(nanos);
            case READ_USER_REGISTER -> state = State.USER_REGISTER;
            case READ_MEMORY -> {
                if (length != 3) {
                    return false;
                }
                memoryAt = (bytes[1] & 0xFF) << 4 | (bytes[2] & 0xFF) >> 4;
                state = State.MEMORY;
            }
            case RESET -> restart(nanos);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void measureFrom(long nanos) {
        state = State.MEASURING;
        startedNanos = nanos;
        counts = 0;
        cell.begin(nanos);
    }

    @Override
    void idle() {
        state = State.IDLE;
    }

    @Override
    public boolean read(byte[] into, int length, long nanos) {
        boolean measuring = state == State.MEASURING;
        boolean early = measuring && nanos - startedNanos < CONVERSION_NANOS;
        if (isDeaf(nanos) || state == State.IDLE || early) {
            return false;
        }
        if (measuring) {
            measure(nanos);
        }
        for (int i = 0; i < MOST_WORDS; i++) {
            SensirionFrame.put(answer, i, word(i), SensirionFrame.SF04_START);
        }
        int words = state == State.MEMORY ? MOST_WORDS : 1;
        SensirionFrame.copy(answer, words * WORD_LENGTH, into, length);
        disturb(into, length);
        return true;
    }

    private int word(int number) {
        return switch (state) {
            case MEMORY -> memory(memoryAt + number);
            case MEASURING -> counts;
            // Calibration field 0 is in use.
            default -> 0x0003;
        };
    }

    private int memory(int at) {
        if (at >= NAME && at < NAME_END) {
            int letter = 2 * (at - NAME);
            return letter(letter) << 8 | letter(letter + 1);
        }
        return switch (at) {
            case SCALE -> part.scale;
            case UNIT -> part.unitCode;
            case SERIAL -> (int) (serial >> 16 & 0xFFFF);
            case SERIAL + 1 -> (int) (serial & 0xFFFF);
            default -> 0;
        };
    }

    private int letter(int at) {
        return at < part.name.length() ? part.name.charAt(at) : 0;
    }

    @Override
    public void generalCall(int command, long nanos) {
        // The part does not listen to general calls.
    }

    // ---- measuring

    private void measure(long nanos) {
        if (!cell.look(nanos)) {
            return;
        }
        if (isSaturated() || cell.isFouled()) {
            countEffect();
        }
        double exact = cell.microlitresPerMinute() * part.countsPerMicrolitreAMinute;
        double seen = isSaturated() ? MOST_COUNTS : exact;
        counts = (int) StrictMath.rint(Math.max(-MOST_COUNTS, Math.min(MOST_COUNTS, seen)));
    }

    private void disturb(byte[] into, int length) {
        if (zeros) {
            for (int i = 0; i < length; i++) {
                into[i] = 0;
            }
            countEffect();
        }
        flip(into, length, Math.min(8 * length, BITS));
    }

    // ---- faults, at the plant's noted time

    /** The part acknowledges, but holds its data low: all answers are zeros, and their CRC fits. */
    public void zeros(boolean on) {
        zeros = on;
    }

    // ---- snapshot

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        out.writeInt(state.ordinal());
        out.writeInt(memoryAt);
        out.writeLong(startedNanos);
        out.writeInt(counts);
        out.writeBoolean(zeros);
    }

    @Override
    public void load(DataInput in) throws IOException {
        super.load(in);
        state = STATES[in.readInt()];
        memoryAt = in.readInt();
        startedNanos = in.readLong();
        counts = in.readInt();
        zeros = in.readBoolean();
    }
}
