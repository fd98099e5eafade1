/**
 * The two words every layer of the rig shares: what became of something tried on hardware ({@link
 * io.pumprig.hal.Outcome}) and what time it is ({@link io.pumprig.hal.RigClock}).
 *
 * <p>Below lie the ports ({@code board}), the data sheets ({@code chip}), what the pump needs of
 * them ({@code device}) and how one rig is wired ({@code rig}). Nothing here knows a therapy, an
 * alarm or that a simulator exists.
 */
package io.pumprig.hal;
