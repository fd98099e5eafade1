package io.pumprig.simulator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.trend.Trend;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report holds what its run came to, whatever became of the run. */
class RunReportTest {
    private static final long HOUR = ReportedRun.HOUR;

    @TempDir private Path folder;

    private Path state() {
        return folder.resolve("state");
    }

    private Path report() {
        return folder.resolve("report");
    }

    private String page() throws IOException, JournalException {
        return Files.readString(RunReport.write(state(), report(), WindowProfile.MICRO_RATE));
    }

    private List<String> lines(String file) throws IOException {
        return List.of(Files.readString(report().resolve(file)).split("\r\n"));
    }

    private static String[] last(List<String> lines) {
        return lines.get(lines.size() - 1).split(",");
    }

    @Test
    void theNumbersAreThoseOfTheRun() throws IOException, JournalException {
        ReportedRun.Outcome outcome = new ReportedRun(state(), 2 * HOUR).run();
        RunRecord run = RecordReader.read(state());
        assertEquals(outcome.ordered(), run.totals().orderedMicrograms(), 1e-9);
        assertEquals(outcome.believed(), run.totals().believedMicrograms(), 1e-9);
        assertEquals(outcome.truth(), run.totals().trueMicrograms(), 1e-6);
        assertEquals(
                Map.of(
                        "sent to the motor",
                        Long.toString(outcome.microsteps()),
                        "of which for the program",
                        Long.toString(outcome.microsteps())),
                run.account());
        assertEquals(outcome.hash(), run.identity().get("trace hash"));
        assertEquals("1", run.identity().get("seed"));
        assertEquals(List.of(), run.missing());
        assertEquals(List.of(), run.alarms());
        assertEquals(720_000, run.lateness()[0]);
        String page = page();
        String truth = Numbers.exact(run.totals().trueMicrograms());
        assertTrue(page.contains("<b>" + truth + " mcg</b>"), truth);
        assertTrue(page.contains(outcome.hash()), "the trace hash");
        assertTrue(page.contains("baclofen 2000 mcg/mL, continuous 250 mcg/day"), "the therapy");
    }

    @Test
    void aTrendChangesNothingInTheRun() throws IOException {
        String with =
                new ReportedRun(state(), HOUR)
                        .with("occ", "line", "downstream", "occlusion", "10 min")
                        .run()
                        .hash();
        String without =
                new ReportedRun(folder.resolve("other"), HOUR)
                        .with("occ", "line", "downstream", "occlusion", "10 min")
                        .binned(0)
                        .run()
                        .hash();
        assertEquals(without, with);
    }

    @Test
    void tablesHaveUnitsInTheirHeadersAndTheRunInTheirRows() throws IOException, JournalException {
        ReportedRun.Outcome outcome = new ReportedRun(state(), HOUR).run();
        page();
        List<String> series = lines("series.csv");
        assertTrue(
                series.get(0)
                        .startsWith(
                                "time_h,length_s,ordered_mcg,believed_mcg,true_mcg,rate_mcg_per_day"),
                series.get(0));
        assertEquals(121, series.size(), "a row each 30 s");
        String[] end = last(series);
        assertEquals("1", end[0]);
        assertEquals(outcome.ordered(), Double.parseDouble(end[2]), 1e-6);
        assertEquals(outcome.believed(), Double.parseDouble(end[3]), 1e-6);
        assertEquals("250", end[5]);
        assertEquals(
                List.of("at_most_ms,cycles", "0.016384,360000"),
                lines("lateness.csv").subList(0, 2));
        assertEquals(1, lines("alarms.csv").size());
        assertEquals(1, lines("faults.csv").size());
        assertEquals(
                "profile,curve,window_min,ep_max_percent,ep_min_percent,a_percent",
                lines("trumpet.csv").get(0));
        assertEquals(
                "profile,time_h,flow_ul_per_h,set_ul_per_h,error_percent",
                lines("start-up.csv").get(0));
        assertTrue(lines("orders.csv").get(1).endsWith(",session,therapy,begun,"));
    }

