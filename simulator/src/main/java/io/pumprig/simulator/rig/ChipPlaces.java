package io.pumprig.simulator.rig;

import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.chip.As5600Model;
import io.pumprig.simulator.chip.Tmc2209Health;
import io.pumprig.simulator.fault.ChipFaults;
import io.pumprig.simulator.fault.FaultType;

/** Where faults of chips and sensors act: in their models. */
final class ChipPlaces {
    private static final int BURNT_CELSIUS = 165;
    private static final int HOT_CELSIUS = 125;
    private static final int HEALTHY_CELSIUS = 40;

    private final SimulatedBoard board;
    private final RigWiring wiring;
    private final PlaceBook book;

    ChipPlaces(SimulatedBoard board, RigWiring wiring, PlaceBook book) {
        this.board = board;
        this.wiring = wiring;
        this.book = book;
    }

    /** Enters all of them. */
    void enter() {
        encoder();
        pressure();
        scale();
        flow();
        bubble();
        driver();
    }

    private void encoder() {
        book.put(
                ChipFaults.ENCODER_FROZEN,
                "rotor",
                Place.switched(on -> board.encoder().frozen(on), () -> board.encoder().effects()));
        book.put(
                ChipFaults.MAGNET_LOST,
                "rotor",
                Place.switched(
                        on ->
                                board.encoder()
                                        .magnet(
                                                on
                                                        ? As5600Model.Magnet.ABSENT
                                                        : As5600Model.Magnet.GOOD),
                        () -> board.encoder().effects()));
    }

    private void pressure() {
        int downstream = wiring.pressure().downstreamChannel();
        int upstream = wiring.pressure().upstreamChannel();
        pressure(ChipFaults.PRESSURE_STUCK, ChipFaults.PRESSURE_WIRE, "downstream", downstream);
        pressure(ChipFaults.SUCTION_STUCK, ChipFaults.SUCTION_WIRE, "upstream", upstream);
        book.put(
                ChipFaults.PRESSURE_DRIFT,
                "downstream",
                Place.scaled(
                        "rate",
                        rate -> board.pressure().downstreamDriftKilopascalsPerHour(rate),
                        () -> board.pressure().effects()));
        book.put(
                ChipFaults.SUCTION_DRIFT,
                "upstream",
                Place.scaled(
                        "rate",
                        rate -> board.pressure().upstreamDriftKilopascalsPerHour(rate),
                        () -> board.pressure().effects()));
        book.put(
                ChipFaults.PRESSURE_NOT_READY,
                "converter",
                Place.switched(
                        on -> board.pressure().neverReady(on), () -> board.pressure().effects()));
    }

    private void pressure(FaultType stuck, FaultType wire, String side, int channel) {
        book.put(
                stuck,
                side,
                Place.switched(
                        on -> board.pressure().stuck(channel, on),
                        () -> board.pressure().effects()));
        book.put(
                wire,
                side,
                Place.switched(
                        on -> board.pressure().forcedVolts(channel, on ? 0 : Double.NaN),
                        () -> board.pressure().effects()));
    }

    private void scale() {
        book.put(
                ChipFaults.SCALE_DRIFT,
                "reservoir",
                Place.scaled(
                        "rate",
                        rate -> board.weight().driftGramsPerHour(rate),
                        () -> board.weight().effects()));
        book.put(
                ChipFaults.SCALE_BUMP,
                "reservoir",
                Place.scaled(
                        "weight",
                        grams -> board.weight().offsetGrams(grams),
                        () -> board.weight().effects()));
        book.put(
                ChipFaults.SCALE_RAILED,
                "reservoir",
                Place.switched(on -> board.weight().railed(on), () -> board.weight().effects()));
        book.put(
                ChipFaults.SCALE_FROZEN,
                "reservoir",
                Place.switched(on -> board.weight().frozen(on), () -> board.weight().effects()));
        book.put(
                ChipFaults.SCALE_NOT_READY,
                "reservoir",
                Place.switched(
                        on -> board.weight().neverReady(on), () -> board.weight().effects()));
    }

    private void flow() {
        board.flow()
                .ifPresent(
                        sensor -> {
                            book.put(
                                    ChipFaults.FLOW_BIAS,
                                    "sensor",
                                    Place.scaled(
                                            "change",
                                            change -> board.flow().get().gain(1 + change),
                                            sensor::effects));
                            book.put(
                                    ChipFaults.FLOW_SATURATED,
                                    "sensor",
                                    Place.switched(
                                            on -> board.flow().get().saturated(on),
                                            sensor::effects));
                            book.put(
                                    ChipFaults.FLOW_CRC,
                                    "sensor",
                                    Place.scaled(
                                            share -> board.flow().get().bitFlipProbability(share),
                                            sensor::effects));
                        });
    }

    private void bubble() {
        if (wiring.inputs().bubbleGpio().isEmpty()) {
            return;
        }
        book.put(
                ChipFaults.BUBBLE_STUCK,
                "detector",
                Place.switched(
                        on -> board.bubbleDetector().stuckLiquid(on),
                        () -> board.bubbleDetector().effects()));
        book.put(
                ChipFaults.BUBBLE_WIRE,
                "detector",
                Place.switched(
                        on -> board.bubbleDetector().wireOpen(on),
                        () -> board.bubbleDetector().effects()));
    }

    private void driver() {
        book.put(
                ChipFaults.DRIVER_RESET,
                "tmc2209",
                Place.moment(fault -> board.motor().reset(), () -> board.motor().effects()));
        book.put(
                ChipFaults.DRIVER_HOT,
                "tmc2209",
                Place.switched(
                        on -> board.motor().health().celsius(on ? HOT_CELSIUS : HEALTHY_CELSIUS),
                        () -> board.motor().effects()));
        book.put(
                ChipFaults.DRIVER_BURNT,
                "tmc2209",
                Place.switched(
                        on -> board.motor().health().celsius(on ? BURNT_CELSIUS : HEALTHY_CELSIUS),
                        () -> board.motor().effects()));
        book.put(
                ChipFaults.DRIVER_SHORT,
                "tmc2209",
                Place.switched(
                        on -> board.motor().health().shorts(on ? Tmc2209Health.SHORT_GROUND_A : 0),
                        () -> board.motor().effects()));
        book.put(
                ChipFaults.DRIVER_UNDERVOLTAGE,
                "tmc2209",
                Place.switched(
                        on -> board.motor().health().chargePumpLow(on),
                        () -> board.motor().effects()));
        book.put(
                ChipFaults.DRIVER_MUTE,
                "tmc2209",
                Place.switched(on -> board.motor().mute(on), () -> board.motor().effects()));
    }
}
