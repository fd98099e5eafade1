package io.pumprig.hardware.serial;

import static io.pumprig.hardware.serial.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.pi.PiSerialLine;
import io.pumprig.simulator.board.SimulatedSerialLine;
import io.pumprig.simulator.chip.SerialListener;
import io.pumprig.simulator.chip.SerialPart;
import io.pumprig.simulator.pty.PseudoTerminal;
import io.pumprig.simulator.pty.ServedLine;
import io.pumprig.simulator.time.VirtualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A part with two wires and lines of text, which speaks late and unasked too. */
@EnabledOnOs(OS.LINUX)
class TwoWireLineTest {

    /**
     * Says its name each second until it is asked, and a weight 50 ms after each "S" with its line
     * end.
     */
    private static final class Scale implements SerialPart {
        private static final long SETTLING_NANOS = 50_000_000;

        private SerialListener listener;
        private String question = "";
        private long helloNanos = 1_000_000_000;
        private long weighedNanos = Long.MAX_VALUE;

        @Override
        public void listener(SerialListener newListener) {
            listener = newListener;
        }

        @Override
        public void hear(int value, long startNanos, long bitPicos) {
            question += (char) value;
            if (question.equals("S\r\n")) {
                question = "";
                helloNanos = Long.MAX_VALUE;
                weighedNanos = startNanos + SETTLING_NANOS;
            }
        }

        @Override
        public void settle(long nanos) {
            if (nanos >= helloNanos) {
                helloNanos = nanos + 1_000_000_000;
                say("I4 A \"0123\"\r\n", nanos);
            }
            if (nanos >= weighedNanos) {
                say("S S    100.00 g\r\n", weighedNanos);
                weighedNanos = Long.MAX_VALUE;
            }
        }

        private void say(String text, long nanos) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            listener.heard(bytes, bytes.length, nanos, 104_166_667);
        }
    }

    @Test
    void answersInItsOwnTimeWithoutAnEcho() throws IOException {
        VirtualClock clock = new VirtualClock(0);
        SimulatedSerialLine wires =
                new SimulatedSerialLine("balance", clock, new Scale(), false, 1);
        wires.open(9_600);
        try (ServedLine served = new ServedLine(PseudoTerminal.open(), wires, clock);
                PiSerialLine line = PiSerialLine.open(served.path(), 9_600)) {
            hears("I4 A \"0123\"\r\n", line);

            assertEquals(Outcome.OK, line.write(Bytes.of("53 0D 0A"), 3));

            hears("S S    100.00 g\r\n", line);
            assertEquals(0, served.unread());
        }
    }

    private static void hears(String text, PiSerialLine line) {
        StringBuilder heard = new StringBuilder();
        byte[] into = new byte[64];
        soon().until(
                        () -> {
                            int length = line.read(into, 0);
                            heard.append(new String(into, 0, length, StandardCharsets.US_ASCII));
                            return heard.indexOf(text) >= 0;
                        });
        assertEquals(-1, heard.indexOf("S\r\n"), "an echo");
    }
}
