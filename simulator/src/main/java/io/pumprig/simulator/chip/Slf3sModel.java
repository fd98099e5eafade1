package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * SF06 liquid flow sensor on the line (device reference 5.1): commands of 16 bits, frames of three
 * words. It acknowledges a read only when it has an answer, and a command only where it takes one:
 * while measuring, nothing but stop.
 *
 * <p>A reading is the mean since the last. Read later than 128 samples it says that it smooths; its
 * value is the mean all the same, from which a smoothed value of a flow that lasts does not differ.
 */
public final class Slf3sModel extends SensirionModel {
    /** The part's address. */
    static final int ADDRESS = 0x08;

    private static final int START_WATER = 0x3608;
    private static final int START_ALCOHOL = 0x3615;
    private static final int STOP = 0x3FF9;
    private static final int PRODUCT_ID_FIRST = 0x367C;
    private static final int PRODUCT_ID_SECOND = 0xE102;
    private static final int SLEEP = 0x3677;
    private static final int GENERAL_CALL_RESET = 0x06;

    private static final long STOP_NANOS = 500_000L;
    private static final long FIRST_VALUE_NANOS = 12_000_000L;
    private static final long START_UP_NANOS = 25_000_000L;
    private static final long SAMPLE_NANOS = 500_000L;
    private static final long SMOOTHING_NANOS = 128 * SAMPLE_NANOS;

    /** By how much the first value is wrong; gone when the part is warm (C). */
    private static final double WARM_UP_ERROR = 0.05;

    private static final int AIR_IN_LINE = 1;
    private static final int HIGH_FLOW = 1 << 1;
    private static final int SMOOTHING = 1 << 5;

    /** Where the output ends. */
    private static final int MOST_COUNTS = 32_500;

    private static final int COUNTS_PER_KELVIN = 200;
    private static final int FRAME_LENGTH = 9;
    private static final int FRAME_BITS = 72;
    private static final int PRODUCT_ID_LENGTH = 18;

    /** Members of the family that can be on the line. */
    public enum Part {
        /** Noise: 0.01 % of 2000 uL/min. */
        SLF3S_0600F(0x0703_0304, 10, 2_000, 0.2, 60_000_000L, false),
        /** 20 counts to a mL/h, range 1000 mL/h. */
        LD20_2600B(0x0702_0101, 1.2, 16_667, 2, 120_000_000L, true);

        private final int productId;
        private final double countsPerMicrolitreAMinute;
        private final double rangeMicrolitresPerMinute;
        private final double floorMicrolitresPerMinute;
        private final long warmUpNanos;
        private final boolean sleeps;

        Part(
                int productId,
                double countsPerMicrolitreAMinute,
                double rangeMicrolitresPerMinute,
                double floorMicrolitresPerMinute,
                long warmUpNanos,
                boolean sleeps) {
            this.productId = productId;
            this.countsPerMicrolitreAMinute = countsPerMicrolitreAMinute;
            this.rangeMicrolitresPerMinute = rangeMicrolitresPerMinute;
            this.floorMicrolitresPerMinute = floorMicrolitresPerMinute;
            this.warmUpNanos = warmUpNanos;
            this.sleeps = sleeps;
        }
    }

    private enum State {
        IDLE,
        ID_ASKED,
        ID_READY,
        MEASURING,
        ASLEEP
    }

    private static final State[] STATES = State.values();

    private final Part part;
    private final byte[] productId = new byte[PRODUCT_ID_LENGTH];
    private final byte[] frame = new byte[FRAME_LENGTH];

    private State state = State.IDLE;
    private long startedNanos;
    private boolean airFlagStuck;

    /**
     * A sensor that was just switched on, and is up.
     *
     * @param address 7-bit address, part of the streams' names
     */
    public Slf3sModel(Plant plant, Part part, int address, long seed) {
        this(plant, part, address, "slf3s.0x" + Integer.toHexString(address), seed);
    }

    private Slf3sModel(Plant plant, Part part, int address, String name, long seed) {
        super(plant, cell(plant, part, name, seed), address, START_UP_NANOS, name, seed);
        this.part = part;
        engrave(new RandomStream(seed, name + ".serial").nextLong());
    }

    private static FlowCell cell(Plant plant, Part part, String name, long seed) {
        return new FlowCell(plant, part.floorMicrolitresPerMinute, SAMPLE_NANOS, name, seed);
    }

