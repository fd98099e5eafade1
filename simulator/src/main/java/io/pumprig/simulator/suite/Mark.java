package io.pumprig.simulator.suite;

/**
 * A moment of a run from which something is counted.
 *
 * @param deliveredMicrosteps what had been commanded until then
 * @param reservoirMicrolitres what the reservoir truly held then
 */
public record Mark(long cycle, long nanos, long deliveredMicrosteps, double reservoirMicrolitres) {}
