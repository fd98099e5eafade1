package io.pumprig.simulator.plant;

/**
 * Somebody who needs to see the plant as it is before it changes: a converter whose sampling
 * instant has passed, but whose result nobody has fetched yet.
 */
public interface PlantWitness {

    /**
     * The plant changes at {@code nanos} and still is as it was. May look; may not change it.
     * Called in event order, possibly several times for one instant.
     */
    void beforeChange(long nanos);
}
