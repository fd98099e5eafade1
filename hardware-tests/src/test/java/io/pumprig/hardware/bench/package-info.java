/**
 * The program {@code pumprig-controller} whole, in this process, on a simulated board: the
 * launcher, its threads and its sockets are the real ones, only the host is a test's.
 */
package io.pumprig.hardware.bench;
