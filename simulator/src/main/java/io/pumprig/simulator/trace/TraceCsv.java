package io.pumprig.simulator.trace;

import io.pumprig.hal.settings.Spelling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A trace as a table of decimal numbers: a head with units, the time in seconds first, the cycle
 * second. RFC 4180, which PlotJuggler and every spreadsheet open.
 */
public final class TraceCsv {
    private static final long TELL_MASK = (1 << 14) - 1;
    private static final String CYCLE = "cycle";

    private final TraceReader trace;
    private final List<Integer> chosen;
    private final long fromNanos;
    private final long untilNanos;

    /**
     * @param labels columns that are wanted, beside time and cycle; none: all
     * @param fromNanos simulated time of the first row
     * @param untilNanos simulated time after the last row
     * @throws IllegalArgumentException {@code found …; allowed …} for a column that is none
     */
    public TraceCsv(TraceReader trace, List<String> labels, long fromNanos, long untilNanos) {
        this.trace = trace;
        this.fromNanos = fromNanos;
        this.untilNanos = untilNanos;
        chosen = chosen(trace.head().columns(), labels);
    }

    private static List<Integer> chosen(List<TraceColumn> columns, List<String> labels) {
        List<String> all = columns.stream().map(TraceColumn::label).toList();
        List<Integer> chosen = new ArrayList<>();
        for (String label : labels.isEmpty() ? all : labels) {
            int at = all.indexOf(label);
            if (at < 0 && !label.equals(CYCLE)) {
                throw new IllegalArgumentException(
                        "found `"
                                + label
                                + "`; allowed "
                                + String.join(", ", all)
                                + Spelling.hint(label, all));
            }
            if (at > 0 && !chosen.contains(at)) {
                chosen.add(at);
            }
        }
        return chosen;
    }

    /**
     * Writes it.
     *
     * @param progress is told, now and then, how many bytes of the file are done
     * @return rows written
     * @throws IOException when the trace cannot be read, or the table not written
     */
    public long write(Appendable out, LongConsumer progress) throws IOException {
        List<TraceColumn> columns = trace.head().columns();
        StringBuilder line = new StringBuilder(columns.get(0).heading()).append(',').append(CYCLE);
        for (int at : chosen) {
            line.append(',').append(columns.get(at).heading());
        }
        out.append(line.append("\r\n"));
        long written = 0;
        while (trace.next()) {
            long nanos = trace.cycle() * trace.head().periodNanos();
            if (nanos >= untilNanos) {
                break;
            }
            if (nanos >= fromNanos) {
                written++;
                line.setLength(0);
                columns.get(0).show(trace.row()[0], line);
                line.append(',').append(trace.cycle());
                for (int at : chosen) {
                    line.append(',');
                    columns.get(at).show(trace.row()[at], line);
                }
                out.append(line.append("\r\n"));
            }
            if ((trace.rows() & TELL_MASK) == 0) {
                progress.accept(trace.position());
            }
        }
        return written;
    }
}
