package io.pumprig.controller.dose;

import io.pumprig.controller.order.Program;

/**
 * A rate over time, step by step: what a program asks for. The planner integrates it piece by
 * piece, so a change of rate inside a cycle is exact. Time counts on the rig's monotonic clock from
 * the moment the program began (SR-32), and for a pattern from the midnight before it. Without
 * state, so that it may be made on one thread and used on another.
 */
interface Course {
    /** Nanoseconds of a minute, as patterns count. */
    long NANOS_PER_MINUTE = 60_000_000_000L;

    /**
     * Numerator of the rate that holds at {@code nanos}, for drug of the concentration of {@code
     * scale}.
     */
    long numeratorAt(long nanos, DoseScale scale);

    /** Until when that rate holds; {@link Long#MAX_VALUE} for ever. */
    long holdsUntilNanos(long nanos);

    /**
     * The course of a program.
     *
     * @param minimumPicolitresPerDay what a program without a dose of its own delivers, if anything
     */
    static Course of(Program program, long minimumPicolitresPerDay) {
        if (program instanceof Program.Continuous continuous) {
            return new Steady(continuous.picogramsPerDay());
        }
        if (program instanceof Program.Pattern pattern) {
            return Daily.of(pattern);
        }
        if (program instanceof Program.Taper taper) {
            return Ramp.of(taper);
        }
        boolean flows = program instanceof Program.MinimumRate;
        return new SteadyVolume(flows ? minimumPicolitresPerDay : 0);
    }

    /** One dose rate for ever. */
    record Steady(long picogramsPerDay) implements Course {
        @Override
        public long numeratorAt(long nanos, DoseScale scale) {
            return scale.numeratorOfDose(picogramsPerDay);
        }

        @Override
        public long holdsUntilNanos(long nanos) {
            return Long.MAX_VALUE;
        }
    }

    /** One volume rate for ever. */
    record SteadyVolume(long picolitresPerDay) implements Course {
        @Override
        public long numeratorAt(long nanos, DoseScale scale) {
            return scale.numeratorOfVolume(picolitresPerDay);
        }

        @Override
        public long holdsUntilNanos(long nanos) {
            return Long.MAX_VALUE;
        }
    }

    /** The same steps each day (SR-33). */
    final class Daily implements Course {
        private final long[] fromNanos;
        private final long[] picogramsPerDay;

        private Daily(long[] fromNanos, long[] picogramsPerDay) {
            this.fromNanos = fromNanos;
            this.picogramsPerDay = picogramsPerDay;
        }

        static Daily of(Program.Pattern pattern) {
            int steps = pattern.steps().size();
            long[] from = new long[steps];
            long[] rates = new long[steps];
            for (int i = 0; i < steps; i++) {
                from[i] = pattern.steps().get(i).minuteOfDay() * NANOS_PER_MINUTE;
                rates[i] = pattern.steps().get(i).picogramsPerDay();
            }
            return new Daily(from, rates);
        }

        private int stepAt(long nanos) {
            long ofDay = Math.floorMod(nanos, DoseScale.NANOS_PER_DAY);
            int step = fromNanos.length - 1;
            while (fromNanos[step] > ofDay) {
                step--;
            }
            return step;
        }

        @Override
        public long numeratorAt(long nanos, DoseScale scale) {
            return scale.numeratorOfDose(picogramsPerDay[stepAt(nanos)]);
        }

        @Override
        public long holdsUntilNanos(long nanos) {
            int next = stepAt(nanos) + 1;
            long midnight = nanos - Math.floorMod(nanos, DoseScale.NANOS_PER_DAY);
            return midnight + (next < fromNanos.length ? fromNanos[next] : DoseScale.NANOS_PER_DAY);
        }
    }

    /** Another dose each day, until the last stays (SR-09). */
    final class Ramp implements Course {
        private final long[] picogramsOnDay;

        private Ramp(long[] picogramsOnDay) {
            this.picogramsOnDay = picogramsOnDay;
        }

        static Ramp of(Program.Taper taper) {
            long[] doses = new long[taper.days() + 1];
            for (int day = 0; day < doses.length; day++) {
                doses[day] = taper.picogramsOnDay(day);
            }
            return new Ramp(doses);
        }

        private int dayAt(long nanos) {
            return (int) Math.min(nanos / DoseScale.NANOS_PER_DAY, picogramsOnDay.length - 1L);
        }

        @Override
        public long numeratorAt(long nanos, DoseScale scale) {
            return scale.numeratorOfDose(picogramsOnDay[dayAt(nanos)]);
        }

        @Override
        public long holdsUntilNanos(long nanos) {
            int day = dayAt(nanos);
            return day == picogramsOnDay.length - 1
                    ? Long.MAX_VALUE
                    : (day + 1) * DoseScale.NANOS_PER_DAY;
        }
    }
}
