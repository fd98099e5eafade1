package io.pumprig.hardware.serial;

import static io.pumprig.hardware.serial.ServedMotor.comesTo;
import static io.pumprig.hardware.serial.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.chip.Tmc2209;
import io.pumprig.hal.pi.PiSerialEvents;
import io.pumprig.hal.pi.PiSerialLine;
import io.pumprig.simulator.pty.PseudoTerminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The plug is pulled, and put back. */
@EnabledOnOs(OS.LINUX)
class SerialUnplugTest {
    @TempDir Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final PiSerialEvents teller =
            new PiSerialEvents() {
                @Override
                public void lost(String path) {
                    told.add("lost " + Path.of(path).getFileName());
                }

                @Override
                public void back(String path) {
                    told.add("back " + Path.of(path).getFileName());
                }
            };

    @Test
    void isSeenOnceAndReportedOnceAndTheLineWorksAgainAfterItsReturn() throws IOException {
        try (ServedMotor motor = new ServedMotor(folder.resolve("motor"));
                PiSerialLine line = PiSerialLine.open(motor.path(), 115_200, teller)) {
            Tmc2209 driver = motor.driver(line);
            driver.beginBringUp();
            soon().until(() -> comesTo(Outcome.OK, driver));
            assertEquals(List.of(), told);

            motor.unplug();
            soon().until(() -> !told.isEmpty());
            assertFalse(line.isOpen());
            assertEquals(-1, line.read(new byte[8], 0));
            assertEquals(Outcome.BUS_ERROR, line.write(new byte[8], 8));
            soon().until(
                            () -> {
                                driver.poll();
                                return driver.driveOutcome() == Outcome.BUS_ERROR;
                            });
            long passes = line.progress();
            soon().until(() -> line.progress() >= passes + 3);
            assertEquals(List.of("lost motor"), told, "it was tried again, and not told again");
            assertEquals(1, line.losses());

            motor.plugIn();
            soon().until(line::isOpen);
            driver.beginBringUp();
            soon().until(() -> comesTo(Outcome.OK, driver));
            assertEquals(List.of("lost motor", "back motor"), told);
            assertEquals(1, line.losses());
        }
    }

    @Test
    void forgetsWhatWasUnderWayBothWays() throws IOException {
        Path link = folder.resolve("balance");
        byte[] into = new byte[8];
        try (PseudoTerminal first = PseudoTerminal.openAt(link);
                PiSerialLine line = PiSerialLine.open(first.path(), 9_600, teller)) {
            assertEquals(2, first.write(Bytes.of("AA AA"), 2));
            soon().until(() -> line.read(into, 6) == 2);
            assertEquals(3, first.write(Bytes.of("01 02 03"), 3));
            long passes = line.progress();
            soon().until(() -> line.progress() >= passes + 3);
            for (int i = 0; i < 100_000 && line.write(into, 8).isOk(); i++) {
                // Until it holds as many as it can: nobody reads them.
            }
            unplug(first);
            soon().until(() -> !line.isOpen());

            try (PseudoTerminal second = PseudoTerminal.openAt(link)) {
                second.write(Bytes.of("04"), 1);
                soon().until(line::isOpen);
                assertEquals("", Bytes.arrived(line));
                assertEquals(0, second.read(into));

                second.write(Bytes.of("05"), 1);
                soon().until(() -> line.read(into, 0) == 1);
                assertEquals(5, into[0]);
                assertEquals(Outcome.OK, line.write(Bytes.of("06"), 1));
                soon().until(() -> second.read(into) == 1);
                assertEquals(6, into[0]);
            }
        }
    }

    @Test
    void aListenerThatFailsEndsNothing() throws IOException {
        Path link = folder.resolve("motor");
        PiSerialEvents failing =
                new PiSerialEvents() {
                    @Override
                    public void lost(String path) {
                        throw new IllegalStateException("a test: this listener always fails");
                    }

                    @Override
                    public void back(String path) {
                        told.add("back");
                    }
                };
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> told.add(e.getMessage()));
        try (PseudoTerminal first = PseudoTerminal.openAt(link);
                PiSerialLine line = PiSerialLine.open(first.path(), 9_600, failing)) {
            unplug(first);
            soon().until(() -> !line.isOpen());

            try (PseudoTerminal second = PseudoTerminal.openAt(link)) {
                soon().until(() -> told.size() == 2);
                assertTrue(line.isOpen());
                assertEquals(link.toString(), second.path());
                assertEquals(List.of("a test: this listener always fails", "back"), told);
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private static void unplug(PseudoTerminal terminal) throws IOException {
        terminal.close();
    }
}
