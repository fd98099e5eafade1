/**
 * Does again what was recorded on a bench: gives a controller, cycle by cycle, what the recorded
 * one was given, and compares what it decides. There is no plant here, no chip and no bus: what a
 * device answered stands in the recording. Nothing is paced, and nothing of the host reaches a
 * decision: what the disk and the operators of then did is said again.
 */
package io.pumprig.simulator.replay;
