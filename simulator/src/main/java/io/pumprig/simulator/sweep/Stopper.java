package io.pumprig.simulator.sweep;

/** Whether somebody wants a sweep to end before its time. Any thread. */
public final class Stopper {
    private volatile boolean asked;

    /** Nobody has asked yet. */
    public Stopper() {}

    /** From now on nothing begins any more, and what runs is given up. */
    public void stop() {
        asked = true;
    }

    /** True once it was asked. */
    public boolean isAsked() {
        return asked;
    }
}