    private void engrave(long serial) {
        put(productId, 0, part.productId >> 16);
        put(productId, 1, part.productId);
        for (int i = 0; i < 4; i++) {
            put(productId, 2 + i, (int) (serial >> 16 * (3 - i)));
        }
    }

    private static void put(byte[] bytes, int number, int word) {
        SensirionFrame.put(bytes, number, word, SensirionFrame.SF06_START);
    }

    // ---- wire

    @Override
    public boolean write(byte[] bytes, int length, long nanos) {
        if (!isListening(nanos)) {
            return false;
        }
        if (length != 2) {
            return length == 0;
        }
        int command = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        return command == STOP ? stop(nanos) : state != State.MEASURING && take(command, nanos);
    }

    /** One that sleeps hears its address, does not acknowledge, and wakes. */
    private boolean isListening(long nanos) {
        if (state == State.ASLEEP) {
            restart(nanos);
        }
        return !isDeaf(nanos);
    }

    private boolean stop(long nanos) {
        idle();
        deafUntil(nanos + STOP_NANOS);
        return true;
    }

    private boolean take(int command, long nanos) {
        switch (command) {
            case START_WATER -> start(nanos);
            case START_ALCOHOL -> {
                if (part.sleeps) {
                    return false;
                }
                start(nanos);
            }
            case PRODUCT_ID_FIRST -> state = State.ID_ASKED;
            case PRODUCT_ID_SECOND -> {
                if (state != State.ID_ASKED) {
                    return false;
                }
                state = State.ID_READY;
            }
            case SLEEP -> {
                if (!part.sleeps) {
                    return false;
                }
                state = State.ASLEEP;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void start(long nanos) {
        state = State.MEASURING;
        startedNanos = nanos;
        cell.begin(nanos);
    }

    @Override
    public boolean read(byte[] into, int length, long nanos) {
        if (!isListening(nanos)) {
            return false;
        }
        if (state == State.ID_READY) {
            SensirionFrame.copy(productId, PRODUCT_ID_LENGTH, into, length);
            return true;
        }
        if (state != State.MEASURING || nanos - startedNanos < FIRST_VALUE_NANOS) {
            return false;
        }
        measure(nanos);
        SensirionFrame.copy(frame, FRAME_LENGTH, into, length);
        flip(into, length, FRAME_BITS);
        return true;
    }

    @Override
    public void generalCall(int command, long nanos) {
        if (command == GENERAL_CALL_RESET) {
            restart(nanos);
        }
    }

    @Override
    void idle() {
        state = State.IDLE;
    }

    // ---- measuring

    private void measure(long nanos) {
        boolean slow = nanos - cell.lookedNanos() > SMOOTHING_NANOS;
        if (!cell.look(nanos)) {
            return;
        }
        double flow = cell.microlitresPerMinute() * (1 + warmUpError(nanos));
        int flags = slow ? SMOOTHING : 0;
        flags |= cell.hadAir() || airFlagStuck ? AIR_IN_LINE : 0;
        boolean beyond = Math.abs(flow) > part.rangeMicrolitresPerMinute;
        flags |= beyond || isSaturated() ? HIGH_FLOW : 0;
        countFaults();
        double counts = isSaturated() ? MOST_COUNTS : flow * part.countsPerMicrolitreAMinute;
        put(frame, 0, rounded(Math.max(-MOST_COUNTS, Math.min(MOST_COUNTS, counts))));
        put(frame, 1, rounded(plant.celsius() * COUNTS_PER_KELVIN));
        put(frame, 2, flags);
    }

    private double warmUpError(long nanos) {
        long coldNanos = Math.max(0, part.warmUpNanos - (nanos - startedNanos));
        return WARM_UP_ERROR * coldNanos / part.warmUpNanos;
    }

    private void countFaults() {
        if (airFlagStuck || isSaturated() || cell.isFouled()) {
            countEffect();
        }
    }

    private static int rounded(double value) {
        return (int) StrictMath.rint(value);
    }

    // ---- faults, at the plant's noted time

    /** The flag says air for ever. */
    public void airFlagStuck(boolean on) {
        airFlagStuck = on;
    }

    // ---- snapshot

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        out.write(frame);
        out.writeInt(state.ordinal());
        out.writeLong(startedNanos);
        out.writeBoolean(airFlagStuck);
    }

    @Override
    public void load(DataInput in) throws IOException {
        super.load(in);
        in.readFully(frame);
        state = STATES[in.readInt()];
        startedNanos = in.readLong();
        airFlagStuck = in.readBoolean();
    }
}
