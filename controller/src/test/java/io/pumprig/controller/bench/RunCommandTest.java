package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.command.StateDirectory;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.SqliteJournal;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.TherapyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says and asks before anything moves. Whole runs are in the hardware tests. */
class RunCommandTest {
    private static final List<String> VALUES =
            List.of(
                    "backend        bench",
                    "rig            sim-1",
                    "drug           baclofen",
                    "concentration  2000 mcg/mL",
                    "indication     cerebral",
                    "library        version 1, " + DrugLibrary.shipped().digest().substring(0, 16),
                    "program        continuous",
                    "rate           250 mcg/day, 0.125 mL/day",
                    "minimum rate   0.048 mL/day",
                    "demand bolus   none",
                    "after restart  confirm",
                    "pump           20 uL per revolution, 3200 microsteps",
                    "reservoir      20 mL, low at 4 mL, empty at 1 mL",
                    "line           200 nL/kPa, 322 uL to the tip",
                    "air seen by    bubble detector, slf3s-0600f",
                    "limits         occlusion 69 kPa, 1000 mcg/day, 24 mL/day",
                    "cycle          10 ms");

    @TempDir private Path folder;

    private final TestHost host = new TestHost();
    private RunFiles files;
    private Path rig;
    private Path therapy;
    private Path state;

    @BeforeEach
    void files() throws IOException {
        files = RunFiles.in(folder);
        rig = files.rig();
        therapy = files.therapy();
        state = files.state();
    }

    private int run(String... more) {
        return host.run(files.command(more));
    }

    /** The hash that a run without an answer prints. */
    private String hash() {
        TestHost asked = new TestHost();
        assertEquals(2, asked.run(files.command()));
        String complaint = asked.errLines().get(0);
        return complaint.substring(complaint.lastIndexOf(' ') + 1);
    }

    @Test
    @Tag("SR-01")
    @Tag("SR-60")
    void aRigThatSeesNoAirIsNotConfirmedWithTheHashOfOneThatDoes() throws IOException {
        String sound = hash();
        String whole = Files.readString(rig);
        Files.writeString(rig, whole.replaceAll("(?m)^flow:.*$|^  bubbleTest:.*$", ""));
        assertEquals(2, run("--confirm", sound));
        assertTrue(host.outLines().contains("air seen by    bubble detector, never tested"));
        Files.writeString(
                rig,
                Files.readString(rig)
                        .replace("bubble: GPIO25, ", "")
                        .concat("flow: {chip: lg16-0430d, bus: i2c-1, address: 0x40}\n"));
        assertEquals(2, run("--confirm", sound));
        assertTrue(host.outLines().contains("air seen by    nobody"), host.errLines()::toString);
        assertEquals(0, host.opened);
    }

    @Test
    @Tag("SR-01")
    void showsTheValuesAndTheHashWhereNobodyCanBeAsked() {
        assertEquals(2, run());
        assertEquals(VALUES, host.outLines());
        assertEquals(1, host.errLines().size());
        assertTrue(
                host.errLines()
                        .get(0)
                        .matches(
                                "nobody to ask for yes: read the values above, and give --confirm"
                                        + " [0-9a-f]{16}"),
                host.errLines()::toString);
        assertEquals(0, host.opened);
        assertFalse(Files.exists(state));
    }

    @Test
    @Tag("SR-01")
    void aHashOfOtherValuesIsRefused() throws IOException {
        String hash = hash();
        Files.writeString(therapy, RunFiles.THERAPY.replace("250", "251"));
        String other = hash();
        assertFalse(hash.equals(other));
        assertEquals(2, run("--confirm", hash));
        assertEquals(
                List.of(
                        "--confirm: found "
                                + hash
                                + "; allowed "
                                + other
                                + ", which stands for the values above"),
                host.errLines());
        assertEquals(0, host.opened);
        assertFalse(Files.exists(state));
    }

    @Test
    @Tag("SR-01")
    void theHashOfTheValuesOpensTheBoard() {
        assertEquals(3, run("--confirm", hash()));
        assertEquals(1, host.opened);
        assertEquals(
                List.of("board at this test: expected a Raspberry Pi, found none"),
                host.errLines());
    }

    @Test
    @Tag("SR-01")
    void aPersonIsAskedAndYesOpensTheBoard() {
        host.terminal = true;
        host.typed = "yes\n";
        assertEquals(3, run());
        assertEquals(1, host.opened);
    }

    @Test
    @Tag("SR-01")
    void everyOtherAnswerStartsNothing() {
        for (String answer : List.of("", "no\n", "y\n", "yes please\n")) {
            TestHost asked = new TestHost();
            asked.terminal = true;
            asked.typed = answer;
            assertEquals(
                    1,
                    asked.run(
                            "run",
                            "--rig",
                            rig.toString(),
                            "--therapy",
                            therapy.toString(),
                            "--state",
                            state.toString()),
                    answer);
            assertEquals(0, asked.opened);
            assertEquals(List.of("not confirmed; nothing was started"), asked.errLines());
        }
    }

