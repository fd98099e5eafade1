package io.pumprig.hal.chip;

import io.pumprig.hal.chip.BalanceAnswer.Status;
import java.nio.charset.StandardCharsets;

/**
 * Sartorius SBI (device reference 6.2): sign, blank, eight characters, blank, unit of three; the
 * longer form has an identification of six characters before. The unit is blank while the load
 * moves. Zero and tare are carried out without a word.
 */
final class SbiLines implements BalanceLines {
    private static final int SHORT_LENGTH = 14;
    private static final int IDENTIFICATION = 6;
    private static final int NUMBER_END = 10;
    private static final int UNIT = 11;

    private static final byte[] HIGH = "High".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LOW = "Low".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR = "ERR".getBytes(StandardCharsets.US_ASCII);

    private final BalanceCommands commands =
            new BalanceCommands()
                    .with(BalanceRequest.WEIGHT, "\u001bP")
                    .with(BalanceRequest.ZERO, "\u001bV")
                    .with(BalanceRequest.TARE, "\u001bT")
                    .with(BalanceRequest.MODEL, "\u001bx1_")
                    .with(BalanceRequest.SERIAL_NUMBER, "\u001bx2_")
                    .with(BalanceRequest.SOFTWARE, "\u001bx3_");

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
        int error = place(ERROR, line, length);
        if (error >= 0) {
            into.answering(true);
            into.took(Status.DEVICE_ERROR, line, error, length);
            return;
        }
        boolean isLong = length == SHORT_LENGTH + IDENTIFICATION;
        if (asked.asksForText()) {
            into.answering(true);
            int end = trimmed(line, length);
            if (end > 0) {
                into.took(Status.DONE, line, 0, end);
            }
            return;
        }
        if (length != SHORT_LENGTH && !isLong) {
            return;
        }
        into.answering(asked.asksForWeight());
        if (place(HIGH, line, length) >= 0) {
            into.took(Status.OVERLOAD);
        } else if (place(LOW, line, length) >= 0) {
            into.took(Status.UNDERLOAD);
        } else {
            weight(line, isLong ? IDENTIFICATION : 0, into);
        }
    }

    private static int trimmed(byte[] line, int length) {
        int end = length;
        while (end > 0 && line[end - 1] == ' ') {
            end--;
        }
        return end;
    }

    /** Where {@code word} stands in the line; -1 when it does not. */
    private static int place(byte[] word, byte[] line, int length) {
        for (int from = 0; from + word.length <= length; from++) {
            int same = 0;
            while (same < word.length && line[from + same] == word[same]) {
                same++;
            }
            if (same == word.length) {
                return from;
            }
        }
        return -1;
    }

    private static void weight(byte[] line, int start, BalanceAnswer into) {
        byte sign = line[start];
        int number = start + 1;
        while (number < start + NUMBER_END && line[number] == ' ') {
            number++;
        }
        int numberEnd = start + NUMBER_END;
        boolean framed = number > start + 1 && line[numberEnd] == ' ' && line[number] >= '0';
        long mantissa = framed ? TextDecimal.mantissa(line, number, numberEnd) : TextDecimal.NONE;
        if (mantissa == TextDecimal.NONE || sign != '+' && sign != '-' && sign != ' ') {
            return;
        }
        int unit = start + UNIT;
        int unitEnd = trimmed(line, start + SHORT_LENGTH);
        boolean isMoving = unitEnd <= unit;
        into.took(
                isMoving ? Status.DYNAMIC : Status.STABLE,
                sign == '-' ? -mantissa : mantissa,
                TextDecimal.decimals(line, number, numberEnd),
                isMoving ? BalanceAnswer.NO_UNIT : BalanceAnswer.unitExponent(line, unit, unitEnd));
    }
}
