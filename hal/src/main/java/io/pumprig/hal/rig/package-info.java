/**
 * One rig: how it is wired, from {@code rig.yaml}, and the devices that this wiring makes of chips
 * and pins. Here, and only here, is decided how often each sensor is read and how raw codes become
 * pascals, picolitres and angles.
 *
 * <p>{@link io.pumprig.hal.rig.Rig#bringUp} opens every output at its safe level first and powers
 * the motor last, so that nothing can move before everything that watches it answers. It knows no
 * therapy and no alarm: a device that fails says so in its reading, and others judge.
 */
package io.pumprig.hal.rig;
