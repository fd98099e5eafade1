package io.pumprig.simulator.report;

import io.pumprig.controller.trend.Lateness;
import io.pumprig.hal.gravimetry.StartUpCurve;
import io.pumprig.hal.gravimetry.TrumpetCurve;
import io.pumprig.simulator.report.RunRecord.Happening;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The tables of a report as CSV files. */
final class RunTables {
    private static final String SERIES = "series.csv";
    private static final String ALARMS = "alarms.csv";
    private static final String FAULTS = "faults.csv";
    private static final String ORDERS = "orders.csv";
    private static final String TRUMPET = "trumpet.csv";
    private static final String START_UP = "start-up.csv";
    private static final String LATENESS = "lateness.csv";

    /** Their names. */
    static final List<String> FILES =
            List.of(SERIES, ALARMS, FAULTS, ORDERS, TRUMPET, START_UP, LATENESS);

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double PICOLITRES_PER_DAY = 24e6;

    private RunTables() {}

    static void write(Path directory, RunRecord run) throws IOException {
        series(directory.resolve(SERIES), run);
        alarms(directory.resolve(ALARMS), run);
        faults(directory.resolve(FAULTS), run);
        orders(directory.resolve(ORDERS), run);
        trumpet(directory.resolve(TRUMPET), run);
        startUp(directory.resolve(START_UP), run);
        lateness(directory.resolve(LATENESS), run);
    }

    private static void series(Path file, RunRecord run) throws IOException {
        try (Csv csv =
                new Csv(
                        file,
                        "time_h",
                        "length_s",
                        "ordered_mcg",
                        "believed_mcg",
                        "true_mcg",
                        "rate_mcg_per_day",
                        "ordered_microsteps",
                        "believed_microsteps",
                        "uncertain_microsteps",
                        "true_ul",
                        "flow_sensor_mean_ul_per_h",
                        "downstream_min_kpa",
                        "downstream_mean_kpa",
                        "downstream_max_kpa",
                        "upstream_min_kpa",
                        "upstream_mean_kpa",
                        "upstream_max_kpa",
                        "true_line_kpa",
                        "reservoir_ml",
                        "true_reservoir_ml",
                        "late_max_ms",
                        "mode",
                        "reaction",
                        "alarms")) {
            for (Bin bin : run.table().bins()) {
                csv.row(
                        Numbers.exact(Numbers.hours(bin.endNanos)),
                        Numbers.text(bin.nanos / NANOS_PER_SECOND),
                        Numbers.exact(bin.orderedMicrograms),
                        Numbers.exact(bin.believedMicrograms),
                        Numbers.exact(bin.trueMicrograms),
                        Numbers.text(bin.rateMicrogramsPerDay),
                        Numbers.exact(bin.orderedMicrosteps),
                        Numbers.exact(bin.believedMicrosteps),
                        bin.uncertainMicrosteps,
                        Numbers.exact(bin.trueMicrolitres),
                        Numbers.text(bin.flowMicrolitresPerHour.value()),
                        Numbers.text(bin.downstreamKilopascals.least),
                        Numbers.text(bin.downstreamKilopascals.mean.value()),
                        Numbers.text(bin.downstreamKilopascals.most),
                        Numbers.text(bin.upstreamKilopascals.least),
                        Numbers.text(bin.upstreamKilopascals.mean.value()),
                        Numbers.text(bin.upstreamKilopascals.most),
                        Numbers.text(bin.trueLineKilopascals),
                        Numbers.text(bin.reservoirMillilitres.value()),
                        Numbers.text(bin.trueReservoirMillilitres),
                        Numbers.text(bin.lateNanos / NANOS_PER_MILLI),
                        run.names().mode(bin.mode),
                        run.names().reaction(bin.reaction),
                        run.names().alarms(bin.listed));
            }
        }
    }

    private static void alarms(Path file, RunRecord run) throws IOException {
        try (Csv csv =
                new Csv(
                        file,
                        "raised_h",
                        "cause_gone_h",
                        "acknowledged_h",
                        "released_h",
                        "alarm",
                        "priority",
                        "reaction",
                        "times",
                        "cycle",
                        "sources")) {
            for (AlarmSpell spell : run.alarms()) {
                csv.row(
                        hours(spell.raisedNanos),
                        hours(spell.causeGoneNanos),
                        hours(spell.acknowledgedNanos),
                        hours(spell.releasedNanos),
                        spell.alarm,
                        spell.priority(),
                        spell.reaction(),
                        spell.times,
                        spell.cycle,
                        spell.detail);
            }
        }
    }

