package io.pumprig.simulator.report;

import io.pumprig.hal.gravimetry.TrumpetCurve;
import io.pumprig.simulator.report.RunRecord.Totals;
import java.util.Map;

/** A run as one page. */
final class RunPage {
    private static final double PICOLITRES_PER_DAY = 24e6;

    private final RunRecord run;
    private final String profile;
    private final Html page = new Html();

    private RunPage(RunRecord run, String profile) {
        this.run = run;
        this.profile = profile;
    }

    /**
     * The page.
     *
     * @param profile the window profile that is shown first
     */
    static String of(RunRecord run, String profile) {
        RunPage made = new RunPage(run, profile);
        made.body();
        return Page.plotted(
                "pumprig run, " + run.backend() + ", " + run.identity().get("rig"),
                made.page,
                RunData.of(run, profile));
    }

    private void body() {
        page.raw("<h1>Run report</h1>\n<p><span class=\"backend ")
                .raw(run.isSimulated() ? "sim" : "bench")
                .raw("\">backend: ")
                .text(run.backend())
                .raw("</span> rig ")
                .text(run.identity().get("rig"))
                .raw("</p>\n");
        missing();
        dose();
        plots();
        RunPageTables tables = new RunPageTables(run, page);
        tables.faults();
        tables.alarms();
        curves();
        reservoir();
        tables.requirements();
        tables.lateness();
        tables.happenings();
        identity();
        tables.files();
    }

    private void missing() {
        if (run.missing().isEmpty()) {
            return;
        }
        page.raw("<h2>What this report cannot tell</h2>\n<ul>\n");
        for (String one : run.missing()) {
            page.raw("<li class=\"warn\">").text(one).raw("</li>\n");
        }
        page.raw("</ul>\n");
    }

    private void identity() {
        page.raw("<h2>Identity</h2>\n<div class=\"scroll\"><table class=\"facts\">\n");
        for (Map.Entry<String, String> fact : run.identity().entrySet()) {
            boolean isHash =
                    fact.getKey().contains("hash")
                            || fact.getKey().contains("SHA")
                            || fact.getKey().equals("session");
            page.raw("<tr>").element("th", fact.getKey());
            if (isHash) {
                page.element("td", "hash", fact.getValue());
            } else {
                page.element("td", fact.getValue());
            }
            page.raw("</tr>\n");
        }
        page.raw("</table></div>\n");
    }

    // ---- dose

    private void dose() {
        page.raw("<h2>Dose</h2>\n");
        Totals totals = run.totals();
        if (totals != null) {
            page.raw("<div class=\"cards\">\n");
            card("ordered", totals.orderedMicrograms(), totals.orderedMicrolitres(), Double.NaN);
            card(
                    "believed",
                    totals.believedMicrograms(),
                    totals.believedMicrolitres(),
                    totals.orderedMicrograms());
            if (isTruthKnown()) {
                card(
                        "true, at the tip",
                        totals.trueMicrograms(),
                        totals.trueMicrolitres(),
                        totals.orderedMicrograms());
            }
            page.raw("<div class=\"card\">alarms<b>")
                    .text(Integer.toString(run.alarms().size()))
                    .raw("</b>")
                    .text(run.alarms().isEmpty() ? "none was raised" : "see below")
                    .raw("</div>\n</div>\n");
        }
        page.raw("<div class=\"scroll\"><table class=\"facts\">\n");
        run.account()
                .forEach(
                        (words, microsteps) ->
                                page.raw("<tr>")
                                        .element("th", words)
                                        .element("td", "number", microsteps + " microsteps")
                                        .element("td", "number", microlitres(microsteps))
                                        .raw("</tr>\n"));
        page.raw("</table></div>\n");
    }

    private String microlitres(String microsteps) {
        return run.totals() == null
                ? ""
                : Numbers.exact(Long.parseLong(microsteps) * run.totals().microlitresPerMicrostep())
                        + " uL";
    }

    private void card(String name, double micrograms, double microlitres, double ordered) {
        page.raw("<div class=\"card\">")
                .text(name)
                .raw("<b>")
                .text(Numbers.exact(micrograms) + " mcg")
                .raw("</b>")
                .text(Numbers.exact(microlitres) + " uL");
        if (!Double.isNaN(ordered)) {
            double less = micrograms - ordered;
            page.raw("<br>")
                    .text(
                            (less >= 0 ? "+" : "")
                                    + Numbers.text(less)
                                    + " mcg"
                                    + (ordered > 0
                                            ? " (" + Numbers.text(100 * less / ordered) + " %)"
                                            : "")
                                    + " against ordered");
        }
        page.raw("</div>\n");
    }

    // ---- plots over time

    private void plots() {
        if (run.page().bins().isEmpty()) {
            return;
        }
        page.raw("<h2>Over time</h2>\n<p class=\"soft\">A point each ")
                .text(Numbers.time(run.page().widthNanos()))
                .raw(
                        ". Solid lines with a bar on top: faults; dashed: alarms, HIGH with long"
                                + " dashes; shaded: an alarm held flow at zero or at the minimum"
                                + " rate. <span class=\"screen\">Drag to zoom all, double click"
                                + " to see everything; click a name to hide its line.</span></p>\n");
        figure("plot-dose", "Dose since the beginning");
        figure("plot-difference", "Difference to what was ordered");
        figure("plot-flow", "Flow, each value over " + Numbers.time(RunData.flowWindowNanos(run)));
        figure("plot-pressure", "Pressure: least, mean and most");
        figure("plot-reservoir", "Reservoir");
        if (run.page().bins().stream().anyMatch(bin -> bin.lateNanos > 0)) {
            figure("plot-lateness", "Lateness of the loop: the latest cycle");
        }
    }

