package io.pumprig.controller.journal;

import io.pumprig.controller.order.Mode;
import java.util.StringJoiner;

/**
 * A checkpoint as one line of text, for records beside the journal: what a restart reads of it, as
 * {@code name=value} separated by spaces, lists with commas. The prescription and the state of a
 * simulated world are not in it.
 */
public final class CheckpointText {
    private static final String SPACE = " ";
    private static final String THERAPY = " | ";

    private CheckpointText() {}

    /** The line. */
    public static String of(Checkpoint from) {
        StringJoiner text = new StringJoiner(SPACE);
        text.add("seq=" + from.seq);
        text.add("cycle=" + from.cycle);
        text.add("nanos=" + from.nanos);
        text.add("utc_millis=" + from.utcMillis);
        text.add("mode=" + from.mode.name());
        text.add("dose_pg_per_day=" + from.picogramsPerDay);
        text.add("delivered_microsteps=" + from.deliveredMicrosteps);
        text.add("delivered=" + list(from.deliveredForMicrosteps));
        text.add("uncertain_microsteps=" + from.uncertainMicrosteps);
        text.add("withheld=" + list(from.withheldMicrosteps));
        text.add("lease_end_microsteps=" + from.leaseEndMicrosteps);
        text.add("remainder_high=" + from.remainderHigh);
        text.add("remainder_low=" + from.remainderLow);
        text.add("latched_alarms=" + from.latchedAlarms);
        text.add("position_known=" + (from.positionKnown ? 1 : 0));
        text.add("counter_counts=" + from.counterCounts);
        text.add("angle_counts=" + from.angleCounts);
        return text + THERAPY + TherapyText.of(from);
    }

    private static String list(long[] values) {
        StringJoiner text = new StringJoiner(",");
        for (long value : values) {
            text.add(Long.toString(value));
        }
        return text.toString();
    }

    /**
     * Reads what {@link #of} wrote.
     *
     * @throws IllegalArgumentException when something is missing or no number
     */
    public static Checkpoint read(String text) {
        int end = text.indexOf(THERAPY);
        if (end < 0) {
            throw new IllegalArgumentException("checkpoint: its therapy is missing");
        }
        Words words = new Words(text.substring(0, end).split(SPACE));
        Checkpoint into = new Checkpoint();
        into.seq = words.number("seq");
        into.cycle = words.number("cycle");
        into.nanos = words.number("nanos");
        into.utcMillis = words.number("utc_millis");
        into.mode = Mode.valueOf(words.text("mode"));
        into.picogramsPerDay = words.number("dose_pg_per_day");
        into.deliveredMicrosteps = words.number("delivered_microsteps");
        words.list("delivered", into.deliveredForMicrosteps);
        into.uncertainMicrosteps = words.number("uncertain_microsteps");
        words.list("withheld", into.withheldMicrosteps);
        into.leaseEndMicrosteps = words.number("lease_end_microsteps");
        into.remainderHigh = words.number("remainder_high");
        into.remainderLow = words.number("remainder_low");
        into.latchedAlarms = words.number("latched_alarms");
        into.positionKnown = words.number("position_known") != 0;
        into.counterCounts = (int) words.number("counter_counts");
        into.angleCounts = (int) words.number("angle_counts");
        TherapyText.read(text.substring(end + THERAPY.length()), into);
        return into;
    }

    /** The words before the therapy, taken in the order in which they were written. */
    private static final class Words {
        private final String[] words;
        private int next;

        Words(String[] words) {
            this.words = words;
        }

        String text(String name) {
            String word = next < words.length ? words[next] : "";
            next++;
            if (!word.startsWith(name + "=")) {
                throw new IllegalArgumentException("checkpoint: " + name + " is missing");
            }
            return word.substring(name.length() + 1);
        }

        long number(String name) {
            return Long.parseLong(text(name));
        }

        void list(String name, long[] into) {
            String[] values = text(name).split(",");
            if (values.length != into.length) {
                throw new IllegalArgumentException(
                        "checkpoint: " + name + " has " + values.length + " values");
            }
            for (int i = 0; i < values.length; i++) {
                into[i] = Long.parseLong(values[i]);
            }
        }
    }
}
