/**
 * Scenarios: files that say what is delivered, what breaks, what is ordered and what has to follow,
 * and the runner that carries them out and judges them by what truly happened.
 *
 * <p>A run's checks see it after every cycle and change nothing in it. What decides a verdict is
 * simulated: the same file and seed give the same verdict on any machine, with any number of
 * threads beside it.
 */
package io.pumprig.simulator.suite;
