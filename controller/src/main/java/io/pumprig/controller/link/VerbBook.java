package io.pumprig.controller.link;

import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Verb;
import io.pumprig.hal.settings.Spelling;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which verbs this rig knows, and what it says of those that it does not. */
final class VerbBook {

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
        String meant = Spelling.nearest(verb, labels);
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
}
