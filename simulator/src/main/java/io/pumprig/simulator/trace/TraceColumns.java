package io.pumprig.simulator.trace;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.sample.Sample;
import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.scenario.SimulatedRun;
import java.util.List;

/**
 * The numbers of one cycle that a trace holds: what was seen, allowed and commanded, and the truth.
 */
public final class TraceColumns {
    /** The columns in the order of a row. */
    public static final List<TraceColumn> ALL =
            List.of(
                    new TraceColumn("nanos", "time", "s", 9),
                    new TraceColumn("downstreamPascals", "downstream", "kPa", 3),
                    new TraceColumn("upstreamPascals", "upstream", "kPa", 3),
                    new TraceColumn("sensorSupplyMillivolts", "sensorSupply", "V", 3),
                    new TraceColumn("motorSupplyMillivolts", "motorSupply", "V", 3),
                    new TraceColumn("rotorTravelCounts", "rotorTravel", "counts", 0),
                    new TraceColumn("rotorAngleCounts", "rotorAngle", "counts", 0),
                    new TraceColumn("reservoirPicolitres", "reservoir", "uL", 6),
                    new TraceColumn("motionSeenMicrosteps", "motionSeen", "microsteps", 0),
                    new TraceColumn("sentMicrosteps", "sent", "microsteps", 0),
                    new TraceColumn("driveFaults", "driveFaults", "", 0),
                    new TraceColumn("flowRaw", "flowRaw", "", 0),
                    new TraceColumn("bubbleAir", "air", "", 0),
                    new TraceColumn("contacts", "contacts", "", 0),
                    new TraceColumn("outcomes", "outcomes", "", 0),
                    new TraceColumn("buttonPresses", "buttonPresses", "", 0),
                    new TraceColumn("raisedAlarms", "raisedAlarms", "", 0),
                    new TraceColumn("listedAlarms", "listedAlarms", "", 0),
                    new TraceColumn("reaction", "reaction", "", 0),
                    new TraceColumn("mode", "mode", "", 0),
                    new TraceColumn("takenMicrosteps", "taken", "microsteps", 0),
                    new TraceColumn("energised", "energised", "", 0),
                    new TraceColumn("deliveredMicrosteps", "delivered", "microsteps", 0),
                    new TraceColumn("orderedMicrosteps", "ordered", "microsteps", 0),
                    new TraceColumn("ratePicogramsPerDay", "rate", "mcg/day", 6),
                    new TraceColumn("orderedPicograms", "orderedDose", "mcg", 6),
                    new TraceColumn("believedPicograms", "believedDose", "mcg", 6),
                    new TraceColumn("tipPicograms", "trueDose", "mcg", 6),
                    new TraceColumn("tipPicolitres", "trueTip", "uL", 6),
                    new TraceColumn("linePressurePascals", "trueLine", "kPa", 3));

    private static final double PICO_PER_MICRO = 1e6;
    private static final double PASCALS_PER_KILOPASCAL = 1e3;

    private TraceColumns() {}

    /** Room for a row. */
    public static long[] row() {
        return new long[ALL.size()];
    }

    /** Fills a row with the cycle that is just over. */
    public static void fill(long[] row, SimulatedRun run) {
        ControlLoop loop = run.controller().loop();
        int i = seen(row, loop.sample());
        row[i++] = loop.permit().raised();
        row[i++] = loop.alarms().listed();
        row[i++] = loop.permit().reaction().ordinal();
        row[i++] = loop.planner().mode().ordinal();
        row[i++] = loop.command().taken();
        row[i++] = loop.command().isEnergised() ? 1 : 0;
        row[i++] = loop.ledger().delivered();
        row[i++] = loop.planner().orderedMicrosteps();
        row[i++] = loop.planner().ratePicogramsPerDay();
        row[i++] = loop.planner().orderedPicograms();
        row[i++] = loop.planner().believedPicograms();
        Plant plant = run.rig().plant();
        plant.lookAtLine();
        row[i++] = Math.round(plant.lookedTipMicrograms() * PICO_PER_MICRO);
        row[i++] = Math.round(plant.lookedTipMicrolitres() * PICO_PER_MICRO);
        row[i++] = Math.round(plant.lookedLinePressureKilopascals() * PASCALS_PER_KILOPASCAL);
        assert i == ALL.size();
    }

    private static int seen(long[] row, Sample sample) {
        int i = 0;
        row[i++] = sample.nanos();
        row[i++] = sample.downstream().pascals();
        row[i++] = sample.upstream().pascals();
        row[i++] = sample.sensorSupply().millivolts();
        row[i++] = sample.motorSupply().millivolts();
        row[i++] = sample.rotor().travelCounts();
        row[i++] = sample.rotor().angleCounts();
        row[i++] = sample.reservoir().picolitres();
        row[i++] = sample.motion().seenMicrosteps();
        row[i++] = sample.sentMicrosteps();
        row[i++] = sample.drive().faults();
        row[i++] = sample.flow().raw();
        row[i++] = (sample.bubble().airInLine() ? 1 : 0) + (sample.flow().isAirInLine() ? 2 : 0);
        row[i++] = (sample.isEStopped() ? 1 : 0) + (sample.isDoorOpen() ? 2 : 0);
        row[i++] = sample.outcomes();
        row[i++] = sample.bolusButton().presses();
        return i;
    }
}
