/**
 * What one cycle saw: every reading, stamped once after the last was taken, so that none is younger
 * than "now"; and the sampler that fills it. Knows devices, not what their values mean for therapy.
 */
package io.pumprig.controller.sample;
