package io.pumprig.controller.order;

import java.util.ArrayList;
import java.util.List;

/**
 * What a therapy delivers over time, as dose: the drug's concentration makes volume of it. Time
 * counts on the rig's monotonic clock from the moment the program began (SR-32).
 */
public sealed interface Program {
    /** Minutes of a day. */
    int MINUTES_PER_DAY = 1_440;

    /** The mode in which the program runs. */
    Mode mode();

    /** The dose of a day: of a pattern its total, of a taper where it begins; 0 for none. */
    long picogramsPerDay();

    /** The highest rate at any time. */
    long mostPicogramsPerDay();

    /** Dose of the 24 hours in which it gives most; never below {@link #picogramsPerDay}. */
    default long mostPicogramsInADay() {
        return mostPicogramsPerDay();
    }

    /**
     * Most that any {@code minutes} of the program give, rounded up to a picogram; 0 for a program
     * without a dose of its own.
     *
     * @param minutes 1 to 1440
     */
    default long mostPicogramsWithin(int minutes) {
        return (mostPicogramsPerDay() * minutes + MINUTES_PER_DAY - 1) / MINUTES_PER_DAY;
    }

    /** The program in one line, to be kept in records and read again by {@link #parse}. */
    String text();

    /** One rate for ever. */
    record Continuous(long picogramsPerDay) implements Program {
        public Continuous {
            requireDose(picogramsPerDay);
        }

        @Override
        public Mode mode() {
            return Mode.CONTINUOUS;
        }

        @Override
        public long mostPicogramsPerDay() {
            return picogramsPerDay;
        }

        @Override
        public String text() {
            return "continuous " + picogramsPerDay;
        }
    }

    /**
     * A 24-hour pattern of at most {@value #MOST_STEPS} steps (SR-33). Its times are those of the
     * therapy's time zone when the program began; from then on it turns with the monotonic clock.
     *
     * @param steps ascending, the first at minute 0
     */
    record Pattern(List<Step> steps) implements Program {
        /** Steps that a pattern may have (SR-33). */
        public static final int MOST_STEPS = 13;

        public Pattern {
            steps = List.copyOf(steps);
            if (steps.isEmpty() || steps.size() > MOST_STEPS || steps.get(0).minuteOfDay() != 0) {
                throw new IllegalArgumentException("not a pattern: " + steps);
            }
            for (int i = 1; i < steps.size(); i++) {
                if (steps.get(i).minuteOfDay() <= steps.get(i - 1).minuteOfDay()) {
                    throw new IllegalArgumentException("steps out of order: " + steps);
                }
            }
        }

        /** How long step {@code index} lasts, in minutes. */
        public int minutesOf(int index) {
            int next =
                    index + 1 < steps.size() ? steps.get(index + 1).minuteOfDay() : MINUTES_PER_DAY;
            return next - steps.get(index).minuteOfDay();
        }

        @Override
        public Mode mode() {
            return Mode.PATTERN;
        }

        /** The daily total, rounded down to a picogram. */
        @Override
        public long picogramsPerDay() {
            return scaledTotal() / MINUTES_PER_DAY;
        }

        /**
         * Most that any {@code minutes} of the pattern give, rounded up to a picogram. Whichever
         * window gives most can be moved until it begins or ends where a step does.
         *
         * @param minutes 1 to 1440
         */
        @Override
        public long mostPicogramsWithin(int minutes) {
            long most = 0;
            for (Step step : steps) {
                most = Math.max(most, scaledWithin(step.minuteOfDay(), minutes));
                int endingHere = step.minuteOfDay() - minutes + MINUTES_PER_DAY;
                most = Math.max(most, scaledWithin(endingHere % MINUTES_PER_DAY, minutes));
            }
            return (most + MINUTES_PER_DAY - 1) / MINUTES_PER_DAY;
        }

        /** What {@code minutes} from a minute of the day on give, times 1440. */
        private long scaledWithin(int from, int minutes) {
            long scaled = 0;
            for (int i = 0; i < steps.size(); i++) {
                int begin = steps.get(i).minuteOfDay();
                int end = begin + minutesOf(i);
                // The step of this day, and the same step of the day after.
                int overlap =
                        overlap(from, from + minutes, begin, end)
                                + overlap(
                                        from,
                                        from + minutes,
                                        begin + MINUTES_PER_DAY,
                                        end + MINUTES_PER_DAY);
                scaled += steps.get(i).picogramsPerDay() * overlap;
            }
            return scaled;
        }

        private static int overlap(int begin, int end, int otherBegin, int otherEnd) {
            return Math.max(0, Math.min(end, otherEnd) - Math.max(begin, otherBegin));
        }

        /** The daily total times 1440, exact. */
        long scaledTotal() {
            long scaled = 0;
            for (int i = 0; i < steps.size(); i++) {
                scaled += steps.get(i).picogramsPerDay() * minutesOf(i);
            }
            return scaled;
        }

