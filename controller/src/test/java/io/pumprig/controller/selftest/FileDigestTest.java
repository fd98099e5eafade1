package io.pumprig.controller.selftest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("SR-69")
@Tag("SR-70")
@Timeout(30)
class FileDigestTest {
    @TempDir private Path folder;
    private Path program;
    private Path library;
    private List<Path> files;

    @BeforeEach
    void write() throws IOException {
        program = Files.writeString(folder.resolve("program"), "abc");
        library = Files.writeString(folder.resolve("library"), "");
        files = List.of(program, library);
    }

    private static Verdict verdictOf(FileDigest digest) {
        digest.begin();
        while (digest.verdict() == Verdict.PENDING) {
            Thread.onSpinWait();
        }
        return digest.verdict();
    }

    /** Lengths as eight bytes, so that a byte cannot move from one file into the next. */
    @Test
    void isTheSha256OfLengthsAndContents() throws Exception {
        byte[] whole = new byte[8 + 3 + 8];
        whole[7] = 3;
        System.arraycopy("abc".getBytes(StandardCharsets.US_ASCII), 0, whole, 8, 3);
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(whole);
        assertArrayEquals(expected, FileDigest.sha256(files));
        Files.writeString(program, "ab");
        Files.writeString(library, "c");
        assertFalse(MessageDigest.isEqual(expected, FileDigest.sha256(files)));
    }

    @Test
    void passesAsLongAsNoByteChanges() throws IOException {
        try (FileDigest digest = new FileDigest(files, FileDigest.sha256(files))) {
            assertEquals(Verdict.PASSED, verdictOf(digest));
            assertEquals(Verdict.PASSED, verdictOf(digest));
            Files.writeString(program, "abd");
            assertEquals(Verdict.FAILED, verdictOf(digest));
            Files.writeString(program, "abc");
            assertEquals(Verdict.PASSED, verdictOf(digest));
        }
    }

    @Test
    void aFileThatIsGoneHasChanged() throws IOException {
        try (FileDigest digest = new FileDigest(files, FileDigest.sha256(files))) {
            Files.delete(library);
            assertEquals(Verdict.FAILED, verdictOf(digest));
        }
    }

    @Test
    void aProgramThatIsNotTheOneExpectedFailsAtOnce() throws IOException {
        try (FileDigest digest = new FileDigest(files, new byte[32])) {
            assertEquals(Verdict.FAILED, verdictOf(digest));
        }
    }
}
