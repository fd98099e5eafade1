package io.pumprig.simulator.report;

import io.pumprig.controller.trend.Lateness;
import io.pumprig.simulator.report.RunRecord.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The tables of a run's page. */
final class RunPageTables {
    private static final int MOST_ROWS = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int BAR_WIDTH = 420;
    private static final int BAR_HEIGHT = 18;
    private static final int BAR_LEFT = 110;

    private final RunRecord run;
    private final Html page;

    RunPageTables(RunRecord run, Html page) {
        this.run = run;
        this.page = page;
    }

    void faults() {
        if (!run.isSimulated()) {
            return;
        }
        page.raw("<h2>Faults and how they were found</h2>\n");
        if (run.faults().isEmpty()) {
            page.element("p", "soft", "None was injected.").raw("\n");
            return;
        }
        page.table(
                "fault",
                "what",
                "active, h",
                "effects",
                "expected",
                "limit",
                "found after",
                "verdict");
        for (FaultSpell fault : limited(run.faults())) {
            page.raw("<tr><td>")
                    .element("b", fault.key())
                    .raw("<br>")
                    .text(fault.preset())
                    .raw("</td>")
                    .element("td", fault.what())
                    .element("td", span(fault.activeNanos(), fault.endNanos()))
                    .element("td", fault.effects() < 0 ? "" : Long.toString(fault.effects()))
                    .element("td", fault.alarm().isEmpty() ? fault.reason() : fault.alarm())
                    .element("td", fault.limit())
                    .element("td", found(fault.found()))
                    .element(
                            "td",
                            fault.verdict().isGood() ? "good" : "bad",
                            fault.verdict().words())
                    .raw("</tr>\n");
        }
        page.endTable();
        tellCut(run.faults().size());
    }

