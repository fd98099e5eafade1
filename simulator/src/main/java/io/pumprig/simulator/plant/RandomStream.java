package io.pumprig.simulator.plant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One stream of chance, named for its use: SplitMix64, whose whole state is one long. It is derived
 * from the run's seed and the name alone, so that a new stream shifts nobody's draws.
 *
 * <p>Draws either follow one another ({@link #nextLong}) or are taken by number ({@link
 * #gaussianAt}): noise of a converter that runs by itself is a function of the conversion's number,
 * and conversions that nobody looked at need not be made up for.
 */
public final class RandomStream {
    private static final long GAMMA = 0x9E37_79B9_7F4A_7C15L;
    private static final long FNV_OFFSET = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x0000_0100_0000_01B3L;
    private static final double DOUBLE_UNIT = 0x1.0p-53;

    /** Mean of the sum of four 16-bit uniforms: 4 * 65535 / 2. */
    private static final int GAUSS_MEAN = 131_070;

    /** One over its standard deviation, sqrt((2^32 - 1) / 3). */
    private static final double GAUSS_SCALE = 1.0 / StrictMath.sqrt(4_294_967_295.0 / 3.0);

    private long state;

    /**
     * @param seed the run's seed
     * @param name component, instance and purpose, such as {@code ads1115.0x48.white}
     */
    public RandomStream(long seed, String name) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        this.state = mix(mix(seed + GAMMA) ^ hash);
    }

    /** The next 64 bits. */
    public long nextLong() {
        state += GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1), 53 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * DOUBLE_UNIT;
    }

    /**
     * Mean 0, standard deviation 1: the scaled sum of the four 16-bit uniforms in one draw. Bounded
     * at 3.46 sigma, which suits a sensor; no use where tails matter.
     */
    public double nextGaussian() {
        return gaussian(nextLong());
    }

    /** The draw of the given number, counted from the present state, which it leaves alone. */
    public long longAt(long number) {
        return mix(state + (number + 1) * GAMMA);
    }

    /** {@link #nextGaussian} by number; leaves the state alone. */
    public double gaussianAt(long number) {
        return gaussian(longAt(number));
    }

    /** Writes the state. */
    public void save(DataOutput out) throws IOException {
        out.writeLong(state);
    }

    /** Takes over a saved state. */
    public void load(DataInput in) throws IOException {
        state = in.readLong();
    }

    private static double gaussian(long bits) {
        int sum =
                (int) (bits & 0xFFFF)
                        + (int) (bits >>> 16 & 0xFFFF)
                        + (int) (bits >>> 32 & 0xFFFF)
                        + (int) (bits >>> 48);
        return (sum - GAUSS_MEAN) * GAUSS_SCALE;
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
