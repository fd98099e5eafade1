package io.pumprig.simulator.plant;

/**
 * Something that turns the motor's field by itself, without a cycle asking: the pulse generator
 * inside a driver chip.
 */
public interface FieldGenerator {

    /**
     * The pulse that was announced for {@code nanos} is due. Announces the next one first, then
     * steps the plant at {@code nanos}.
     */
    void pulse(long nanos);
}
