/**
 * Serial lines without emulation: the real library on real pseudo-terminals of this machine's
 * kernel, with the simulator's parts or literal bytes at the far end.
 *
 * <p>Threads and time are real here, so a test waits for what must come, with a bound, and counts
 * what must not; no test measures. Figures come from {@code SerialLatency}, run by hand.
 */
package io.pumprig.hardware.serial;
