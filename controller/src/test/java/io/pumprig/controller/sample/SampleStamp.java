package io.pumprig.controller.sample;

/** Lets tests of other packages stamp a sample as the sampler does, without a rig of fakes. */
public final class SampleStamp {
    private SampleStamp() {}

    /** The next cycle, {@code nowNanos} on the rig's clock, with both switches safe. */
    public static void next(Sample sample, long nowNanos, long sentMicrosteps) {
        next(sample, nowNanos, sentMicrosteps, false, false);
    }

    /** Says which of the optional sensors the rig has. */
    public static void fitted(Sample sample, boolean flow, boolean bubble) {
        sample.fitted(flow, bubble);
    }

    /** Says whether the bus of the sensors is being freed. */
    public static void recovering(Sample sample, boolean bus) {
        sample.recovering(bus);
    }

    /** The next cycle with its switches. */
    public static void next(
            Sample sample, long nowNanos, long sentMicrosteps, boolean eStop, boolean doorOpen) {
        next(sample, nowNanos, nowNanos / 1_000_000, sentMicrosteps, eStop, doorOpen);
    }

    /** The next cycle with a calendar that need not go with the monotonic clock. */
    public static void next(
            Sample sample,
            long nowNanos,
            long utcMillis,
            long sentMicrosteps,
            boolean eStop,
            boolean doorOpen) {
        sample.stamp(nowNanos, utcMillis, sentMicrosteps, eStop, doorOpen);
    }
}