    @Test
    @Tag("F-01")
    void aFaultIsHeldAgainstTheLimitOfItsDeclaration() throws IOException, JournalException {
        new ReportedRun(state(), 3 * HOUR)
                .with("occ", "line", "downstream", "occlusion", "30 min")
                .with("door", "input", "door", "active", "170 min")
                .run();
        RunRecord run = RecordReader.read(state());
        FaultSpell occlusion = run.faults().get(0);
        assertEquals("F-01 OCCLUSION_DOWNSTREAM_FULL", occlusion.preset());
        assertEquals(FaultSpell.Verdict.WITHIN, occlusion.verdict());
        assertEquals("10 uL", occlusion.limit());
        assertEquals(List.of("SR-55", "SR-57", "SR-58", "SR-59"), occlusion.requirements());
        // The bound of SR-58: 5 uL stored in the line, found with what was pumped since the onset.
        assertEquals(5, occlusion.found().commandedMicrolitres(), 0.3);
        FaultSpell door = run.faults().get(1);
        assertEquals(FaultSpell.Verdict.WITHIN, door.verdict());
        assertEquals(0, door.found().cycles(), "in the cycle of its onset");
        assertTrue(
                run.alarms().stream()
                        .anyMatch(
                                alarm ->
                                        alarm.alarm.equals("OCCLUSION_DOWNSTREAM")
                                                && alarm.isOpen()));
        String page = page();
        assertTrue(page.contains("found within its limit"), "the verdict");
        assertTrue(
                page.contains("<td>SR-58</td><td>occ</td><td class=\"good\">as declared</td>"),
                "the requirement");
        assertTrue(lines("faults.csv").get(1).contains(",OCCLUSION_DOWNSTREAM,10 uL,"));
        assertTrue(lines("alarms.csv").toString().contains(",HEAD_OPEN,MEDIUM,zero-flow,1,"));
    }

    @Test
    void anAlarmOfALaterFaultIsNotThatOfOneThatWasGoneBefore()
            throws IOException, JournalException {
        new ReportedRun(state(), 6 * HOUR)
                .with("brief", "line", "downstream", "occlusion", "30 min", "10 min")
                .with("long", "line", "downstream", "occlusion", "3 h")
                .run();
        RunRecord run = RecordReader.read(state());
        assertEquals(FaultSpell.Verdict.ENDED, run.faults().get(0).verdict());
        assertNull(run.faults().get(0).found());
        assertEquals(FaultSpell.Verdict.WITHIN, run.faults().get(1).verdict());
        // Ten minutes at 5.2 uL/h are less than the 10 uL by which an occlusion has to be found.
        assertTrue(page().contains("was gone before it had to be found"), "the verdict");
    }

    @Test
    void aFaultThatTheRunWasTooShortForIsSaidToBeSo() throws IOException, JournalException {
        new ReportedRun(state(), HOUR)
                .with("occ", "line", "downstream", "occlusion", "50 min")
                .with("leak", "line", "tube", "leak", "10 min")
                .run();
        RunRecord run = RecordReader.read(state());
        assertEquals(FaultSpell.Verdict.PENDING, run.faults().get(0).verdict());
        assertEquals(FaultSpell.Verdict.NOT_OBSERVABLE, run.faults().get(1).verdict());
        assertTrue(
                page().contains("<td>SR-58</td><td>occ</td><td class=\"soft\">undecided</td>"),
                "the requirement that nothing is known of");
    }

    @Test
    void markupIsShownAsText() throws IOException, JournalException {
        String attack = "<img src=x onerror=alert(1)>\"'&</script><script>alert(2)</script>";
        new ReportedRun(state(), HOUR / 4)
                .with("occ", "line", "downstream", "occlusion", "5 min")
                .after(
                        session ->
                                session.run()
                                        .submit(
                                                (run, cycle, nanos) ->
                                                        run.controller()
                                                                .events()
                                                                .add(
                                                                        EventKind.PROTOCOL,
                                                                        cycle,
                                                                        nanos,
                                                                        attack,
                                                                        attack,
                                                                        0,
                                                                        attack)))
                .run();
        String page = page();
        assertFalse(page.contains("<img"), "an element");
        assertFalse(page.contains("alert(2)</script>"), "a script");
        assertTrue(
                page.contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;&lt;/script&gt;"),
                "the text");
        String table = Files.readString(report().resolve("orders.csv"));
        assertTrue(table.contains("\"" + attack.replace("\"", "\"\"") + "\""), "the text in CSV");
    }

