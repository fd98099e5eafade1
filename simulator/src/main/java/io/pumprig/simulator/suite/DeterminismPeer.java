package io.pumprig.simulator.suite;

import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.trace.TraceColumns;
import io.pumprig.simulator.trace.TraceHead;
import io.pumprig.simulator.trace.TraceWriter;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The other process of the determinism gate: carries out the scenarios that it is told, one after
 * the other, and says every cycle of them.
 */
public final class DeterminismPeer {
    private final Company company;
    private final String version;
    private final long plantCycle;

    /**
     * @param plantCycle for a test of the gate itself: the cycle in which a pressure sensor is off
     *     by 0.5 kPa in this process alone; -1 for never
     */
    public DeterminismPeer(Company company, String version, long plantCycle) {
        this.company = company;
        this.version = version;
        this.plantCycle = plantCycle;
    }

    /**
     * Serves until {@code in} ends.
     *
     * @throws IOException when the other side is gone
     */
    public void serve(InputStream in, OutputStream out) throws IOException {
        DataInputStream orders = new DataInputStream(in);
        DataOutputStream rows = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
        while (true) {
            byte[] text;
            try {
                text = new byte[orders.readInt()];
            } catch (EOFException e) {
                return;
            }
            orders.readFully(text);
            Path here = Path.of("").toAbsolutePath();
            Scenario scenario =
                    ScenarioFile.parse(
                                    "determinism", here, new String(text, StandardCharsets.UTF_8))
                            .get(0);
            carryOut(scenario, rows);
        }
    }

    private void carryOut(Scenario scenario, DataOutputStream rows) throws IOException {
        long seed = scenario.seeds().get(0);
        TraceWriter trace =
                new TraceWriter(
                        rows,
                        new TraceHead(
                                version,
                                scenario.wiring().rig(),
                                seed,
                                RunSettings.DEFAULT_PERIOD_NANOS,
                                1));
        long[] row = TraceColumns.row();
        ScenarioResult result =
                new ScenarioRun(scenario, seed, version)
                        .with(company)
                        .seenBy(run -> tell(run, row, trace))
                        .run();
        trace.end(result.traceHash(), result.cycles());
        rows.flush();
    }

    private void tell(SimulatedRun run, long[] row, TraceWriter trace) {
        if (run.cycle() == plantCycle) {
            run.rig().board().pressure().downstreamOffsetKilopascals(0.5);
        }
        TraceColumns.fill(row, run);
        try {
            trace.add(run.cycle(), row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
