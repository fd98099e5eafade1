package io.pumprig.controller.link;

/**
 * Hands one {@link RigState} back and forth between the control thread and the link without a lock:
 * the link asks, the control thread fills it after the next cycle, the link reads it, asks again. A
 * cycle in which nobody asked pays one volatile read.
 */
public final class StateMirror {
    private final RigState state = new RigState();
    private volatile boolean wanted;

    /** Asks for a fresh look. Link thread; not while an earlier question is open. */
    public void ask() {
        wanted = true;
    }

    /** True while a question is open: the state belongs to the control thread. Any thread. */
    public boolean isWanted() {
        return wanted;
    }

    /**
     * The state: to be filled while wanted (control thread), to be read while not (link thread).
     */
    public RigState state() {
        return state;
    }

    /** The state is filled and belongs to the link again. Control thread. */
    public void filled() {
        wanted = false;
    }
}
