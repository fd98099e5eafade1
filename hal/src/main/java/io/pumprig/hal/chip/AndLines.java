package io.pumprig.hal.chip;

import io.pumprig.hal.chip.BalanceAnswer.Status;

/**
 * The A&amp;D standard format (device reference 6.2): {@code ST,+001234.5 g}, fifteen characters at
 * fixed places. The balance must be set to eight bits without parity; zero and tare are carried out
 * without a word.
 */
final class AndLines implements BalanceLines {
    private static final int LENGTH = 15;
    private static final int SIGN = 3;
    private static final int NUMBER_END = 12;

    private final BalanceCommands commands =
            new BalanceCommands()
                    .with(BalanceRequest.WEIGHT, "Q")
                    .with(BalanceRequest.STABLE_WEIGHT, "S")
                    .with(BalanceRequest.ZERO, "Z")
                    .with(BalanceRequest.TARE, "T")
                    .with(BalanceRequest.RESET, "C")
                    .with(BalanceRequest.MODEL, "?TN")
                    .with(BalanceRequest.SERIAL_NUMBER, "?SN");

    @Override
    public byte[] request(BalanceRequest request) {
        return commands.line(request);
    }

    @Override
    public boolean answers(BalanceRequest request) {
        return request.asksForWeight() || request.asksForText();
    }

    @Override
    public void read(byte[] line, int length, BalanceRequest asked, BalanceAnswer into) {
        if (length < 4 || line[2] != ',' && line[3] != ',') {
            return;
        }
        if (line[0] == 'E' && line[1] == 'C') {
            into.answering(true);
            into.took(Status.DEVICE_ERROR, line, 3, length);
            return;
        }
        Status status = status(line[0], line[1]);
        if (status == Status.GARBLED) {
            if (!asked.asksForText()) {
                return;
            }
            // With or without the question mark of the question.
            int from = line[2] == ',' ? 3 : 4;
            into.answering(true);
            into.took(Status.DONE, line, from, length);
            return;
        }
        if (length != LENGTH || line[2] != ',') {
            return;
        }
        into.answering(asked.asksForWeight());
        if (status == Status.OVERLOAD) {
            into.took(line[SIGN] == '-' ? Status.UNDERLOAD : Status.OVERLOAD);
        } else {
            weight(line, status, into);
        }
    }

    private static Status status(byte first, byte second) {
        if (first == 'S' && second == 'T') {
            return Status.STABLE;
        }
        if (first == 'U' && second == 'S') {
            return Status.DYNAMIC;
        }
        return first == 'O' && second == 'L' ? Status.OVERLOAD : Status.GARBLED;
    }

    private static void weight(byte[] line, Status status, BalanceAnswer into) {
        boolean signed = line[SIGN] == '+' || line[SIGN] == '-';
        long mantissa = signed ? TextDecimal.mantissa(line, SIGN, NUMBER_END) : TextDecimal.NONE;
        int unit = NUMBER_END;
        while (unit < LENGTH && line[unit] == ' ') {
            unit++;
        }
        if (mantissa != TextDecimal.NONE && unit < LENGTH) {
            into.took(
                    status,
                    mantissa,
                    TextDecimal.decimals(line, SIGN, NUMBER_END),
                    BalanceAnswer.unitExponent(line, unit, LENGTH));
        }
    }
}
