package io.pumprig.simulator.rig;

import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.board.I2cFaults;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.fault.WireFaults;

/** Where faults of wires act: on bus, serial line, STEP wire and pins. */
final class WirePlaces {
    private final SimulatedBoard board;
    private final StepNoise stepNoise;
    private final RigWiring wiring;
    private final PlaceBook book;

    WirePlaces(SimulatedBoard board, RigWiring wiring, StepNoise stepNoise, PlaceBook book) {
        this.board = board;
        this.wiring = wiring;
        this.stepNoise = stepNoise;
        this.book = book;
    }

    /** Enters all of them. */
    void enter() {
        bus();
        serial();
        wires();
        pins();
    }

    private void bus() {
        part("as5600", wiring.encoder().address());
        part("ads1115", wiring.pressure().address());
        part("nau7802", wiring.reservoir().address());
        board.flow().ifPresent(sensor -> part("flow", sensor.address()));
        book.put(WireFaults.NACK, WireFaults.ANY, Place.wire(board.busFaults().unacknowledged()));
        book.put(WireFaults.GARBAGE, WireFaults.ANY, Place.wire(board.busFaults().garbled()));
        book.put(
                WireFaults.BUS_HELD,
                "bus",
                Place.switched(
                        on -> {
                            if (on) {
                                board.i2cHeld().occur();
                            } else {
                                board.i2cHeld().clear();
                            }
                        },
                        () -> board.i2cHeld().effects()));
        book.put(WireFaults.BUS_SHORTED, "bus", Place.wire(board.i2cStuck()));
        book.put(WireFaults.BUS_ERROR, "bus", Place.wire(board.busFaults().failed()));
    }

    private void part(String name, int address) {
        I2cFaults wires = board.i2cFaults(address);
        book.put(WireFaults.NACK, name, Place.wire(wires.noAcknowledge()));
        book.put(WireFaults.GARBAGE, name, Place.wire(wires.garbage()));
    }

    private void serial() {
        book.put(WireFaults.CRC_ERROR, "tmc2209", Place.wire(board.serialFaults().bitFlip()));
        book.put(WireFaults.REPLY_LOST, "tmc2209", Place.wire(board.serialFaults().replyLost()));
        book.put(WireFaults.ECHO_LOST, "tmc2209", Place.wire(board.serialFaults().echoLost()));
        book.put(WireFaults.WRITE_REFUSED, "tmc2209", Place.wire(board.serialFaults().refused()));
        book.put(WireFaults.PORT_GONE, "tmc2209", Place.wire(board.serialFaults().gone()));
    }

    private void wires() {
        book.put(WireFaults.EXTRA_STEPS, "step", stepNoise);
        book.put(WireFaults.DOUBLED_STEPS, "step", Place.wire(board.stepWire().doubled()));
        book.put(WireFaults.LOST_STEPS, "step", Place.wire(board.stepWire().lost()));
        book.put(
                WireFaults.ENABLE_OPEN,
                "enable",
                Place.switched(board::enableWireOpen, board::enableWireEffects));
        book.put(
                WireFaults.KICK_OPEN,
                "kick",
                Place.switched(board::kickWireOpen, board::kickWireEffects));
    }

    private void pins() {
        RigWiring.Outputs outputs = wiring.outputs();
        output("buzzer", outputs.buzzerGpio());
        output("red", outputs.redGpio());
        output("amber", outputs.amberGpio());
        output("green", outputs.greenGpio());
        book.put(
                WireFaults.ANY_OUTPUT_REFUSED,
                WireFaults.ANY,
                Place.wire(board.pinFaults().anyRefused()));
        book.put(
                WireFaults.ANY_INPUT_HIDDEN,
                WireFaults.ANY,
                Place.wire(board.pinFaults().anyHidden()));
        book.put(WireFaults.E_STOP, "e-stop", Place.counted(board::eStopPressed));
        book.put(WireFaults.DOOR, "door", Place.counted(board::doorOpen));
        if (wiring.inputs().bolusButtonGpio().isPresent()) {
            book.put(WireFaults.BUTTON, "bolus-button", Place.counted(board::bolusButtonPressed));
        }
    }

    private void output(String name, int gpio) {
        book.put(WireFaults.OUTPUT_REFUSED, name, Place.wire(board.pinFaults().refused(gpio)));
    }
}
