/**
 * Interlocks and the second channel: each judges one hazard in every cycle, and can only narrow the
 * permit.
 */
package io.pumprig.controller.safety;
