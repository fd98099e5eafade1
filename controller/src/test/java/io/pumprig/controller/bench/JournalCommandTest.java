package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.SqliteJournal;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.DocumentedKeys;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JournalCommandTest {
    @TempDir private Path folder;
    private final TestHost host = new TestHost();
    private String file;

    @BeforeEach
    void aRun() throws JournalException {
        Path journal = folder.resolve("journal.sqlite");
        file = journal.toString();
        EventRing ring = new EventRing(64);
        EventRing.Reader events = ring.reader();
        ring.add(EventKind.MODE, 10, 100_000_000L, "continuous", "entered", 0, null);
        ring.add(EventKind.ORDER, 20, 200_000_000L, "bolus", "refused", 0, "says \"no\",\nand why");
        ring.add(EventKind.ALARM, 30, 300_000_000L, "HEAD_OPEN", "raised", 0, "");
        Checkpoint checkpoint = new Checkpoint();
        checkpoint.seq = 1;
        checkpoint.cycle = 5;
        checkpoint.utcMillis = 1_700_000_000_000L;
        checkpoint.mode = Mode.CONTINUOUS;
        checkpoint.deliveredMicrosteps = 12;
        checkpoint.deliveredForMicrosteps[0] = 12;
        checkpoint.leaseEndMicrosteps = 172;
        try (SqliteJournal store = SqliteJournal.open(journal)) {
            store.begin(
                    new JournalStore.Session("bench-1", "bench", "0.1", 1_700_000_000_000L),
                    new Prescription(
                            "baclofen",
                            2_000,
                            Mode.CONTINUOUS,
                            250_000_000L,
                            48_000_000L,
                            Prescription.OnRestart.CONFIRM),
                    0);
            store.add(checkpoint);
            store.add(events.next());
            store.add(events.next());
            store.add(events.next());
            store.commit();
        }
    }

    @Test
    @Tag("SR-88")
    void aSoundJournalIsSaidToBeSound() {
        assertEquals(0, host.run("journal", "verify", file), host.errLines()::toString);
        assertEquals(
                List.of(
                        "journal "
                                + file
                                + ": 5 links, 3 events, 1 prescriptions, 1 checkpoints; sound"),
                host.outLines());
    }

    /** One byte of an event's words, in the file itself. */
    @Test
    @Tag("SR-88")
    void aFlippedByteIsFoundAndNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(file));
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("bolusrefused");
        assertTrue(at > 0);
        try (RandomAccessFile raw = new RandomAccessFile(file, "rw")) {
            raw.seek(at);
            raw.write('B');
        }
        assertEquals(1, host.run("journal", "verify", file));
        assertEquals(
                List.of("journal " + file + ": link 4: the row of event was changed"),
                host.outLines());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"verify", "show", "export"})
    void whatIsNoJournalIsRefusedAndNothingIsMade(String command) throws IOException {
        Path missing = folder.resolve("missing.sqlite");
        assertEquals(2, host.run("journal", command, missing.toString()));
        assertEquals("journal " + missing + ": there is no such file", host.errLines().get(0));
        assertFalse(Files.exists(missing));

        host.forget();
        assertEquals(2, host.run("journal", command, folder.toString()));
        assertEquals(
                "journal " + folder + ": found a directory; allowed a file, as " + file,
                host.errLines().get(0));

        host.forget();
        Path text = Files.writeString(folder.resolve("rig.yaml"), "rig: bench-1\n".repeat(100));
        assertEquals(2, host.run("journal", command, text.toString()));
        assertTrue(
                host.errLines().get(0).startsWith("journal " + text + ": cannot be read: "),
                host.errLines()::toString);
        assertEquals(List.of(), host.outLines());
    }

    /** The documents that were printed, of which the page knows every key. */
    private List<Map<?, ?>> documents(String command) throws IOException {
        DocumentedKeys page = new DocumentedKeys(Path.of("docs", "json.md"));
        List<Map<?, ?>> documents = new ArrayList<>();
        for (String line : host.outLines()) {
            Map<?, ?> document = JsonMapper.builder().build().readValue(line, Map.class);
            assertEquals(Set.of(), page.unknown(command, document), line);
            documents.add(document);
        }
        return documents;
    }

    @Test
    void programsReadWhetherItIsSound() throws IOException {
        assertEquals(0, host.run("journal", "verify", file, "--format", "json"));
        Map<?, ?> said = documents("journal verify").get(0);
        assertEquals(true, said.get("sound"));
        assertEquals(5, said.get("links"));
        assertEquals(3, said.get("events"));
    }

    @Test
    void programsReadTherapyLedgerAndEvents() throws IOException {
        assertEquals(0, host.run("journal", "show", file, "--format", "json"));
        Map<?, ?> said = documents("journal show").get(0);
        assertEquals("baclofen", ((Map<?, ?>) said.get("prescription")).get("drug"));
        assertEquals(12, ((Map<?, ?>) said.get("ledger")).get("delivered_microsteps"));
        assertEquals(3, ((List<?>) said.get("events")).size());

        host.forget();
        assertEquals(0, host.run("journal", "show", file, "--kind", "alarm", "--format", "json"));
        said = documents("journal show").get(0);
        assertEquals(Set.of("journal", "events"), said.keySet());
        assertEquals(1, ((List<?>) said.get("events")).size());
    }

    @Test
    void programsReadEachRowOfATableAsADocument() throws IOException {
        assertEquals(0, host.run("journal", "export", file, "--format", "json"));
        List<Map<?, ?>> said = documents("journal export");
        assertEquals(3, said.size());
        assertEquals("says \"no\",\nand why", said.get(1).get("detail"));
        assertEquals(200_000_000, said.get(1).get("nanos"));
    }

    @Test
    void showsTherapyLedgerFaultsAndEvents() {
        assertEquals(0, host.run("journal", "show", file), host.errLines()::toString);
        List<String> out = host.outLines();
        assertTrue(out.contains("  2023-11-14T22:13:20.000Z  bench-1  bench  0.1"), out::toString);
        assertTrue(out.contains("  concentration_pg_per_nl  2000 pg/nL"), out::toString);
        assertTrue(out.contains("  delivered_basal          12 microsteps"), out::toString);
        assertTrue(out.contains("  lease_end_microsteps     172 microsteps"), out::toString);
        assertTrue(
                out.contains("  2023-11-14T22:13:20.300Z  alarm  HEAD_OPEN  raised"),
                out::toString);
        assertTrue(
                out.contains("  2023-11-14T22:13:20.100Z  10  mode  continuous  entered"),
                out::toString);
    }

    @Test
    void showsTheNewestOfOneKindAlone() {
        assertEquals(0, host.run("journal", "show", "--kind", "mode", file));
        assertEquals(
                List.of("events", "  2023-11-14T22:13:20.100Z  10  mode  continuous  entered"),
                host.outLines());
        host.forget();
        assertEquals(0, host.run("journal", "show", "--kind", "fault", file));
        assertEquals(List.of("events         none"), host.outLines());
        host.forget();
        assertEquals(0, host.run("journal", "show", "--last", "1", file));
        assertFalse(host.outLines().toString().contains("continuous  entered"));
        host.forget();
        assertEquals(2, host.run("journal", "show", "--last", "0", file));
        assertEquals("--last: found 0; allowed 1 or more", host.errLines().get(0));
    }

    @Test
    void exportsEventsAsCsvWithUnitsAndQuotes() throws IOException {
        Path out = folder.resolve("events.csv");
        assertEquals(0, host.run("journal", "export", "--out", out.toString(), file));
        String csv = Files.readString(out, StandardCharsets.UTF_8);
        assertTrue(
                csv.startsWith(
                        "utc [ISO 8601],link,session,seq,kind,subject,phase,value,detail,cycle,"
                                + "nanos [ns],utc_millis [ms since 1970],previous,hash\r\n"
                                + "2023-11-14T22:13:20.100Z,3,2,1,mode,continuous,entered,0,,10,"
                                + "100000000,1700000000100,"),
                csv);
        assertTrue(
                csv.contains(
                        "\r\n2023-11-14T22:13:20.200Z,4,2,2,order,bolus,refused,0,"
                                + "\"says \"\"no\"\",\nand why\",20,"),
                csv);
        assertTrue(csv.contains(",raised,0,\"\",30,"), csv);

        assertEquals(2, host.run("journal", "export", "--out", out.toString(), file));
        assertEquals(
                "--out: found " + out + "; allowed a new file, or --force", host.errLines().get(0));
        assertEquals(csv, Files.readString(out));
        assertEquals(0, host.run("journal", "export", "--force", "--out", out.toString(), file));
    }

    @Test
    void theJournalItselfIsNeverWrittenOver() {
        assertEquals(2, host.run("journal", "export", "--force", "--out", file, file));
        assertEquals(
                "--out: found the journal itself; allowed another file", host.errLines().get(0));
        assertEquals(0, host.run("journal", "verify", file));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "event",
                "fault_log",
                "host_alarm",
                "checkpoint",
                "prescription",
                "session",
                "rotation"
            })
    void exportsEveryTable(String table) {
        assertEquals(0, host.run("journal", "export", "--table", table, file));
        assertTrue(host.outLines().get(0).startsWith("utc [ISO 8601],"), host.outLines().get(0));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"verify", "show", "export"})
    void helpSaysHowItEnds(String command) {
        assertEquals(0, host.run("journal", command, "--help"));
        String help = String.join("\n", host.outLines());
        assertTrue(help.contains("Exit codes:") && help.contains("FILE"), help);
        assertEquals(List.of(), host.errLines());
    }
}
