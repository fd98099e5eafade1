/**
 * A virtual Raspberry Pi: an emulated board under a real Linux kernel, whose wires end at the
 * simulator's chip models. What runs in it uses the real Pi4J, jSerialComm and kernel drivers.
 *
 * <p>The packages it is made of are downloaded from the machine's own sources and unpacked into a
 * cache; nothing is installed and no right of root is needed. The guest knows nothing of the
 * simulator: it sees pins, I2C messages and bytes. Host time is used here and nowhere else in these
 * tests, since the guest lives in it. A ready image of a distribution was not taken: it would be
 * ten times as large and as slow, and would hide what the tests rest on.
 */
package io.pumprig.hardware.virtualpi;
