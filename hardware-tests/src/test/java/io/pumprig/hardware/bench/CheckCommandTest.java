package io.pumprig.hardware.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.simulator.board.BoardLayout;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that prove and measure a rig, whole: files, table, report and exit codes. */
class CheckCommandTest {
    private static final int ENABLE = 5;

    @TempDir private Path folder;

    private final SimulatedBoard board =
            new SimulatedBoard(
                    BoardLayout.reference(), PlantSettings.reference(), new VirtualClock(0), 1);
    private final SimulatedHost host = new SimulatedHost(() -> board);
    private String wiring;
    private Path rig;

    @BeforeEach
    void files() throws IOException {
        try (InputStream in = RigFile.class.getResourceAsStream("sim-rig.yaml")) {
            wiring =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("board: sim", "board: pi");
        }
        rig = Files.writeString(folder.resolve("rig.yaml"), wiring);
    }

    private int check(String... more) {
        return run("check", more);
    }

    private int run(String command, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = command;
        arguments[1] = "--rig";
        arguments[2] = rig.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return host.run(arguments);
    }

    @Test
    @Tag("SR-69")
    void aGoodRigEndsWithZeroAndItsTableIsKept() throws IOException {
        Path report = folder.resolve("report.txt");
        assertEquals(0, check("--yes", "--report", report.toString()), host::errText);
        List<String> shown = host.outLines();
        assertTrue(shown.get(shown.size() - 1).endsWith(" 0 FAIL"), shown::toString);
        assertTrue(host.errText().contains("slow revolution 100 %"), host::errText);
        List<String> kept = Files.readAllLines(report);
        assertEquals("date     2026-11-22T12:05:06Z", kept.get(1));
        assertEquals("rig      sim-1", kept.get(2));
        assertTrue(kept.get(5).contains("Raspberry Pi 4 Model B Rev 1.4"), kept::toString);
        assertTrue(kept.containsAll(shown.subList(1, shown.size())), kept::toString);
        assertTrue(board.isOutputHigh(ENABLE), "the coils are on");
    }

    @Test
    @Tag("SR-69")
    void anAbsentChipEndsWithOneAndSaysWhatToDo() {
        board.i2cFaults(0x36).noAcknowledge().occur();
        assertEquals(1, check("--yes"), host::errText);
        List<String> lines = host.outLines();
        int failed = 0;
        while (!lines.get(failed).startsWith("FAIL")) {
            failed++;
        }
        assertTrue(lines.get(failed).contains("encoder as5600"), lines.get(failed));
        assertTrue(lines.get(failed + 1).contains("-> look at the part's plug"));
    }

    @Test
    void aSimulatedRigIsRefusedWithThePlaceWhereItBelongs() throws IOException {
        Files.writeString(rig, wiring.replace("board: pi", "board: sim"));
        assertEquals(2, check("--yes"));
        assertTrue(host.errText().contains("pumprig-simulator"), host::errText);
        assertEquals(List.of(), host.outLines());
    }

    @Test
    void withNobodyAtTheTerminalYesHasToBeGiven() {
        assertEquals(2, check());
        assertTrue(host.errText().contains("--yes"), host::errText);
    }

    @Test
    void aBoardThatCannotBeOpenedEndsWithThree() {
        SimulatedHost bare =
                new SimulatedHost(
                        () -> {
                            throw new BringUpException("board", "here", "a Pi", "none");
                        });
        assertEquals(3, bare.run("check", "--rig", rig.toString(), "--yes"));
        assertTrue(bare.errText().startsWith("board at here"), bare.errText());
    }

