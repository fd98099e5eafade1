package io.pumprig.simulator.rig;

import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.board.I2cFaults;
import io.pumprig.simulator.board.Operation;
import io.pumprig.simulator.board.OperationWatch;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.chip.As5600Model;
import io.pumprig.simulator.chip.Tmc2209Health;
import io.pumprig.simulator.fault.ChipFaults;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultType;
import io.pumprig.simulator.fault.FluidFaults;
import io.pumprig.simulator.fault.HostFaults;
import io.pumprig.simulator.fault.Injection;
import io.pumprig.simulator.fault.Places;
import io.pumprig.simulator.fault.WireFaults;
import io.pumprig.simulator.plant.PlantFault;
import io.pumprig.simulator.time.VirtualClock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Binds each declared fault of the rig to the place in plant, chips or wires where it acts. What it
 * does there reaches the controller only through registers, frames and levels. What this rig does
 * not have has no place.
 */
final class FaultPlaces implements Places {
    private static final int BURNT_CELSIUS = 165;
    private static final int HOT_CELSIUS = 125;
    private static final int HEALTHY_CELSIUS = 40;
    private static final long MILLIS_PER_SECOND = 1_000;

    /** Resistance of a line that is off: nothing, beside the catheter's 7.2e-5. */
    private static final double OFF_KILOPASCALS_PER_MICROLITRE_PER_HOUR = 1e-6;

    private final SimulatedBoard board;
    private final OperandNames operands;
    private final Map<String, Injection> places = new HashMap<>();
    private final StepNoise stepNoise;

    FaultPlaces(SimulatedBoard board, RigWiring wiring, VirtualClock clock) {
        this.board = board;
        this.operands = new OperandNames(wiring);
        this.stepNoise = new StepNoise(board, clock);
        line();
        reservoir();
        motion();
        surroundings();
        encoder();
        pressure(wiring);
        scale();
        flow();
        bubble(wiring);
        driver();
        bus(wiring);
        serial();
        wires();
        pins(wiring);
        put(HostFaults.CLOCK_STEP, "calendar", new Calendar(clock));
    }

    private void line() {
        put(
                FluidFaults.OCCLUSION,
                "downstream",
                Place.scaled(
                        severity -> board.plant().occlusionSeverity(severity),
                        () -> board.plant().effects(PlantFault.OCCLUSION)));
        put(
                FluidFaults.INLET_OCCLUSION,
                "upstream",
                Place.scaled(
                        severity -> board.plant().inletOcclusionSeverity(severity),
                        () -> board.plant().effects(PlantFault.INLET_OCCLUSION)));
        put(
                FluidFaults.LINE_LEAK,
                "tube",
                Place.valued(
                        "kilopascalsPerMicrolitrePerHour",
                        Double.POSITIVE_INFINITY,
                        value -> board.plant().lineLeakKilopascalsPerMicrolitrePerHour(value),
                        () -> board.plant().effects(PlantFault.LINE_LEAK)));
        put(
                FluidFaults.DISCONNECT,
                "fitting",
                Place.switched(
                        on ->
                                board.plant()
                                        .lineLeakKilopascalsPerMicrolitrePerHour(
                                                on
                                                        ? OFF_KILOPASCALS_PER_MICROLITRE_PER_HOUR
                                                        : Double.POSITIVE_INFINITY),
                        () -> board.plant().effects(PlantFault.LINE_LEAK)));
        put(
                FluidFaults.SIPHON,
                "head",
                Place.scaled(
                        "rate",
                        rate -> board.plant().siphonMicrolitresPerHour(rate),
                        () -> board.plant().effects(PlantFault.SIPHON)));
        put(
                FluidFaults.BACK_FLOW,
                "head",
                Place.scaled(
                        "rate",
                        rate -> {
                            board.plant().checkValveStuckOpen(rate != 0);
                            board.plant().siphonMicrolitresPerHour(-rate);
                        },
                        () -> board.plant().effects(PlantFault.SIPHON)));
        put(FluidFaults.AIR_BUBBLE, "suction", new Bubble());
        put(
                FluidFaults.DEGASSING,
                "suction",
                Place.scaled(
                        "fraction",
                        fraction -> board.plant().inletAirFraction(fraction),
                        () -> board.plant().effects(PlantFault.INLET_AIR)));
    }

