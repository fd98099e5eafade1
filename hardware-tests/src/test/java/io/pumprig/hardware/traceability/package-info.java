/**
 * The chain from hazard to result (therapy reference 10): hazard, requirement, the classes that
 * implement it, the tests that carry its number, and how they ended in this build. Written as
 * {@code target/traceability.html} and {@code .json} after the tests of every module; a requirement
 * or a protection without a passed test ends the build, unless a table says why it has none.
 *
 * <p>What is known of requirements, hazards and exceptions stands in the tables beside the
 * controller's tests; what ran was written by {@code hal.traceability}. Nothing here judges a test:
 * a tag is believed.
 */
package io.pumprig.hardware.traceability;
