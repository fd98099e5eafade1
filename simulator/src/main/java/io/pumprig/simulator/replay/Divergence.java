package io.pumprig.simulator.replay;

/**
 * The first thing in which a replay differs from what was recorded.
 *
 * @param cycle the cycle in which it does, as it was recorded
 * @param field what differs, in words
 * @param recorded what was recorded
 * @param replayed what it is now
 */
public record Divergence(long cycle, String field, String recorded, String replayed) {

    /** All of it on one line. */
    public String text() {
        return "cycle "
                + cycle
                + ", "
                + field
                + ": recorded "
                + recorded
                + ", replayed "
                + replayed;
    }
}
