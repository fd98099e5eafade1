/**
 * Chips of the rig and instruments of its bench, emulated by register, frame and line (device
 * reference 1 to 7), with the plant on their sensing side. Drivers above the wire cannot tell them
 * from silicon: same addresses, same bits, same times, same silence.
 *
 * <p><b>Lazy and exact.</b> A chip does nothing by itself. What it would have done meanwhile (a
 * conversion that ended, a datagram whose last byte arrived, a standstill recognised) is worked out
 * when somebody looks, as of the instant at which it happened. Where the plant changes in between,
 * {@link io.pumprig.simulator.plant.PlantWitness} lets a chip look first.
 *
 * <p>Faults of the chip itself are setters here and count what they altered. Scale, CRC and frame
 * arithmetic are written a second time, apart from the drivers', so that one mistake cannot cancel
 * the other.
 */
package io.pumprig.simulator.chip;
