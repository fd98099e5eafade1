package io.pumprig.simulator.rig;

import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.board.WireFault;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultTable;
import io.pumprig.simulator.fault.FaultType;
import io.pumprig.simulator.fault.Injection;
import io.pumprig.simulator.plant.PlantFault;
import io.pumprig.simulator.time.VirtualClock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;

/**
 * Binds each declared fault to the place in plant, chips or wires where it acts. What it does there
 * reaches the controller only through registers, frames and levels.
 */
final class FaultPlaces implements FaultTable.Places {
    private static final int BURNT_CELSIUS = 165;
    private static final int HOT_CELSIUS = 125;
    private static final int HEALTHY_CELSIUS = 40;
    private static final long MILLIS_PER_SECOND = 1_000;

    /** Resistance of a line that is off: nothing, beside the catheter's 7.2e-5. */
    private static final double OFF_KILOPASCALS_PER_MICROLITRE_PER_HOUR = 1e-6;

    private final SimulatedBoard board;
    private final Map<String, Injection> places = new HashMap<>();
    private final StepNoise stepNoise;

    FaultPlaces(SimulatedBoard board, RigWiring wiring, VirtualClock clock) {
        this.board = board;
        this.stepNoise = new StepNoise(board, clock);
        fluid();
        motion();
        driver();
        pressure(wiring);
        bus("as5600", wiring.encoder().address());
        bus("ads1115", wiring.pressure().address());
        bus("nau7802", wiring.reservoir().address());
        put(FaultType.CRC_ERROR, "tmc2209", wire(board.serialFaults().bitFlip()));
        put(FaultType.EXTRA_STEPS, "step", stepNoise);
        put(FaultType.LOST_STEPS, "step", wire(board.stepWire().lost()));
        put(FaultType.CLOCK_STEP, "calendar", new Calendar(clock));
        for (FaultType type : FaultType.values()) {
            for (String instance : type.instances()) {
                of(type, instance);
            }
        }
    }

    private void fluid() {
        put(
                FaultType.OCCLUSION,
                "downstream",
                scaled(
                        "severity",
                        severity -> board.plant().occlusionSeverity(severity),
                        () -> board.plant().effects(PlantFault.OCCLUSION)));
        put(
                FaultType.INLET_OCCLUSION,
                "upstream",
                scaled(
                        "severity",
                        severity -> board.plant().inletOcclusionSeverity(severity),
                        () -> board.plant().effects(PlantFault.INLET_OCCLUSION)));
        put(
                FaultType.DISCONNECT,
                "downstream",
                switched(
                        on ->
                                board.plant()
                                        .lineLeakKilopascalsPerMicrolitrePerHour(
                                                on
                                                        ? OFF_KILOPASCALS_PER_MICROLITRE_PER_HOUR
                                                        : Double.POSITIVE_INFINITY),
                        () -> board.plant().effects(PlantFault.LINE_LEAK)));
        put(
                FaultType.SIPHON,
                "head",
                scaled(
                        "rate",
                        rate -> board.plant().siphonMicrolitresPerHour(rate),
                        () -> board.plant().effects(PlantFault.SIPHON)));
        put(
                FaultType.BACK_FLOW,
                "head",
                scaled(
                        "rate",
                        rate -> {
                            board.plant().checkValveStuckOpen(rate != 0);
                            board.plant().siphonMicrolitresPerHour(-rate);
                        },
                        () -> board.plant().effects(PlantFault.SIPHON)));
        put(
                FaultType.LEAK,
                "main",
                scaled(
                        "rate",
                        rate -> board.plant().reservoirLeakMicrolitresPerHour(rate),
                        () -> board.plant().effects(PlantFault.RESERVOIR_LEAK)));
    }

