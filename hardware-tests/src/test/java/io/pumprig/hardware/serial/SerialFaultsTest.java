package io.pumprig.hardware.serial;

import static io.pumprig.hardware.serial.ServedMotor.comesTo;
import static io.pumprig.hardware.serial.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.chip.Tmc2209;
import io.pumprig.hal.chip.Tmc2209Configuration;
import io.pumprig.hal.pi.PiSerialLine;
import io.pumprig.simulator.time.HostClock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the real driver makes of a bad line, by way of a real terminal. */
@EnabledOnOs(OS.LINUX)
class SerialFaultsTest {
    private static final String ASK_IOIN = "05 00 06 6F";
    private static final String IOIN = "05 FF 06 21 00 00 41 C6";

    /** At the far end, the model of the chip. */
    @Nested
    class WithTheChip {
        @TempDir Path folder;

        private ServedMotor motor;
        private PiSerialLine line;
        private Tmc2209 driver;

        @BeforeEach
        void plugIn() throws IOException {
            motor = new ServedMotor(folder.resolve("motor"));
            line = PiSerialLine.open(motor.path(), 115_200);
            driver = motor.driver(line);
        }

        @AfterEach
        void unplug() throws IOException {
            line.close();
            motor.close();
        }

        @Test
        void tellsItsVersionBehindTheEcho() {
            StringBuilder arrived = new StringBuilder();

            assertEquals(Outcome.OK, line.write(Bytes.of(ASK_IOIN), 4));

            soon().until(
                            () -> {
                                String more = Bytes.arrived(line);
                                arrived.append(more.isEmpty() ? "" : more + " ");
                                return arrived.length() >= 36;
                            });
            assertEquals(ASK_IOIN + " " + IOIN + " ", arrived.toString());
        }

        @Test
        void comesUpAndGoesIntoService() {
            driver.beginBringUp();

            soon().until(() -> comesTo(Outcome.OK, driver));
            soon().until(() -> (driver.poll() & Tmc2209.DRIVE) != 0);

            assertEquals(0, driver.gstat());
            assertEquals(0, line.losses());
            assertEquals(0, line.overruns());
        }

        @Test
        void withoutEchoSaysSoAndComesUpOnceItIsBack() {
            motor.change(board -> board.serialFaults().echoLost().occur());
            driver.beginBringUp();
            soon().until(() -> comesTo(Outcome.NO_ECHO, driver));

            motor.change(board -> board.serialFaults().echoLost().clear());
            soon().until(() -> comesTo(Outcome.OK, driver));
        }

        @Test
        void withoutSupplySaysSoAndComesUpOnceItIsBack() {
            motor.change(board -> board.motor().mute(true));
            driver.beginBringUp();
            soon().until(() -> comesTo(Outcome.NO_ANSWER, driver));

            motor.change(board -> board.motor().mute(false));
            soon().until(() -> comesTo(Outcome.OK, driver));
        }

        @Test
        void withFlippedBitsIsNotBelievedAndComesUpOnceTheyAreRight() {
            motor.change(board -> board.serialFaults().bitFlip().occur());
            driver.beginBringUp();
            soon().until(
                            () ->
                                    comesTo(Outcome.BAD_CRC, driver)
                                            || comesTo(Outcome.BAD_FRAME, driver));

            motor.change(board -> board.serialFaults().bitFlip().clear());
            soon().until(() -> comesTo(Outcome.OK, driver));
        }
    }

    /** At the far end, the same bytes again and again. */
    @Nested
    class WithLiteralBytes {

        @ParameterizedTest(name = "[{0}] is {1}")
        @CsvSource({
            "05 00 06 6F 05 FF 06 21 00, NO_ANSWER",
            "05 00 06 6F, NO_ANSWER",
            "05 00 06, NO_ECHO",
            "05 00 06 6F 05 FF 06 21 00 00 41 C7, BAD_CRC",
            "05 00 06 6F 5A A5 FF 00 13 37 11 22, BAD_FRAME",
            "A5 00 06 6F 05 FF 06 21 00 00 41 C6, NO_ECHO",
            "'', NO_ECHO"
        })
        void isNotBelieved(String answer, Outcome outcome) throws IOException {
            try (ScriptedPeer peer = new ScriptedPeer(answer);
                    PiSerialLine line = PiSerialLine.open(peer.path(), 115_200)) {
                Tmc2209 driver = driver(line);
                driver.beginBringUp();

                soon().until(
                                () -> {
                                    peer.look();
                                    return comesTo(outcome, driver);
                                });

                assertEquals(ASK_IOIN, peer.lastQuestion(), "it never got any further");
                assertTrue(driver.bringUpFound().contains(outcome.name()), driver::bringUpFound);
            }
        }

        @Test
        void isBelievedWhenItIsRight() throws IOException {
            try (ScriptedPeer peer = new ScriptedPeer(ASK_IOIN + " " + IOIN);
                    PiSerialLine line = PiSerialLine.open(peer.path(), 115_200)) {
                Tmc2209 driver = driver(line);
                driver.beginBringUp();

                soon().until(
                                () -> {
                                    peer.look();
                                    driver.poll();
                                    return peer.lastQuestion().startsWith("05 00 01");
                                });
            }
        }

        /** A driver with nothing but a line: its bring-up keeps the coils off. */
        private static Tmc2209 driver(PiSerialLine line) {
            return new Tmc2209(
                    line,
                    0,
                    stays(false),
                    stays(false),
                    stays(true),
                    () -> InputPin.Level.LOW,
                    new HostClock(0),
                    Tmc2209Configuration.RIG);
        }

        private static OutputPin stays(boolean level) {
            return high -> {
                assertEquals(level, high, "a level that moves or frees the motor");
                return Outcome.OK;
            };
        }
    }
}
