/**
 * A run of the simulated rig: the clock is turned from cycle to cycle, inputs from outside take
 * effect at cycle boundaries only, and the state that survives a crash is kept beside the journal.
 */
package io.pumprig.simulator.scenario;