    private static String found(FaultSpell.Found found) {
        if (found == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        text.append(Numbers.text(found.nanos() / 1e9))
                .append(" s, ")
                .append(found.cycles())
                .append(" cycles");
        if (!Double.isNaN(found.commandedMicrolitres())) {
            text.append(", ")
                    .append(Numbers.text(found.commandedMicrolitres()))
                    .append(" uL commanded");
        }
        if (!Double.isNaN(found.flowedMicrolitres())) {
            text.append(", ")
                    .append(Numbers.text(found.flowedMicrolitres()))
                    .append(" uL truly flowed");
        }
        return text.toString();
    }

    void alarms() {
        page.raw("<h2>Alarms</h2>\n");
        if (run.alarms().isEmpty()) {
            page.element("p", "soft", "None.").raw("\n");
            return;
        }
        page.table(
                "raised, h",
                "alarm",
                "priority",
                "reaction",
                "times",
                "found",
                "cause gone, h",
                "acknowledged, h",
                "released, h",
                "on");
        for (AlarmSpell alarm : limited(run.alarms())) {
            page.raw("<tr>")
                    .element("td", hours(alarm.raisedNanos))
                    .raw("<td>")
                    .element("b", alarm.alarm)
                    .raw("</td>")
                    .element("td", level(alarm.priority()), alarm.priority())
                    .element("td", alarm.reaction())
                    .element("td", Integer.toString(alarm.times))
                    .element("td", finds(alarm))
                    .element("td", hours(alarm.causeGoneNanos))
                    .element("td", hours(alarm.acknowledgedNanos))
                    .element(
                            "td", alarm.isOpen() ? "listed to the end" : hours(alarm.releasedNanos))
                    .element("td", alarm.detail)
                    .raw("</tr>\n");
        }
        page.endTable();
        tellCut(run.alarms().size());
    }

    /** The faults that it was expected to find, with time, volume and limit. */
    private String finds(AlarmSpell alarm) {
        List<String> found = new ArrayList<>();
        for (FaultSpell fault : run.faults()) {
            if (fault.alarm().equals(alarm.alarm)
                    && fault.found() != null
                    && fault.found().atNanos() == alarm.raisedNanos) {
                found.add(
                        fault.key()
                                + " after "
                                + found(fault.found())
                                + "; limit "
                                + fault.limit());
            }
        }
        return String.join("; ", found);
    }

    private static String level(String priority) {
        return switch (priority) {
            case "HIGH" -> "bad";
            case "MEDIUM" -> "warn";
            default -> "soft";
        };
    }

    void requirements() {
        page.raw("<h2>Requirements</h2>\n");
        Map<String, List<FaultSpell>> byId = new TreeMap<>();
        for (FaultSpell fault : run.faults()) {
            for (String id : fault.requirements()) {
                byId.computeIfAbsent(id, key -> new ArrayList<>()).add(fault);
            }
        }
        if (byId.isEmpty()) {
            page.element(
                            "p",
                            "soft",
                            "Nothing was injected whose declaration names a requirement. Scenarios"
                                    + " name theirs: see the report of a test.")
                    .raw("\n");
            return;
        }
        page.element(
                        "p",
                        "soft",
                        "Those that the declarations of the injected faults name; exercised, not"
                                + " proved: proof is a test's.")
                .raw("\n");
        page.table("requirement", "exercised by", "result");
        byId.forEach(
                (id, faults) -> {
                    page.raw("<tr>")
                            .element("td", id)
                            .element("td", String.join(", ", keys(faults)));
                    if (!faults.stream().allMatch(one -> one.verdict().isGood())) {
                        page.element("td", "bad", "not so");
                    } else if (faults.stream().anyMatch(one -> one.verdict().isDecided())) {
                        page.element("td", "good", "as declared");
                    } else {
                        page.element("td", "soft", "undecided");
                    }
                    page.raw("</tr>\n");
                });
        page.endTable();
    }

    private static List<String> keys(List<FaultSpell> faults) {
        return faults.stream().map(FaultSpell::key).distinct().toList();
    }

    void lateness() {
        page.raw("<h2>Lateness of the loop</h2>\n");
        long cycles = 0;
        int last = 0;
        for (int i = 0; i < run.lateness().length; i++) {
            cycles += run.lateness()[i];
            last = run.lateness()[i] > 0 ? i : last;
        }
        if (cycles == 0) {
            page.element("p", "soft", "Not known without a trend.").raw("\n");
            return;
        }
        page.element(
                        "p",
                        "soft",
                        "Of "
                                + cycles
                                + " cycles, how many began so late at most; bars are logarithmic."
                                + (run.isSimulated()
                                        ? " Simulated time is late only where a fault makes it so."
                                        : ""))
                .raw("\n");
        int height = (last + 1) * BAR_HEIGHT + 4;
        page.raw(
                "<div class=\"scroll\"><svg width=\"640\" height=\""
                        + height
                        + "\" viewBox=\"0 0 640 "
                        + height
                        + "\" role=\"img\" aria-label=\"histogram of lateness\">\n");
        double most = logarithm(cycles);
        for (int i = 0; i <= last; i++) {
            bar(i, most);
        }
        page.raw("</svg></div>\n");
    }

    private void bar(int index, double most) {
        long count = run.lateness()[index];
        long limit = Lateness.mostNanos(index);
        int top = index * BAR_HEIGHT;
        long width = Math.round(BAR_WIDTH * logarithm(count) / most);
        String name =
                limit == Long.MAX_VALUE
                        ? "more"
                        : String.format(Locale.ROOT, "%.3f ms", limit / NANOS_PER_MILLI);
        page.raw(
                "<text x=\"100\" y=\""
                        + (top + 14)
                        + "\" text-anchor=\"end\">"
                        + name
                        + "</text><rect class=\"bar\" x=\""
                        + BAR_LEFT
                        + "\" y=\""
                        + (top + 2)
                        + "\" width=\""
                        + width
                        + "\" height=\""
                        + (BAR_HEIGHT - 4)
                        + "\"/><text x=\""
                        + (BAR_LEFT + width + 6)
                        + "\" y=\""
                        + (top + 14)
                        + "\">"
                        + count
                        + "</text>\n");
    }

    private static double logarithm(long count) {
        return StrictMath.log10(1.0 + count);
    }

    void happenings() {
        page.raw("<h2>Orders, modes and events</h2>\n");
        List<Happening> all = run.happenings();
        if (all.isEmpty()) {
            page.element("p", "soft", "None.").raw("\n");
            return;
        }
        orders(all.stream().filter(one -> one.kind().equals("order")).toList());
        List<Happening> rest = all.stream().filter(one -> !one.kind().equals("order")).toList();
        page.raw("<details><summary>").text(rest.size() + " other events").raw("</summary>\n");
        page.table("time, h", "kind", "subject", "what", "detail");
        for (Happening one : limited(rest)) {
            page.row(hours(one.nanos()), one.kind(), one.subject(), one.phase(), one.detail());
        }
        page.endTable();
        tellCut(rest.size());
        page.raw("</details>\n");
    }

    private void orders(List<Happening> orders) {
        if (orders.isEmpty()) {
            page.element("p", "soft", "No orders were given.").raw("\n");
            return;
        }
        page.table("time, h", "order", "outcome", "from, and why not");
        for (Happening one : limited(orders)) {
            boolean accepted = one.phase().equals("accepted");
            page.raw("<tr>")
                    .element("td", hours(one.nanos()))
                    .element("td", one.subject())
                    .element("td", accepted ? "good" : "warn", one.phase())
                    .element("td", one.detail())
                    .raw("</tr>\n");
        }
        page.endTable();
        tellCut(orders.size());
    }

    void files() {
        page.raw("<h2>The same as tables</h2>\n<p>");
        for (String name : RunTables.FILES) {
            page.raw("<a href=\"").text(name).raw("\">").text(name).raw("</a> ");
        }
        page.raw("</p>\n");
    }

    private static <T> List<T> limited(List<T> all) {
        return all.size() > MOST_ROWS ? all.subList(0, MOST_ROWS) : all;
    }

    private void tellCut(int size) {
        if (size > MOST_ROWS) {
            page.element(
                            "p",
                            "soft",
                            "and " + (size - MOST_ROWS) + " more, in the CSV file and the journal.")
                    .raw("\n");
        }
    }

    private static String hours(long nanos) {
        return nanos < 0 ? "" : String.format(Locale.ROOT, "%.5f", Numbers.hours(nanos));
    }

    private static String span(long from, long to) {
        return from < 0 ? "never" : hours(from) + " to " + (to < 0 ? "the end" : hours(to));
    }
}
