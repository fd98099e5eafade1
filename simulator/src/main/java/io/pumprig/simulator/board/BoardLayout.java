package io.pumprig.simulator.board;

import io.pumprig.simulator.chip.AnalogWiring;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where everything is connected (device reference 10.1). GPIO numbers are Broadcom numbers; what is
 * empty is not fitted.
 */
public record BoardLayout(
        Motor motor, Sensors sensors, Inputs inputs, Outputs outputs, Instruments instruments) {

    /** What the monostable of the reference rig holds (device reference 10.3). */
    public static final long REFERENCE_HOLD_NANOS = 50_000_000L;

    /**
     * The motor driver and the stop chain before it.
     *
     * @param enableGpio ENN, through the gate of the stop chain
     * @param diagGpio DIAG, an input
     * @param kickGpio kick of the enable watchdog
     * @param uart path of the driver's serial line
     * @param node the driver's UART address
     * @param holdNanos how long the enable watchdog holds after an edge of the kick
     */
    public record Motor(
            int stepGpio,
            int dirGpio,
            int enableGpio,
            int diagGpio,
            int kickGpio,
            String uart,
            int node,
            long holdNanos) {}

    /**
     * The parts on the I2C bus.
     *
     * @param bus name of the bus
     * @param encoderAddress AS5600
     * @param weightAddress NAU7802
     * @param zeroCounts NAU7802 code with an empty reservoir
     * @param countsPerGram NAU7802 slope
     * @param pressureAddress ADS1115
     * @param analog inputs of the ADS1115
     * @param flow part name of the flow sensor
     */
    public record Sensors(
            String bus,
            int encoderAddress,
            int weightAddress,
            int zeroCounts,
            int countsPerGram,
            int pressureAddress,
            AnalogWiring analog,
            Optional<String> flow) {}

    /**
     * Contacts and levels that the controller reads.
     *
     * @param eStopGpio 0 released
     * @param doorGpio 0 closed
     * @param bubbleGpio 1 liquid
     * @param bolusButtonGpio 0 pressed
     */
    public record Inputs(
            int eStopGpio, int doorGpio, OptionalInt bubbleGpio, OptionalInt bolusButtonGpio) {}

    /**
     * What the controller drives beside the motor.
     *
     * @param bubbleTestGpio 1 switches the bubble detector's transmitter off
     * @param sensorRailGpio 0 cuts the sensors' supply
     */
    public record Outputs(
            int buzzerGpio,
            int redGpio,
            int amberGpio,
            int greenGpio,
            OptionalInt bubbleTestGpio,
            OptionalInt sensorRailGpio) {}

    /**
     * What stands beside the rig on serial lines.
     *
     * @param balancePort path of the balance's line
     * @param syringePumpPort path of the syringe pump's line
     * @param syringePumpAddress its network address
     */
    public record Instruments(
            Optional<String> balancePort,
            Optional<String> syringePumpPort,
            int syringePumpAddress) {}

    /** Pins and addresses of the reference rig, all of it. */
    public static BoardLayout reference() {
        return new BoardLayout(
                new Motor(17, 27, 5, 22, 18, "/dev/serial0", 0, REFERENCE_HOLD_NANOS),
                new Sensors(
                        "i2c-1",
                        0x36,
                        0x2A,
                        50_000,
                        20_000,
                        0x48,
                        AnalogWiring.REFERENCE,
                        Optional.of("slf3s-0600f")),
                new Inputs(26, 6, OptionalInt.of(25), OptionalInt.of(20)),
                new Outputs(12, 13, 19, 21, OptionalInt.of(16), OptionalInt.of(4)),
                new Instruments(Optional.of("/dev/ttyUSB0"), Optional.of("/dev/ttyUSB1"), 0));
    }

    /** The same with another time that the enable watchdog holds. */
    public BoardLayout holding(long holdNanos) {
        return new BoardLayout(
                new Motor(
                        motor.stepGpio,
                        motor.dirGpio,
                        motor.enableGpio,
                        motor.diagGpio,
                        motor.kickGpio,
                        motor.uart,
                        motor.node,
                        holdNanos),
                sensors,
                inputs,
                outputs,
                instruments);
    }
}
