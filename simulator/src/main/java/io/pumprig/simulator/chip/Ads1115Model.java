package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.PlantWitness;
import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * ADS1115 converter with the two pressure transducers and the two supplies at its inputs (device
 * reference 4, 10.3). A result is what the inputs were when the conversion ended; noise is drawn
 * there and nowhere else.
 */
public final class Ads1115Model implements I2cPart, PlantWitness {
    private static final int CONVERSION = 0;
    private static final int CONFIG = 1;
    private static final int LOW_THRESHOLD = 2;
    private static final int HIGH_THRESHOLD = 3;
    private static final int CONFIG_RESET = 0x8583;
    private static final int START = 0x8000;
    private static final int SINGLE_SHOT = 1 << 8;
    private static final int GENERAL_CALL_RESET = 0x06;
    private static final long NEVER = Long.MAX_VALUE;

    private static final long WAKE_UP_NANOS = 25_000L;
    private static final int[] SAMPLES_PER_SECOND = {8, 16, 32, 64, 128, 250, 475, 860};
    private static final double[] FULL_SCALE_VOLTS = {
        6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256
    };

    /** Positive and negative input by MUX; -1 is ground. */
    private static final int[] POSITIVE = {0, 0, 1, 2, 0, 1, 2, 3};

    private static final int[] NEGATIVE = {1, 3, 3, 3, -1, -1, -1, -1};

    private static final double SENSOR_DIVIDER = 0.6;
    private static final double MOTOR_DIVIDER = 0.25;
    private static final double SUPPLY_NOISE_VOLTS = 0.000_125;
    private static final double DOWNSTREAM_HIGHEST_KILOPASCALS = 206.843;
    private static final double UPSTREAM_HIGHEST_KILOPASCALS = 103.421;

    private final Plant plant;
    private final AnalogWiring wiring;
    private final PressureTransducer downstream;
    private final PressureTransducer upstream;
    private final RandomStream supplyNoise;

    private int pointer;
    private int conversion;
    private int config = CONFIG_RESET;
    private int lowThreshold = 0x8000;
    private int highThreshold = 0x7FFF;
    private long endNanos = NEVER;

    private final boolean[] stuck = new boolean[4];
    private final int[] lastCode = new int[4];
    private final double[] forcedVolts = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    private boolean neverReady;
    private long effects;

    /**
     * @param address 7-bit address, part of the streams' names
     */
    public Ads1115Model(Plant plant, AnalogWiring wiring, int address, long seed) {
        this.plant = plant;
        this.wiring = wiring;
        String name = "ads1115.0x" + Integer.toHexString(address);
        long start = plant.nowNanos();
        downstream =
                new PressureTransducer(
                        0, DOWNSTREAM_HIGHEST_KILOPASCALS, name + ".downstream", seed, start);
        upstream =
                new PressureTransducer(
                        -UPSTREAM_HIGHEST_KILOPASCALS,
                        UPSTREAM_HIGHEST_KILOPASCALS,
                        name + ".upstream",
                        seed,
                        start);
        supplyNoise = new RandomStream(seed, name + ".supply");
        plant.watchedBy(this);
    }

    // ---- wire

    @Override
    public boolean write(byte[] bytes, int length, long nanos) {
        if (length == 0) {
            return true;
        }
        settle(nanos);
        pointer = bytes[0] & 3;
        if (length >= 3) {
            int word = (bytes[1] & 0xFF) << 8 | bytes[2] & 0xFF;
            switch (pointer) {
                case CONFIG -> configure(word, nanos);
                case LOW_THRESHOLD -> lowThreshold = word;
                case HIGH_THRESHOLD -> highThreshold = word;
                default -> {
                    // The conversion register is read-only.
                }
            }
        }
        return true;
    }

    @Override
    public boolean read(byte[] into, int length, long nanos) {
        settle(nanos);
        int word =
                switch (pointer) {
                    case CONVERSION -> conversion;
                    case CONFIG -> config & ~START | (isIdle() ? START : 0);
                    case LOW_THRESHOLD -> lowThreshold;
                    default -> highThreshold;
                };
        for (int i = 0; i < length; i++) {
            into[i] = (byte) ((i & 1) == 0 ? word >> 8 : word);
        }
        return true;
    }

    @Override
    public void generalCall(int command, long nanos) {
        if (command == GENERAL_CALL_RESET) {
            settle(nanos);
            reset();
        }
    }

    private void configure(int word, long nanos) {
        config = word;
        if ((word & SINGLE_SHOT) == 0) {
            endNanos = nanos + periodNanos();
        } else if ((word & START) != 0) {
            endNanos = nanos + WAKE_UP_NANOS + periodNanos();
        } else {
            endNanos = NEVER;
        }
    }

    private boolean isIdle() {
        if (neverReady) {
            effects++;
            return false;
        }
        return (config & SINGLE_SHOT) != 0 && endNanos == NEVER;
    }

    private long periodNanos() {
        return 1_000_000_000L / SAMPLES_PER_SECOND[config >> 5 & 7];
    }

    // ---- converting

    private void settle(long nanos) {
        plant.advanceTo(nanos);
        beforeChange(nanos);
    }

    /** Ends what has ended by now, while the plant is still as it was then. */
    @Override
    public void beforeChange(long nanos) {
        if (nanos < endNanos || neverReady) {
            return;
        }
        if ((config & SINGLE_SHOT) != 0) {
            convert(endNanos);
            endNanos = NEVER;
        } else {
            // Only the last result can still be read; the ones before it were overwritten.
            long period = periodNanos();
            long last = endNanos + Math.floorDiv(nanos - endNanos, period) * period;
            convert(last);
            endNanos = last + period;
        }
    }

