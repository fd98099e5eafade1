package io.pumprig.hal.pi;

/**
 * A thread that runs on time. Under the normal class a cycle of 10 ms is late by 17 ms now and then
 * and by 330 ms on a busy Pi; under FIFO by 3 ms at worst. The scheduling class decides that, not
 * the collector, so the control thread alone is raised and the rest of the JVM is left as it is.
 *
 * <p>Nothing here fails: what the host refuses is said, for a check to show and an engineer to
 * judge.
 */
public final class RealTime {
    /** Above all of normal class, and level with the kernel's interrupt threads. */
    public static final int PRIORITY = 50;

    private static final int SCHED_FIFO = 1;

    /** A thread that this one makes falls back to the normal class. */
    private static final int SCHED_RESET_ON_FORK = 0x4000_0000;

    private static final int MCL_CURRENT = 1;
    private static final int MCL_FUTURE = 2;
    private static final int MCL_ONFAULT = 4;
    private static final int PR_SET_TIMERSLACK = 29;

    private RealTime() {}

    /**
     * What the host said to one wish.
     *
     * @param granted whether it holds now
     * @param reason what holds, or the errno and what would permit it
     */
    public record Answer(boolean granted, String reason) {}

    /** Puts the calling thread, and no other, under SCHED_FIFO at {@link #PRIORITY}. */
    public static Answer schedule() {
        return schedule(PRIORITY);
    }

    static Answer schedule(int priority) {
        int[] parameter = {priority};
        if (Libc.sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, parameter) == 0) {
            return new Answer(true, "SCHED_FIFO " + priority);
        }
        return refused("SCHED_FIFO " + priority, "LimitRTPRIO=50 or CAP_SYS_NICE");
    }

    /**
     * Keeps every page of this process in memory from its first use on, so that no cycle waits for
     * the SD card. Pages never used stay away: a JVM reserves far more than it needs.
     */
    public static Answer lockMemory() {
        if (Libc.mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == 0) {
            return new Answer(true, "memory locked");
        }
        return refused("mlockall", "LimitMEMLOCK=infinity");
    }

    /** Timers of the calling thread wake to the nanosecond instead of within 50 us. */
    public static Answer sharpenTimers() {
        if (Libc.prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0) == 0) {
            return new Answer(true, "timer slack 1 ns");
        }
        return refused("timer slack", "TimerSlackNSec=1");
    }

    private static Answer refused(String wish, String remedy) {
        return new Answer(
                false, wish + " refused: " + Errno.text(Libc.failure()) + ", needs " + remedy);
    }
}
