/**
 * What a pump needs of its hardware, without saying which chip gives it: a motor that takes whole
 * microsteps, an angle, a pressure, a weight, a few switches; and the readings in which they
 * answer.
 *
 * <p>Every reading carries value, quality and the time it was taken. A failed read keeps the last
 * good value, which grows old; an interlock judges that, the device does not. What implements these
 * over chips and pins is in {@code io.pumprig.hal.rig}.
 */
package io.pumprig.hal.device;