    private void reservoir() {
        put(
                FluidFaults.RESERVOIR_LEAK,
                "main",
                Place.scaled(
                        "rate",
                        rate -> board.plant().reservoirLeakMicrolitresPerHour(rate),
                        () -> board.plant().effects(PlantFault.RESERVOIR_LEAK)));
        put(
                FluidFaults.CONTENT,
                "main",
                Place.moment(
                        fault ->
                                board.plant()
                                        .reservoirContent(
                                                fault.value("volume"),
                                                board.plant().reservoirMicrogramsPerMillilitre()),
                        () -> board.plant().effects(PlantFault.RESERVOIR_CONTENT)));
        put(
                FluidFaults.CONCENTRATION,
                "main",
                Place.moment(
                        fault ->
                                board.plant()
                                        .reservoirContent(
                                                board.plant().reservoirMicrolitres(),
                                                fault.value("concentration")),
                        () -> board.plant().effects(PlantFault.RESERVOIR_CONTENT)));
    }

    private void motion() {
        put(
                FluidFaults.STALL,
                "rotor",
                Place.switched(
                        on -> board.plant().rotorHeld(on),
                        () -> board.plant().effects(PlantFault.ROTOR_HELD)));
        put(FluidFaults.MISSED_STEPS, "rotor", new LostCycles());
        put(
                FluidFaults.SLIP,
                "coupling",
                Place.switched(
                        on -> board.plant().couplingSlipping(on),
                        () -> board.plant().effects(PlantFault.COUPLING_SLIP)));
        put(
                FluidFaults.GAIN,
                "head",
                Place.scaled(
                        "change",
                        change -> board.plant().headGainFactor(1 + change),
                        () -> board.plant().effects(PlantFault.HEAD_GAIN)));
    }

    private void surroundings() {
        double motorVolts = board.plant().motorSupplyVolts();
        double sensorVolts = board.plant().sensorSupplyVolts();
        put(
                FluidFaults.AMBIENT,
                "ambient",
                Place.scaled(
                        "kelvin",
                        kelvin -> board.plant().ambientKelvin(kelvin),
                        () -> board.plant().effects(PlantFault.AMBIENT)));
        put(
                FluidFaults.SAG,
                "motor",
                Place.scaled(
                        "share",
                        share -> board.plant().motorSupplyVolts(motorVolts * (1 - share)),
                        () -> board.plant().effects(PlantFault.SUPPLY)));
        put(
                FluidFaults.SAG,
                "sensor",
                Place.scaled(
                        "share",
                        share -> board.plant().sensorSupplyVolts(sensorVolts * (1 - share)),
                        () -> board.plant().effects(PlantFault.SUPPLY)));
        put(
                FluidFaults.BACKUP,
                "backup",
                Place.scaled(
                        severity -> board.plant().backupChargeFraction(1 - severity),
                        () -> board.plant().effects(PlantFault.BACKUP_CHARGE)));
        put(
                FluidFaults.EVAPORATION,
                "vessel",
                Place.scaled(
                        "rate",
                        rate -> board.plant().evaporationMilligramsPerHour(rate * 1_000),
                        () -> board.plant().effects(PlantFault.EVAPORATION)));
    }

