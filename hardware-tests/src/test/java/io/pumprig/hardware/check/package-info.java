/**
 * The check of the wiring and the calibration, on a simulated rig that is wired well, wrongly, or
 * has a part missing: each mistake has to be found by the look that is meant for it, and by no
 * other.
 */
package io.pumprig.hardware.check;
