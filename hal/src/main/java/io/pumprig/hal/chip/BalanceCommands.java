package io.pumprig.hal.chip;

import java.nio.charset.StandardCharsets;

/** The command lines of one family of balances, written once at start. */
final class BalanceCommands {
    private final byte[][] lines = new byte[BalanceRequest.values().length][];

    /** Adds a command; CR LF is put behind it. */
    BalanceCommands with(BalanceRequest request, String command) {
        lines[request.ordinal()] = (command + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return this;
    }

    /** The whole line, or null when the family has no such command. */
    byte[] line(BalanceRequest request) {
        return lines[request.ordinal()];
    }
}
