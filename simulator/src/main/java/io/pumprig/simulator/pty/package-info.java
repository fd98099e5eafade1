/**
 * Simulated serial lines on pseudo-terminals of the kernel: a program that knows nothing of the
 * simulator opens one as it would open a UART, and can have it unplugged.
 *
 * <p>It moves bytes between a terminal and a {@link
 * io.pumprig.simulator.board.SimulatedSerialLine}, in the host's time, and knows neither drivers
 * nor what the bytes mean. The kernel is called directly instead of starting socat or the like: no
 * program to install, and the end of a line is an instant that a test can choose. Nothing served
 * this way is the same twice, so no scenario uses it. 64-bit Linux only.
 */
package io.pumprig.simulator.pty;
