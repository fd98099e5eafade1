/**
 * The simulated side of the one seam: pins, buses, serial line and clock over the chip models, and
 * the wires between them, which may be faulty too.
 *
 * <p>Wire faults sit here, chip faults in {@code chip}, fluid and mechanics in {@code plant}; each
 * counts what it altered. Nothing here knows a driver or a controller, and nothing takes virtual
 * time but the serial line, whose bytes need theirs.
 *
 * <p>Everything is confined to the simulation's thread and allocates nothing after start.
 */
package io.pumprig.simulator.board;
