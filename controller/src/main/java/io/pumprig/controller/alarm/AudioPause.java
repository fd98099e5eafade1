package io.pumprig.controller.alarm;

/**
 * Silence that an operator asked for (SR-81). It ends by itself, at an alarm that matters more than
 * those it was asked for, and, where it was asked for from afar, with the link: whoever asked can
 * then no longer see what is silenced. Lamps go on meanwhile, and nothing else changes. Control
 * thread, but for {@link #linkLost}.
 */
public final class AudioPause {
    private final long longestNanos;
    private long sinceNanos;
    private long durationNanos;
    private Priority silenced;
    private boolean remote;
    private int lossesBefore;

    /** Written by the link's thread alone. */
    private volatile int linkLosses;

    AudioPause(AlarmTimes times) {
        longestNanos = times.audioPauseNanos();
    }

    /** The longest pause that is granted. */
    public long longestNanos() {
        return longestNanos;
    }

    /**
     * Begins now, in place of a pause that runs.
     *
     * @param silenced the highest priority listed, or null for none
     * @param remote whether it was asked for over the link
     * @return false when the duration is not positive or too long: nothing has changed then
     */
    boolean begin(long nanos, long durationNanos, Priority silenced, boolean remote) {
        if (durationNanos <= 0 || durationNanos > longestNanos) {
            return false;
        }
        sinceNanos = nanos;
        this.durationNanos = durationNanos;
        this.silenced = silenced;
        this.remote = remote;
        lossesBefore = linkLosses;
        return true;
    }

    /** An alarm came up, or got worse: one of high priority is always heard. */
    void heard(Priority priority) {
        if (priority == Priority.HIGH || silenced == null || priority.compareTo(silenced) > 0) {
            durationNanos = 0;
        }
    }

    /** The link was lost. Any thread, but never two at once. */
    public void linkLost() {
        linkLosses = linkLosses + 1;
    }

    /** True while nothing is to sound. */
    public boolean isPaused(long nanos) {
        return remainingNanos(nanos) > 0;
    }

    /** How long silence lasts yet; 0 when there is none. */
    public long remainingNanos(long nanos) {
        if (durationNanos == 0) {
            return 0;
        }
        long rest = durationNanos - (nanos - sinceNanos);
        if (rest <= 0 || remote && linkLosses != lossesBefore) {
            durationNanos = 0;
            return 0;
        }
        return rest;
    }
}
