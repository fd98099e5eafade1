package io.pumprig.hal.rig;

import io.pumprig.hal.device.PumpHead;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One rig as it is wired: what {@code rig.yaml} says, checked. GPIO numbers are Broadcom numbers
 * (device reference 10.1), addresses are 7-bit.
 *
 * @param rig the rig's name in topics and reports, {@code [A-Za-z0-9_-]{1,64}}
 * @param board {@code pi} or {@code sim}
 * @param flow the flow sensor, where one is fitted
 * @param balance the laboratory balance that tests and calibration weigh with, where one stands
 * @param syringePump the second actuator, where one stands; therapy never uses it, since nothing
 *     proves its motion
 * @param remoteRaise whether flow may be raised over MQTT on a bench (SR-99)
 * @param endOfServiceUtcMillis when the pump is to be replaced, ms since 1970 (SR-94); empty: never
 */
public record RigWiring(
        String rig,
        String board,
        PumpHead pump,
        Line line,
        Motor motor,
        Encoder encoder,
        Reservoir reservoir,
        Pressure pressure,
        Optional<Flow> flow,
        Inputs inputs,
        Outputs outputs,
        Optional<Balance> balance,
        Optional<SyringePump> syringePump,
        boolean remoteRaise,
        OptionalLong endOfServiceUtcMillis) {

    /** The same rig with a head that delivers another volume in a turn. */
    public RigWiring withVolume(long picolitresPerRevolution) {
        return new RigWiring(
                rig,
                board,
                new PumpHead(pump.microstepsPerRevolution(), picolitresPerRevolution),
                line,
                motor,
                encoder,
                reservoir,
                pressure,
                flow,
                inputs,
                outputs,
                balance,
                syringePump,
                remoteRaise,
                endOfServiceUtcMillis);
    }

    /**
     * The fluid path behind the head (SR-11: calibrated data, never literals).
     *
     * @param compliancePicolitresPerKilopascal volume stored for each kilopascal
     * @param tubingPicolitres volume between head and catheter
     * @param catheterMicrometres length of the catheter
     */
    public record Line(
            long compliancePicolitresPerKilopascal,
            long tubingPicolitres,
            int catheterMicrometres) {
        /** Catheter volume for a micrometre: 0.0026 mL/cm. */
        private static final long CATHETER_PICOLITRES_PER_MICROMETRE = 260;

        /** Fluid between head and tip: tubing plus catheter. */
        public long deadPicolitres() {
            return tubingPicolitres + catheterMicrometres * CATHETER_PICOLITRES_PER_MICROMETRE;
        }
    }

    /**
     * TMC2209.
     *
     * @param uart the serial line of its UART
     * @param node its address, 0-3
     * @param answerTimeoutNanos what an answer may take; more than 10 ms for a USB adapter only
     */
    public record Motor(
            int stepGpio,
            int dirGpio,
            int enableGpio,
            int diagGpio,
            int kickGpio,
            String uart,
            int node,
            long answerTimeoutNanos) {}

    /** AS5600. */
    public record Encoder(String bus, int address) {}

    /**
     * NAU7802 under the reservoir.
     *
     * @param zeroCounts converter code with an empty reservoir
     * @param countsPerGram slope of the two-point calibration
     */
    public record Reservoir(
            String bus, int address, long capacityPicolitres, int zeroCounts, int countsPerGram) {}

    /** ADS1115; the inputs are channel numbers 0-3. */
    public record Pressure(
            String bus,
            int address,
            int downstreamChannel,
            int sensorSupplyChannel,
            int motorSupplyChannel,
            int upstreamChannel) {}

    /**
     * Flow sensor (device reference 5).
     *
     * @param chip {@code slf3s-0600f}, {@code lg16-0430d}, {@code lg16-0150d} or {@code lg16-0025d}
     */
    public record Flow(String chip, String bus, int address) {}

    /**
     * Contacts.
     *
     * @param bubbleGpio the bubble detector, where one is fitted
     * @param bolusButtonGpio the demand button, where one is fitted
     */
    public record Inputs(
            int eStopGpio, int doorGpio, OptionalInt bubbleGpio, OptionalInt bolusButtonGpio) {}

    /**
     * Annunciator and switches.
     *
     * @param bubbleTestGpio test input of the bubble detector, where it is wired
     * @param sensorRailGpio load switch of the sensors' supply, where there is one
     */
    public record Outputs(
            int buzzerGpio,
            int redGpio,
            int amberGpio,
            int greenGpio,
            OptionalInt bubbleTestGpio,
            OptionalInt sensorRailGpio) {}

    /**
     * Laboratory balance on a serial line (device reference 6).
     *
     * @param dialect {@code mt-sics}, {@code and} or {@code sbi}
     * @param port by id, such as {@code /dev/serial/by-id/...}
     */
    public record Balance(String dialect, String port, int baud) {}

    /**
     * NE-1000 syringe pump on a serial line (device reference 7.1).
     *
     * @param port by id, such as {@code /dev/serial/by-id/...}
     * @param address network address, 0-99
     * @param diameterMicrometres inner diameter of the syringe
     */
    public record SyringePump(String port, int baud, int address, int diameterMicrometres) {}
}
