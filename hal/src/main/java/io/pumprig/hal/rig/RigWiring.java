package io.pumprig.hal.rig;

import io.pumprig.hal.device.PumpHead;

/**
 * One rig as it is wired: what {@code rig.yaml} says, checked. GPIO numbers are Broadcom numbers
 * (device reference 10.1), addresses are 7-bit.
 *
 * @param rig the rig's name in topics and reports, {@code [A-Za-z0-9_-]{1,64}}
 * @param board {@code pi} or {@code sim}
 * @param remoteRaise whether flow may be raised over MQTT on a bench (SR-99)
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
        Inputs inputs,
        Outputs outputs,
        boolean remoteRaise) {

    /**
     * The fluid path behind the head (SR-11: calibrated data, never literals).
     *
     * @param compliancePicolitresPerKilopascal volume stored for each kilopascal
     * @param tubingPicolitres volume between head and catheter
     * @param catheterMillimetres length of the catheter
     */
    public record Line(
            long compliancePicolitresPerKilopascal,
            long tubingPicolitres,
            int catheterMillimetres) {
        /** Catheter volume for a millimetre: 0.0026 mL/cm. */
        private static final long CATHETER_PICOLITRES_PER_MILLIMETRE = 260_000;

        /** Fluid between head and tip: tubing plus catheter. */
        public long deadPicolitres() {
            return tubingPicolitres + catheterMillimetres * CATHETER_PICOLITRES_PER_MILLIMETRE;
        }
    }

    /** TMC2209: pins, the serial line of its UART, its node address 0-3. */
    public record Motor(
            int stepGpio,
            int dirGpio,
            int enableGpio,
            int diagGpio,
            int kickGpio,
            String uart,
            int node) {}

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

    /** Safety inputs. */
    public record Inputs(int eStopGpio, int doorGpio) {}

    /** Annunciator outputs. */
    public record Outputs(int buzzerGpio, int redGpio, int amberGpio, int greenGpio) {}
}
