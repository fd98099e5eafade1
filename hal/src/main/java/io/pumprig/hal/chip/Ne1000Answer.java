package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;

/**
 * An answer of an NE-1000, put together byte by byte and taken apart. Which mode it is in shows its
 * second byte: a length in safe mode, a digit of the address in basic mode.
 */
final class Ne1000Answer {
    enum Status {
        INFUSING,
        WITHDRAWING,
        STOPPED,
        PAUSED,
        PAUSE_PHASE,
        USER_WAIT,
        PURGING,
        ALARM
    }

    enum Refusal {
        NONE,
        UNKNOWN_COMMAND,
        NOT_APPLICABLE,
        OUT_OF_RANGE,
        BAD_PACKET,
        IGNORED
    }

    private static final int LONGEST = 64;

    /** Below the digits: a length byte. */
    private static final int FIRST_DIGIT = '0';

    private static final int ADDRESS_DIGITS = 2;

    private static final Status[] STATUSES = Status.values();
    private static final String STATUS_LETTERS = "IWSPTUXA";
    private static final Ne1000Alarm[] ALARMS = Ne1000Alarm.values();
    private static final String ALARM_LETTERS = "-RSTEO";
    private static final Refusal[] REFUSALS = Refusal.values();

    /** What follows the question mark, by {@link Refusal}. */
    private static final byte[][] REFUSAL_WORDS = {
        null,
        {},
        Ne1000Text.word("NA"),
        Ne1000Text.word("OOR"),
        Ne1000Text.word("COM"),
        Ne1000Text.word("IGN")
    };

    private final byte[] frame = new byte[LONGEST];
    private int received;
    private int textFrom;
    private int textTo;

    private int address;
    private Status status = Status.STOPPED;
    private Ne1000Alarm alarm = Ne1000Alarm.NONE;
    private Refusal refusal = Refusal.NONE;
    private int dataFrom;

    /** Forgets a frame that was begun. */
    void restart() {
        received = 0;
    }

    /** Takes a byte; true when it ended a frame, which {@link #judge} then tells about. */
    boolean ends(byte value) {
        if (received == 0 && value != Ne1000Packets.STX) {
            return false;
        }
        frame[received++] = value;
        if (received < 3) {
            return false;
        }
        boolean ended =
                isSafe()
                        ? received > (frame[1] & 0xFF)
                        : value == Ne1000Packets.ETX || received == LONGEST;
        return ended;
    }

    private boolean isSafe() {
        return (frame[1] & 0xFF) < FIRST_DIGIT;
    }

    /** The frame that ended: OK, BAD_CRC or BAD_FRAME. Begins the next one. */
    Outcome judge() {
        int length = received;
        received = 0;
        textFrom = isSafe() ? 2 : 1;
        textTo = isSafe() ? length - 3 : length - 1;
        if (frame[length - 1] != Ne1000Packets.ETX || textTo < textFrom) {
            return Outcome.BAD_FRAME;
        }
        if (isSafe()) {
            int crc = (frame[textTo] & 0xFF) << 8 | frame[textTo + 1] & 0xFF;
            if (crc != Ne1000Packets.crc(frame, textFrom, textTo)) {
                return Outcome.BAD_CRC;
            }
        }
        return parse() ? Outcome.OK : Outcome.BAD_FRAME;
    }

    private boolean parse() {
        int at = textFrom + ADDRESS_DIGITS;
        if (at >= textTo || !isDigit(frame[textFrom]) || !isDigit(frame[textFrom + 1])) {
            return false;
        }
        address = (frame[textFrom] - '0') * 10 + frame[textFrom + 1] - '0';
        int letter = STATUS_LETTERS.indexOf(frame[at]);
        if (letter < 0) {
            return false;
        }
        status = STATUSES[letter];
        alarm = Ne1000Alarm.NONE;
        refusal = Refusal.NONE;
        dataFrom = at + 1;
        boolean questioned = dataFrom < textTo && frame[dataFrom] == '?';
        if (status == Status.ALARM) {
            return questioned && takeAlarm();
        }
        return !questioned || takeRefusal();
    }

    private boolean takeAlarm() {
        int letter = textTo - dataFrom == 2 ? ALARM_LETTERS.indexOf(frame[dataFrom + 1]) : 0;
        if (letter <= 0) {
            return false;
        }
        alarm = ALARMS[letter];
        dataFrom = textTo;
        return true;
    }

    private boolean takeRefusal() {
        for (int i = 1; i < REFUSAL_WORDS.length; i++) {
            if (isDataFrom(dataFrom + 1, REFUSAL_WORDS[i])) {
                refusal = REFUSALS[i];
                dataFrom = textTo;
                return true;
            }
        }
        return false;
    }

    private boolean isDataFrom(int from, byte[] word) {
        return textTo - from == word.length && startsWith(from, word);
    }

    private boolean startsWith(int from, byte[] word) {
        if (textTo - from < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (frame[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    int address() {
        return address;
    }

    Status status() {
        return status;
    }

    Ne1000Alarm alarm() {
        return alarm;
    }

    Refusal refusal() {
        return refusal;
    }

    /** The data begins with this word. */
    boolean dataStartsWith(byte[] word) {
        return startsWith(dataFrom, word);
    }

    /** The data is a number in thousandths followed by nothing but {@code unit}. */
    boolean dataIs(int thousandths, byte[] unit) {
        int numberEnd = textTo - unit.length;
        return numberEnd > dataFrom
                && isDataFrom(numberEnd, unit)
                && thousandths(dataFrom, numberEnd) == thousandths;
    }

    /**
     * Nanolitres infused, of a {@code DIS} answer {@code I0.125W0.000UL}; -1 when the data is none,
     * or something was withdrawn.
     */
    int infusedNanolitres() {
        int w = dataFrom;
        while (w < textTo && frame[w] != 'W') {
            w++;
        }
        if (w == textTo || frame[dataFrom] != 'I' || textTo - w < 4 || frame[textTo - 1] != 'L') {
            return -1;
        }
        int power = frame[textTo - 2] == 'U' ? 0 : frame[textTo - 2] == 'M' ? 3 : -1;
        long infused = thousandths(dataFrom + 1, w);
        if (power < 0 || infused < 0 || thousandths(w + 1, textTo - 2) != 0) {
            return -1;
        }
        long nanolitres = TextDecimal.scaled(infused, power);
        return nanolitres > Integer.MAX_VALUE ? -1 : (int) nanolitres;
    }

    private long thousandths(int from, int to) {
        long mantissa = TextDecimal.mantissa(frame, from, to);
        return mantissa == TextDecimal.NONE
                ? TextDecimal.NONE
                : TextDecimal.scaled(mantissa, 3 - TextDecimal.decimals(frame, from, to));
    }

    /** The data as text. For reports and tests: allocates. */
    String data() {
        StringBuilder text = new StringBuilder();
        for (int i = dataFrom; i < textTo; i++) {
            text.append((char) frame[i]);
        }
        return text.toString();
    }
}
