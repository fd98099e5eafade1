package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.PlantWitness;
import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * AS5600 shaft encoder on the rotor (device reference 2). Samples each 150 us and holds; the noise
 * of a sample is a function of its number, so samples nobody reads cost nothing.
 */
public final class As5600Model implements I2cPart, PlantWitness {
    private static final int CONF_HIGH = 0x07;
    private static final int STATUS = 0x0B;
    private static final int RAW_ANGLE_HIGH = 0x0C;
    private static final int RAW_ANGLE_LOW = 0x0D;
    private static final int ANGLE_HIGH = 0x0E;
    private static final int ANGLE_LOW = 0x0F;
    private static final int AGC = 0x1A;
    private static final int MAGNITUDE_HIGH = 0x1B;
    private static final int MAGNITUDE_LOW = 0x1C;
    private static final int BURN = 0xFF;
    private static final int LAST_CONFIGURATION = 0x08;
    private static final int WATCHDOG = 1 << 5;

    private static final int TURN = 4096;
    private static final double NOISE_COUNTS = 0.17;
    private static final double BAD_GAP_FACTOR = 4;
    private static final long SAMPLE_NANOS = 150_000L;
    private static final long SLEEPY_SAMPLE_NANOS = 100_000_000L;
    private static final long SLEEP_AFTER_NANOS = 60_000_000_000L;
    private static final double WAKING_COUNTS = 4;

    private final Plant plant;
    private final RandomStream noise;
    private final double offsetCounts;
    private final double countsPerMicrostep;
    private final byte[] configuration = new byte[LAST_CONFIGURATION + 1];

    private int pointer;
    private long heldSample = Long.MIN_VALUE;
    private long heldMicrosteps;
    private long restMicrosteps;
    private long restSinceNanos;
    private Magnet magnet = Magnet.GOOD;
    private boolean frozen;
    private int staleAngle;
    private long effects;

    /** The magnet over the sensor. */
    public enum Magnet {
        /** In range. */
        GOOD,
        /** Too far: ML, gain at maximum, four times the noise. */
        WEAK,
        /** Too near: MH, gain at minimum, four times the noise. */
        STRONG,
        /** Gone: MD 0, the angle stays what it was last. */
        ABSENT
    }

    /**
     * @param seed the run's seed: noise, and how the magnet was glued on
     * @param address 7-bit address, part of the streams' names
     */
    public As5600Model(Plant plant, int address, long seed) {
        this.plant = plant;
        String name = "as5600.0x" + Integer.toHexString(address);
        this.noise = new RandomStream(seed, name + ".noise");
        this.offsetCounts = new RandomStream(seed, name + ".mounting").nextDouble() * TURN;
        this.countsPerMicrostep = (double) TURN / plant.microstepsPerRevolution();
        this.restSinceNanos = plant.nowNanos();
        plant.watchedBy(this);
    }

    // ---- wire