    private void encoder() {
        put(
                ChipFaults.ENCODER_FROZEN,
                "rotor",
                Place.switched(on -> board.encoder().frozen(on), () -> board.encoder().effects()));
        put(
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

    private void pressure(RigWiring wiring) {
        int downstream = wiring.pressure().downstreamChannel();
        int upstream = wiring.pressure().upstreamChannel();
        pressure(ChipFaults.PRESSURE_STUCK, ChipFaults.PRESSURE_WIRE, "downstream", downstream);
        pressure(ChipFaults.UPSTREAM_STUCK, ChipFaults.UPSTREAM_WIRE, "upstream", upstream);
        put(
                ChipFaults.PRESSURE_DRIFT,
                "downstream",
                Place.scaled(
                        "rate",
                        rate -> board.pressure().downstreamDriftKilopascalsPerHour(rate),
                        () -> board.pressure().effects()));
        put(
                ChipFaults.UPSTREAM_DRIFT,
                "upstream",
                Place.scaled(
                        "rate",
                        rate -> board.pressure().upstreamDriftKilopascalsPerHour(rate),
                        () -> board.pressure().effects()));
        put(
                ChipFaults.PRESSURE_NOT_READY,
                "converter",
                Place.switched(
                        on -> board.pressure().neverReady(on), () -> board.pressure().effects()));
    }

    private void pressure(FaultType stuck, FaultType wire, String side, int channel) {
        put(
                stuck,
                side,
                Place.switched(
                        on -> board.pressure().stuck(channel, on),
                        () -> board.pressure().effects()));
        put(
                wire,
                side,
                Place.switched(
                        on -> board.pressure().forcedVolts(channel, on ? 0 : Double.NaN),
                        () -> board.pressure().effects()));
    }

    private void scale() {
        put(
                ChipFaults.SCALE_DRIFT,
                "reservoir",
                Place.scaled(
                        "rate",
                        rate -> board.weight().driftGramsPerHour(rate),
                        () -> board.weight().effects()));
        put(
                ChipFaults.SCALE_BUMP,
                "reservoir",
                Place.scaled(
                        "weight",
                        grams -> board.weight().offsetGrams(grams),
                        () -> board.weight().effects()));
        put(
                ChipFaults.SCALE_RAILED,
                "reservoir",
                Place.switched(on -> board.weight().railed(on), () -> board.weight().effects()));
        put(
                ChipFaults.SCALE_FROZEN,
                "reservoir",
                Place.switched(on -> board.weight().frozen(on), () -> board.weight().effects()));
        put(
                ChipFaults.SCALE_NOT_READY,
                "reservoir",
                Place.switched(
                        on -> board.weight().neverReady(on), () -> board.weight().effects()));
    }

    private void flow() {
        board.flow()
                .ifPresent(
                        sensor -> {
                            put(
                                    ChipFaults.FLOW_BIAS,
                                    "sensor",
                                    Place.scaled(
                                            "change",
                                            change -> board.flow().get().gain(1 + change),
                                            sensor::effects));
                            put(
                                    ChipFaults.FLOW_SATURATED,
                                    "sensor",
                                    Place.switched(
                                            on -> board.flow().get().saturated(on),
                                            sensor::effects));
                            put(
                                    ChipFaults.FLOW_CRC,
                                    "sensor",
                                    Place.scaled(
                                            share -> board.flow().get().bitFlipProbability(share),
                                            sensor::effects));
                        });
    }

    private void bubble(RigWiring wiring) {
        if (wiring.inputs().bubbleGpio().isEmpty()) {
            return;
        }
        put(
                ChipFaults.BUBBLE_STUCK,
                "detector",
                Place.switched(
                        on -> board.bubbleDetector().stuckLiquid(on),
                        () -> board.bubbleDetector().effects()));
        put(
                ChipFaults.BUBBLE_WIRE,
                "detector",
                Place.switched(
                        on -> board.bubbleDetector().wireOpen(on),
                        () -> board.bubbleDetector().effects()));
    }

    private void driver() {
        put(
                ChipFaults.DRIVER_RESET,
                "tmc2209",
                Place.moment(fault -> board.motor().reset(), () -> board.motor().effects()));
        put(
                ChipFaults.DRIVER_HOT,
                "tmc2209",
                Place.switched(
                        on -> board.motor().health().celsius(on ? HOT_CELSIUS : HEALTHY_CELSIUS),
                        () -> board.motor().effects()));
        put(
                ChipFaults.DRIVER_BURNT,
                "tmc2209",
                Place.switched(
                        on -> board.motor().health().celsius(on ? BURNT_CELSIUS : HEALTHY_CELSIUS),
                        () -> board.motor().effects()));
        put(
                ChipFaults.DRIVER_SHORT,
                "tmc2209",
                Place.switched(
                        on -> board.motor().health().shorts(on ? Tmc2209Health.SHORT_GROUND_A : 0),
                        () -> board.motor().effects()));
        put(
                ChipFaults.DRIVER_UNDERVOLTAGE,
                "tmc2209",
                Place.switched(
                        on -> board.motor().health().chargePumpLow(on),
                        () -> board.motor().effects()));
        put(
                ChipFaults.DRIVER_MUTE,
                "tmc2209",
                Place.switched(on -> board.motor().mute(on), () -> board.motor().effects()));
    }

    private void bus(RigWiring wiring) {
        part("as5600", wiring.encoder().address());
        part("ads1115", wiring.pressure().address());
        part("nau7802", wiring.reservoir().address());
        board.flow().ifPresent(sensor -> part("flow", sensor.address()));
        put(WireFaults.NACK, WireFaults.ANY, Place.wire(board.busFaults().unacknowledged()));
        put(WireFaults.GARBAGE, WireFaults.ANY, Place.wire(board.busFaults().garbled()));
        put(
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
        put(WireFaults.BUS_SHORTED, "bus", Place.wire(board.i2cStuck()));
        put(WireFaults.BUS_ERROR, "bus", Place.wire(board.busFaults().failed()));
    }

    private void part(String name, int address) {
        I2cFaults wires = board.i2cFaults(address);
        put(WireFaults.NACK, name, Place.wire(wires.noAcknowledge()));
        put(WireFaults.GARBAGE, name, Place.wire(wires.garbage()));
    }

    private void serial() {
        put(WireFaults.CRC_ERROR, "tmc2209", Place.wire(board.serialFaults().bitFlip()));
        put(WireFaults.REPLY_LOST, "tmc2209", Place.wire(board.serialFaults().replyLost()));
        put(WireFaults.ECHO_LOST, "tmc2209", Place.wire(board.serialFaults().echoLost()));
        put(WireFaults.WRITE_REFUSED, "tmc2209", Place.wire(board.serialFaults().refused()));
        put(WireFaults.PORT_GONE, "tmc2209", Place.wire(board.serialFaults().gone()));
    }

    private void wires() {
        put(WireFaults.EXTRA_STEPS, "step", stepNoise);
        put(WireFaults.DOUBLED_STEPS, "step", Place.wire(board.stepWire().doubled()));
        put(WireFaults.LOST_STEPS, "step", Place.wire(board.stepWire().lost()));
        put(
                WireFaults.ENABLE_OPEN,
                "enable",
                Place.switched(board::enableWireOpen, board::enableWireEffects));
        put(
                WireFaults.KICK_OPEN,
                "kick",
                Place.switched(board::kickWireOpen, board::kickWireEffects));
    }

    private void pins(RigWiring wiring) {
        RigWiring.Outputs outputs = wiring.outputs();
        output("buzzer", outputs.buzzerGpio());
        output("red", outputs.redGpio());
        output("amber", outputs.amberGpio());
        output("green", outputs.greenGpio());
        put(
                WireFaults.ANY_OUTPUT_REFUSED,
                WireFaults.ANY,
                Place.wire(board.pinFaults().anyRefused()));
        put(WireFaults.ANY_INPUT_HIDDEN, WireFaults.ANY, Place.wire(board.pinFaults().anyHidden()));
        put(WireFaults.E_STOP, "e-stop", Place.counted(board::eStopPressed));
        put(WireFaults.DOOR, "door", Place.counted(board::doorOpen));
        if (wiring.inputs().bolusButtonGpio().isPresent()) {
            put(WireFaults.BUTTON, "bolus-button", Place.counted(board::bolusButtonPressed));
        }
    }

    private void output(String name, int gpio) {
        put(WireFaults.OUTPUT_REFUSED, name, Place.wire(board.pinFaults().refused(gpio)));
    }

    private void put(FaultType type, String instance, Injection place) {
        places.put(type.id() + " " + instance, place);
    }

    @Override
    public Injection of(FaultType type, String instance) {
        return places.get(type.id() + " " + instance);
    }

    @Override
    public int operand(Operation operation, String target) {
        return operands.operand(operation, target);
    }

    @Override
    public List<String> operands(Operation operation) {
        return operands.names(operation);
    }

    @Override
    public void watchedBy(OperationWatch watch) {
        board.watchedBy(watch);
    }

    void stir(long nanos) {
        stepNoise.stir(nanos);
    }

    void save(DataOutput out) throws IOException {
        stepNoise.save(out);
        for (Place.Counted place : counted()) {
            place.save(out);
        }
    }

    void load(DataInput in) throws IOException {
        stepNoise.load(in);
        for (Place.Counted place : counted()) {
            place.load(in);
        }
    }

    /** Places that count by themselves, in an order that is always the same. */
    private List<Place.Counted> counted() {
        return places.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Place.Counted)
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> (Place.Counted) entry.getValue())
                .toList();
    }

    /** Cycles that the rotor loses as the field goes on turning, which may take a while. */
    private final class LostCycles implements Injection {
        @Override
        public void apply(Fault fault, double share, long nowNanos) {
            board.plant().loseElectricalCycles(fault == null ? 0 : (int) fault.value("cycles"));
        }

        @Override
        public boolean isSpent() {
            return !board.plant().isLosingCycles();
        }

        @Override
        public long effects() {
            return board.plant().effects(PlantFault.LOST_CYCLES);
        }
    }

    /** A bubble before the head, which is drawn as the head turns. */
    private final class Bubble implements Injection {
        @Override
        public void apply(Fault fault, double share, long nowNanos) {
            if (fault != null) {
                board.plant().injectAir(fault.value("volume"));
            }
        }

        @Override
        public boolean isSpent() {
            return !board.plant().isAirWaiting();
        }

        @Override
        public long effects() {
            return board.plant().effects(PlantFault.AIR_BUBBLE);
        }
    }

    /** The host's calendar, which somebody may set. */
    private record Calendar(VirtualClock clock) implements Injection {
        @Override
        public void apply(Fault fault, double share, long nowNanos) {
            if (fault != null) {
                clock.stepUtc((long) fault.value("seconds") * MILLIS_PER_SECOND);
            }
        }

        @Override
        public long effects() {
            return clock.utcSteps();
        }
    }
}
