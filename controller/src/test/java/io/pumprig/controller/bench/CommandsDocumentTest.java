package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code controller/docs/commands.md} is what the commands say. To renew it after a change of them:
 * {@code mvn -pl controller -am test -Dtest=CommandsDocumentTest -Dcommands.renew=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class CommandsDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "commands.md");
    private static final String RENEW = "commands.renew";

    @Test
    void theDocumentIsWhatTheCommandsSay() throws IOException {
        TestHost host = new TestHost();
        assertEquals(0, host.run("reference"), host.errLines()::toString);
        String said = String.join("\n", host.outLines()) + "\n";
        if (Boolean.getBoolean(RENEW)) {
            Files.writeString(DOCUMENT, said);
        }
        assertEquals(
                Files.readString(DOCUMENT),
                said,
                "renew it: mvn -pl controller -am test -Dtest=CommandsDocumentTest -D"
                        + RENEW
                        + "=true -Dsurefire.failIfNoSpecifiedTests=false");
    }
}
