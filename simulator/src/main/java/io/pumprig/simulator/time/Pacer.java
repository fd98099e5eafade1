package io.pumprig.simulator.time;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Holds a simulation back to a pace against the wall clock: 1 is real time, 60 a minute in a
 * second, {@link #UNPACED} as fast as it goes. It delays and nothing else; no simulated value
 * depends on it.
 *
 * <p>{@link #pace} belongs to the simulation's thread; {@link #speed(double)}, {@link #restart()}
 * and {@link #achieved()} may be called from any. The wall is looked at about once a millisecond of
 * wall time, so at high speed most calls are one comparison. A simulation that fell behind may run
 * faster to catch up one second of wall time and lets go of the rest.
 */
public final class Pacer {
    /** As fast as the machine can. */
    public static final double UNPACED = Double.POSITIVE_INFINITY;

    /** Longest single sleep, so that a new speed or an interrupt is felt soon. */
    private static final long MAX_SLEEP_NANOS = 20_000_000L;

    /** Lag that may be caught up. */
    private static final long MAX_LAG_NANOS = 1_000_000_000L;

    /** How often the wall is looked at, in wall time. */
    private static final long LOOK_NANOS = 1_000_000L;

    /** Wall time over which {@link #achieved()} is measured. */
    private static final long MEASURE_NANOS = 1_000_000_000L;

    /** Longest simulated time between two looks: a day, so that sums stay far from overflow. */
    private static final double MAX_STRIDE_NANOS = 86_400e9;

    private final LongSupplier wallNanos;
    private final LongConsumer sleeper;

    private volatile double wanted;
    private volatile boolean restarted = true;
    private volatile boolean nudged;
    private volatile Thread held;
    private volatile double achieved;

    private double speed;
    private long anchorWallNanos;
    private long anchorSimNanos;
    private long nextLookSimNanos;
    private long measureWallNanos;
    private long measureSimNanos;
    private double strideNanos;
    private long lastLookWallNanos;

    /**
     * @param speed simulated time over wall time, above 0, or {@link #UNPACED}
     */
    public Pacer(double speed) {
        this(speed, System::nanoTime, LockSupport::parkNanos);
    }

    Pacer(double speed, LongSupplier wallNanos, LongConsumer sleeper) {
        this.wallNanos = wallNanos;
        this.sleeper = sleeper;
        this.wanted = checked(speed);
    }

    /** A new speed from now on, measured from the next cycle; what lay behind is forgotten. */
    public void speed(double speed) {
        wanted = checked(speed);
        restarted = true;
    }

    /** The speed asked for. */
    public double speed() {
        return wanted;
    }

    /** Call after the simulation stood still on purpose: the pause is not caught up. */
    public void restart() {
        restarted = true;
    }

    /**
     * Ends a {@link #pace} that holds the simulation back, so that it can look up; the next one
     * goes on with it. Any thread; does not wait.
     */
    public void nudge() {
        nudged = true;
        LockSupport.unpark(held);
    }

    /** Simulated time over wall time during the last second or so; 0 until that is known. */
    public double achieved() {
        return achieved;
    }

    /**
     * Returns when the wall has reached {@code simNanos} at the present speed; at once when it is
     * late, when the speed is changed meanwhile, or when the thread is interrupted (the interrupt
     * stays set). Call after every cycle.
     *
     * @return false when it was ended by a {@link #nudge} before it was time: to be called again
     */
    public boolean pace(long simNanos) {
        return simNanos < nextLookSimNanos && !restarted || look(simNanos);
    }

    private boolean look(long simNanos) {
        if (restarted) {
            anchor(simNanos);
            return true;
        }
        long wall = wallNanos.getAsLong();
        if (speed != UNPACED) {
            held = Thread.currentThread();
            wall = holdBack(simNanos, wall);
            if (nudged) {
                nudged = false;
                return false;
            }
        }
        measure(simNanos, wall);
        planNextLook(simNanos, wall);
        return true;
    }

    private void anchor(long simNanos) {
        restarted = false;
        speed = wanted;
        anchorWallNanos = wallNanos.getAsLong();
        anchorSimNanos = simNanos;
        measureWallNanos = anchorWallNanos;
        measureSimNanos = simNanos;
        lastLookWallNanos = anchorWallNanos;
        strideNanos = speed == UNPACED ? LOOK_NANOS : speed * LOOK_NANOS;
        nextLookSimNanos = simNanos + stride();
    }

    /** Sleeps until the wall is where the simulation is; returns the wall then. */
    private long holdBack(long simNanos, long firstWallNanos) {
        long due = anchorWallNanos + (long) ((simNanos - anchorSimNanos) / speed);
        long wall = firstWallNanos;
        while (wall - due < 0 && !restarted && !nudged && !Thread.currentThread().isInterrupted()) {
            sleeper.accept(Math.min(due - wall, MAX_SLEEP_NANOS));
            wall = wallNanos.getAsLong();
        }
        if (wall - due > MAX_LAG_NANOS) {
            anchorWallNanos = wall - MAX_LAG_NANOS;
            anchorSimNanos = simNanos;
        }
        return wall;
    }

    private void measure(long simNanos, long wall) {
        long span = wall - measureWallNanos;
        if (span >= MEASURE_NANOS) {
            achieved = (double) (simNanos - measureSimNanos) / span;
            measureWallNanos = wall;
            measureSimNanos = simNanos;
        }
    }

    /**
     * A paced run looks each millisecond of due wall time. An unpaced one does not know how long a
     * cycle lasts, so it doubles the simulated stride while looks come too often and halves it
     * while they come too seldom.
     */
    private void planNextLook(long simNanos, long wall) {
        if (speed == UNPACED) {
            long span = wall - lastLookWallNanos;
            if (span < LOOK_NANOS / 2) {
                strideNanos *= 2;
            } else if (span > LOOK_NANOS * 2) {
                strideNanos = Math.max(1, strideNanos / 2);
            }
            lastLookWallNanos = wall;
        }
        nextLookSimNanos = simNanos + stride();
    }

    private long stride() {
        return (long) Math.min(strideNanos, MAX_STRIDE_NANOS);
    }

    private static double checked(double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed " + speed + ", allowed: above 0");
        }
        return speed;
    }
}
