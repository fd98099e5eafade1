package io.pumprig.simulator.board;

import io.pumprig.simulator.chip.AnalogWiring;

/**
 * Where everything is connected (device reference 10.1). GPIO numbers are Broadcom numbers.
 *
 * @param stepGpio STEP of the motor driver
 * @param dirGpio DIR
 * @param enableGpio ENN, through the gate of the stop chain
 * @param diagGpio DIAG, an input
 * @param kickGpio kick of the enable watchdog
 * @param eStopGpio e-stop contact: 0 released
 * @param doorGpio door contact: 0 closed
 * @param buzzerGpio buzzer
 * @param redGpio red LED
 * @param amberGpio amber LED
 * @param greenGpio green LED
 * @param bus name of the I2C bus
 * @param encoderAddress AS5600
 * @param weightAddress NAU7802
 * @param pressureAddress ADS1115
 * @param uart path of the driver's serial line
 * @param node the driver's UART address
 * @param analog inputs of the ADS1115
 * @param zeroCounts NAU7802 code with an empty reservoir
 * @param countsPerGram NAU7802 slope
 * @param holdNanos how long the enable watchdog holds after an edge of the kick
 */
public record BoardLayout(
        int stepGpio,
        int dirGpio,
        int enableGpio,
        int diagGpio,
        int kickGpio,
        int eStopGpio,
        int doorGpio,
        int buzzerGpio,
        int redGpio,
        int amberGpio,
        int greenGpio,
        String bus,
        int encoderAddress,
        int weightAddress,
        int pressureAddress,
        String uart,
        int node,
        AnalogWiring analog,
        int zeroCounts,
        int countsPerGram,
        long holdNanos) {

    /** What the monostable of the reference rig holds (device reference 10.3). */
    public static final long REFERENCE_HOLD_NANOS = 50_000_000L;

    /** Pins and addresses of the reference rig. */
    public static BoardLayout reference() {
        return new BoardLayout(
                17,
                27,
                5,
                22,
                18,
                26,
                6,
                12,
                13,
                19,
                21,
                "i2c-1",
                0x36,
                0x2A,
                0x48,
                "/dev/serial0",
                0,
                AnalogWiring.REFERENCE,
                50_000,
                20_000,
                REFERENCE_HOLD_NANOS);
    }

    /** The same with another time that the enable watchdog holds. */
    public BoardLayout holding(long newHoldNanos) {
        return new BoardLayout(
                stepGpio,
                dirGpio,
                enableGpio,
                diagGpio,
                kickGpio,
                eStopGpio,
                doorGpio,
                buzzerGpio,
                redGpio,
                amberGpio,
                greenGpio,
                bus,
                encoderAddress,
                weightAddress,
                pressureAddress,
                uart,
                node,
                analog,
                zeroCounts,
                countsPerGram,
                newHoldNanos);
    }
}
