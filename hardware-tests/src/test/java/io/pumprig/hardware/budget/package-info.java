/**
 * How much of a cycle the wires take: counted from the transactions of the real drivers at the bus
 * speeds of the reference rig, so the figure holds for a Raspberry Pi although no Pi is there.
 */
package io.pumprig.hardware.budget;
