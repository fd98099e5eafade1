package io.pumprig.simulator.suite;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.sample.Sample;
import io.pumprig.simulator.scenario.SimulatedRun;
import java.util.List;

/**
 * The numbers of one cycle that a trace holds: what was seen, allowed and commanded, and the truth.
 */
final class TraceFields {
    /** Their names, in the order of a row; the unit is the last word. */
    static final List<String> NAMES =
            List.of(
                    "nanos",
                    "downstreamPascals",
                    "upstreamPascals",
                    "sensorSupplyMillivolts",
                    "motorSupplyMillivolts",
                    "rotorTravelCounts",
                    "rotorAngleCounts",
                    "reservoirPicolitres",
                    "motionSeenMicrosteps",
                    "sentMicrosteps",
                    "driveFaults",
                    "flowRaw",
                    "bubbleAir",
                    "contacts",
                    "outcomes",
                    "buttonPresses",
                    "raisedAlarms",
                    "listedAlarms",
                    "reaction",
                    "mode",
                    "takenMicrosteps",
                    "energised",
                    "deliveredMicrosteps",
                    "orderedMicrosteps",
                    "linePressurePascals",
                    "tipPicolitres");

    private TraceFields() {}

    /** Fills a row with the cycle that is just over. */
    static void fill(long[] row, SimulatedRun run) {
        ControlLoop loop = run.controller().loop();
        Sample sample = loop.sample();
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
        row[i++] = outcomes(sample);
        row[i++] = sample.bolusButton().presses();
        row[i++] = loop.permit().raised();
        row[i++] = loop.alarms().listed();
        row[i++] = loop.permit().reaction().ordinal();
        row[i++] = loop.planner().mode().ordinal();
        row[i++] = loop.command().taken();
        row[i++] = loop.command().isEnergised() ? 1 : 0;
        row[i++] = loop.ledger().delivered();
        row[i++] = loop.planner().orderedMicrosteps();
        row[i++] = Math.round(run.rig().plant().linePressureKilopascals() * 1e3);
        row[i++] = Math.round(run.rig().plant().tipMicrolitres() * 1e6);
        assert i == NAMES.size();
    }

    private static long outcomes(Sample sample) {
        return sample.downstream().outcome().ordinal()
                | sample.upstream().outcome().ordinal() << 4
                | sample.rotor().outcome().ordinal() << 8
                | sample.reservoir().outcome().ordinal() << 12
                | sample.motion().outcome().ordinal() << 16
                | sample.drive().outcome().ordinal() << 20
                | (long) sample.flow().outcome().ordinal() << 24
                | (long) sample.bubble().outcome().ordinal() << 28;
    }
}
