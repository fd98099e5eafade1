/**
 * The one seam: pins, I2C buses, serial lines and the clock of a board. All that a Raspberry Pi and
 * the simulator each implement; everything above runs unchanged on both.
 *
 * <p>Ports are as small as the chips need: no SPI, no edge events (levels are sampled by the
 * cycle), no register helpers (a chip driver owns its frames). Buffers are lent by the caller, so
 * that a cycle allocates nothing.
 */
package io.pumprig.hal.board;
