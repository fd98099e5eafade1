package io.pumprig.hal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsNodeTest {
    private static final String THERAPY =
            """
            # therapy.yaml
            drug: baclofen
            concentration: 2000 mcg/mL
            program:
              mode: pattern               # continuous | pattern
              steps:
                - {from: 00:00, rate: 200 mcg/day}
                - {from: 07:00, rate: 300 mcg/day}
            demandBolus: {dose: 10 mcg, duration: 5 min, perDay: 4}
            remote: false
            """;

    @Test
    void readsATherapyKeyByKey() {
        SettingsNode root = SettingsNode.parse("therapy.yaml", THERAPY);
        root.keys("drug", "concentration", "program", "demandBolus", "remote", "timeZone");
        assertEquals("baclofen", root.name("drug"));
        assertEquals(2000, root.quantity("concentration", Dimension.CONCENTRATION, 1, 4000));
        SettingsNode program = root.child("program").keys("mode", "steps");
        assertEquals("pattern", program.choice("mode", "continuous", "pattern"));
        List<SettingsNode> steps = program.list("steps");
        assertEquals(2, steps.size());
        assertEquals("00:00", steps.get(0).text("from"));
        assertEquals("07:00", steps.get(1).text("from"));
        assertEquals(200_000_000, rate(steps.get(0)));
        assertEquals(300_000_000, rate(steps.get(1)));
        SettingsNode bolus = root.optionalChild("demandBolus").orElseThrow();
        assertEquals(10_000_000, bolus.quantity("dose", Dimension.MASS, 0, 100_000_000));
        assertEquals(300_000_000_000L, bolus.quantity("duration", Dimension.TIME, 0, 1L << 60));
        assertEquals(4, bolus.integer("perDay", 0, 24));
        assertFalse(root.bool("remote"));
        assertEquals("Etc/UTC", root.text("timeZone", "Etc/UTC"));
        root.done();
    }

    private static long rate(SettingsNode step) {
        return step.quantity("rate", Dimension.DOSE_RATE, 0, 1_000_000_000L);
    }

    @Test
    void placesAComplaintAtTheValue() {
        String text = THERAPY.replace("300 mcg/day", "300");
        SettingsNode root = SettingsNode.parse("dir/therapy.yaml", text);
        SettingsNode step = root.child("program").list("steps").get(1);
        var refused = assertThrows(SettingsException.class, () -> rate(step));
        assertEquals(
                "dir/therapy.yaml:8:27: program.steps[1].rate: found 300; allowed a number with one of"
                        + " mcg/day, mg/day, mcg/h",
                refused.getMessage());
        assertEquals("dir/therapy.yaml", refused.file());
        assertEquals(8, refused.line());
        assertEquals(27, refused.column());
        assertEquals("program.steps[1].rate", refused.key());
        assertEquals("300", refused.found());
        assertEquals("a number with one of mcg/day, mg/day, mcg/h", refused.allowed());
    }

    @Test
    @Tag("SR-03")
    void showsTheRangeInUnitsForPeople() {
        SettingsNode root = SettingsNode.parse("t.yaml", "rate: 1001 mcg/day");
        assertComplaint(
                "t.yaml:1:7: rate: found 1001 mcg/day; allowed 0 mcg/day to 1000 mcg/day",
                root,
                SettingsNodeTest::rate);
    }

    @Test
    void callsAMissingKeyNothingAndPointsAtItsMapping() {
        SettingsNode root = SettingsNode.parse("t.yaml", "a: 1\nprogram:\n\n  mode: stopped\n");
        assertComplaint(
                "t.yaml:4:3: program.rate: found nothing; allowed a number with one of mcg/day,"
                        + " mg/day, mcg/h",
                root,
                node -> rate(node.child("program")));
        assertComplaint(
                "t.yaml:1:1: pump: found nothing; allowed a mapping of keys to values",
                root,
                node -> node.child("pump"));
        assertComplaint(
                "t.yaml:1:1: steps: found nothing; allowed a list",
                root,
                node -> node.list("steps"));
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource({"'', 1", "~, 7", "null, 7", "Null, 7", "# a comment, 1"})
    void callsAnEmptyValueNothingAndPointsAtItOrItsKey(String value, int column) {
        SettingsNode root = SettingsNode.parse("t.yaml", "a: 1\ndrug: " + value + "\n\n\nb: 2\n");
        assertComplaint(
                "t.yaml:2:" + column + ": drug: found nothing; allowed text",
                root,
                node -> node.text("drug"));
        assertComplaint(
                "t.yaml:2:" + column + ": drug: found nothing; allowed text",
                root,
                node -> node.text("drug", "otherwise"));
    }

    @Test
    void takesQuotedTextAsItIs() {
        SettingsNode root = SettingsNode.parse("t.yaml", "a: 'null'\nb: \"\"\nc: '~'\nd: no\n");
        assertEquals("null", root.text("a"));
        assertEquals("", root.text("b"));
        assertEquals("~", root.text("c"));
        assertEquals("no", root.text("d"));
    }

    @Test
    void namesAllKeysAndTheOneThatWasMeant() {
        SettingsNode root = SettingsNode.parse("t.yaml", "mode: stopped\nrat: 200 mcg/day\n");
        assertComplaint(
                "t.yaml:2:1: rat: found unknown key; allowed mode, rate, steps (did you mean"
                        + " \"rate\"?)",
                root,
                node -> node.keys("mode", "rate", "steps"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "concentraton, concentration",
        "concentratoin, concentration",
        "Concentration, concentration",
        "konzentration, concentration",
        "estop, eStop",
        "dri, dir",
        "conc, ''",
        "xyz, ''",
        "oo, ''",
    })
    void guessesWhatWasMeantUpToTwoSlips(String written, String meant) {
        SettingsNode root = SettingsNode.parse("t.yaml", written + ": 1");
        String hint = meant.isEmpty() ? "" : " (did you mean \"" + meant + "\"?)";
        assertComplaint(
                "t.yaml:1:1: "
                        + written
                        + ": found unknown key; allowed dir, eStop, concentration"
                        + hint,
                root,
                node -> node.keys("dir", "eStop", "concentration"));
    }

    @Test
    void tellsAMisspeltKeyBeforeItMissesTheRightOne() {
        SettingsNode root = SettingsNode.parse("t.yaml", "drug: baclofen\nprogramm: {}\n");
        assertComplaint(
                "t.yaml:2:1: programm: found unknown key; allowed drug, program (did you mean"
                        + " \"program\"?)",
                root,
                node -> {
                    node.keys("drug", "program");
                    node.child("program");
                });
    }

    @Test
    void refusesKeysThatNobodyAskedForHereAndBelow() {
        String text = "mode: stopped\nprogram:\n  rate: 1 mcg/day\n  taper: 2 h\n";
        SettingsNode root = SettingsNode.parse("t.yaml", text);
        root.text("mode");
        rate(root.child("program"));
        assertComplaint(
                "t.yaml:4:3: program.taper: found unknown key; allowed rate",
                root,
                SettingsNode::done);
        SettingsNode other = SettingsNode.parse("t.yaml", text);
        other.text("mode");
        assertComplaint(
                "t.yaml:2:1: program: found unknown key; allowed mode", other, SettingsNode::done);
        assertComplaint(
                "t.yaml:1:1: mode: found unknown key; allowed no keys",
                SettingsNode.parse("t.yaml", text),
                SettingsNode::done);
    }

    @Test
    void countsAnOptionalKeyAsAllowedEvenIfItIsNotThere() {
        SettingsNode root = SettingsNode.parse("t.yaml", "zerro: 1");
        assertEquals(7, root.integer("zero", 0, 9, 7));
        assertEquals(Optional.empty(), root.optionalChild("program"));
        assertComplaint(
                "t.yaml:1:1: zerro: found unknown key; allowed zero, program (did you mean"
                        + " \"zero\"?)",
                root,
                SettingsNode::done);
    }

    @Test
    void takesTheProgramAtFaultForAskingAKeyThatItDidNotName() {
        SettingsNode root = SettingsNode.parse("t.yaml", "mode: stopped").keys("mode");
        assertThrows(IllegalArgumentException.class, () -> root.text("node"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "4.0     | found 4.0; allowed a whole number from -1 to 10",
                "11      | found 11; allowed a whole number from -1 to 10",
                "-2      | found -2; allowed a whole number from -1 to 10",
                "0x3     | found 0x3; allowed a whole number from -1 to 10",
                "1e1     | found 1e1; allowed a whole number from -1 to 10",
                "three   | found three; allowed a whole number from -1 to 10",
                "[3]     | found a list; allowed a whole number from -1 to 10",
                "{a: 3}  | found a mapping; allowed a whole number from -1 to 10",
                "99999999999999999999 | found 99999999999999999999; allowed a whole number from -1 to 10",
            })
    void refusesWhatIsNoWholeNumberInRange(String value, String complaint) {
        SettingsNode root = SettingsNode.parse("t.yaml", "perDay: " + value);
        assertComplaint(
                "t.yaml:1:9: perDay: " + complaint, root, node -> node.integer("perDay", -1, 10));
    }

    @Test
    void takesWholeNumbersAtBothEnds() {
        SettingsNode root =
                SettingsNode.parse("t.yaml", "a: -1\nb: 10\nc: +3\nd: 9223372036854775807");
        assertEquals(-1, root.integer("a", -1, 10));
        assertEquals(10, root.integer("b", -1, 10));
        assertEquals(3, root.integer("c", -1, 10));
        assertEquals(Long.MAX_VALUE, root.integer("d", 0, Long.MAX_VALUE));
    }

    @Test
    void readsNumbersWithoutUnitExactly() {
        SettingsNode root =
                SettingsNode.parse("t.yaml", "severity: 0.35\nhigh: 1.01\nbad: .nan\nbomb: 1e999");
        BigDecimal one = BigDecimal.ONE;
        assertEquals(new BigDecimal("0.35"), root.decimal("severity", BigDecimal.ZERO, one));
        assertComplaint(
                "t.yaml:2:7: high: found 1.01; allowed a number from 0 to 1",
                root,
                node -> node.decimal("high", BigDecimal.ZERO, one));
        assertComplaint(
                "t.yaml:3:6: bad: found .nan; allowed a number from 0 to 1",
                root,
                node -> node.decimal("bad", BigDecimal.ZERO, one));
        assertComplaint(
                "t.yaml:4:7: bomb: found 1e999; allowed an exponent of -30 to 30",
                root,
                node -> node.decimal("bomb", BigDecimal.ZERO, one));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"yes", "no", "on", "0"})
    void takesOnlyTrueAndFalseForBooleans(String value) {
        SettingsNode root = SettingsNode.parse("t.yaml", "remoteRaise: " + value);
        assertComplaint(
                "t.yaml:1:14: remoteRaise: found " + value + "; allowed true, false",
                root,
                node -> node.bool("remoteRaise"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "contnuous, ' (did you mean \"continuous\"?)'",
        "Pattern, ' (did you mean \"pattern\"?)'",
        "patttren, ' (did you mean \"pattern\"?)'",
        "stop, ''",
        "day, ''",
    })
    void tellsTheWordThatWasMeant(String written, String hint) {
        SettingsNode root = SettingsNode.parse("t.yaml", "mode: " + written);
        assertComplaint(
                "t.yaml:1:7: mode: found " + written + "; allowed continuous, pattern" + hint,
                root,
                node -> node.choice("mode", "continuous", "pattern"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"True, True", "'\"true \"', '\"true \"'"})
    void takesNoOtherSpellingOfTrue(String value, String shown) {
        SettingsNode root = SettingsNode.parse("t.yaml", "remoteRaise: " + value);
        assertComplaint(
                "t.yaml:1:14: remoteRaise: found "
                        + shown
                        + "; allowed true, false (did you mean \"true\"?)",
                root,
                node -> node.bool("remoteRaise"));
    }

    @Test
    void readsByADeclarationWhatIsSaidThere() {
        SchemaObject form =
                Schema.object("A pump")
                        .required("mode", Schema.choice("What it does", "on", "off"))
                        .optional(
                                "rate", Schema.quantity("How fast", Dimension.FLOW, 0, 24_000_000))
                        .optional(
                                "most",
                                Schema.quantity("At most", Dimension.VOLUME, 1, 2_000_000)
                                        .otherwise(1_000_000))
                        .optional("turns", Schema.integer("How often", 1, 9).otherwise(3))
                        .optional("word", Schema.choice("Which", "a", "b").otherwise("b"))
                        .optional(
                                "pin",
                                Schema.matching("Where", Pattern.compile("P[0-9]"), "P0 to P9"));
        SettingsNode root = SettingsNode.parse("t.yaml", "mode: on\nrate: 2 uL/h\npin: P10\nx: 1");
        assertComplaint(
                "t.yaml:4:1: x: found unknown key; allowed mode, rate, most, turns, word, pin",
                root,
                node -> node.keys(form));
        root.keys(form, "x");
        assertEquals("on", root.choice("mode"));
        assertComplaint(
                "t.yaml:2:7: rate: found 2 uL/h; allowed 0 uL/day to 24 uL/day",
                root,
                node -> node.quantity("rate"));
        assertEquals(1_000_000, root.quantity("most"));
        assertEquals(3, root.integer("turns"));
        assertEquals("b", root.choice("word"));
        assertComplaint(
                "t.yaml:3:6: pin: found P10; allowed P0 to P9", root, node -> node.matching("pin"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"bench 1", "bench/1", "+", "'#'", "bänk"})
    void takesOnlyNamesThatFitATopic(String value) {
        SettingsNode root = SettingsNode.parse("t.yaml", "rig: '" + value + "'");
        assertComplaint(
                "t.yaml:1:6: rig: found " + value + "; allowed 1 to 64 letters, digits, _ or -",
                root,
                node -> node.name("rig"));
        String longest = "r".repeat(64);
        assertEquals(longest, SettingsNode.parse("t.yaml", "rig: " + longest).name("rig"));
        SettingsNode tooLong = SettingsNode.parse("t.yaml", "rig: r" + longest);
        assertThrows(SettingsException.class, () -> tooLong.name("rig"));
    }

    @Test
    void readsListsOfTextsAndRefusesOtherItems() {
        SettingsNode root =
                SettingsNode.parse("t.yaml", "a: [SR-55, F-01]\nb: []\nc: [x, {y: 1}]\nd: x");
        assertEquals(List.of("SR-55", "F-01"), root.texts("a"));
        assertEquals(List.of(), root.texts("b"));
        assertComplaint(
                "t.yaml:3:8: c[1]: found a mapping; allowed text", root, node -> node.texts("c"));
        assertComplaint("t.yaml:4:4: d: found x; allowed a list", root, node -> node.texts("d"));
        assertComplaint(
                "t.yaml:3:5: c[0]: found x; allowed a mapping of keys to values",
                root,
                node -> node.list("c"));
    }

    @Test
    void tellsWhichShapeAKeyHas() {
        SettingsNode root = SettingsNode.parse("t.yaml", "a: {b: 1}\nc: [1]\nd: 1");
        assertTrue(root.isMapping("a"));
        assertFalse(root.isMapping("c"));
        assertTrue(root.isList("c"));
        assertFalse(root.isList("d"));
        assertFalse(root.isMapping("e"));
        assertTrue(root.has("d"));
        assertEquals(List.of("a", "c", "d"), root.written());
        assertEquals(1, root.child("a").line());
    }

    @Test
    void letsAReaderComplainInItsOwnWords() {
        SettingsNode root = SettingsNode.parse("t.yaml", "a: 1\nto: 07:00\n");
        assertEquals(
                "t.yaml:2:5: to: found 07:00; allowed later than from",
                root.refuse("to", "later than from").getMessage());
        assertEquals(
                "t.yaml:2:5: to: found 07:00, before from; allowed later than from",
                root.refuse("to", "07:00, before from", "later than from").getMessage());
        assertEquals(
                "t.yaml:1:1: at: found nothing; allowed a time",
                root.refuse("at", "a time").getMessage());
        assertComplaint(
                "t.yaml:2:5: to: found 07:00; allowed hours",
                root,
                node -> node.matching("to", Pattern.compile("[0-9]+"), "hours"));
    }

    @Test
    void tellsAKeyThatIsKnownButMeansNothingHereFromAMisspeltOne() {
        SettingsNode root = SettingsNode.parse("t.yaml", "mode: stopped\nrate: 1 mcg/day\n");
        root.keys("mode", "rate", "ramp");
        root.text("mode");
        assertComplaint(
                "t.yaml:2:1: rate: found a key without meaning here; allowed mode",
                root,
                SettingsNode::done);
    }

    @Test
    void neverLetsAFileForgeALineOfOutput() {
        String text = "\"a\\nb: ok\": \"x\\e[2J\\u202e\"\nc: '" + "y".repeat(99) + "'";
        SettingsNode root = SettingsNode.parse("t.yaml", text);
        assertComplaint(
                "t.yaml:1:13: \"a\\nb: ok\": found \"x\\u{1b}[2J\\u{202e}\"; allowed true, false",
                root,
                node -> node.bool("a\nb: ok"));
        assertComplaint(
                "t.yaml:2:4: c: found " + "y".repeat(80) + "…; allowed true, false",
                root,
                node -> node.bool("c"));
        assertComplaint(
                "t.yaml:1:1: \"a\\nb: ok\": found unknown key; allowed c", root, n -> n.keys("c"));
    }

    private static void assertComplaint(
            String expected, SettingsNode node, Consumer<SettingsNode> reading) {
        var refused = assertThrows(SettingsException.class, () -> reading.accept(node));
        assertEquals(expected, refused.getMessage());
    }

    @Test
    void handsOnAllThatIsWrittenAsItIsWritten() {
        SettingsNode node =
                SettingsNode.parse(
                        "f.yaml",
                        "rate: 250 mcg/day\nsteps:\n  - {from: 07:00, n: 4}\n  - x\nz:\n");
        assertEquals(
                "{rate=250 mcg/day, steps=[{from=07:00, n=4}, x], z=null}",
                node.values().toString());
    }

    @Test
    void readsADefaultOnlyWhereTheFileHasNothing() {
        SettingsNode node =
                SettingsNode.parse("f.yaml", "drug: water\n")
                        .otherwise("drug", "baclofen")
                        .otherwise("unit", "9 kg")
                        .keys("drug", "unit");
        assertEquals("water", node.text("drug"));
        assertComplaint(
                "f.yaml:1:1: unit: found 9 kg; allowed a, b",
                node,
                n -> n.choice("unit", "a", "b"));
        assertEquals("{drug=water}", node.values().toString());
    }
}
