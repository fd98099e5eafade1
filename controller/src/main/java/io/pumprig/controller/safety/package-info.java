/**
 * Interlocks and the second channel. Each interlock judges one hazard in every cycle, whatever the
 * others found, and can only narrow the permit; what a hazard does to flow is the alarm's to say.
 *
 * <p>An interlock keeps no alarm alive: it raises for as long as it sees the hazard, with a
 * hysteresis where a reading may lie on the edge, and the alarm latches. {@link
 * io.pumprig.controller.safety.SafetyMonitor} shares nothing with them but the sample: it has its
 * own witnesses and its own arithmetic, so that one mistake cannot blind both.
 */
package io.pumprig.controller.safety;
