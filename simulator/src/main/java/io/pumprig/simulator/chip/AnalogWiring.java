package io.pumprig.simulator.chip;

/**
 * Which input of the ADS1115 carries what (device reference 10.3).
 *
 * @param downstream 0 to 206 843 Pa, ratiometric 0.5 to 4.5 V, divider 0.6
 * @param sensorSupply the sensors' 5 V, same divider
 * @param motorSupply the motor's 12 V, divider 0.25
 * @param upstream -103 421 to 103 421 Pa, as downstream
 */
public record AnalogWiring(int downstream, int sensorSupply, int motorSupply, int upstream) {
    /** AIN0 to AIN3 in the order of the components. */
    public static final AnalogWiring REFERENCE = new AnalogWiring(0, 1, 2, 3);

    public AnalogWiring {
        int used = 1 << downstream | 1 << sensorSupply | 1 << motorSupply | 1 << upstream;
        if (used != 0xF) {
            throw new IllegalArgumentException("each of AIN0 to AIN3 is used once");
        }
    }
}
