package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line refuses before anything is started, and how it says so. */
class UsageTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir Path folder;

    @BeforeEach
    void listen() {
        OwnStreams.lead(out, err);
    }

    @AfterEach
    void stopListening() {
        OwnStreams.release();
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private void assertRefused(String complaint, String... options) {
        err.reset();
        List<String> command =
                new ArrayList<>(
                        List.of("run", "--for", "10ms", "--speed", "max", "--broker", "none"));
        for (int i = 0; i < options.length; i += 2) {
            int known = command.indexOf(options[i]);
            if (known >= 0) {
                command.set(known + 1, options[i + 1]);
            } else {
                command.addAll(List.of(options[i], options[i + 1]));
            }
        }
        assertEquals(2, PumprigSimulator.execute(command.toArray(String[]::new)), this::complained);
        assertEquals(complaint, complained());
        assertEquals("", said());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "--speed | 0 | --speed: found `0`; allowed 0.01 to 1000000, max",
                "--speed | -1 | --speed: found `-1`; allowed 0.01 to 1000000, max",
                "--speed | NaN | --speed: found `NaN`; allowed 0.01 to 1000000, max",
                "--speed | 60d | --speed: found `60d`; allowed 0.01 to 1000000, max",
                "--speed | 1,5 | --speed: found `1,5`; allowed 0.01 to 1000000, max",
                "--speed | 1e7 | --speed: found `1e7`; allowed 0.01 to 1000000, max",
                "--speed | MAX | --speed: found `MAX`; allowed 0.01 to 1000000, max",
                "--for | 24 | --for: found 24; allowed a number with one of s, ns, us, ms, min, h, d",
                "--for | 1ms | --for: found 1ms; allowed 10 ms to 3650 d",
                "--for | -1h | --for: found -1h; allowed 10 ms to 3650 d",
                "--seed | 1.5 | --seed: found `1.5`; allowed a whole number from"
                        + " -9223372036854775808 to 9223372036854775807",
                "--broker | bus | --broker: found `bus`; allowed embedded, embedded:PORT (0 = any"
                        + " free), none, mqtt://host:port, mqtts://host:port",
                "--broker | embedded:70000 | --broker: found `embedded:70000`; allowed embedded,"
                        + " embedded:PORT (0 = any free), none, mqtt://host:port, mqtts://host:port",
                "--broker | mqtt://h:99999 | --broker: found `mqtt://h:99999`; allowed embedded,"
                        + " embedded:PORT (0 = any free), none, mqtt://host:port, mqtts://host:port",
                "--broker | mqtt://me:pw@h | --broker: found `mqtt://me:pw@h`; allowed embedded,"
                        + " embedded:PORT (0 = any free), none, mqtt://host:port, mqtts://host:port",
                "--state-period | 0.5 ms | --state-period: found 0.5 ms; allowed 1 ms to 1 min",
                "--state-period | 61 s | --state-period: found 61 s; allowed 1 ms to 1 min",
            })
    void anOptionThatCannotBeIsRefusedWithWhatIsAllowed(
            String option, String value, String complaint) {
        assertRefused(complaint, option, value);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--dashboard | no | --dashboard: found `no`; allowed PORT or ADDRESS:PORT (0 = any"
                        + " free)",
                "--dashboard | 70000 | --dashboard: found `70000`; allowed PORT or ADDRESS:PORT (0"
                        + " = any free)",
                "--dashboard | 0.0.0.0:8080 | --dashboard: found 0.0.0.0 without"
                        + " --dashboard-token-file and --dashboard-tls-keystore; allowed with both,"
                        + " or 127.0.0.1",
                "--dashboard-token-file | x | --dashboard-token-file, --dashboard-tls-keystore and"
                        + " --dashboard-tls-password-file belong together",
                "--dashboard-user | x | --dashboard-user and --dashboard-password-file belong"
                        + " together",
            })
    @Tag("SR-100")
    void aDashboardThatCannotBeIsRefusedBeforeABrokerIsStarted(
            String option, String value, String complaint) {
        assertRefused(complaint, "--broker", "embedded:0", option, value);
    }

    @Test
    void withoutABrokerThereIsNoDashboard() {
        assertRefused(
                "--dashboard: found 8080 with --broker none; allowed none", "--dashboard", "8080");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"run --bogus", "run extra", "zzz", "run --speed", "none at all"})
    void wrongUsageEndsWithTwoAndShowsTheUsage(String line) {
        String[] command = line.equals("none at all") ? new String[0] : line.split(" ");
        assertEquals(2, PumprigSimulator.execute(command));
        assertTrue(complained().contains("Usage: pumprig-simulator"), this::complained);
        assertEquals("", said());
    }

    private String file(String content) {
        try {
            return Files.writeString(folder.resolve("file.yaml"), content).toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{1}")
    @Tag("SR-05")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "progam: {mode: stopped} | :3:1: progam: found unknown key; allowed drug,"
                        + " concentration, indication, timeZone, program, minimumRate, demandBolus, onRestart"
                        + " (did you mean \"program\"?)",
                "program: {mode: continuous, rate: 250} | :3:35: program.rate: found 250; allowed a"
                        + " number with one of mcg/day, mg/day, mcg/h",
                "program: {mode: continuous, rate: .nan} | :3:35: program.rate: found .nan; allowed a"
                        + " number with one of mcg/day, mg/day, mcg/h",
                "program: {mode: continuous, rate: 1001 mcg/day} | :3:35: program.rate: found 1001"
                        + " mcg/day; allowed 0.024 mcg/day to 1000 mcg/day",
                "program: {mode: pattern, rate: 250 mcg/day} | :3:10: program.steps: found nothing;"
                        + " allowed a list",
                "program: [ | :4:1: document: found invalid YAML (expected the node content, but found"
                        + " '<stream end>'); allowed YAML 1.2",
            })
    void aTherapyThatCannotBeIsRefusedWithFileLineAndKey(String program, String complaint) {
        String path = file("drug: baclofen\nconcentration: 2000 mcg/mL\n" + program + "\n");
        assertRefused(path + complaint, "--therapy", path);
    }

    private String therapy(int concentration, String rest) {
        return file("drug: baclofen\nconcentration: " + concentration + " mcg/mL\n" + rest + "\n");
    }

    @Test
    @Tag("SR-02")
    @Tag("SR-05")
    void whatTheDrugLibraryRefusesStartsNothingAndIsToldAtOnce() {
        String path =
                therapy(
                        1_500,
                        "program: {mode: taper, from: 500 mcg/day, to: 100 mcg/day, over: 7 d}");
        String complaint =
                path
                        + ": concentration: found 1500 mcg/mL; allowed 500 mcg/mL, 1000 mcg/mL, 2000"
                        + " mcg/mL (SR-05)\n"
                        + path
                        + ": program.over: found 7 d from 500 mcg/day to 100 mcg/day; allowed 8 d or"
                        + " more, at most 20 % less each day (SR-09)";
        assertRefused(complaint, "--therapy", path);
        err.reset();
        assertRefused(
                complaint, "--therapy", path, "--override-by", "mk", "--override-why", "a test");
    }

    @Test
    @Tag("SR-04")
    void aSoftLimitNeedsBothOverrideOptionsAndIsWarnedOf() {
        String path = therapy(2_000, "program: {mode: continuous, rate: 850 mcg/day}");
        String finding =
                "program.rate: found 850 mcg/day; allowed up to 800 mcg/day, else an override"
                        + " (SR-08)";
        assertRefused(
                path
                        + ": "
                        + finding
                        + "\nbeyond a soft limit: give --override-by NAME and --override-why TEXT"
                        + " (SR-04)",
                "--therapy",
                path);
        err.reset();
        assertRefused(
                "--override-why: found nothing; allowed 1 to 200 printable characters",
                "--therapy",
                path,
                "--override-by",
                "mk");
        err.reset();
        assertEquals(
                0,
                PumprigSimulator.execute(
                        "run",
                        "--for",
                        "10ms",
                        "--speed",
                        "max",
                        "--broker",
                        "none",
                        "--therapy",
                        path,
                        "--override-by",
                        "mk",
                        "--override-why",
                        "soak test"));
        assertEquals("warning: " + finding + "\noverride by mk: soak test", complained());
    }

    @Test
    @Tag("SR-05")
    void aDrugLibraryWithoutItsChecksumStartsNothing() {
        String library = file("version: 1\ndrugs: []\n");
        assertRefused(
                library
                        + ".sha256: found no such file; allowed a drug library with its .sha256 file"
                        + " beside it; without one nothing starts (SR-05)",
                "--library",
                library);
    }

    @Test
    @Tag("SR-05")
    void aTherapyFileThatCannotBeReadIsRefused() {
        String missing = folder.resolve("missing.yaml").toString();
        assertRefused(
                missing + ": document: found no such file; allowed a readable file of UTF-8 text",
                "--therapy",
                missing);
    }

    @Test
    @Tag("SR-05")
    void aDirectoryIsNoTherapy() {
        assertRefused(
                folder + ": document: found a directory; allowed a readable file of UTF-8 text",
                "--therapy",
                folder.toString());
    }

    @Test
    void aRigOfTheBenchIsRefused() {
        assertEquals(2, PumprigSimulator.execute("run", "--rig", file("rig: x\n")));
        assertTrue(complained().startsWith(folder + "/file.yaml:"), this::complained);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "type: oclusion | :2:69: faults[0].type: found `oclusion`; allowed occlusion (did you mean \"occlusion\"?)",
                "type: occlusion, at: 5 | :2:84: faults[0].at: found `5`; allowed \"now\", \"in 5"
                        + " min\", a simulated time such as \"2 h\", or a trigger",
                "type: occlusion, params: {severity: 2} | :2:99: faults[0].params.severity: found `2`;"
                        + " allowed a number from 0 to 1",
                "type: occlusion, duration: NaN | :2:90: faults[0].duration: found `NaN`; allowed a"
                        + " time with its unit, such as 30 min",
            })
    void aFaultThatCannotBeIsRefusedWithFileLineAndKey(String fault, String complaint) {
        String path =
                file(
                        "faults:\n  - {key: k, target: {component: line, instance: downstream}, "
                                + fault
                                + "}\n");
        assertRefused(path + complaint, "--fault", path);
    }

    @Test
    @Tag("SR-100")
    void aUserThatCannotBeIsRefusedWithFileLineAndKey() {
        String path = file("users:\n  - {name: a, role: boss, password: secret}\n");
        assertRefused(
                path
                        + ":2:21: users[0].role: found boss; allowed viewer, operator, tester, admin,"
                        + " rig",
                "--users",
                path,
                "--broker",
                "embedded:0");
        String plain = file("users:\n  - {name: a, role: viewer, password: secret}\n");
        assertRefused(
                plain
                        + ":2:39: users[0].password: found something else than a hash; allowed"
                        + " pbkdf2-sha512:iterations:salt:hash, as `pumprig-simulator passwd`"
                        + " prints it",
                "--users",
                plain,
                "--broker",
                "embedded:0");
    }

    @Test
    @Tag("SR-100")
    void whatBelongsToTheEmbeddedBrokerIsRefusedBesideAnother() {
        String users = file("users: []\n");
        String complaint =
                "--users, --tls-keystore, --tls-password-file and --broker-bind belong to the"
                        + " embedded broker";
        assertRefused(complaint, "--users", users);
        assertRefused(complaint, "--tls-keystore", users, "--broker", "mqtt://127.0.0.1:1");
        assertRefused(complaint, "--broker-bind", "0.0.0.0");
        assertRefused(
                "--broker-user, --broker-password-file and --broker-ca belong to the URL of a"
                        + " broker",
                "--broker-ca",
                users,
                "--broker",
                "embedded:0");
    }

    @Test
    @Tag("SR-100")
    void anOpenBrokerStaysOnThisMachine() {
        assertRefused(
                "--broker-bind: found 0.0.0.0 without --users; allowed with both",
                "--broker-bind",
                "0.0.0.0",
                "--broker",
                "embedded:0");
    }

    @Test
    void aKeystoreThatCannotServeIsRefused() {
        String text = file("no keystore\n");
        assertRefused(
                "--tls-keystore and --tls-password-file belong together",
                "--tls-keystore",
                text,
                "--broker",
                "embedded:0");
        assertRefused(
                "--tls-keystore: found no PKCS12 file, or not of that password at "
                        + text
                        + "; allowed a PKCS12 file with a key and its certificate",
                "--tls-keystore",
                text,
                "--tls-password-file",
                text,
                "--broker",
                "embedded:0");
    }

    @Test
    @Tag("SR-100")
    void aPasswordIsReadFromStandardInputAndPrintedAsItsHash() {
        InputStream realIn = System.in;
        System.setIn(new ByteArrayInputStream("s3cret\n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertEquals(0, PumprigSimulator.execute("passwd"));
        } finally {
            System.setIn(realIn);
        }
        assertTrue(
                said().matches(
                                "password: \"pbkdf2-sha512:210000:[A-Za-z0-9+/=]{24}:"
                                        + "[A-Za-z0-9+/=]{44}\"\\R"),
                this::said);
    }

    @Test
    void noPasswordIsRefused() {
        InputStream realIn = System.in;
        System.setIn(new ByteArrayInputStream(new byte[0]));
        try {
            assertEquals(2, PumprigSimulator.execute("passwd"));
        } finally {
            System.setIn(realIn);
        }
        assertEquals("found no password; allowed one line", complained());
        assertEquals("", said());
    }

    @Test
    void twoFaultsOfOneKeyAreRefused() {
        String target = "target: {component: line, instance: downstream}, type: occlusion";
        String path =
                file(
                        "faults:\n  - {key: k, "
                                + target
                                + "}\n  - {key: k, "
                                + target
                                + ", params: {severity: 0.5}}\n");
        assertRefused(
                path + ": key: found `k`; allowed a key that does not stand for another fault",
                "--fault",
                path);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"--help", "help"})
    void theHelpNamesTheCommandTheExitCodesAndWhatThisIsNot(String option) {
        assertEquals(0, PumprigSimulator.execute(option));
        assertTrue(said().contains("not a medical device"), this::said);
        assertTrue(said().matches("(?s).*\n  run +Runs the controller.*"), this::said);
        assertTrue(said().contains("143   ended by SIGTERM, summary printed"), this::said);
    }

    @Test
    void theHelpOfRunSaysAllThatItTakes() {
        assertEquals(0, PumprigSimulator.execute("run", "--help"));
        String text = said().replaceAll("\\s+", " ");
        for (String words :
                List.of(
                        "not a medical device",
                        "--therapy=FILE What to deliver",
                        "--rig=FILE",
                        "--dashboard=[ADDRESS:]PORT|none Where the page is served",
                        "--library=FILE A drug library of your own",
                        "--override-by=NAME",
                        "--override-why=TEXT",
                        "--for=TIME Simulated time",
                        "10 ms to 3650 d",
                        "--speed=FACTOR Simulated over wall time, 0.01 to 1000000, or max",
                        "--seed=N",
                        "--broker=BROKER embedded (port 1883 or the next free one)",
                        "--fault=FILE Faults to inject",
                        "--state=DIR Keeps journal and world",
                        "--state-period=TIME Wall-clock time",
                        "ns us ms s min h d",
                        "0 the run reached its end",
                        "2 wrong usage or a bad file",
                        "3 the environment failed",
                        "130 ended by Ctrl-C",
                        "143 ended by SIGTERM")) {
            assertTrue(text.contains(words), () -> words + " is not in " + text);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"--version", "run --version", "run -V"})
    void theVersionIsTold(String line) {
        assertEquals(0, PumprigSimulator.execute(line.split(" ")));
        assertTrue(said().matches("pumprig-simulator \\S+\\R"), this::said);
    }
}
