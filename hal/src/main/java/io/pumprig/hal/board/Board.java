package io.pumprig.hal.board;

import io.pumprig.hal.RigClock;

/** Pins, buses, lines and clock of one board. Opened at start; ports stay valid until close. */
public interface Board extends AutoCloseable {

    /** What stands behind the ports: {@code sim} or {@code bench}. Shown wherever people look. */
    String backend();

    RigClock clock();

    /**
     * The I2C bus of that name, such as {@code i2c-1}. The same name gives the same bus.
     *
     * @throws io.pumprig.hal.BringUpException when the board has no such bus
     */
    I2cBus i2c(String name);

    /**
     * The serial line at {@code path}, such as {@code /dev/serial0}, opened 8N1.
     *
     * @throws io.pumprig.hal.BringUpException when it cannot be opened
     */
    SerialLine serial(String path, int baud);

    /**
     * The GPIO as output, driven to {@code safeHigh} at once and again when the board closes.
     *
     * @throws io.pumprig.hal.BringUpException when the pin is absent or taken
     */
    OutputPin output(int gpio, boolean safeHigh);

    /**
     * The GPIO as input.
     *
     * @throws io.pumprig.hal.BringUpException when the pin is absent or taken
     */
    InputPin input(int gpio);

    /** Puts every output to its safe level, then releases all ports. */
    @Override
    void close();
}
