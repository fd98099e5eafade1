/**
 * Chip drivers: one class a part, its registers, frames and failures; see {@code hal/README.md}.
 */
package io.pumprig.hal.chip;
