package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.Plant;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A flow sensor of either family, with what may be wrong with any of them (device reference 5). */
public interface FlowModel extends I2cPart {

    /** The sensor of that name; SLF3S at 0x08, LG16 at 0x40. */
    static FlowModel of(String part, Plant plant, long seed) {
        return switch (part) {
            case "slf3s-0600f" ->
                    new Slf3sModel(plant, Slf3sModel.Part.SLF3S_0600F, Slf3sModel.ADDRESS, seed);
            case "lg16-0430d" -> lg16(plant, Lg16Model.Part.LG16_0430D, seed);
            case "lg16-0150d" -> lg16(plant, Lg16Model.Part.LG16_0150D, seed);
            case "lg16-0025d" -> lg16(plant, Lg16Model.Part.LG16_0025D, seed);
            default -> throw new IllegalArgumentException("no flow sensor " + part);
        };
    }

    private static FlowModel lg16(Plant plant, Lg16Model.Part part, long seed) {
        return new Lg16Model(plant, part, Lg16Model.ADDRESS, seed);
    }

    /** 7-bit address. */
    int address();

    /** One bit of a frame is wrong with this probability. */
    void bitFlipProbability(double probability);

    /** The output stands at the end of its range. */
    void saturated(boolean on);

    /** What the sensor shows of a true flow; 1 is sound, fouling takes from it. */
    void gain(double share);

    /** Frames that a fault altered, and resets. */
    long effects();

    /** Writes everything that influences the future, faults included. */
    void save(DataOutput out) throws IOException;

    /** Takes over what {@link #save} wrote, into a sensor of the same part and seed. */
    void load(DataInput in) throws IOException;
}