    @Test
    void aKilledRunIsToldAsFarAsItWent() throws IOException, JournalException {
        new ReportedRun(state(), 3 * HOUR).run();
        Path trend = Trend.in(state()).sessions().get(0);
        byte[] bytes = Files.readAllBytes(trend);
        try (var channel = Files.newByteChannel(trend, StandardOpenOption.WRITE)) {
            channel.truncate(bytes.length / 2);
        }
        RunRecord run = RecordReader.read(state());
        assertTrue(
                run.missing()
                        .get(0)
                        .contains("it was cut off (the run goes on, or it was killed)"));
        assertTrue(run.identity().get("trace hash").startsWith("not known"));
        assertTrue(run.totals().orderedMicrograms() > 5, "what is there");
        assertTrue(page().contains("What this report cannot tell"));
    }

    @Test
    void aJournalAloneGivesWhatItCan() throws IOException, JournalException {
        new ReportedRun(state(), 2 * HOUR)
                .with("door", "input", "door", "active", "10 min")
                .binned(0)
                .run();
        RunRecord run = RecordReader.read(state());
        assertNull(run.totals());
        assertEquals("HEAD_OPEN", run.alarms().get(0).alarm);
        assertEquals(FaultSpell.Verdict.WITHIN, run.faults().get(0).verdict(), "counted in cycles");
        assertTrue(run.missing().get(0).startsWith("There is no trend"));
        assertNotNull(run.account().get("sent to the motor"));
        String page = page();
        assertTrue(page.contains("None without a trend."), "no curves");
    }

    @Test
    void whatIsNoJournalIsRefused() throws IOException {
        Files.createDirectories(state());
        assertFalse(RecordReader.isState(state()));
        Files.writeString(state().resolve("journal.sqlite"), "no journal at all, just some text");
        assertTrue(RecordReader.isState(state()));
        JournalException refused =
                assertThrows(JournalException.class, () -> RecordReader.read(state()));
        assertTrue(refused.getMessage().contains("journal.sqlite"), refused.getMessage());
    }

    /** Half a year of rows of 30 s, though of cycles of 10 ms: a report does not know. */
    @Test
    void halfAYearOfRowsIsASmallReportAndSoonMade() throws IOException, JournalException {
        long rows = 180 * 24 * 120;
        new ReportedRun(state(), rows * 10_000_000L).binned(10_000_000L).run();
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        page();
        double seconds =
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        assertTrue(seconds < 10, seconds + " s of processor time");
        long bytes;
        try (Stream<Path> files = Files.list(report())) {
            bytes = files.mapToLong(file -> file.toFile().length()).sum();
        }
        assertTrue(bytes < 5_000_000, bytes + " bytes");
        assertTrue(lines("series.csv").size() > 5_000, "it is not coarser than it has to be");
        long trend = Files.size(Trend.in(state()).sessions().get(0));
        assertTrue(trend < rows * 30, trend + " bytes of trend");
    }

    @Test
    void thePageNeedsNothingElse() throws IOException, JournalException {
        new ReportedRun(state(), HOUR / 4).run();
        String page = page();
        assertFalse(page.matches("(?s).*(src|href)=\"(https?:)?//.*"), "another host");
        assertFalse(page.contains("style=\""), "a style that its policy does not allow");
        assertTrue(page.contains("default-src 'none'; style-src 'sha256-"), "its policy");
        assertTrue(page.getBytes(StandardCharsets.UTF_8).length < 500_000, "its size");
    }
}
