package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a run shows a therapy, and what the drug library lets it begin. */
class RunTherapyTest {
    @TempDir private Path folder;

    private final TestHost host = new TestHost();
    private RunFiles files;
    private Path therapy;

    @BeforeEach
    void files() throws IOException {
        files = RunFiles.in(folder);
        therapy = files.therapy();
    }

    private String[] overridden(String why, String... more) {
        List<String> options = new ArrayList<>(List.of("--override-by", "mk", "--override-why"));
        options.add(why);
        options.addAll(List.of(more));
        return files.command(options.toArray(String[]::new));
    }

    private void write(String program) throws IOException {
        Files.writeString(
                therapy,
                "drug: baclofen\nconcentration: 2000 mcg/mL\nindication: spinal\n"
                        + "timeZone: Europe/Berlin\nprogram: {"
                        + program
                        + "}\n");
    }

    /** The lines from {@code program} to {@code after restart}. */
    private List<String> shown() {
        assertEquals(2, host.run(files.command()));
        List<String> lines = host.outLines();
        int first = 0;
        while (!lines.get(first).startsWith("program ")) {
            first++;
        }
        int last = first;
        while (!lines.get(last).startsWith("pump ")) {
            last++;
        }
        return lines.subList(first, last);
    }

    @Test
    @Tag("SR-01")
    @Tag("SR-33")
    void aPatternIsShownStepByStepWithItsDailyTotal() throws IOException {
        write(
                "mode: pattern, steps: [{from: 00:00, rate: 200 mcg/day}, {from: 07:00, rate: 300"
                        + " mcg/day}]");
        Files.writeString(
                therapy,
                Files.readString(therapy)
                        + "demandBolus: {dose: 10 mcg, duration: 5 min, perDay: 4}\n");
        assertEquals(
                List.of(
                        "program        pattern",
                        "from 00:00     200 mcg/day, 0.1 mL/day",
                        "from 07:00     300 mcg/day, 0.15 mL/day",
                        "daily total    270.833333 mcg/day, 0.135416666 mL/day",
                        "time zone      Europe/Berlin",
                        "minimum rate   0.048 mL/day",
                        "demand bolus   10 mcg over 5 min, lockout 1 h, 4 in 24 h",
                        "after restart  confirm"),
                shown());
    }

    @Test
    @Tag("SR-01")
    @Tag("SR-09")
    void aTaperIsShownDayByDay() throws IOException {
        write("mode: taper, from: 500 mcg/day, to: 100 mcg/day, over: 8 d");
        assertEquals(
                List.of(
                        "program        taper",
                        "day 0-6        500, 408.882716, 334.370152, 273.436352, 223.606797,"
                                + " 182.857909, 149.534878 mcg/day",
                        "day 7-8        122.284454, 100 mcg/day",
                        "after that     100 mcg/day, 0.05 mL/day"),
                shown().subList(0, 4));
    }

    @Test
    @Tag("SR-01")
    @Tag("SR-04")
    void aSoftLimitNeedsAnOverrideThatIsShownAndConfirmed() throws IOException {
        write("mode: continuous, rate: 850 mcg/day");
        assertEquals(2, host.run(files.command()));
        String finding =
                "program.rate: found 850 mcg/day; allowed up to 800 mcg/day, else an override"
                        + " (SR-08)";
        assertEquals(
                List.of(
                        therapy + ": " + finding,
                        "beyond a soft limit: give --override-by NAME and --override-why TEXT"
                                + " (SR-04)"),
                host.errLines());
        assertEquals(List.of(), host.outLines());

        TestHost shown = new TestHost();
        assertEquals(2, shown.run(overridden("soak test")));
        assertTrue(shown.outLines().contains("warning        " + finding));
        assertTrue(shown.outLines().contains("override by    mk: soak test"));
        String hash = shown.errLines().get(0);
        hash = hash.substring(hash.lastIndexOf(' ') + 1);
        assertEquals(3, new TestHost().run(overridden("soak test", "--confirm", hash)));
        assertEquals(2, new TestHost().run(overridden("curiosity", "--confirm", hash)));
    }

    @Test
    @Tag("SR-05")
    void anUnknownDrugStartsNothing() throws IOException {
        write("mode: stopped");
        Files.writeString(therapy, Files.readString(therapy).replace("baclofen", "baclofin"));
        assertEquals(2, host.run(files.command()));
        assertEquals(
                List.of(
                        therapy
                                + ": drug: found baclofin; allowed baclofen, water (did you mean"
                                + " \"baclofen\"?) (SR-05)"),
                host.errLines());
        assertEquals(0, host.opened);
    }
}
