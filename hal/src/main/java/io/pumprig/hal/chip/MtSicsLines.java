package io.pumprig.hal.chip;

import io.pumprig.hal.chip.BalanceAnswer.Status;
import java.nio.charset.StandardCharsets;

/**
 * MT-SICS, levels 0 and 1 (device reference 6.1). A line has no checksum. Its weight stands in a
 * field of ten characters, so a line that lost a digit on the way is told by its length; a digit
 * that became another digit cannot be told.
 */
final class MtSicsLines implements BalanceLines {
    /** Right-aligned; a few comparators have a wider field, none has a narrower one. */
    private static final int WEIGHT_FIELD = 10;

    private final BalanceCommands commands =
            new BalanceCommands()
                    .with(BalanceRequest.WEIGHT, "SI")
                    .with(BalanceRequest.STABLE_WEIGHT, "S")
                    .with(BalanceRequest.ZERO, "Z")
                    .with(BalanceRequest.ZERO_NOW, "ZI")
                    .with(BalanceRequest.TARE, "T")
                    .with(BalanceRequest.TARE_NOW, "TI")
                    .with(BalanceRequest.TARE_VALUE, "TA")
                    .with(BalanceRequest.CLEAR_TARE, "TAC")
                    .with(BalanceRequest.RESET, "@")
                    .with(BalanceRequest.LEVEL, "I1")
                    .with(BalanceRequest.MODEL, "I2")
                    .with(BalanceRequest.SOFTWARE, "I3")
                    .with(BalanceRequest.SERIAL_NUMBER, "I4");

    /** What the answer begins with. */
    private final byte[][] ids = new byte[BalanceRequest.values().length][];

    MtSicsLines() {
        for (BalanceRequest request : BalanceRequest.values()) {
            ids[request.ordinal()] = id(request).getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static String id(BalanceRequest request) {
        return switch (request) {
            case WEIGHT, STABLE_WEIGHT -> "S";
            case ZERO -> "Z";
            case ZERO_NOW -> "ZI";
            case TARE -> "T";
            case TARE_NOW -> "TI";
            case TARE_VALUE -> "TA";
            case CLEAR_TARE -> "TAC";
            case LEVEL -> "I1";
            case MODEL -> "I2";
            case SOFTWARE -> "I3";
            case RESET, SERIAL_NUMBER -> "I4";
        };
    }

    @Override
    public byte[] request(BalanceRequest request) {
        return commands.line(request);
    }

    @Override
    public boolean answers(BalanceRequest request) {
        return true;
    }

    @Override
    public void read(byte[] line, int length, BalanceRequest asked, BalanceAnswer into) {
        int idEnd = blank(line, 0, length);
        if (idEnd == length) {
            lineError(line, length, into);
            return;
        }
        int rest = idEnd + 2;
        if (rest > length || rest < length && line[rest] != ' ') {
            return;
        }
        boolean isSerialNumber = idEnd == 2 && line[0] == 'I' && line[1] == '4';
        boolean isReset = idEnd == 1 && line[0] == '@';
        if (!isReset && !isKnown(line, idEnd)) {
            return;
        }
        into.greeting(isSerialNumber || isReset);
        into.answering(belongs(line, idEnd, asked) || isReset && asked == BalanceRequest.RESET);
        Status status = status(line[idEnd + 1]);
        if (rest == length) {
            into.took(status);
        } else if (line[0] == 'I') {
            quoted(line, rest, length, status, into);
        } else {
            weight(line, rest + 1, length, status, into);
        }
    }

    private static int blank(byte[] line, int from, int length) {
        for (int i = from; i < length; i++) {
            if (line[i] == ' ') {
                return i;
            }
        }
        return length;
    }

    /** What begins with none of these was spoilt on the way. */
    private boolean isKnown(byte[] line, int idEnd) {
        for (int i = 0; i < ids.length; i++) {
            if (is(line, idEnd, ids[i])) {
                return true;
            }
        }
        return false;
    }

    /** ZI is answered with Z by some models. */
    private boolean belongs(byte[] line, int idEnd, BalanceRequest asked) {
        if (asked == BalanceRequest.ZERO_NOW && idEnd == 1) {
            return line[0] == 'Z';
        }
        return is(line, idEnd, ids[asked.ordinal()]);
    }

    private static boolean is(byte[] line, int idEnd, byte[] id) {
        if (idEnd != id.length) {
            return false;
        }
        for (int i = 0; i < idEnd; i++) {
            if (line[i] != id[i]) {
                return false;
            }
        }
        return true;
    }

    private static void lineError(byte[] line, int length, BalanceAnswer into) {
        if (length != 2 || line[0] != 'E') {
            return;
        }
        Status error =
                switch (line[1]) {
                    case 'S' -> Status.SYNTAX_ERROR;
                    case 'T' -> Status.TRANSMISSION_ERROR;
                    case 'L' -> Status.LOGICAL_ERROR;
                    default -> Status.GARBLED;
                };
        into.answering(error != Status.GARBLED);
        into.took(error);
    }

    private static Status status(byte letter) {
        return switch (letter) {
            case 'S' -> Status.STABLE;
            case 'D' -> Status.DYNAMIC;
            case 'I' -> Status.NOT_EXECUTABLE;
            case '+' -> Status.OVERLOAD;
            case '-' -> Status.UNDERLOAD;
            case 'L' -> Status.BAD_PARAMETER;
            case 'A' -> Status.DONE;
            case 'B' -> Status.MORE;
            default -> Status.GARBLED;
        };
    }

    private static void quoted(byte[] line, int from, int to, Status status, BalanceAnswer into) {
        // A blank, a quotation mark, the text, a quotation mark.
        if (to - from >= 3 && line[from + 1] == '"' && line[to - 1] == '"') {
            into.took(status, line, from + 2, to - 1);
        }
    }

    private static void weight(byte[] line, int from, int to, Status status, BalanceAnswer into) {
        int number = from;
        while (number < to && line[number] == ' ') {
            number++;
        }
        int numberEnd = blank(line, number, to);
        if (numberEnd - from < WEIGHT_FIELD || numberEnd + 1 >= to) {
            return;
        }
        if (blank(line, numberEnd + 1, to) != to || carriesNoWeight(status)) {
            return;
        }
        long mantissa = TextDecimal.mantissa(line, number, numberEnd);
        if (mantissa != TextDecimal.NONE) {
            into.took(
                    status,
                    mantissa,
                    TextDecimal.decimals(line, number, numberEnd),
                    BalanceAnswer.unitExponent(line, numberEnd + 1, to));
        }
    }

    private static boolean carriesNoWeight(Status status) {
        return status != Status.STABLE && status != Status.DYNAMIC && status != Status.DONE;
    }
}
