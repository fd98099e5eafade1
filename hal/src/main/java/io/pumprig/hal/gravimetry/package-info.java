/**
 * How exactly a pump delivers, by weight: from weights to volumes and sampled flow, from flow to
 * the start-up curve and the trumpet curve (therapy reference 8.1 to 8.3).
 *
 * <p>Arithmetic on weights that somebody else has taken; it knows no balance, no pump and no clock,
 * so that bench calibration, hardware tests and simulation report the same numbers for the same
 * weights. All values are integers in base units. What is divided is divided once, in whole numbers
 * of any size, because a drift of a few micrograms is the very thing that is looked for.
 *
 * <p>The methods are those of the standards that the reference names; conformity with none of them
 * is claimed.
 */
package io.pumprig.hal.gravimetry;
