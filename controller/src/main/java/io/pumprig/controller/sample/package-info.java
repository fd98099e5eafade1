/**
 * What one cycle saw: every reading, stamped once, and the sampler that fills it. Knows devices,
 * not what their values mean for therapy.
 */
package io.pumprig.controller.sample;
