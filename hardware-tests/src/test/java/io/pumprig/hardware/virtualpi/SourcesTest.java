package io.pumprig.hardware.virtualpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    @TempDir private Path folder;
    private Path apt;
    private Path copied;

    @BeforeEach
    void foldersOfApt() throws IOException {
        apt = Files.createDirectories(folder.resolve("apt"));
        Files.createDirectories(apt.resolve("sources.list.d"));
        copied = Files.createDirectories(folder.resolve("copied"));
    }

    private void copy() throws IOException {
        Sources.copy(apt, "bookworm", copied, "bookworm-backports");
    }

    @Test
    void theMainSuiteGetsTheBackportsAndOtherSuppliersAreLeftOut() throws IOException {
        Files.writeString(
                apt.resolve("sources.list.d/machine.sources"),
                """
                Types: deb
                URIs: mirror://a/debian
                Suites: bookworm bookworm-updates
                Components: main
                Architectures: amd64

                Types: deb
                URIs: mirror://a/security
                Suites: bookworm-security
                Components: main

                Types: deb
                URIs: mirror://b/tools
                Suites: nodistro
                Components: main
                """);

        copy();

        assertEquals(
                """
                Types: deb
                URIs: mirror://a/debian
                Suites: bookworm bookworm-updates bookworm-backports
                Components: main

                Types: deb
                URIs: mirror://a/security
                Suites: bookworm-security
                Components: main
                """,
                Files.readString(copied.resolve("own.sources")));
    }

    @Test
    void linesOfTheOldFormAreCopiedToo() throws IOException {
        Files.writeString(
                apt.resolve("sources.list"),
                """
                # comment
                deb mirror://a/debian bookworm main
                deb-src mirror://a/debian bookworm main
                deb mirror://a/security bookworm-security main
                deb mirror://b/tools stable main
                """);

        copy();

        assertEquals(
                """
                deb mirror://a/debian bookworm main
                deb mirror://a/debian bookworm-backports main
                deb mirror://a/security bookworm-security main
                """,
                Files.readString(copied.resolve("own.list")));
    }

    @Test
    void aMachineWithoutTheDistributionsSourcesIsToldSo() {
        assertThrows(IllegalStateException.class, this::copy);
    }
}
