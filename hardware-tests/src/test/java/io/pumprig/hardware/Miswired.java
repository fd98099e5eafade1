package io.pumprig.hardware;

import io.pumprig.hal.rig.RigWiring;

/**
 * Mistakes that somebody may make in {@code rig.yaml}: the file says one thing, the rig is another.
 */
final class Miswired {
    private Miswired() {}

    /** The encoder is written down at another address. */
    static RigWiring encoderAt(RigWiring is, int address) {
        RigWiring.Encoder encoder = new RigWiring.Encoder(is.encoder().bus(), address);
        return with(is, is.motor(), encoder, is.reservoir(), is.pressure());
    }

    /** The load-cell converter is written down at another address. */
    static RigWiring reservoirAt(RigWiring is, int address) {
        RigWiring.Reservoir cell = is.reservoir();
        RigWiring.Reservoir reservoir =
                new RigWiring.Reservoir(
                        cell.bus(),
                        address,
                        cell.capacityPicolitres(),
                        cell.zeroCounts(),
                        cell.countsPerGram());
        return with(is, is.motor(), is.encoder(), reservoir, is.pressure());
    }

    /** The pressure converter is written down at another address. */
    static RigWiring pressureAt(RigWiring is, int address) {
        RigWiring.Pressure chip = is.pressure();
        RigWiring.Pressure pressure =
                new RigWiring.Pressure(
                        chip.bus(),
                        address,
                        chip.downstreamChannel(),
                        chip.sensorSupplyChannel(),
                        chip.motorSupplyChannel(),
                        chip.upstreamChannel());
        return with(is, is.motor(), is.encoder(), is.reservoir(), pressure);
    }

    /** The motor driver is written down with another node address. */
    static RigWiring motorNode(RigWiring is, int node) {
        RigWiring.Motor pins = is.motor();
        return motor(is, pins.stepGpio(), pins.dirGpio(), node);
    }

    /** STEP and DIR are written down the wrong way round. */
    static RigWiring stepAndDirSwapped(RigWiring is) {
        RigWiring.Motor pins = is.motor();
        return motor(is, pins.dirGpio(), pins.stepGpio(), pins.node());
    }

    private static RigWiring motor(RigWiring is, int stepGpio, int dirGpio, int node) {
        RigWiring.Motor pins = is.motor();
        RigWiring.Motor motor =
                new RigWiring.Motor(
                        stepGpio,
                        dirGpio,
                        pins.enableGpio(),
                        pins.diagGpio(),
                        pins.kickGpio(),
                        pins.uart(),
                        node,
                        pins.answerTimeoutNanos());
        return with(is, motor, is.encoder(), is.reservoir(), is.pressure());
    }

    private static RigWiring with(
            RigWiring is,
            RigWiring.Motor motor,
            RigWiring.Encoder encoder,
            RigWiring.Reservoir reservoir,
            RigWiring.Pressure pressure) {
        return new RigWiring(
                is.rig(),
                is.board(),
                is.pump(),
                is.line(),
                motor,
                encoder,
                reservoir,
                pressure,
                is.flow(),
                is.inputs(),
                is.outputs(),
                is.balance(),
                is.syringePump(),
                is.remoteRaise(),
                is.endOfServiceUtcMillis());
    }
}
