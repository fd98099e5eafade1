package io.pumprig.simulator.gateway;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The volume that a rig has commanded, at any simulated time between the states that it publishes:
 * with the rate of the state before, and never beyond the state after. Pulses that did not move the
 * rotor count, since they were commanded.
 */
final class CommandedVolume {
    /** States that are kept; the oldest go first. */
    private static final int MOST_STATES = 20_000;

    private static final double PICOLITRES_PER_MICROLITRE = 1e6;
    private static final double NANOS_PER_DAY = 86_400e9;
    private static final double MICROLITRES_PER_MILLILITRE = 1e3;

    /** Unknown until the limits were heard. */
    private double microlitresPerMicrostep = Double.NaN;

    private final TreeMap<Long, Point> points = new TreeMap<>();

    /** Commanded until a state, and what the program asked for then. */
    private record Point(long microsteps, double microlitresPerNano) {}

    /** Takes the content of {@code meta/limits}: the head's resolution. */
    void limits(JsonNode limits) {
        JsonNode microstep = limits.path("microstep");
        microlitresPerMicrostep =
                microstep.path("picolitresPerRevolution").asDouble(Double.NaN)
                        / microstep.path("microstepsPerRevolution").asDouble(Double.NaN)
                        / PICOLITRES_PER_MICROLITRE;
    }

    /** Takes the content of {@code state}. */
    void state(JsonNode state) {
        double microlitresPerDay =
                state.path("rateMcgPerDay").asDouble(0)
                        / state.path("concentrationMcgPerMl").asDouble(Double.NaN)
                        * MICROLITRES_PER_MILLILITRE;
        points.put(
                state.path("simNs").asLong(),
                new Point(
                        state.path("deliveredMicrosteps").asLong(),
                        microlitresPerDay / NANOS_PER_DAY));
        if (points.size() > MOST_STATES) {
            points.pollFirstEntry();
        }
    }

    /** True once a state and the limits were heard. */
    boolean isKnown() {
        return !points.isEmpty() && !Double.isNaN(microlitresPerMicrostep);
    }

    /** True once a state of then or later was heard. */
    boolean reaches(long nanos) {
        return !points.isEmpty() && points.lastKey() >= nanos;
    }

    /** Simulated time of the newest state, or -1. */
    long newestNanos() {
        return points.isEmpty() ? -1 : points.lastKey();
    }

    /** What was commanded from one time to another, in uL; NaN where no state tells. */
    double between(long fromNanos, long untilNanos) {
        return at(untilNanos) - at(fromNanos);
    }

    private double at(long nanos) {
        Map.Entry<Long, Point> before = points.floorEntry(nanos);
        if (before == null) {
            return Double.NaN;
        }
        double begun = before.getValue().microsteps() * microlitresPerMicrostep;
        double expected =
                begun + before.getValue().microlitresPerNano() * (nanos - before.getKey());
        Map.Entry<Long, Point> after = points.ceilingEntry(nanos);
        if (after == null || after.getKey().equals(before.getKey())) {
            return after == null ? expected : begun;
        }
        double ended = after.getValue().microsteps() * microlitresPerMicrostep;
        double share = (double) (nanos - before.getKey()) / (after.getKey() - before.getKey());
        // More than the rate came from a bolus, of which it is not told when it ran.
        return Math.min(ended, Math.max(expected, begun + share * (ended - begun)));
    }
}
