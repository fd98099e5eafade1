package io.pumprig.simulator.chip;

import java.math.BigDecimal;

/** The commands of an NE-1000, without address and without blanks, and what it answers to them. */
final class Ne1000Commands {
    private static final String OK = "";
    private static final String NOT_NOW = "?NA";
    private static final String OUT_OF_RANGE = "?OOR";
    private static final String NUMBER = "[0-9]{0,4}(\\.[0-9]{0,3})?";
    private static final int MOST_DIGITS = 4;
    private static final long LARGEST_MICROMETRES = 50_000;

    private static final String[] WORDS = {
        "VER", "DIA", "DIR", "RAT", "VOL", "RUN", "STP", "DIS", "CLD", "BUZ"
    };

    private final SyringeDrive drive;

    Ne1000Commands(SyringeDrive drive) {
        this.drive = drive;
    }

    static boolean knows(String command) {
        return command.isEmpty() || word(command) != null;
    }

    private static String word(String command) {
        for (String word : WORDS) {
            if (command.startsWith(word)) {
                return word;
            }
        }
        return null;
    }

    /** Carries out a known command; returns what follows the status letter in the answer. */
    String carryOut(String command, long nanos) {
        if (command.isEmpty()) {
            return OK;
        }
        String word = word(command);
        String rest = command.substring(word.length());
        return switch (word) {
            case "VER" -> "NE1000V3.92";
            case "DIA" -> diameter(rest);
            case "DIR" -> direction(rest);
            case "RAT" -> rate(rest);
            case "VOL" -> volume(rest);
            case "RUN" -> drive.run(nanos) ? OK : NOT_NOW;
            case "STP" -> drive.stop(nanos) ? OK : NOT_NOW;
            case "DIS" -> dispensed(nanos);
            case "CLD" -> clear(rest, nanos);
            default -> OK;
        };
    }

    private String diameter(String rest) {
        if (rest.isEmpty()) {
            return number(drive.diameterMicrometres());
        }
        long micrometres = thousandths(rest);
        if (micrometres < 100 || micrometres > LARGEST_MICROMETRES) {
            return OUT_OF_RANGE;
        }
        if (drive.isRunning()) {
            return NOT_NOW;
        }
        drive.syringe(micrometres);
        return OK;
    }

    private String direction(String rest) {
        return switch (rest) {
            case "INF" -> OK;
            case "" -> "INF";
            default -> NOT_NOW;
        };
    }

    private String rate(String rest) {
        if (rest.isEmpty()) {
            return number(drive.nanolitresPerMinute()) + "UM";
        }
        if (drive.isRunning()) {
            return NOT_NOW;
        }
        boolean hasUnit = rest.endsWith("UM") || rest.endsWith("MM");
        long rate = hasUnit ? thousandths(rest.substring(0, rest.length() - 2)) : 0;
        if (rate <= 0) {
            return OUT_OF_RANGE;
        }
        drive.rate(rest.endsWith("MM") ? rate * 1000 : rate);
        return OK;
    }

    private String volume(String rest) {
        if (rest.isEmpty()) {
            long target = drive.targetNanolitres();
            return number(drive.isInMillilitres() ? target / 1000 : target) + unit();
        }
        if (drive.isRunning()) {
            return NOT_NOW;
        }
        if (rest.equals("UL") || rest.equals("ML")) {
            drive.inMillilitres(rest.equals("ML"));
            return OK;
        }
        long volume = thousandths(rest);
        if (volume < 0) {
            return OUT_OF_RANGE;
        }
        drive.target(drive.isInMillilitres() ? volume * 1000 : volume);
        return OK;
    }

    private String dispensed(long nanos) {
        long counted = drive.countedPicolitres(nanos) / 1000;
        return "I" + number(drive.isInMillilitres() ? counted / 1000 : counted) + "W0.000" + unit();
    }

    private String clear(String rest, long nanos) {
        if (drive.isRunning() || !rest.equals("INF") && !rest.equals("WDR")) {
            return NOT_NOW;
        }
        if (rest.equals("INF")) {
            drive.clear(nanos);
        }
        return OK;
    }

    private String unit() {
        return drive.isInMillilitres() ? "ML" : "UL";
    }

    /** At most four digits and a point, at most three of them behind it; -1 otherwise. */
    private static long thousandths(String text) {
        long digits = text.chars().filter(Character::isDigit).count();
        if (!text.matches(NUMBER) || digits == 0 || digits > MOST_DIGITS) {
            return -1;
        }
        return new BigDecimal(text).movePointRight(3).longValueExact();
    }

    /** As the display shows it: four digits, three of them behind the point at most. */
    private static String number(long thousandths) {
        String whole = String.valueOf(thousandths / 1000);
        String part = String.valueOf(1000 + thousandths % 1000).substring(1);
        int room = Math.max(0, MOST_DIGITS - whole.length());
        String shown = part.substring(0, Math.min(3, room));
        return shown.isEmpty() ? whole : whole + "." + shown;
    }
}
