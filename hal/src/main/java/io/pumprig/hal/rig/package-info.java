/** How one rig is wired, from {@code rig.yaml}, and the devices that this wiring makes of chips. */
package io.pumprig.hal.rig;