    private void convert(long nanos) {
        int mux = config >> 12 & 7;
        int positive = POSITIVE[mux];
        int negative = NEGATIVE[mux];
        double volts = volts(positive, nanos);
        if (negative >= 0) {
            volts -= volts(negative, nanos);
        }
        double code = volts / FULL_SCALE_VOLTS[config >> 9 & 7] * 32768;
        int rounded = (int) (Math.max(-32768, Math.min(32767, code)) + 32768.5) - 32768;
        if (stuck[positive]) {
            if (rounded != lastCode[positive]) {
                effects++;
            }
            rounded = lastCode[positive];
        }
        lastCode[positive] = rounded;
        conversion = rounded & 0xFFFF;
    }

    private double volts(int input, long nanos) {
        if (!Double.isNaN(forcedVolts[input])) {
            effects++;
            return forcedVolts[input];
        }
        if (input == wiring.downstream()) {
            countFault(downstream, nanos);
            double ratio = downstream.ratio(plant.linePressureKilopascals(nanos), nanos);
            return ratio * plant.sensorSupplyVolts() * SENSOR_DIVIDER;
        }
        if (input == wiring.upstream()) {
            countFault(upstream, nanos);
            double ratio = upstream.ratio(plant.upstreamKilopascals(nanos), nanos);
            return ratio * plant.sensorSupplyVolts() * SENSOR_DIVIDER;
        }
        double supply =
                input == wiring.sensorSupply()
                        ? plant.sensorSupplyVolts() * SENSOR_DIVIDER
                        : plant.motorSupplyVolts() * MOTOR_DIVIDER;
        return supply + SUPPLY_NOISE_VOLTS * supplyNoise.nextGaussian();
    }

    private void countFault(PressureTransducer sensor, long nanos) {
        if (sensor.faultKilopascals(nanos) != 0) {
            effects++;
        }
    }

    // ---- faults, at the plant's noted time

    /** The transducer at the input gives its last code for ever. */
    public void stuck(int input, boolean on) {
        settle(plant.nowNanos());
        stuck[input] = on;
    }

    /** The wire of the input is broken or shorted: these volts at the pin; NaN when sound. */
    public void forcedVolts(int input, double volts) {
        settle(plant.nowNanos());
        forcedVolts[input] = volts;
    }

    /** The downstream transducer reads so much too high. */
    public void downstreamOffsetKilopascals(double kilopascals) {
        settle(plant.nowNanos());
        downstream.offset(kilopascals);
    }

    /** The upstream transducer reads so much too high. */
    public void upstreamOffsetKilopascals(double kilopascals) {
        settle(plant.nowNanos());
        upstream.offset(kilopascals);
    }

    /** The downstream transducer drifts from now on; 0 ends it and takes the drift back. */
    public void downstreamDriftKilopascalsPerHour(double rate) {
        settle(plant.nowNanos());
        downstream.drift(rate, plant.nowNanos());
    }

    /** The upstream transducer drifts from now on; 0 ends it and takes the drift back. */
    public void upstreamDriftKilopascalsPerHour(double rate) {
        settle(plant.nowNanos());
        upstream.drift(rate, plant.nowNanos());
    }

    /** Conversions never end: OS stays 0. */
    public void neverReady(boolean on) {
        settle(plant.nowNanos());
        neverReady = on;
        if (endNanos < plant.nowNanos()) {
            endNanos = plant.nowNanos();
        }
    }

    /** Power-up or general call: reset values, differential input, no conversion running. */
    @Override
    public void reset() {
        pointer = CONVERSION;
        conversion = 0;
        config = CONFIG_RESET;
        lowThreshold = 0x8000;
        highThreshold = 0x7FFF;
        endNanos = NEVER;
        effects++;
    }

    /** Conversions and status reads that a fault altered, and resets. */
    public long effects() {
        return effects;
    }

    // ---- snapshot

    /** Writes everything that influences the future, faults included. */
    public void save(DataOutput out) throws IOException {
        downstream.save(out);
        upstream.save(out);
        supplyNoise.save(out);
        out.writeInt(pointer);
        out.writeInt(conversion);
        out.writeInt(config);
        out.writeInt(lowThreshold);
        out.writeInt(highThreshold);
        out.writeLong(endNanos);
        for (int i = 0; i < stuck.length; i++) {
            out.writeBoolean(stuck[i]);
            out.writeInt(lastCode[i]);
            out.writeDouble(forcedVolts[i]);
        }
        out.writeBoolean(neverReady);
        out.writeLong(effects);
    }

    /** Takes over what {@link #save} wrote, into a chip of the same wiring. */
    public void load(DataInput in) throws IOException {
        downstream.load(in);
        upstream.load(in);
        supplyNoise.load(in);
        pointer = in.readInt();
        conversion = in.readInt();
        config = in.readInt();
        lowThreshold = in.readInt();
        highThreshold = in.readInt();
        endNanos = in.readLong();
        for (int i = 0; i < stuck.length; i++) {
            stuck[i] = in.readBoolean();
            lastCode[i] = in.readInt();
            forcedVolts[i] = in.readDouble();
        }
        neverReady = in.readBoolean();
        effects = in.readLong();
    }
}
