package io.pumprig.simulator.rig;

import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FluidFaults;
import io.pumprig.simulator.fault.Injection;
import io.pumprig.simulator.plant.PlantFault;

/** Where faults of fluid, mechanics, supplies and room act: in the plant. */
final class FluidPlaces {
    /** Resistance of a line that is off: nothing, beside the catheter's 7.2e-5. */
    private static final double OFF_KILOPASCALS_PER_MICROLITRE_PER_HOUR = 1e-6;

    private final SimulatedBoard board;
    private final PlaceBook book;

    FluidPlaces(SimulatedBoard board, PlaceBook book) {
        this.board = board;
        this.book = book;
    }

    /** Enters all of them. */
    void enter() {
        line();
        reservoir();
        motion();
        surroundings();
    }

    private void line() {
        book.put(
                FluidFaults.OCCLUSION,
                "downstream",
                Place.scaled(
                        severity -> board.plant().occlusionSeverity(severity),
                        () -> board.plant().effects(PlantFault.OCCLUSION)));
        book.put(
                FluidFaults.INLET_OCCLUSION,
                "upstream",
                Place.scaled(
                        severity -> board.plant().inletOcclusionSeverity(severity),
                        () -> board.plant().effects(PlantFault.INLET_OCCLUSION)));
        book.put(
                FluidFaults.LINE_LEAK,
                "tube",
                Place.valued(
                        "kilopascalsPerMicrolitrePerHour",
                        Double.POSITIVE_INFINITY,
                        value -> board.plant().lineLeakKilopascalsPerMicrolitrePerHour(value),
                        () -> board.plant().effects(PlantFault.LINE_LEAK)));
        book.put(
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
        book.put(
                FluidFaults.SIPHON,
                "head",
                Place.scaled(
                        "rate",
                        rate -> board.plant().siphonMicrolitresPerHour(rate),
                        () -> board.plant().effects(PlantFault.SIPHON)));
        book.put(
                FluidFaults.BACK_FLOW,
                "head",
                Place.scaled(
                        "rate",
                        rate -> {
                            board.plant().checkValveStuckOpen(rate != 0);
                            board.plant().siphonMicrolitresPerHour(-rate);
                        },
                        () -> board.plant().effects(PlantFault.SIPHON)));
        book.put(FluidFaults.AIR_BUBBLE, "suction", new Bubble());
        book.put(
                FluidFaults.DEGASSING,
                "suction",
                Place.scaled(
                        "fraction",
                        fraction -> board.plant().inletAirFraction(fraction),
                        () -> board.plant().effects(PlantFault.INLET_AIR)));
    }

    private void reservoir() {
        book.put(
                FluidFaults.RESERVOIR_LEAK,
                "main",
                Place.scaled(
                        "rate",
                        rate -> board.plant().reservoirLeakMicrolitresPerHour(rate),
                        () -> board.plant().effects(PlantFault.RESERVOIR_LEAK)));
        book.put(
                FluidFaults.CONTENT,
                "main",
                Place.moment(
                        fault ->
                                board.plant()
                                        .reservoirContent(
                                                fault.value("volume"),
                                                board.plant().reservoirMicrogramsPerMillilitre()),
                        () -> board.plant().effects(PlantFault.RESERVOIR_CONTENT)));
        book.put(
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
        book.put(
                FluidFaults.STALL,
                "rotor",
                Place.switched(
                        on -> board.plant().rotorHeld(on),
                        () -> board.plant().effects(PlantFault.ROTOR_HELD)));
        book.put(FluidFaults.MISSED_STEPS, "rotor", new LostCycles());
        book.put(
                FluidFaults.SLIP,
                "coupling",
                Place.switched(
                        on -> board.plant().couplingSlipping(on),
                        () -> board.plant().effects(PlantFault.COUPLING_SLIP)));
        book.put(
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
        book.put(
                FluidFaults.AMBIENT,
                "ambient",
                Place.scaled(
                        "kelvin",
                        kelvin -> board.plant().ambientKelvin(kelvin),
                        () -> board.plant().effects(PlantFault.AMBIENT)));
        book.put(
                FluidFaults.SAG,
                "motor",
                Place.scaled(
                        "share",
                        share -> board.plant().motorSupplyVolts(motorVolts * (1 - share)),
                        () -> board.plant().effects(PlantFault.SUPPLY)));
        book.put(
                FluidFaults.SAG,
                "sensor",
                Place.scaled(
                        "share",
                        share -> board.plant().sensorSupplyVolts(sensorVolts * (1 - share)),
                        () -> board.plant().effects(PlantFault.SUPPLY)));
        book.put(
                FluidFaults.BACKUP,
                "backup",
                Place.scaled(
                        severity -> board.plant().backupChargeFraction(1 - severity),
                        () -> board.plant().effects(PlantFault.BACKUP_CHARGE)));
        book.put(
                FluidFaults.EVAPORATION,
                "vessel",
                Place.scaled(
                        "rate",
                        rate -> board.plant().evaporationMilligramsPerHour(rate * 1_000),
                        () -> board.plant().effects(PlantFault.EVAPORATION)));
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
}
