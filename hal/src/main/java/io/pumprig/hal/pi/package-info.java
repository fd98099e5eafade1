/**
 * A Raspberry Pi as a {@link io.pumprig.hal.board.Board}, and what a controller needs of the host
 * around it: a thread that runs on time, the service manager told, the board's watchdog fed, the
 * host's facts for a check. Alone sees Pi4J, jSerialComm and JNA; their exceptions stop here. It
 * knows no chip and no therapy.
 *
 * <p><b>Pins</b> are claimed through Pi4J's gpiod context and sampled on its lines. Its {@code
 * DigitalOutput} claims an output at its safe level in one call of the kernel, yet makes an event
 * of each change, so the cycle drives the line below it. Its {@code DigitalInput} is not used: each
 * costs a thread that is no daemon and wakes 100 times a second, and with one of them a program
 * whose control thread died would never end, nor reach its shutdown hook.
 *
 * <p><b>I2C</b> opens and sets up the bus with Pi4J's {@code LinuxFile}, and hands each transfer to
 * the kernel as one {@code I2C_RDWR} call by JNA. Pi4J's own reads were refused: they allocate 2.3
 * KB a register, report a failure as text or by a second native call after the first one's errno
 * may be gone, and remember a device address as selected even when selecting it failed, so that the
 * next transfer goes to another chip. {@code LinuxFile.ioctl} with direct buffers allocates nothing
 * while all is well, but an exception with its trace each time a chip is silent, which is when a
 * cycle can least afford it. The call by JNA allocates in neither case.
 *
 * <p><b>Native code</b> is loaded on first use, never by {@link io.pumprig.hal.pi.PiBoard} itself,
 * so that all but the Pi's own ports can be proved on any Linux. A 64-bit system is required.
 */
package io.pumprig.hal.pi;
