package io.pumprig.simulator.suite;

import io.pumprig.simulator.scenario.SimulatedRun;
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
        TraceFile.Writer trace = new TraceFile.Writer(rows);
        long[] row = new long[TraceFields.NAMES.size()];
        ScenarioResult result =
                new ScenarioRun(scenario, scenario.seeds().get(0), version)
                        .with(company)
                        .seenBy(run -> tell(run, row, trace))
                        .run();
        trace.end();
        rows.writeUTF(result.traceHash());
        rows.flush();
    }

    private void tell(SimulatedRun run, long[] row, TraceFile.Writer trace) {
        if (run.cycle() == plantCycle) {
            run.rig().board().pressure().downstreamOffsetKilopascals(0.5);
        }
        TraceFields.fill(row, run);
        try {
            trace.add(run.cycle(), row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
