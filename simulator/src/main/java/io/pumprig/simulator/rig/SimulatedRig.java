package io.pumprig.simulator.rig;

import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.rig.Rig;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.board.BoardLayout;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.chip.AnalogWiring;
import io.pumprig.simulator.fault.Places;
import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One simulated rig, wired by the same file as a real one. Simulation thread only. */
public final class SimulatedRig {
    private static final double PICOLITRES_PER_MICROLITRE = 1e6;

    private final RigWiring wiring;
    private final VirtualClock clock;
    private final SimulatedBoard board;
    private final FaultPlaces places;

    /**
     * A rig just switched on: primed with the prescribed drug, the reservoir full.
     *
     * @param seed where all its chance comes from
     * @param startNanos the clock's first instant
     */
    public SimulatedRig(RigWiring wiring, Prescription prescription, long seed, long startNanos) {
        this(wiring, prescription, seed, startNanos, BoardLayout.REFERENCE_HOLD_NANOS);
    }

    /**
     * A rig just switched on, whose enable watchdog is slower than the reference: an emulated
     * computer cannot kick every 50 ms.
     *
     * @param seed where all its chance comes from
     * @param startNanos the clock's first instant
     * @param holdNanos how long the enable watchdog holds after an edge of the kick
     */
    public SimulatedRig(
            RigWiring wiring,
            Prescription prescription,
            long seed,
            long startNanos,
            long holdNanos) {
        this.wiring = wiring;
        clock = new VirtualClock(startNanos);
        board =
                new SimulatedBoard(
                        layout(wiring, holdNanos), plant(wiring, prescription), clock, seed);
        places = new FaultPlaces(board, wiring, clock);
    }

    private static BoardLayout layout(RigWiring wiring, long holdNanos) {
        RigWiring.Motor motor = wiring.motor();
        RigWiring.Reservoir reservoir = wiring.reservoir();
        RigWiring.Pressure pressure = wiring.pressure();
        RigWiring.Inputs inputs = wiring.inputs();
        RigWiring.Outputs outputs = wiring.outputs();
        return new BoardLayout(
                new BoardLayout.Motor(
                        motor.stepGpio(),
                        motor.dirGpio(),
                        motor.enableGpio(),
                        motor.diagGpio(),
                        motor.kickGpio(),
                        motor.uart(),
                        motor.node(),
                        holdNanos),
                new BoardLayout.Sensors(
                        wiring.encoder().bus(),
                        wiring.encoder().address(),
                        reservoir.address(),
                        reservoir.zeroCounts(),
                        reservoir.countsPerGram(),
                        pressure.address(),
                        new AnalogWiring(
                                pressure.downstreamChannel(),
                                pressure.sensorSupplyChannel(),
                                pressure.motorSupplyChannel(),
                                pressure.upstreamChannel()),
                        wiring.flow().map(RigWiring.Flow::chip)),
                new BoardLayout.Inputs(
                        inputs.eStopGpio(),
                        inputs.doorGpio(),
                        inputs.bubbleGpio(),
                        inputs.bolusButtonGpio()),
                new BoardLayout.Outputs(
                        outputs.buzzerGpio(),
                        outputs.redGpio(),
                        outputs.amberGpio(),
                        outputs.greenGpio(),
                        outputs.bubbleTestGpio(),
                        outputs.sensorRailGpio()),
                new BoardLayout.Instruments(
                        wiring.balance().map(RigWiring.Balance::port),
                        wiring.syringePump().map(RigWiring.SyringePump::port),
                        wiring.syringePump().map(RigWiring.SyringePump::address).orElse(0)));
    }

    /** The plant that this wiring describes; what it leaves open is the reference rig's. */
    private static PlantSettings plant(RigWiring wiring, Prescription prescription) {
        PlantSettings reference = PlantSettings.reference();
        PlantSettings.Head head = reference.head();
        PlantSettings.Line line = reference.line();
        return reference
                .with(
                        new PlantSettings.Head(
                                wiring.pump().picolitresPerRevolution() / PICOLITRES_PER_MICROLITRE,
                                head.rollers(),
                                wiring.pump().microstepsPerRevolution(),
                                head.firstRipple(),
                                head.secondRipple(),
                                head.gain(),
                                head.lossPerKilopascal(),
                                head.wearPerRevolution(),
                                head.gainPerKelvin(),
                                head.lossPerRpm(),
                                head.stallKilopascals()))
                .with(
                        new PlantSettings.Line(
                                wiring.line().compliancePicolitresPerKilopascal()
                                        / PICOLITRES_PER_MICROLITRE,
                                line.resistanceKilopascalsPerMicrolitrePerHour(),
                                line.crackKilopascals(),
                                line.tipKilopascals(),
                                wiring.line().deadPicolitres() / PICOLITRES_PER_MICROLITRE,
                                line.gasMicrolitres()))
                .with(
                        reference
                                .reservoir()
                                .of(prescription.picogramsPerNanolitre())
                                .holding(
                                        wiring.reservoir().capacityPicolitres()
                                                / PICOLITRES_PER_MICROLITRE));
    }

    /** Brings the rig's devices up through the real drivers; takes about a second of its time. */
    public PumpDevices bringUp() {
        return Rig.bringUp(board, wiring);
    }

    public VirtualClock clock() {
        return clock;
    }

    public SimulatedBoard board() {
        return board;
    }

    /** The fluid and the mechanics as they truly are, brought to the present. */
    public Plant plant() {
        return board.plant();
    }

    /** Where faults act. */
    public Places places() {
        return places;
    }

    /** Lets what happens on its own between cycles happen: noise on wires. Once a cycle. */
    public void stir(long nanos) {
        places.stir(nanos);
    }

    public RigWiring wiring() {
        return wiring;
    }

    /** Writes everything that influences the future. */
    public void save(DataOutput out) throws IOException {
        board.save(out);
        places.save(out);
    }

    /** Takes over what {@link #save} wrote, into a rig of the same wiring and seed. */
    public void load(DataInput in) throws IOException {
        board.load(in);
        places.load(in);
    }
}
