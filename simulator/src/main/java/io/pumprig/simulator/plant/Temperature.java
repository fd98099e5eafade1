package io.pumprig.simulator.plant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Temperature of fluid and room: wanders about its mean and returns (therapy reference 9.6). It is
 * drawn at knots a minute apart and straight between them, so its slope, and with it the fluid's
 * expansion, is constant from knot to knot.
 */
final class Temperature {
    static final long KNOT_NANOS = 60_000_000_000L;

    private static final double KNOT_SECONDS = 60;

    private final RandomStream stream;
    private final double meanCelsius;
    private final double keep;
    private final double kick;

    private double fromKelvin;
    private double toKelvin;
    private double ambientKelvin;

    /** What of the ambient's change the end of the present minute has. */
    private double reachedKelvin;

    private long knotNanos;

    Temperature(PlantSettings.Climate climate, RandomStream stream, long startNanos) {
        this.stream = stream;
        meanCelsius = climate.meanCelsius();
        keep = StrictMath.exp(-KNOT_SECONDS / climate.reversionSeconds());
        kick = climate.sdKelvin() * StrictMath.sqrt(1 - keep * keep);
        toKelvin = climate.sdKelvin() * stream.nextGaussian();
        knotNanos = startNanos - KNOT_NANOS;
        passKnot();
    }

    /** The next minute begins. */
    void passKnot() {
        fromKelvin = toKelvin;
        toKelvin =
                keep * (fromKelvin - reachedKelvin) + kick * stream.nextGaussian() + ambientKelvin;
        reachedKelvin = ambientKelvin;
        knotNanos += KNOT_NANOS;
    }

    /** The room is so much warmer than its mean from now on; fluid follows within two minutes. */
    void ambient(double kelvin) {
        ambientKelvin = kelvin;
    }

    /** True while the room is not at its mean. */
    boolean isExcursion() {
        return ambientKelvin != 0 || reachedKelvin != 0;
    }

    long nextKnotNanos() {
        return knotNanos + KNOT_NANOS;
    }

    double slopeKelvinPerSecond() {
        return (toKelvin - fromKelvin) / KNOT_SECONDS;
    }

    /** Deviation from the mean at an instant of the present minute. */
    double kelvinAboveMean(long nanos) {
        return fromKelvin + slopeKelvinPerSecond() * ((nanos - knotNanos) * 1e-9);
    }

    double celsius(long nanos) {
        return meanCelsius + kelvinAboveMean(nanos);
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(fromKelvin);
        out.writeDouble(toKelvin);
        out.writeDouble(ambientKelvin);
        out.writeDouble(reachedKelvin);
        out.writeLong(knotNanos);
        stream.save(out);
    }

    void load(DataInput in) throws IOException {
        fromKelvin = in.readDouble();
        toKelvin = in.readDouble();
        ambientKelvin = in.readDouble();
        reachedKelvin = in.readDouble();
        knotNanos = in.readLong();
        stream.load(in);
    }
}
