package io.pumprig.controller.link;

import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Verb;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which verbs this rig knows, and what it says of those that it does not. */
final class VerbBook {
    private static final int MOST_TYPING_ERRORS = 2;

    private final boolean bench;
    private final Map<String, VerbHandler> handlers = new TreeMap<>();
    private final Set<String> labels = new TreeSet<>();

    VerbBook(boolean bench) {
        this.bench = bench;
        for (Verb verb : Verb.values()) {
            labels.add(verb.label());
        }
    }

    /** Adds a verb; one that is there already is a mistake in our code. */
    void add(String verb, VerbHandler handler) {
        if (!labels.add(verb)) {
            throw new IllegalArgumentException("verb " + verb + " is there already");
        }
        handlers.put(verb, handler);
    }

    /** The handler of a verb that was added, or null. */
    VerbHandler handler(String verb) {
        return handlers.get(verb);
    }

    /** Every verb that is carried out, in alphabetical order. */
    Set<String> labels() {
        return Collections.unmodifiableSet(labels);
    }

    /**
     * The answer to a verb of the simulator that comes to a bench, whatever else is wrong with it;
     * null for every other (SR-97).
     */
    Answer denial(String verb) {
        if (bench && (verb.startsWith("fault-") || verb.startsWith("sim-"))) {
            return Answer.rejected(
                    Code.DENIED_ON_BENCH, verb + " exists in the simulator only, this is a bench");
        }
        return null;
    }

    /** Why nobody carries out {@code verb}. */
    Answer refusal(String verb) {
        String meant = nearest(verb);
        return Answer.rejected(
                Code.UNKNOWN_VERB,
                "unknown verb '"
                        + verb
                        + "'"
                        + (meant == null ? "" : ", did you mean " + meant + "?")
                        + "; known: "
                        + known());
    }

    private String known() {
        return String.join(", ", labels);
    }

    private String nearest(String verb) {
        String nearest = null;
        int fewest = MOST_TYPING_ERRORS + 1;
        for (String label : labels) {
            int distance = distance(verb, label);
            if (distance < fewest) {
                fewest = distance;
                nearest = label;
            }
        }
        return nearest;
    }

    /** Letters to insert, delete or exchange to make one word of the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
