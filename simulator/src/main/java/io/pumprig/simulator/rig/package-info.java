/**
 * A whole simulated rig: clock, plant, chips and board put together by the same wiring file as a
 * real one, with the places where faults act, and the controller on top of it.
 */
package io.pumprig.simulator.rig;
