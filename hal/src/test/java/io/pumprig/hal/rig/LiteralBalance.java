package io.pumprig.hal.rig;

import static org.junit.jupiter.api.Assertions.fail;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.hal.chip.ArrivedBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A balance that answers literal MT-SICS lines for as long as it is asked: a vessel of 45.6789 g at
 * rest, and zero once it was tared. A command that it was not told of fails the test.
 */
final class LiteralBalance implements SerialLine {
    private static final byte[] GREETING = line("I4 A \"0123456789\"");
    private static final byte[][] COMMANDS = {
        line("I4"), line("I2"), line("I3"), line("SI"), line("T"), line("@")
    };
    private static final byte[][] ANSWERS = {
        GREETING,
        line("I2 A \"XS205DU 220.0000 g\""),
        line("I3 A \"2.10 10.28.0.493.142\""),
        line("S S    45.6789 g"),
        line("T S    45.6789 g"),
        GREETING
    };
    private static final byte[] ZERO = line("S S    -0.0001 g");
    private static final int WEIGHT = 3;
    private static final int TARE = 4;
    private static final int RESET = 5;

    private final ArrivedBytes arrived = new ArrivedBytes();
    private boolean absent;
    private boolean tared;

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Off its line: it hears nothing and says nothing. */
    void absent(boolean absent) {
        this.absent = absent;
    }

    /** Off and on again: it says who it is, and has forgotten the tare. */
    void restart() {
        tared = false;
        arrived.arrive(GREETING, GREETING.length);
    }

    @Override
    public Outcome write(byte[] bytes, int length) {
        int command = 0;
        while (!Arrays.equals(COMMANDS[command], 0, COMMANDS[command].length, bytes, 0, length)) {
            command++;
            if (command == COMMANDS.length) {
                fail("not told of " + new String(bytes, 0, length, StandardCharsets.US_ASCII));
            }
        }
        if (!absent) {
            byte[] answer = command == WEIGHT && tared ? ZERO : ANSWERS[command];
            arrived.arrive(answer, answer.length);
            tared = command == TARE || command != RESET && tared;
        }
        return Outcome.OK;
    }

    @Override
    public int read(byte[] into, int offset) {
        return arrived.read(into, offset);
    }
}