    private void motion() {
        put(
                FaultType.STALL,
                "rotor",
                switched(
                        on -> board.plant().rotorHeld(on),
                        () -> board.plant().effects(PlantFault.ROTOR_HELD)));
        put(FaultType.MISSED_STEPS, "rotor", new LostCycles());
        put(
                FaultType.SLIP,
                "coupling",
                switched(
                        on -> board.plant().couplingSlipping(on),
                        () -> board.plant().effects(PlantFault.COUPLING_SLIP)));
        put(
                FaultType.FROZEN,
                "rotor",
                switched(on -> board.encoder().frozen(on), () -> board.encoder().effects()));
    }

    private void driver() {
        put(
                FaultType.RESET,
                "tmc2209",
                once(() -> board.motor().reset(), () -> board.motor().effects()));
        put(
                FaultType.HOT,
                "tmc2209",
                switched(
                        on -> board.motor().health().celsius(on ? HOT_CELSIUS : HEALTHY_CELSIUS),
                        () -> board.motor().effects()));
        put(
                FaultType.OVER_TEMPERATURE,
                "tmc2209",
                switched(
                        on -> board.motor().health().celsius(on ? BURNT_CELSIUS : HEALTHY_CELSIUS),
                        () -> board.motor().effects()));
    }

    private void pressure(RigWiring wiring) {
        int channel = wiring.pressure().downstreamChannel();
        put(
                FaultType.STUCK,
                "downstream",
                switched(
                        on -> board.pressure().stuck(channel, on),
                        () -> board.pressure().effects()));
        put(
                FaultType.DRIFT,
                "downstream",
                scaled(
                        "rate",
                        rate -> board.pressure().downstreamDriftKilopascalsPerHour(rate),
                        () -> board.pressure().effects()));
    }

    private void bus(String part, int address) {
        put(FaultType.NACK, part, wire(board.i2cFaults(address).noAcknowledge()));
        put(FaultType.GARBAGE, part, wire(board.i2cFaults(address).garbage()));
    }

    private void put(FaultType type, String instance, Injection place) {
        places.put(type.label() + " " + instance, place);
    }

    @Override
    public Injection of(FaultType type, String instance) {
        Injection place = places.get(type.label() + " " + instance);
        if (place == null) {
            throw new IllegalArgumentException("no place for " + type.label() + " " + instance);
        }
        return place;
    }

    void stir(long nanos) {
        stepNoise.stir(nanos);
    }

    void save(DataOutput out) throws IOException {
        stepNoise.save(out);
    }

    void load(DataInput in) throws IOException {
        stepNoise.load(in);
    }

    /** A place that is broken or sound. */
    private static Injection switched(Consumer<Boolean> set, LongSupplier effects) {
        return new Place((fault, share) -> set.accept(fault != null), effects);
    }

    /** A place that takes a value, scaled by severity and ramp. */
    private static Injection scaled(String parameter, DoubleConsumer set, LongSupplier effects) {
        return new Place(
                (fault, share) -> {
                    if (fault == null) {
                        set.accept(0);
                    } else {
                        double severity = fault.value("severity");
                        double value = parameter.equals("severity") ? 1 : fault.value(parameter);
                        set.accept(value * severity * share);
                    }
                },
                effects);
    }

    /** A place where something happens once. */
    private static Injection once(Runnable happen, LongSupplier effects) {
        return new Place(
                (fault, share) -> {
                    if (fault != null) {
                        happen.run();
                    }
                },
                effects);
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

    private static Injection wire(WireFault wire) {
        return new Place(
                (fault, share) -> {
                    if (fault == null) {
                        wire.clear();
                    } else {
                        wire.occur(fault.value("probability"));
                    }
                },
                wire::effects);
    }

    /** How a place is set, given the fault that holds (or null) and the share of its ramp. */
    private interface Setting {
        void set(Fault fault, double share);
    }

    private record Place(Setting setting, LongSupplier counted) implements Injection {
        @Override
        public void apply(Fault fault, double share, long nowNanos) {
            setting.set(fault, share);
        }

        @Override
        public long effects() {
            return counted.getAsLong();
        }
    }
}