    @Test
    void aReportThatCannotBeWrittenIsSaidBeforeAnythingIsTouched() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("report"));
        assertEquals(3, check("--yes", "--report", taken.toString()));
        assertTrue(host.errText().startsWith("no report in " + taken), host::errText);
        assertEquals(List.of(), host.outLines());
        assertEquals(0, board.stepWire().pulses());
    }

    @Test
    void programsReadTheFindingsAndWhatTheyCameTo() throws IOException {
        assertEquals(0, check("--yes", "--format", "json"), host::errText);
        List<Map<?, ?>> said = BenchDocuments.of("check", host.outLines());
        assertEquals("OK", said.get(0).get("grade"));
        Map<?, ?> last = said.get(said.size() - 1);
        assertEquals("sim-1", last.get("rig"));
        assertEquals(true, last.get("good"));
        assertEquals(0, last.get("fail"));
        assertEquals(said.size() - 1, (int) last.get("ok") + (int) last.get("warn"));
    }

    // ---- calibrate

    @Test
    void whatWasWeighedIsComputedRecordedAndWrittenOnlyWhenAsked() throws IOException {
        // 19 600 ug of water a turn are 19.660 uL: 0.998 g/mL, and 0.1053 % for buoyancy.
        String weights = "10.000000,10.098000,10.196100,10.294000";
        assertEquals(
                0,
                run("calibrate", "--weights", weights, "--operator", "A. O'Neill"),
                host::errText);
        assertEquals("19.66 uL", host.summary("revolution"));
        assertEquals("40.122 nL", host.summary("spread"));
        assertEquals(wiring, Files.readString(rig));
        assertEquals(0, run("calibrate", "--weights", weights, "--write"), host::errText);
        assertEquals(
                wiring.replace("volumePerRevolution: 20 uL", "volumePerRevolution: 19.66 uL"),
                Files.readString(rig));
        assertEquals(wiring, Files.readString(folder.resolve("rig.yaml.20261122T120506Z.bak")));
        List<String> log = Files.readAllLines(folder.resolve("rig-calibration.yaml"));
        assertEquals(2, log.size());
        assertTrue(
                log.get(0)
                        .startsWith(
                                "- {date: 2026-11-22T12:05:06Z, operator: 'A. O''Neill', method:"
                                        + " weights, revolutions: 5, n: 3, mean: 19.66 uL,"),
                log.get(0));
        assertTrue(log.get(0).endsWith("old: 20 uL, new: 19.66 uL, written: false}"), log.get(0));
        assertTrue(log.get(1).endsWith("written: true}"), log.get(1));
    }

    @Test
    void aResultThatCannotBeTrueIsRefusedUnlessForced() throws IOException {
        String weights = "0,0.0800,0.1600";
        assertEquals(1, run("calibrate", "--weights", weights, "--write"));
        assertTrue(host.errText().contains("more than 10 % from 20 uL"), host::errText);
        assertEquals(wiring, Files.readString(rig));
        assertFalse(Files.exists(folder.resolve("rig-calibration.yaml")));
        assertEquals(0, run("calibrate", "--weights", weights, "--write", "--force"));
        assertTrue(Files.readString(rig).contains("volumePerRevolution: 16.049 uL"));
    }

    @Test
    void programsReadWhatWasMeasuredAndWhetherItWasTaken() throws IOException {
        String good = "10.000000,10.098000,10.196100,10.294000";
        assertEquals(0, run("calibrate", "--weights", good, "--format", "json"), host::errText);
        List<Map<?, ?>> said = BenchDocuments.of("calibrate", host.outLines());
        assertEquals(1, said.size());
        assertEquals(19_660_000, said.get(0).get("revolutionPl"));
        assertEquals(40_122, said.get(0).get("spreadPl"));
        assertEquals(true, said.get(0).get("stored"));

        SimulatedHost refusing = new SimulatedHost(() -> board);
        assertEquals(
                1,
                refusing.run(
                        "calibrate",
                        "--rig",
                        rig.toString(),
                        "--weights",
                        "0,0.0800,0.1600",
                        "--format",
                        "json"));
        said = BenchDocuments.of("calibrate", refusing.outLines());
        assertEquals(false, said.get(0).get("stored"));
        assertTrue(refusing.errText().contains("more than 10 %"), refusing.errText());
    }

    @Test
    void whatEvaporatedIsAdded() {
        assertEquals(
                0, run("calibrate", "--weights", "0,0.0980", "--blank", "0.0010"), host::errText);
        assertEquals("19.861 uL", host.summary("revolution"));
    }

    @Test
    void badWeightsAreRefused() throws IOException {
        assertEquals(2, run("calibrate", "--weights", "1.0"));
        assertEquals(2, run("calibrate", "--weights", "1.0,abc"));
        assertEquals(2, run("calibrate", "--weights", "1.0,2.0000001"));
        assertEquals(2, run("calibrate", "--weights", "1,2", "--revolutions", "0"));
        assertEquals(2, run("calibrate", "--weights", "1,2", "--blank", "-1"));
        Files.writeString(rig, wiring.replaceAll("(?m)^balance:.*$", ""));
        assertEquals(2, run("calibrate"));
        assertTrue(host.errText().endsWith("give --weights with what was weighed"));
    }

    @Test
    void theBalanceOfTheRigWeighsWhatTheHeadTrulyDelivers() throws IOException {
        assertEquals(0, run("calibrate", "--runs", "2", "--revolutions", "2"), host::errText);
        String[] result = host.summary("revolution").split(" ");
        assertEquals("uL", result[1]);
        assertEquals(20.0, Double.parseDouble(result[0]), 0.6);
        assertTrue(board.isOutputHigh(ENABLE), "the coils are on");
        assertTrue(
                Files.readString(folder.resolve("rig-calibration.yaml"))
                        .contains("method: balance"));
    }

    @Test
    void aWeightThatIsMistypedIsAskedForAgain() throws IOException {
        Files.writeString(rig, wiring.replaceAll("(?m)^balance:.*$", ""));
        host.types("12,5\n10.000000\n\n10.098000\n");
        assertEquals(0, run("calibrate", "--runs", "1"), host::errText);
        assertEquals("19.66 uL", host.summary("revolution"));
        assertTrue(host.errText().contains("weight: found 12,5; allowed grams"), host::errText);
    }

    @Test
    void whoEndsTheInputIsNotAskedForEver() throws IOException {
        Files.writeString(rig, wiring.replaceAll("(?m)^balance:.*$", ""));
        host.types("");
        assertEquals(2, run("calibrate", "--runs", "1"));
        assertTrue(board.isOutputHigh(ENABLE), "the coils are on");
    }

    @Test
    void aResultThatCouldNotBeRecordedIsRefusedBeforeAnythingIsTurnedOrWritten()
            throws IOException {
        Files.createDirectory(folder.resolve("rig-calibration.yaml"));
        assertEquals(3, run("calibrate", "--weights", "0,0.0980", "--write"));
        assertTrue(host.errText().contains("nothing was turned"), host::errText);
        assertEquals(wiring, Files.readString(rig));
        assertEquals(3, run("calibrate", "--runs", "1"));
        assertEquals(0, board.stepWire().pulses());
    }

    @Test
    void aRunInWhichTheRotorDidNotFollowIsWorthNothing() {
        board.plant().rotorHeld(true);
        assertEquals(1, run("calibrate", "--runs", "1"));
        assertTrue(host.errText().contains("the rotor did not follow"), host::errText);
        assertFalse(Files.exists(folder.resolve("rig-calibration.yaml")));
        assertTrue(board.isOutputHigh(ENABLE), "the coils are on");
    }
}