        @Override
        public long mostPicogramsPerDay() {
            return steps.stream().mapToLong(Step::picogramsPerDay).max().orElseThrow();
        }

        @Override
        public long mostPicogramsInADay() {
            return (scaledTotal() + MINUTES_PER_DAY - 1) / MINUTES_PER_DAY;
        }

        @Override
        public String text() {
            StringBuilder text = new StringBuilder("pattern");
            for (Step step : steps) {
                text.append(' ').append(step.minuteOfDay()).append(':');
                text.append(step.picogramsPerDay());
            }
            return text.toString();
        }
    }

    /** One step of a pattern: a rate that holds from a minute of the day on. */
    record Step(int minuteOfDay, long picogramsPerDay) {
        public Step {
            if (minuteOfDay < 0 || minuteOfDay >= MINUTES_PER_DAY) {
                throw new IllegalArgumentException("minute of day " + minuteOfDay);
            }
            requireDose(picogramsPerDay);
        }
    }

    /**
     * A ramp from one daily dose to another: each day's dose is the same share of the one before,
     * and after {@code days} days the last dose stays. This drug must never be ended at once.
     *
     * @param fromPicogramsPerDay dose of the first day
     * @param toPicogramsPerDay dose from day {@code days} on
     * @param days how many days lie between
     */
    record Taper(long fromPicogramsPerDay, long toPicogramsPerDay, int days) implements Program {
        /** Longest taper. */
        public static final int MOST_DAYS = 365;

        public Taper {
            requireDose(fromPicogramsPerDay);
            requireDose(toPicogramsPerDay);
            if (days < 1 || days > MOST_DAYS || fromPicogramsPerDay == toPicogramsPerDay) {
                throw new IllegalArgumentException("not a taper over " + days + " days");
            }
        }

        /**
         * The dose of a day, 0 for the first; from day {@code days} on the last dose stays. Not for
         * the cycle, which asks {@link TaperDays}.
         */
        public long picogramsOnDay(int day) {
            return TaperDays.picogramsOnDay(this, day);
        }

        @Override
        public Mode mode() {
            return Mode.TAPER;
        }

        @Override
        public long picogramsPerDay() {
            return fromPicogramsPerDay;
        }

        @Override
        public long mostPicogramsPerDay() {
            return Math.max(fromPicogramsPerDay, toPicogramsPerDay);
        }

        @Override
        public String text() {
            return "taper " + fromPicogramsPerDay + " " + toPicogramsPerDay + " " + days;
        }
    }

    /** The calibrated minimum rate, without a dose of its own (SR-47). */
    record MinimumRate() implements Program {
        @Override
        public Mode mode() {
            return Mode.MINIMUM_RATE;
        }

        @Override
        public long picogramsPerDay() {
            return 0;
        }

        @Override
        public long mostPicogramsPerDay() {
            return 0;
        }

        @Override
        public String text() {
            return "minimum-rate";
        }
    }

    /** Nothing. */
    record Stopped() implements Program {
        @Override
        public Mode mode() {
            return Mode.STOPPED;
        }

        @Override
        public long picogramsPerDay() {
            return 0;
        }

        @Override
        public long mostPicogramsPerDay() {
            return 0;
        }

        @Override
        public String text() {
            return "stopped";
        }
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is no program
     */
    static Program parse(String text) {
        String[] words = text.split(" ");
        switch (words[0]) {
            case "continuous":
                require(words.length == 2, text);
                return new Continuous(Long.parseLong(words[1]));
            case "pattern":
                List<Step> steps = new ArrayList<>();
                for (int i = 1; i < words.length; i++) {
                    int colon = words[i].indexOf(':');
                    require(colon > 0, text);
                    steps.add(
                            new Step(
                                    Integer.parseInt(words[i].substring(0, colon)),
                                    Long.parseLong(words[i].substring(colon + 1))));
                }
                return new Pattern(steps);
            case "taper":
                require(words.length == 4, text);
                return new Taper(
                        Long.parseLong(words[1]),
                        Long.parseLong(words[2]),
                        Integer.parseInt(words[3]));
            case "minimum-rate":
                require(words.length == 1, text);
                return new MinimumRate();
            case "stopped":
                require(words.length == 1, text);
                return new Stopped();
            default:
                throw new IllegalArgumentException("not a program: " + text);
        }
    }

    private static void require(boolean condition, String text) {
        if (!condition) {
            throw new IllegalArgumentException("not a program: " + text);
        }
    }

    private static void requireDose(long picogramsPerDay) {
        if (picogramsPerDay <= 0 || picogramsPerDay > Prescription.MOST_PICOGRAMS_PER_DAY) {
            throw new IllegalArgumentException(
                    "picogramsPerDay " + picogramsPerDay + " is out of its limits");
        }
    }
}
