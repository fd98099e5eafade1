package io.pumprig.simulator.gateway;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a broker refused: all of it counted, and the first of each kind told. Whoever tries a
 * thousand times does not fill anybody's disk.
 */
final class BrokerRefusals {
    private static final int MOST_LINES = 100;
    private static final int MOST_CHARACTERS = 80;

    private final Consumer<String> log;
    private final Set<String> told = new HashSet<>();
    private long count;

    /**
     * @param log gets a line for each kind; must not wait
     */
    BrokerRefusals(Consumer<String> log) {
        this.log = log;
    }

    /** Counts one. Any thread. */
    synchronized void add(String words) {
        count++;
        if (told.size() < MOST_LINES && told.add(words)) {
            log.accept("broker refused " + words);
        }
    }

    synchronized long count() {
        return count;
    }

    /** Text from outside, fit for one line of a terminal. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && i < MOST_CHARACTERS; i++) {
            char each = text.charAt(i);
            shown.append(each >= ' ' && each <= '~' ? each : '?');
        }
        return text.length() > MOST_CHARACTERS ? shown + "..." : shown.toString();
    }
}
