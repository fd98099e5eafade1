package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a rig says {@code remoteRaise: true}, a run says whether its broker is good enough. */
class RemoteRaiseTest {
    @TempDir private Path folder;

    private TestHost host;
    private RunFiles files;
    private Path rig;

    @BeforeEach
    void files() throws IOException {
        files = RunFiles.in(folder);
        rig = files.rig();
    }

    private int run(String... more) {
        host = new TestHost();
        return host.run(files.command(more));
    }

    @Test
    @Tag("SR-99")
    @Tag("SR-100")
    void flowIsRaisedOverMqttOnlyThroughABrokerThatKnowsItsUsers() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        String[] user = {"--broker-user", "bench-1", "--broker-password-file", password.toString()};
        String[] plain = {"--broker", "mqtt://h", user[0], user[1], user[2], user[3]};
        String[] tls = {"--broker", "mqtts://h", user[0], user[1], user[2], user[3]};
        Files.writeString(
                rig, Files.readString(rig).replace("remoteRaise: false", "remoteRaise: true"));

        assertRaiseRefused("mqtt://h", plain);
        assertRaiseRefused("mqtts://h and no user", "--broker", "mqtts://h");
        assertRaiseRefused("mqtt://h and no user", "--broker", "mqtt://h");
        assertAsksForYes(tls);
        assertAsksForYes("--broker", "none");
        Files.writeString(
                rig, Files.readString(rig).replace("remoteRaise: true", "remoteRaise: false"));
        assertAsksForYes("--broker", "mqtt://h");
    }

    private void assertRaiseRefused(String found, String... more) {
        assertEquals(2, run(more));
        assertEquals(
                List.of(
                        rig
                                + ": remoteRaise: found true with --broker "
                                + found
                                + "; allowed with --broker mqtts://host:port, --broker-user and"
                                + " --broker-password-file, or false"),
                host.errLines());
        assertEquals(List.of(), host.outLines());
        assertEquals(0, host.opened);
    }

    private void assertAsksForYes(String... more) {
        assertEquals(2, run(more));
        assertTrue(
                host.errLines().get(0).startsWith("nobody to ask for yes"),
                host.errLines()::toString);
    }
}