    @Override
    public boolean write(byte[] bytes, int length, long nanos) {
        if (length == 0) {
            return true;
        }
        pointer = bytes[0] & 0xFF;
        if (!isKnown(pointer)) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            int register = pointer + i - 1;
            if (register >= 1 && register <= LAST_CONFIGURATION) {
                configuration[register] = bytes[i];
            }
        }
        return true;
    }

    @Override
    public boolean read(byte[] into, int length, long nanos) {
        plant.advanceTo(nanos);
        boolean stays = isValueHigh(pointer);
        int angle = readsAngle(length) ? angle(nanos) : 0;
        for (int i = 0; i < length; i++) {
            int register = stays ? pointer + (i & 1) : pointer + i & 0xFF;
            into[i] = (byte) value(register, angle);
        }
        if (!stays) {
            pointer = pointer + length & 0xFF;
        }
        return true;
    }

    @Override
    public void generalCall(int command, long nanos) {
        // The part does not listen to general calls.
    }

    private static boolean isKnown(int register) {
        return register <= LAST_CONFIGURATION
                || register >= STATUS && register <= ANGLE_LOW
                || register >= AGC && register <= MAGNITUDE_LOW
                || register == BURN;
    }

    private static boolean isValueHigh(int register) {
        return register == RAW_ANGLE_HIGH || register == ANGLE_HIGH || register == MAGNITUDE_HIGH;
    }

    private boolean readsAngle(int length) {
        return pointer <= ANGLE_LOW && pointer + length > RAW_ANGLE_HIGH;
    }

    private int value(int register, int angle) {
        return switch (register) {
            case STATUS -> status();
            case RAW_ANGLE_HIGH -> angle >> 8;
            case RAW_ANGLE_LOW -> angle;
            case ANGLE_HIGH -> scaled(angle) >> 8;
            case ANGLE_LOW -> scaled(angle);
            case AGC -> gain();
            case MAGNITUDE_HIGH -> magnitude() >> 8;
            case MAGNITUDE_LOW -> magnitude();
            default -> register <= LAST_CONFIGURATION ? configuration[register] : 0;
        };
    }

    private int status() {
        if (magnet != Magnet.GOOD) {
            effects++;
        }
        return switch (magnet) {
            case GOOD -> 0x20;
            case WEAK -> 0x30;
            case STRONG -> 0x28;
            case ABSENT -> 0x10;
        };
    }

    private int gain() {
        return switch (magnet) {
            case GOOD -> 64;
            case STRONG -> 0;
            case WEAK, ABSENT -> 128;
        };
    }

    private int magnitude() {
        return switch (magnet) {
            case GOOD -> 2200;
            case WEAK -> 700;
            case STRONG -> 3900;
            case ABSENT -> 12;
        };
    }

    /** ANGLE: RAW ANGLE between ZPOS and MPOS stretched over the whole range. */
    private int scaled(int angle) {
        int start = word(1);
        int span = word(3) - start & TURN - 1;
        int fromStart = angle - start & TURN - 1;
        return span == 0 ? fromStart : Math.min(TURN - 1, fromStart * TURN / span);
    }

    private int word(int high) {
        return (configuration[high] & 0xF) << 8 | configuration[high + 1] & 0xFF;
    }

    // ---- sampling

    private int angle(long nanos) {
        if (magnet == Magnet.ABSENT || frozen) {
            effects++;
            return staleAngle;
        }
        return sampledAngle(nanos);
    }

    private int sampledAngle(long nanos) {
        long sample = sampleAt(nanos);
        long rotor = sample == heldSample ? heldMicrosteps : plant.rotorMicrosteps();
        double sd = NOISE_COUNTS;
        if (magnet != Magnet.GOOD) {
            sd *= BAD_GAP_FACTOR;
        }
        if (magnet != Magnet.GOOD || isSleepy(nanos)) {
            effects++;
        }
        long inTurn = Math.floorMod(rotor, (long) plant.microstepsPerRevolution());
        double counts =
                offsetCounts + inTurn * countsPerMicrostep + sd * noise.gaussianAt(sample) + TURN;
        return (int) (counts + 0.5) & TURN - 1;
    }

    /** Number of the sample that is held at {@code nanos}. */
    private long sampleAt(long nanos) {
        return isSleepy(nanos)
                ? Math.floorDiv(nanos, SLEEPY_SAMPLE_NANOS) * (SLEEPY_SAMPLE_NANOS / SAMPLE_NANOS)
                : Math.floorDiv(nanos, SAMPLE_NANOS);
    }

    /** In watchdog mode a shaft at rest for a minute is sampled each 100 ms only. */
    private boolean isSleepy(long nanos) {
        return (configuration[CONF_HIGH] & WATCHDOG) != 0
                && nanos - restSinceNanos > SLEEP_AFTER_NANOS;
    }

    /** The rotor may be about to move: what was sampled before stays until the next sample. */
    @Override
    public void beforeChange(long nanos) {
        long sample = sampleAt(nanos);
        long rotor = plant.rotorMicrosteps();
        if (sample != heldSample) {
            heldSample = sample;
            heldMicrosteps = rotor;
        }
        if (Math.abs(rotor - restMicrosteps) * countsPerMicrostep >= WAKING_COUNTS) {
            restMicrosteps = rotor;
            restSinceNanos = nanos;
        }
    }

    // ---- faults, at the plant's noted time

    /** Changes the magnet; an absent one leaves the angle as it was. */
    public void magnet(Magnet newMagnet) {
        if (magnet != Magnet.ABSENT && !frozen) {
            staleAngle = sampledAngle(plant.nowNanos());
        }
        magnet = newMagnet;
    }

    /** The angle stays while STATUS goes on saying that all is well. */
    public void frozen(boolean on) {
        if (on && !frozen && magnet != Magnet.ABSENT) {
            staleAngle = sampledAngle(plant.nowNanos());
        }
        frozen = on;
    }

    /** Configuration lost and the watchdog bit set, as a chip burned that way comes up. */
    public void watchdogMode(boolean on) {
        configuration[CONF_HIGH] = (byte) (on ? WATCHDOG : 0);
    }

    /** Power-up: configuration and pointer are lost. */
    @Override
    public void reset() {
        Arrays.fill(configuration, (byte) 0);
        pointer = 0;
        effects++;
    }

    /** Reads of status or angle that a fault altered, and losses of configuration. */
    public long effects() {
        return effects;
    }

    // ---- snapshot

    /** Writes everything that influences the future, faults included. */
    public void save(DataOutput out) throws IOException {
        out.write(configuration);
        noise.save(out);
        out.writeInt(pointer);
        out.writeLong(heldSample);
        out.writeLong(heldMicrosteps);
        out.writeLong(restMicrosteps);
        out.writeLong(restSinceNanos);
        out.writeInt(magnet.ordinal());
        out.writeBoolean(frozen);
        out.writeInt(staleAngle);
        out.writeLong(effects);
    }

    /** Takes over what {@link #save} wrote, into a chip of the same seed. */
    public void load(DataInput in) throws IOException {
        in.readFully(configuration);
        noise.load(in);
        pointer = in.readInt();
        heldSample = in.readLong();
        heldMicrosteps = in.readLong();
        restMicrosteps = in.readLong();
        restSinceNanos = in.readLong();
        magnet = Magnet.values()[in.readInt()];
        frozen = in.readBoolean();
        staleAngle = in.readInt();
        effects = in.readLong();
    }
}
