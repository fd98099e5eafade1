/**
 * Time of a simulated rig: the clock that the whole world shares, and the brake that lets it pass
 * at a chosen pace.
 *
 * <p>The two are kept apart on purpose. {@link io.pumprig.simulator.time.VirtualClock} is the only
 * time that anything in the simulation sees; {@link io.pumprig.simulator.time.Pacer} alone looks at
 * the wall, and what it finds there delays a cycle but never reaches one. So no pace can change a
 * result. {@link io.pumprig.simulator.time.HostClock} is for the one place where the other side is
 * a real program on a pseudo-terminal.
 */
package io.pumprig.simulator.time;