    private void figure(String id, String caption) {
        page.raw("<figure><figcaption>")
                .text(caption)
                .raw("</figcaption><div class=\"plot waits\" id=\"")
                .text(id)
                .raw("\"></div></figure>\n");
    }

    // ---- curves

    private void curves() {
        page.raw("<h2>Start-up and trumpet curves</h2>\n");
        if (run.curves().isEmpty()) {
            page.element("p", "soft", "None without a trend.").raw("\n");
            return;
        }
        page.raw("<p class=\"screen\"><label>Window profile <select id=\"profile\">");
        for (String name : run.curves().keySet()) {
            page.raw("<option value=\"")
                    .text(name)
                    .raw(name.equals(profile) ? "\" selected>" : "\">")
                    .text(name)
                    .raw("</option>");
        }
        page.raw("</select></label></p>\n<p class=\"soft\">")
                .text(
                        (isTruthKnown()
                                        ? "Of the true volume at the tip"
                                        : "Of the volume that the rotor turned, since nothing weighs"
                                                + " it here")
                                + ", over whole strokes of the head, against the mean ordered rate.")
                .raw("</p>\n");
        run.curves().forEach(this::curve);
    }

    private boolean isTruthKnown() {
        return run.totals() != null && !Double.isNaN(run.totals().trueMicrograms());
    }

    private void curve(String name, DeliveryCurves curves) {
        page.raw("<section data-profile=\"")
                .text(name)
                .raw(name.equals(profile) ? "\">\n" : "\" hidden>\n")
                .raw("<h3>Profile ")
                .text(curves.profile().name())
                .raw("</h3>\n");
        for (String note : curves.notes()) {
            page.element("p", "warn", note).raw("\n");
        }
        if (curves.startUp() != null) {
            page.raw("<p>")
                    .text(
                            "Samples of "
                                    + Numbers.time(curves.profile().sampleNanos())
                                    + ", a stroke each "
                                    + Numbers.time(curves.strokeNanos())
                                    + ". Within 10 % of "
                                    + Numbers.text(
                                            curves.startUp().setPicolitresPerDay()
                                                    / PICOLITRES_PER_DAY)
                                    + " uL/h "
                                    + (curves.settledNanos().isPresent()
                                            ? "and staying there after "
                                                    + Numbers.time(
                                                            curves.settledNanos().getAsLong())
                                                    + "."
                                            : "at no time that lasted."))
                    .raw("</p>\n");
            figure(
                    "plot-start-up-" + name,
                    "Start-up: the first "
                            + Numbers.time(
                                    curves.startUp().flow().size()
                                            * curves.startUp().flow().periodNanos()));
        }
        if (curves.trumpet() != null) {
            figure(
                    "plot-trumpet-" + name,
                    "Trumpet: "
                            + Numbers.time(curves.profile().analysisNanos())
                            + " after the stabilisation");
            trumpet(curves);
        }
        page.raw("</section>\n");
    }

    private void trumpet(DeliveryCurves curves) {
        page.table("window, min", "Ep(max), %", "Ep(min), %", "A, %");
        points(curves.trumpet(), "");
        if (curves.hours() != null) {
            points(curves.hours(), ", all of the run up to here, stabilisation included");
        }
        page.endTable();
    }

    private void points(TrumpetCurve curve, String which) {
        for (TrumpetCurve.Point point : curve.points()) {
            page.row(
                    Numbers.text(60 * Numbers.hours(point.windowNanos())) + which,
                    percent(point.maxPartsPerMillion()),
                    percent(point.minPartsPerMillion()),
                    percent(curve.overallPartsPerMillion()));
        }
    }

    private static String percent(long partsPerMillion) {
        return (partsPerMillion > 0 ? "+" : "") + Numbers.text(Numbers.percent(partsPerMillion));
    }

    // ---- reservoir

    private void reservoir() {
        page.raw("<h2>Reservoir against ledger</h2>\n");
        ReservoirBalance balance = run.reservoir();
        if (balance == null) {
            page.element("p", "soft", "Nothing to compare: no measured content, or no delivery.")
                    .raw("\n");
            return;
        }
        page.raw("<div class=\"scroll\"><table class=\"facts\">\n");
        fact("at the beginning, measured", Numbers.text(balance.beginMillilitres()) + " mL");
        fact("delivered by the ledger", Numbers.text(balance.deliveredMillilitres()) + " mL");
        fact("expected at the end", Numbers.text(balance.expectedMillilitres()) + " mL");
        fact("at the end, measured", Numbers.text(balance.measuredMillilitres()) + " mL");
        fact("error", Numbers.text(balance.errorPercent()) + " % of the delivered");
        if (!Double.isNaN(balance.trueErrorPercent())) {
            fact("error by the truth", Numbers.text(balance.trueErrorPercent()) + " %");
        }
        fact("verdict", balance.verdict());
        page.raw("</table></div>\n");
    }

    private void fact(String name, String value) {
        page.raw("<tr>").element("th", name).element("td", value).raw("</tr>\n");
    }
}
