package io.pumprig.controller.bench;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Decides whether everything goes on that must: each part has a count that grows while it lives.
 * Without threads and time; looked at again and again by the supervisor.
 */
final class Vitals {
    private final List<Part> parts;
    private final long[] seen;
    private final int[] looksStill;

    /**
     * Something that lives as long as its count grows.
     *
     * @param name for people
     * @param count any thread may ask for it
     * @param mostLooksStill looks in a row at which it may stand as it did, before it is missed; 1
     *     for what has to grow from look to look
     */
    record Part(String name, LongSupplier count, int mostLooksStill) {
        Part {
            if (mostLooksStill < 1) {
                throw new IllegalArgumentException("mostLooksStill " + mostLooksStill);
            }
        }
    }

    /** Takes the counts as they are now for the first look. */
    Vitals(List<Part> parts) {
        this.parts = List.copyOf(parts);
        seen = new long[parts.size()];
        looksStill = new int[parts.size()];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = parts.get(i).count().getAsLong();
        }
    }

    /** The first part that stood still for too long, or null when all go on. */
    String look() {
        String still = null;
        for (int i = 0; i < seen.length; i++) {
            Part part = parts.get(i);
            long now = part.count().getAsLong();
            looksStill[i] = now == seen[i] ? looksStill[i] + 1 : 0;
            seen[i] = now;
            if (still == null && looksStill[i] >= part.mostLooksStill()) {
                still = part.name();
            }
        }
        return still;
    }
}
