/**
 * Chip drivers: one part number each, its registers, frames, timing and failures; the wiring around
 * them is in {@code hal/README.md}.
 *
 * <p>A driver takes the ports it was lent and owns nothing. It never waits: what is not ready is
 * PENDING and asked for again in a later cycle, every try and every wait is bounded, and every
 * failure is an {@link io.pumprig.hal.Outcome}, never a plausible number. A chip that lost its
 * registers is configured again in service. Scale and checksum are written here and once more in
 * the simulator's model of the chip, so that one mistake cannot cancel the other.
 */
package io.pumprig.hal.chip;
