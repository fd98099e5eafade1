package io.pumprig.hardware.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.pi.PiSerialLine;
import io.pumprig.simulator.pty.PseudoTerminal;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A line that cannot be had says which, and why. */
@EnabledOnOs(OS.LINUX)
class SerialOpeningTest {
    @TempDir Path folder;

    private static String refusal(String path) {
        return assertThrows(BringUpException.class, () -> PiSerialLine.open(path, 115_200))
                .getMessage();
    }

    @Test
    void aLineThatIsAbsentIsNamed() {
        String path = folder.resolve("usb-balance").toString();
        assertEquals(
                "serial line at "
                        + path
                        + ": expected a free serial port, 8N1 at 115200 baud, found absent",
                refusal(path));
    }

    /** The library alone would open /dev/ptmx instead. */
    @Test
    void aNamesakeInDevIsNotTakenForIt() {
        String path = folder.resolve("ptmx").toString();
        assertTrue(refusal(path).endsWith("found absent"), () -> refusal(path));
    }

    @Test
    void aLineThatIsTakenIsBusy() throws IOException {
        try (PseudoTerminal peer = PseudoTerminal.openAt(folder.resolve("motor"));
                PiSerialLine line = PiSerialLine.open(peer.path(), 115_200)) {
            assertTrue(refusal(peer.path()).endsWith("found busy: this program has it open"));
            assertTrue(line.isOpen());
        }
    }

    @Test
    void whatIsNoSerialLineIsRefused() {
        assertTrue(refusal("/dev/null").endsWith("found something that is no serial line"));
    }

    @Test
    void aRateThatIsNoneIsRefused() {
        String message =
                assertThrows(BringUpException.class, () -> PiSerialLine.open("/dev/null", 0))
                        .getMessage();
        assertEquals("serial line at /dev/null: expected a baud rate, found 0 baud", message);
    }
}