    private static void faults(Path file, RunRecord run) throws IOException {
        try (Csv csv =
                new Csv(
                        file,
                        "active_h",
                        "ended_h",
                        "key",
                        "fault",
                        "preset",
                        "end",
                        "effects",
                        "expected_alarm",
                        "limit",
                        "found_h",
                        "found_after_s",
                        "found_after_cycles",
                        "found_after_commanded_ul",
                        "found_after_flowed_ul",
                        "verdict",
                        "requirements")) {
            for (FaultSpell spell : run.faults()) {
                FaultSpell.Found found = spell.found();
                csv.row(
                        hours(spell.activeNanos()),
                        hours(spell.endNanos()),
                        spell.key(),
                        spell.what(),
                        spell.preset(),
                        spell.end(),
                        spell.effects() < 0 ? null : spell.effects(),
                        spell.alarm(),
                        spell.limit(),
                        found == null ? null : hours(found.atNanos()),
                        found == null ? null : Numbers.text(found.nanos() / NANOS_PER_SECOND),
                        found == null ? null : found.cycles(),
                        found == null ? null : Numbers.text(found.commandedMicrolitres()),
                        found == null ? null : Numbers.text(found.flowedMicrolitres()),
                        spell.verdict().words(),
                        String.join(" ", spell.requirements()));
            }
        }
    }

    private static void orders(Path file, RunRecord run) throws IOException {
        try (Csv csv = new Csv(file, "time_h", "kind", "subject", "outcome", "detail")) {
            for (Happening one : run.happenings()) {
                csv.row(hours(one.nanos()), one.kind(), one.subject(), one.phase(), one.detail());
            }
        }
    }

    private static void trumpet(Path file, RunRecord run) throws IOException {
        try (Csv csv =
                new Csv(
                        file,
                        "profile",
                        "curve",
                        "window_min",
                        "ep_max_percent",
                        "ep_min_percent",
                        "a_percent")) {
            for (Map.Entry<String, DeliveryCurves> one : run.curves().entrySet()) {
                trumpet(csv, one.getKey(), "after stabilisation", one.getValue().trumpet());
                trumpet(csv, one.getKey(), "all, 1 h windows", one.getValue().hours());
            }
        }
    }

    private static void trumpet(Csv csv, String profile, String which, TrumpetCurve curve)
            throws IOException {
        if (curve == null) {
            return;
        }
        for (TrumpetCurve.Point point : curve.points()) {
            csv.row(
                    profile,
                    which,
                    Numbers.text(60 * Numbers.hours(point.windowNanos())),
                    Numbers.text(Numbers.percent(point.maxPartsPerMillion())),
                    Numbers.text(Numbers.percent(point.minPartsPerMillion())),
                    Numbers.text(Numbers.percent(curve.overallPartsPerMillion())));
        }
    }

    private static void startUp(Path file, RunRecord run) throws IOException {
        try (Csv csv =
                new Csv(
                        file,
                        "profile",
                        "time_h",
                        "flow_ul_per_h",
                        "set_ul_per_h",
                        "error_percent")) {
            for (Map.Entry<String, DeliveryCurves> one : run.curves().entrySet()) {
                StartUpCurve curve = one.getValue().startUp();
                for (int i = 0; curve != null && i < curve.flow().size(); i++) {
                    csv.row(
                            one.getKey(),
                            Numbers.text(Numbers.hours((i + 1) * curve.flow().periodNanos())),
                            Numbers.text(curve.flow().picolitresPerDay(i) / PICOLITRES_PER_DAY),
                            Numbers.text(curve.setPicolitresPerDay() / PICOLITRES_PER_DAY),
                            Numbers.text(Numbers.percent(curve.errorPartsPerMillion(i))));
                }
            }
        }
    }

    private static void lateness(Path file, RunRecord run) throws IOException {
        try (Csv csv = new Csv(file, "at_most_ms", "cycles")) {
            for (int i = 0; i < run.lateness().length; i++) {
                long most = Lateness.mostNanos(i);
                csv.row(
                        most == Long.MAX_VALUE ? "more" : Numbers.text(most / NANOS_PER_MILLI),
                        run.lateness()[i]);
            }
        }
    }

    private static String hours(long nanos) {
        return nanos < 0 ? null : Numbers.exact(Numbers.hours(nanos));
    }
}
