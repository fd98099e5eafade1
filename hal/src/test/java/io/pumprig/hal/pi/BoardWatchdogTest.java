package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jna.Pointer;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A plain file takes what is written; the time-out is the kernel's, and answered here. */
@EnabledOnOs(OS.LINUX)
class BoardWatchdogTest {
    @TempDir Path folder;
    private Path device;

    @BeforeEach
    void makeDevice() throws IOException {
        device = Files.createFile(folder.resolve("watchdog0"));
    }

    private static int takesTenSeconds(int fd, long request, long argument) {
        assertEquals(0xC004_5706L, request);
        assertEquals(10, new Pointer(argument).getInt(0));
        return 0;
    }

    private void assertWritten(int... bytes) throws IOException {
        byte[] expected = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            expected[i] = (byte) bytes[i];
        }
        assertArrayEquals(expected, Files.readAllBytes(device));
    }

    @Test
    void isFedAByteAtATimeAndDisarmedByAnOrderlyCloseOnly() throws IOException {
        BoardWatchdog watchdog = BoardWatchdog.open(device, BoardWatchdogTest::takesTenSeconds);
        assertWritten();
        assertEquals(Outcome.OK, watchdog.feed());
        assertEquals(Outcome.OK, watchdog.feed());
        assertWritten(0, 0);
        watchdog.close();
        assertWritten(0, 0, 'V');
        watchdog.close();
        assertEquals(Outcome.BUS_ERROR, watchdog.feed());
        assertWritten(0, 0, 'V');
    }

    @Test
    void isDisarmedAgainWhenItRefusesTheTimeOut() throws IOException {
        BringUpException wrong =
                assertThrows(
                        BringUpException.class,
                        () -> BoardWatchdog.open(device, (fd, request, argument) -> -22));
        assertEquals(
                "board watchdog at " + device + ": expected a time-out of 10 s, found EINVAL (22)",
                wrong.getMessage());
        assertWritten('V');
    }

    @Test
    void isRefusedWhenItTakesAnotherTimeOut() throws IOException {
        Ioctl rounding =
                (fd, request, argument) -> {
                    new Pointer(argument).setInt(0, 16);
                    return 0;
                };
        BringUpException wrong =
                assertThrows(BringUpException.class, () -> BoardWatchdog.open(device, rounding));
        assertEquals(
                "board watchdog at " + device + ": expected a time-out of 10 s, found 16 s",
                wrong.getMessage());
        assertWritten('V');
    }

    @Test
    void theRealKernelKnowsThatAFileIsNoWatchdog() {
        BringUpException wrong =
                assertThrows(BringUpException.class, () -> BoardWatchdog.open(device));
        assertEquals(
                "board watchdog at " + device + ": expected a time-out of 10 s, found ENOTTY (25)",
                wrong.getMessage());
    }

    @Test
    void saysThatThereIsNone() throws IOException {
        Files.delete(device);
        BringUpException wrong =
                assertThrows(BringUpException.class, () -> BoardWatchdog.open(device));
        assertEquals(
                "board watchdog at "
                        + device
                        + ": expected a watchdog (dtparam=watchdog=on) that nobody else feeds"
                        + " (RuntimeWatchdogSec=off), found ENOENT (2)",
                wrong.getMessage());
        assertEquals(false, Files.exists(device), "and makes none");
    }

    @Test
    void saysThatFeedingFailed() {
        BoardWatchdog full =
                BoardWatchdog.open(Path.of("/dev/full"), BoardWatchdogTest::takesTenSeconds);
        assertEquals(Outcome.BUS_ERROR, full.feed());
        full.close();
    }
}
