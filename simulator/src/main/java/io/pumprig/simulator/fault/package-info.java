/**
 * Faults: what can be broken, where, how much, and when (design of the contract: one form over
 * MQTT, in files and in code). A fault acts on the plant, a chip or a wire, and the controller sees
 * it only through its own drivers. This package exists in the simulator alone, so a bench
 * installation holds no code that could inject one (SR-97).
 *
 * <p>One declaration for each type, {@link io.pumprig.simulator.fault.FaultType}, holds targets,
 * parameters, expectation and limit; catalogue, schema and validation all come from it.
 */
package io.pumprig.simulator.fault;
