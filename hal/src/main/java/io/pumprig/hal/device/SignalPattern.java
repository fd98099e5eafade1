package io.pumprig.hal.device;

/**
 * When a lamp or the sounder is on, told from the time since its pattern began: each begins with
 * its on phase, so that what is new shows and sounds at once.
 *
 * <p>Lamps go by priority (SR-83): high flashes at 2 Hz, half on, of the 1.4-2.8 Hz and 20-80 %
 * that are allowed; medium at 0.5 Hz, 40 % on, of 0.4-0.8 Hz and 20-60 %; low is steady. Which
 * colour that is, the caller knows.
 *
 * <p>Sounds go by the field's classes (therapy reference 1): critical is a burst of two tones,
 * anything else one tone. They repeat each minute and each hour (SR-82), high priority four times a
 * minute, as the field's severe alarm. A tone is a level: the buzzer has its own oscillator, since
 * a sampled output cannot make 2-4 kHz (device reference, H). Half a second of tone is longer than
 * the slowest cycle that a rig may have, so that none is lost between two cycles.
 */
public enum SignalPattern {
    /** Never on. */
    OFF(millis(0, 1_000), true),
    /** Always on; also the lamp of low priority. */
    STEADY(millis(1_000, 0), true),
    /** Lamp of high priority: 2 Hz, 50 %. */
    HIGH_LAMP(millis(250, 250), true),
    /** Lamp of medium priority: 0.5 Hz, 40 %. */
    MEDIUM_LAMP(millis(800, 1_200), true),
    /** Sound of high priority: two tones, four times a minute. */
    HIGH_SOUND(millis(500, 500, 500, 13_500), true),
    /** Sound of a critical alarm below high priority: two tones each minute. */
    CRITICAL_SOUND(millis(500, 500, 500, 58_500), true),
    /** Sound of an alarm that is not critical: one tone each hour. */
    ADVISORY_SOUND(millis(500, 3_599_500), true),
    /** Lamp test: on for two seconds, once. */
    LAMP_TEST(millis(2_000, 1_000), false),
    /** Test of the sounder: one tone, once. */
    SOUND_TEST(millis(500, 1_000), false);

    /** On and off in turn, beginning with on. */
    private final long[] phasesNanos;

    private final boolean repeats;
    private final long periodNanos;

    SignalPattern(long[] phasesNanos, boolean repeats) {
        this.phasesNanos = phasesNanos;
        this.repeats = repeats;
        long sum = 0;
        for (long phase : phasesNanos) {
            sum += phase;
        }
        periodNanos = sum;
    }

    private static long[] millis(long... phases) {
        long[] nanos = new long[phases.length];
        for (int i = 0; i < phases.length; i++) {
            nanos[i] = phases[i] * 1_000_000;
        }
        return nanos;
    }

    /**
     * The level {@code sinceStartNanos} after the pattern began; before that, off. Callable in the
     * cycle.
     */
    public boolean isOn(long sinceStartNanos) {
        if (sinceStartNanos < 0 || !repeats && sinceStartNanos >= periodNanos) {
            return false;
        }
        long rest = sinceStartNanos % periodNanos;
        for (int i = 0; i < phasesNanos.length; i++) {
            if (rest < phasesNanos[i]) {
                return (i & 1) == 0;
            }
            rest -= phasesNanos[i];
        }
        return false;
    }

    /** Time after which the pattern repeats, or has ended when it is one that is given once. */
    public long periodNanos() {
        return periodNanos;
    }
}
