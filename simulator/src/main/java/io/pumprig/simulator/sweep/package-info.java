/**
 * Sweeps: every fault of the catalogue at many moments of one therapy, and every call to the
 * hardware failing once. A sweep knows a scenario, what each fault is expected to lead to, and the
 * truth of the plant; nothing that the controller believes decides a verdict.
 *
 * <p>The healthy therapy runs once. Each run of the sweep forks from a checkpoint of it some time
 * before its fault: the same world with a controller that restarts there, as after a crash. That
 * makes a fault at the 26th hour cost minutes of simulated time and not a day. The price is that
 * what an interlock learns over hours is learnt anew, so rows whose alarm needs that begin earlier.
 *
 * <p>The runs share nothing that changes. Verdicts stand at their own places, so the report is the
 * same to the byte for any number of threads, and after any number of stops.
 */
package io.pumprig.simulator.sweep;
