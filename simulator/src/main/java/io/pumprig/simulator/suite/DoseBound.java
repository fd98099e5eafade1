package io.pumprig.simulator.suite;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of drug, as a sum: {@code ordered + 1 roller pitch}, {@code ordered - 3 %}, {@code 250
 * mcg}, {@code believed + 2 mcg}. A per cent is one of what was ordered, a roller pitch what a
 * quarter of a revolution displaces, at the prescribed concentration.
 */
final class DoseBound {
    static final String ALLOWED =
            "a sum such as ordered + 1 roller pitch, ordered - 3 %, believed + 2 mcg, or 250 mcg";

    private static final Pattern TERM = Pattern.compile("\\s*([+-])?\\s*([^+-]+?)\\s*(?=[+-]|$)");
    private static final Pattern PITCHES = Pattern.compile("([0-9.]+) roller pitch(?:es)?");
    private static final Pattern PERCENT = Pattern.compile("([0-9.]+) ?%");
    private static final int ROLLERS = 4;

    private final String text;
    private final List<ToDoubleFunction<Watched>> terms = new ArrayList<>();

    private DoseBound(String text) {
        this.text = text;
    }

    /**
     * Reads a sum.
     *
     * @throws IllegalArgumentException when it is none
     */
    static DoseBound parse(String text) {
        DoseBound bound = new DoseBound(text.strip());
        Matcher terms = TERM.matcher(text);
        int end = 0;
        while (end < text.length() && terms.find() && terms.start() == end) {
            double sign = "-".equals(terms.group(1)) ? -1 : 1;
            ToDoubleFunction<Watched> term = term(terms.group(2));
            bound.terms.add(run -> sign * term.applyAsDouble(run));
            end = terms.end();
        }
        if (bound.terms.isEmpty() || end < text.length()) {
            throw new IllegalArgumentException(text);
        }
        return bound;
    }

    private static ToDoubleFunction<Watched> term(String text) {
        Matcher pitches = PITCHES.matcher(text);
        if (pitches.matches()) {
            double count = Double.parseDouble(pitches.group(1));
            return run -> count * pitchMicrograms(run);
        }
        Matcher percent = PERCENT.matcher(text);
        if (percent.matches()) {
            double share = Double.parseDouble(percent.group(1)) / 100;
            return run -> share * ordered(run);
        }
        return switch (text) {
            case "ordered" -> DoseBound::ordered;
            case "believed" -> run -> run.loop().planner().believedPicograms() / 1e6;
            default -> {
                double micrograms = Quantity.parse(Dimension.MASS, text) / 1e6;
                yield run -> micrograms;
            }
        };
    }

    private static double ordered(Watched run) {
        return run.loop().planner().orderedPicograms() / 1e6;
    }

    private static double pitchMicrograms(Watched run) {
        double microlitres =
                run.run().rig().wiring().pump().picolitresPerRevolution() / 1e6 / ROLLERS;
        return microlitres * run.loop().planner().prescription().picogramsPerNanolitre() / 1e3;
    }

    double micrograms(Watched run) {
        double sum = 0;
        for (ToDoubleFunction<Watched> term : terms) {
            sum += term.applyAsDouble(run);
        }
        return sum;
    }

    @Override
    public String toString() {
        return text;
    }
}
