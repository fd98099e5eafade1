package io.pumprig.controller.dose;

/**
 * A rate over time, step by step: what a program asks for while its mode is active. The planner
 * integrates it piece by piece, so a change of rate inside a cycle is exact. Time counts on the
 * rig's monotonic clock from the moment the course began (SR-32).
 */
interface Course {

    /** Numerator of the rate (see {@link DoseScale}) that holds at {@code sinceBeginNanos}. */
    long numeratorAt(long sinceBeginNanos);

    /** Until when, since the beginning, that rate holds; {@link Long#MAX_VALUE} for ever. */
    long holdsUntilNanos(long sinceBeginNanos);

    /** One rate for ever; the simplest course. */
    static Course steady(long numerator) {
        return new Steady(numerator);
    }

    /** See {@link #steady}. */
    record Steady(long numerator) implements Course {
        @Override
        public long numeratorAt(long sinceBeginNanos) {
            return numerator;
        }

        @Override
        public long holdsUntilNanos(long sinceBeginNanos) {
            return Long.MAX_VALUE;
        }
    }
}
