package io.pumprig.simulator.report;

import io.pumprig.hal.gravimetry.StartUpCurve;
import io.pumprig.hal.gravimetry.TrumpetCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What the plots of a page are drawn from, as a tree for JSON. */
final class RunData {
    private static final double PICOLITRES_PER_DAY = 24e6;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int MOST_MARKS = 300;
    private static final int MOST_SAMPLES = 2_000;
    private static final int SMOOTH_MICROSTEPS = 60;
    private static final int LEAST_WINDOWS = 20;

    private final RunRecord run;
    private final List<Bin> bins = new ArrayList<>();

    private RunData(RunRecord run) {
        this.run = run;
        // Where nothing ran nothing is drawn: a bin without rows is a gap of the lines.
        long width = 3 * run.page().widthNanos();
        long end = 0;
        for (Bin bin : run.page().bins()) {
            if (!bins.isEmpty() && bin.endNanos - bin.nanos - end > width) {
                bins.add(null);
            }
            bins.add(bin);
            end = bin.endNanos;
        }
    }

    /**
     * The tree.
     *
     * @param profile the one that is shown first
     */
    static Map<String, Object> of(RunRecord run, String profile) {
        return new RunData(run).tree(profile);
    }

    private Map<String, Object> tree(String profile) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("profile", profile);
        tree.put("reactions", run.names().reactions());
        tree.put("time", times());
        tree.put("series", series());
        tree.put("marks", marks());
        Map<String, Object> curves = new LinkedHashMap<>();
        run.curves().forEach((name, curve) -> curves.put(name, curve(curve)));
        tree.put("curves", curves);
        return tree;
    }

    private List<Object> times() {
        List<Object> times = new ArrayList<>();
        long end = 0;
        for (Bin bin : bins) {
            end = bin == null ? end + 1_000_000_000L : bin.endNanos;
            times.add(Numbers.json(Numbers.hours(end)));
        }
        return times;
    }

    private Map<String, Object> series() {
        Map<String, Object> series = new LinkedHashMap<>();
        series.put("ordered", column(bin -> bin.orderedMicrograms));
        series.put("believed", column(bin -> bin.believedMicrograms));
        series.put("truth", column(bin -> bin.trueMicrograms));
        series.put("believedLess", column(bin -> bin.believedMicrograms - bin.orderedMicrograms));
        series.put("trueLess", column(bin -> bin.trueMicrograms - bin.orderedMicrograms));
        double volume = run.totals() == null ? 0 : run.totals().microlitresPerMicrostep();
        series.put("orderedFlow", flow(bin -> bin.orderedMicrosteps * volume));
        series.put("believedFlow", flow(bin -> bin.believedMicrosteps * volume));
        series.put("trueFlow", flow(bin -> bin.trueMicrolitres));
        series.put("sensorFlow", column(bin -> bin.flowMicrolitresPerHour.value()));
        series.put("downLeast", column(bin -> bin.downstreamKilopascals.least));
        series.put("downMean", column(bin -> bin.downstreamKilopascals.mean.value()));
        series.put("downMost", column(bin -> bin.downstreamKilopascals.most));
        series.put("upMean", column(bin -> bin.upstreamKilopascals.mean.value()));
        series.put("line", column(bin -> bin.trueLineKilopascals));
        series.put("reservoir", column(bin -> bin.reservoirMillilitres.value()));
        series.put("trueReservoir", column(bin -> bin.trueReservoirMillilitres));
        series.put("late", column(bin -> bin.lateNanos / NANOS_PER_MILLI));
        series.put("reaction", column(bin -> bin.reaction));
        return series;
    }

    private List<Object> column(ToDoubleFunction<Bin> value) {
        List<Object> column = new ArrayList<>();
        for (Bin bin : bins) {
            column.add(bin == null ? null : Numbers.json(value.applyAsDouble(bin)));
        }
        return column;
    }

    /**
     * How fast a sum grows, uL/h: against the bin so long before that the single microsteps of a
     * slow rate do not show.
     */
    private List<Object> flow(ToDoubleFunction<Bin> sum) {
        long window = flowWindowNanos(run);
        List<Object> column = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bins.size(); i++) {
            Bin bin = bins.get(i);
            if (bin == null) {
                from = i + 1;
                column.add(null);
                continue;
            }
            while (from + 1 < i && bin.endNanos - bins.get(from + 1).endNanos >= window) {
                from++;
            }
            long nanos = bin.endNanos - bins.get(from).endNanos;
            double grown = sum.applyAsDouble(bin) - sum.applyAsDouble(bins.get(from));
            column.add(nanos >= window ? Numbers.json(grown / Numbers.hours(nanos)) : null);
        }
        return column;
    }

    /** The time over which flow is shown: so many microsteps at the mean rate, or a bin. */
    static long flowWindowNanos(RunRecord run) {
        List<Bin> bins = run.page().bins();
        long width = run.page().widthNanos();
        if (bins.isEmpty()) {
            return width;
        }
        Bin last = bins.get(bins.size() - 1);
        double needed =
                last.orderedMicrosteps > 0
                        ? (double) last.endNanos / last.orderedMicrosteps * SMOOTH_MICROSTEPS
                        : width;
        return Math.max(width, Math.min(Math.round(needed), last.endNanos / LEAST_WINDOWS));
    }

    private List<Object> marks() {
        List<Object> marks = new ArrayList<>();
        for (FaultSpell fault : run.faults()) {
            if (fault.activeNanos() >= 0 && marks.size() < MOST_MARKS / 2) {
                long end = fault.endNanos() < 0 ? run.endNanos() : fault.endNanos();
                marks.add(mark("fault", fault.key(), "", fault.activeNanos(), end));
            }
        }
        for (AlarmSpell alarm : run.alarms()) {
            if (marks.size() < MOST_MARKS) {
                marks.add(
                        mark(
                                "alarm",
                                alarm.alarm,
                                alarm.priority(),
                                alarm.raisedNanos,
                                alarm.releasedNanos));
            }
        }
        return marks;
    }

    private static Map<String, Object> mark(
            String kind, String text, String level, long from, long to) {
        Map<String, Object> mark = new LinkedHashMap<>();
        mark.put("kind", kind);
        mark.put("text", text);
        mark.put("level", level);
        mark.put("from", Numbers.json(Numbers.hours(from)));
        mark.put("to", to < 0 ? null : Numbers.json(Numbers.hours(to)));
        return mark;
    }

    private static Map<String, Object> curve(DeliveryCurves curves) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (curves.startUp() != null) {
            tree.put("startUp", startUp(curves.startUp()));
        }
        if (curves.trumpet() != null) {
            tree.put("trumpet", trumpet(curves.trumpet()));
        }
        return tree;
    }

    private static Map<String, Object> startUp(StartUpCurve curve) {
        List<Object> time = new ArrayList<>();
        List<Object> flow = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_SAMPLES, curve.flow().size()); i++) {
            time.add(Numbers.json(Numbers.hours((i + 1) * curve.flow().periodNanos())));
            flow.add(Numbers.json(curve.flow().picolitresPerDay(i) / PICOLITRES_PER_DAY));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("time", time);
        tree.put("flow", flow);
        tree.put("set", Numbers.json(curve.setPicolitresPerDay() / PICOLITRES_PER_DAY));
        return tree;
    }

    private static Map<String, Object> trumpet(TrumpetCurve curve) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("window", points(curve, point -> 60 * Numbers.hours(point.windowNanos())));
        tree.put("max", points(curve, point -> Numbers.percent(point.maxPartsPerMillion())));
        tree.put("min", points(curve, point -> Numbers.percent(point.minPartsPerMillion())));
        tree.put("overall", Numbers.json(Numbers.percent(curve.overallPartsPerMillion())));
        return tree;
    }

    private static List<Object> points(
            TrumpetCurve curve, ToDoubleFunction<TrumpetCurve.Point> value) {
        return Arrays.asList(
                curve.points().stream()
                        .map(point -> (Object) Numbers.json(value.applyAsDouble(point)))
                        .toArray());
    }
}