    @Test
    void aSimulatedRigIsForTheSimulator() throws IOException {
        Files.writeString(rig, RunFiles.rig("sim"));
        assertEquals(2, run());
        assertEquals(
                List.of(
                        rig
                                + ": board: found sim; allowed pi (pumprig-simulator run takes a"
                                + " simulated rig)"),
                host.errLines());
        assertEquals(List.of(), host.outLines());
    }

    @Test
    void aSlowCycleIsForAnEmulatedBoardOnly() {
        assertEquals(2, run("--emulated-cycle", "200 ms"));
        assertEquals(
                List.of("--emulated-cycle: this board is not emulated, its cycle is 10 ms"),
                host.errLines());
        assertEquals(0, host.opened);
    }

    @Test
    void anEmulatedBoardShowsItsSlowCycle() {
        host.emulated = true;
        assertEquals(2, run("--emulated-cycle", "200 ms"));
        assertEquals("cycle          200 ms", host.outLines().get(VALUES.size() - 1));
        TestHost slower = new TestHost();
        slower.emulated = true;
        assertEquals(
                2,
                slower.run(
                        "run",
                        "--rig",
                        rig.toString(),
                        "--therapy",
                        therapy.toString(),
                        "--emulated-cycle",
                        "501 ms"));
        assertEquals(
                List.of("--emulated-cycle: found 501 ms; allowed 5 ms to 500 ms"),
                slower.errLines());
    }

    @Test
    void aBrokerThatIsNoneIsRefusedBeforeAnythingIsShown() {
        assertEquals(2, run("--broker", "localhost"));
        assertEquals(
                List.of(
                        "--broker: broker 'localhost', allowed mqtt://host:port or"
                                + " mqtts://host:port"),
                host.errLines());
        assertEquals(List.of(), host.outLines());
    }

    @Test
    @Tag("SR-93")
    void theStateOfAnotherTherapyOrHeadIsLeftAlone() throws IOException, JournalException {
        String hash = hash();
        assertEquals(3, run("--confirm", hash));
        leaveTherapy();
        assertEquals(3, run("--confirm", hash));
        assertEquals(2, host.opened);

        Files.writeString(therapy, RunFiles.THERAPY.replace("250", "251"));
        TestHost other = new TestHost();
        assertEquals(2, other.run(with(hash())));
        assertEquals(
                List.of(
                        "state directory "
                                + state
                                + " belongs to another therapy; run that one, or give an empty"
                                + " directory"),
                other.errLines());

        Files.writeString(therapy, RunFiles.THERAPY);
        Files.writeString(rig, RunFiles.rig("pi").replace("20 uL", "21 uL"));
        TestHost head = new TestHost();
        assertEquals(2, head.run(with(hash())));
        assertEquals(
                List.of(
                        "rig: found sim-1, 21000000 pL per revolution, 3200 microsteps; allowed"
                                + " sim-1, 20000000 pL per revolution, 3200 microsteps, with which"
                                + " state directory "
                                + state
                                + " was begun"),
                head.errLines());
        assertEquals(0, other.opened + head.opened);
    }

    private String[] with(String hash) {
        return new String[] {
            "run",
            "--rig",
            rig.toString(),
            "--therapy",
            therapy.toString(),
            "--state",
            state.toString(),
            "--confirm",
            hash
        };
    }

    /** As an earlier run would have left it. */
    private void leaveTherapy() throws JournalException {
        try (SqliteJournal journal = SqliteJournal.open(state.resolve("journal.sqlite"))) {
            journal.begin(
                    new JournalStore.Session("bench-earlier", "bench", "0.1", 1_700_000_000_000L),
                    TherapyFile.read(therapy),
                    0);
            Checkpoint checkpoint = new Checkpoint();
            checkpoint.seq = 1;
            checkpoint.deliveredMicrosteps = 12;
            journal.add(checkpoint);
            journal.commit();
        }
    }

    @Test
    @Tag("SR-93")
    void saysWhatItTakesUp() throws JournalException {
        String hash = hash();
        assertEquals(3, run("--confirm", hash));
        leaveTherapy();
        TestHost again = new TestHost();
        assertEquals(3, again.run(with(hash)));
        assertEquals(
                "takes up session bench-earlier after 12 microsteps; after a restart it is set to"
                        + " confirm",
                again.outLines().get(VALUES.size() + 1));
    }

    @Test
    void aStateThatIsInUseOrNoDirectoryIsOfTheEnvironment() throws IOException {
        String hash = hash();
        try (StateDirectory held = StateDirectory.open(state)) {
            assertEquals(3, run("--confirm", hash));
            assertEquals(
                    List.of("state directory " + held.path() + " is in use by another process"),
                    host.errLines());
        }
        state = Files.createFile(folder.resolve("file"));
        TestHost file = new TestHost();
        assertEquals(3, file.run(with(hash)));
        assertEquals(
                List.of("state directory " + state + " cannot be used: it is not a directory"),
                file.errLines());
        assertEquals(0, host.opened + file.opened);
    }

    @Test
    void aBadTherapyIsNamedWithItsLine() throws IOException {
        Files.writeString(therapy, RunFiles.THERAPY.replace("250 mcg/day", "250"));
        assertEquals(2, run());
        assertTrue(host.errLines().get(0).contains("therapy.yaml:3:35: program.rate: found 250;"));
        assertEquals(List.of(), host.outLines());
    }
}
