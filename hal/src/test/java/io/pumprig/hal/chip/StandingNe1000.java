package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.SerialLine;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * An NE-1000 at address 0 in safe mode that answers in literal text for as long as it is asked. Its
 * bursts are over at once. A command that it was not told of fails the test.
 */
public final class StandingNe1000 implements SerialLine {
    private static final int TEXT = 2;
    private static final int AROUND_TEXT = 5;

    private final byte[] packet = new byte[64];
    private final ArrivedBytes arrived = new ArrivedBytes();
    private String diameter = "";
    private String rate = "";
    private String volume = "0.000";
    private String counted = "0.000";
    private long deliveredNanolitres;

    /** All that its plunger has displaced. */
    public long deliveredNanolitres() {
        return deliveredNanolitres;
    }

    @Override
    public Outcome write(byte[] bytes, int length) {
        assertEquals(0x02, bytes[0], "a safe packet");
        String text = new String(bytes, TEXT, length - AROUND_TEXT, StandardCharsets.US_ASCII);
        assertEquals('0', text.charAt(0), "to its address");
        byte[] answer = ("00" + answer(text.substring(1))).getBytes(StandardCharsets.US_ASCII);
        arrived.arrive(packet, Ne1000Packets.safe(packet, answer, answer.length));
        return Outcome.OK;
    }

    private String answer(String command) {
        switch (command) {
            case "", "SAF10", "STP", "VOLUL", "DIRINF":
                return "S";
            case "VER":
                return "SNE1000V3.92";
            case "DIS":
                return "SI" + counted + "W0.000UL";
            case "DIA":
                return "S" + diameter;
            case "RAT":
                return "S" + rate;
            case "CLDINF":
                counted = "0.000";
                return "S";
            case "VOL":
                return "S" + volume + "UL";
            case "RUN":
                counted = volume;
                deliveredNanolitres += new BigDecimal(volume).movePointRight(3).longValueExact();
                return "I";
            default:
                return set(command);
        }
    }

    private String set(String command) {
        String value = command.substring(Math.min(3, command.length()));
        if (command.startsWith("DIA")) {
            diameter = value;
        } else if (command.startsWith("RAT")) {
            rate = value;
        } else if (command.startsWith("VOL")) {
            volume = value;
        } else {
            fail("not told of " + command);
        }
        return "S";
    }

    @Override
    public int read(byte[] into, int offset) {
        return arrived.read(into, offset);
    }
}
