package io.pumprig.controller.journal;

import io.pumprig.controller.dose.TherapyMemory;
import io.pumprig.controller.order.Mode;
import java.util.HashMap;
import java.util.Map;

/**
 * What a checkpoint keeps of therapy and air as one line of text: {@code name=value} separated by
 * spaces, the lists with commas. Readable in any SQLite tool, and covered by the checkpoint's
 * checksum.
 */
final class TherapyText {
    private TherapyText() {}

    static String of(Checkpoint checkpoint) {
        TherapyMemory from = checkpoint.therapy;
        StringBuilder text = new StringBuilder(256);
        text.append("base=").append(from.base.name());
        add(text, "course_ns", from.courseNanos);
        add(text, "age_ns", from.therapyAgeNanos);
        add(text, "tip_pg_per_nl", from.tipPicogramsPerNanolitre);
        add(text, "bridge_end_microsteps", from.bridgeEndMicrosteps);
        add(text, "ordered_base_microsteps", from.orderedBaseMicrosteps);
        add(text, "ordered_base_pg", from.orderedBasePicograms);
        add(text, "believed_base_microsteps", from.believedBaseMicrosteps);
        add(text, "believed_base_pg", from.believedBasePicograms);
        add(text, "ahead_microsteps", from.aheadMicrosteps);
        add(text, "shot_microsteps", from.shotMicrosteps);
        add(text, "shot_booked_microsteps", from.shotBookedMicrosteps);
        text.append(" shot=").append(from.shotMode.name());
        add(text, "bolus_age_ns", from.bolusAgeNanos, from.boluses);
        add(text, "bolus_pg", from.bolusPicograms, from.boluses);
        text.append(" bolus_demand=");
        for (int i = 0; i < from.boluses; i++) {
            text.append(i == 0 ? "" : ",").append(from.bolusDemand[i] ? 1 : 0);
        }
        add(text, "dose_age_ns", from.doseAgeNanos, from.doses);
        add(text, "dose_pg_per_day", from.dosePicogramsPerDay, from.doses);
        add(text, "air", checkpoint.air, checkpoint.air.length);
        return text.toString();
    }

    private static void add(StringBuilder text, String name, long value) {
        text.append(' ').append(name).append('=').append(value);
    }

    private static void add(StringBuilder text, String name, long[] values, int count) {
        text.append(' ').append(name).append('=');
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append(values[i]);
        }
    }

    /**
     * Reads what {@link #of} wrote.
     *
     * @throws IllegalArgumentException when something is missing or no number
     */
    static void read(String text, Checkpoint checkpoint) {
        TherapyMemory into = checkpoint.therapy;
        Map<String, String> values = new HashMap<>();
        for (String word : text.split(" ")) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("therapy: " + word);
            }
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        into.base = Mode.valueOf(text(values, "base"));
        into.courseNanos = number(values, "course_ns");
        into.therapyAgeNanos = number(values, "age_ns");
        into.tipPicogramsPerNanolitre = number(values, "tip_pg_per_nl");
        into.bridgeEndMicrosteps = number(values, "bridge_end_microsteps");
        into.orderedBaseMicrosteps = number(values, "ordered_base_microsteps");
        into.orderedBasePicograms = number(values, "ordered_base_pg");
        into.believedBaseMicrosteps = number(values, "believed_base_microsteps");
        into.believedBasePicograms = number(values, "believed_base_pg");
        into.aheadMicrosteps = number(values, "ahead_microsteps");
        into.shotMicrosteps = number(values, "shot_microsteps");
        into.shotBookedMicrosteps = number(values, "shot_booked_microsteps");
        into.shotMode = Mode.valueOf(text(values, "shot"));
        into.boluses = list(values, "bolus_age_ns", into.bolusAgeNanos);
        list(values, "bolus_pg", into.bolusPicograms);
        long[] demand = new long[into.bolusDemand.length];
        list(values, "bolus_demand", demand);
        for (int i = 0; i < demand.length; i++) {
            into.bolusDemand[i] = demand[i] != 0;
        }
        into.doses = list(values, "dose_age_ns", into.doseAgeNanos);
        list(values, "dose_pg_per_day", into.dosePicogramsPerDay);
        list(values, "air", checkpoint.air);
    }

    private static String text(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("therapy: " + name + " is missing");
        }
        return value;
    }

    private static long number(Map<String, String> values, String name) {
        return Long.parseLong(text(values, name));
    }

    private static int list(Map<String, String> values, String name, long[] into) {
        String text = text(values, name);
        String[] words = text.isEmpty() ? new String[0] : text.split(",");
        if (words.length > into.length) {
            throw new IllegalArgumentException("therapy: " + name + " is too long");
        }
        for (int i = 0; i < words.length; i++) {
            into[i] = Long.parseLong(words[i]);
        }
        return words.length;
    }
}
