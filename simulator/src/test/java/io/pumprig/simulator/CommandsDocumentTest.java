package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * {@code simulator/docs/commands.md} is what the commands say. To renew it after a change of them:
 * {@code mvn -pl simulator -am test -Dtest=CommandsDocumentTest -Dcommands.renew=true
 * -Dsurefire.failIfNoSpecifiedTests=false}, which renews that of the controller too.
 */
class CommandsDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "commands.md");
    private static final String RENEW = "commands.renew";

    @Test
    void theDocumentIsWhatTheCommandsSay() throws IOException {
        StringWriter out = new StringWriter();
        CommandLine program = PumprigSimulator.commandLine().setOut(new PrintWriter(out));
        assertEquals(0, program.execute("reference"));
        if (Boolean.getBoolean(RENEW)) {
            Files.writeString(DOCUMENT, out.toString());
        }
        assertEquals(
                Files.readString(DOCUMENT),
                out.toString(),
                "renew it: mvn -pl simulator -am test -Dtest=CommandsDocumentTest -D"
                        + RENEW
                        + "=true -Dsurefire.failIfNoSpecifiedTests=false");
    }
}
