package io.pumprig.simulator.sweep;

/** Who is told how far a sweep is. One call at a time, from any thread. */
public interface SweepWatcher {
    /** Nobody. */
    SweepWatcher NONE =
            new SweepWatcher() {
                @Override
                public void base(long nanos, long ofNanos) {}

                @Override
                public void begins(int cells) {}
            };

    /** The healthy therapy, from which all runs fork, has come to that simulated time. */
    void base(long nanos, long ofNanos);

    /** So many cells are to be run now; the others are known. */
    void begins(int cells);
}
