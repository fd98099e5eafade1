package io.pumprig.hal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a file before any of its settings is looked at. */
class SettingsDocumentTest {
    @TempDir Path folder;

    /** In the table {@code \n} is a line break and {@code \t} a tab. */
    @ParameterizedTest(name = "[{0}]")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | f:1:1: document: found nothing; allowed a mapping of keys to values",
                "# only this | f:1:1: document: found nothing; allowed a mapping of keys to values",
                "--- | f:1:4: document: found nothing; allowed a mapping of keys to values",
                "- a\\n- b | f:1:1: document: found a list; allowed a mapping of keys to values",
                "\\nabc | f:2:1: document: found abc; allowed a mapping of keys to values",
                "a: 1\\n---\\nb: 2 | f:2:1: document: found a second document; allowed one document",
                "a: 1\\nb: c: d | f:2:5: document: found invalid YAML (mapping values are not allowed here); allowed YAML 1.2",
                "a: [1, 2 | f:1:9: document: found invalid YAML (expected ',' or ']', but got <stream end>); allowed YAML 1.2",
                "a: 'open | f:1:9: document: found invalid YAML (found unexpected end of stream); allowed YAML 1.2",
                "a:\\n\\tb: 1 | f:2:1: document: found invalid YAML (found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)); allowed YAML 1.2",
                "a: *b | f:1:4: document: found invalid YAML (found undefined alias b); allowed YAML 1.2",
                "a: 1\\nb: 2\\na: 3 | f:3:1: a: found the key again, first in line 1; allowed each key once",
                "p:\\n  q: {r: 1, r: 2} | f:2:13: p.q.r: found the key again, first in line 2; allowed each key once",
                "p:\\n  - {r: 1}\\n  - {r: 1, r: 2} | f:3:12: p[1].r: found the key again, first in line 3; allowed each key once",
                "a: !point 3 | f:1:4: a: found tag !point; allowed a value without a tag",
                "a: !!binary AAAA | f:1:4: a: found tag !!binary; allowed a value without a tag",
                "a: [1, !!set {b}] | f:1:8: a[1]: found tag !!set; allowed a value without a tag",
                "!x {a: 1} | f:1:1: document: found tag !x; allowed a value without a tag",
                "? [a, b]\\n: 3 | f:1:3: document: found a list as a key; allowed text as a key",
                "p: {? {a: b} : 3} | f:1:7: p: found a mapping as a key; allowed text as a key",
                "a: &x [1, *x] | f:1:11: document: found an alias inside of what it stands for; allowed an alias of something complete",
                "%YAML 2.0\\n---\\na: 1 | f:1:1: document: found invalid YAML (Version{major=2, minor=0}); allowed YAML 1.2",
            })
    void refusesWhatIsNoPlainMapping(String text, String message) {
        String lines = text.replace("\\n", "\n").replace("\\t", "\t");
        var refused = assertThrows(SettingsException.class, () -> SettingsNode.parse("f", lines));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void takesCoreTagsAliasesAndOneDocumentWithAnEnd() {
        SettingsNode root =
                SettingsNode.parse("f", "%YAML 1.2\n---\na: !!str 5\nb: &x {c: 1}\nd: *x\n...\n");
        assertEquals("5", root.text("a"));
        assertEquals(1, root.child("b").integer("c", 0, 9));
        assertEquals(1, root.child("d").integer("c", 0, 9));
    }

    @Test
    void knowsNoMerge() {
        SettingsNode root = SettingsNode.parse("f", "a: 1\n<<: {b: 2}");
        var refused = assertThrows(SettingsException.class, () -> root.keys("a", "b"));
        assertEquals("f:2:1: <<: found unknown key; allowed a, b", refused.getMessage());
    }

    @Test
    void pointsAtCharactersThatDoNotPrint() {
        assertMessage(
                "f:2:4: document: found the character \"\\u{0}\"; allowed printable characters",
                "a: 1\nb: \0");
        assertMessage(
                "f:1:4: document: found the character \"\\u{d800}\"; allowed printable characters",
                "a: \ud800");
    }

    @Test
    void endsOnFilesThatWouldGrowWithoutBound() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [lol]\n");
        for (int i = 1; i < 12; i++) {
            String nine = ("*a" + (i - 1) + ", ").repeat(9);
            laughs.append("a").append(i).append(": &a").append(i).append(" [");
            laughs.append(nine).append("x]\n");
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    assertMessage(
                            "f:9:15: document: found more than 64 aliases; allowed at most 64 aliases",
                            laughs.toString());
                    assertMessage(
                            "f:1:25: document: found more than 24 levels; allowed at most 24 levels",
                            "[".repeat(100_000));
                    assertMessage(
                            "f:1:49: document: found more than 24 levels; allowed at most 24 levels",
                            "- ".repeat(100_000));
                    assertMessage(
                            "f: document: found more than 1 MiB; allowed at most 1048576 bytes",
                            "a".repeat(1_048_577));
                });
    }

    @Test
    void readsAFileWithMarkAndCarriageReturns() throws IOException {
        Path file = folder.resolve("t.yaml");
        Files.writeString(file, "\ufeffa: 1\r\nb: µ\r\n");
        SettingsNode root = SettingsNode.read(file);
        assertEquals(1, root.integer("a", 0, 9));
        assertEquals("µ", root.text("b"));
        var refused = assertThrows(SettingsException.class, () -> root.bool("b"));
        assertEquals(file + ":2:4: b: found µ; allowed true, false", refused.getMessage());
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        Path missing = folder.resolve("none.yaml");
        assertReadMessage(
                ": document: found no such file; allowed a readable file of UTF-8 text", missing);
        assertReadMessage(
                ": document: found a directory; allowed a readable file of UTF-8 text", folder);
        Path plain = Files.writeString(folder.resolve("plain"), "a: 1");
        assertReadMessage(
                ": document: found a file that cannot be read (FileSystemException); allowed a"
                        + " readable file of UTF-8 text",
                plain.resolve("below.yaml"));
        Path empty = Files.createFile(folder.resolve("empty.yaml"));
        assertReadMessage(
                ":1:1: document: found nothing; allowed a mapping of keys to values", empty);
    }

    @Test
    void hasNoLineForAFileThatCannotBeRead() {
        Path missing = folder.resolve("none.yaml");
        var refused = assertThrows(SettingsException.class, () -> SettingsNode.read(missing));
        assertEquals(0, refused.line());
        assertEquals(0, refused.column());
        assertEquals("document", refused.key());
        assertEquals("no such file", refused.found());
    }

    @Test
    void pointsAtTheFirstByteThatIsNotUtf8() throws IOException {
        Path file = folder.resolve("latin1.yaml");
        Files.write(file, "a: 1\nb: 20 µL\n".getBytes(StandardCharsets.ISO_8859_1));
        assertReadMessage(
                ":2:7: document: found byte 0xB5, which is not UTF-8; allowed UTF-8 text", file);
        Path cut = folder.resolve("cut.yaml");
        Files.write(cut, new byte[] {'a', ':', ' ', (byte) 0xC2});
        assertReadMessage(
                ":1:4: document: found byte 0xC2, which is not UTF-8; allowed UTF-8 text", cut);
    }

    @Test
    void readsNoMoreThanAMebibyte() throws IOException {
        Path file = folder.resolve("long.yaml");
        Files.write(file, new byte[1_048_577]);
        assertReadMessage(": document: found more than 1 MiB; allowed at most 1048576 bytes", file);
    }

    private static void assertMessage(String expected, String text) {
        var refused = assertThrows(SettingsException.class, () -> SettingsNode.parse("f", text));
        assertEquals(expected, refused.getMessage());
    }

    private static void assertReadMessage(String expected, Path file) {
        var refused = assertThrows(SettingsException.class, () -> SettingsNode.read(file));
        assertEquals(file + expected, refused.getMessage());
    }
}
