package io.pumprig.hal.pi;

import io.pumprig.hal.RigClock;

/** Opens I2C buses: the kernel's on a Pi, scripted ones in tests. */
@FunctionalInterface
interface I2cPorts {

    /**
     * Opens bus {@code number}.
     *
     * @throws io.pumprig.hal.BringUpException when it is absent, not ours to open, or no I2C bus
     */
    PiI2cBus open(int number, RigClock clock);
}
