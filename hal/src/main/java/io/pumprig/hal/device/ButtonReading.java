package io.pumprig.hal.device;

/**
 * A button as its presses. A press counts once, when it ends: one that never ends is a fault of the
 * switch or its wire and must ask for nothing (SR-73, F-46).
 */
public final class ButtonReading extends Reading {
    private boolean pressed;
    private boolean stuck;
    private long presses;

    /** Takes what was seen; {@code rawCode} is the pin's level, 1 for high. */
    public void took(boolean pressed, boolean stuck, long presses, int rawCode, long nowNanos) {
        this.pressed = pressed;
        this.stuck = stuck;
        this.presses = presses;
        tookRaw(rawCode, nowNanos);
    }

    /** True while it is held down and not stuck. */
    public boolean isPressed() {
        return pressed;
    }

    /** True when it was held for too long, until it is released. */
    public boolean isStuck() {
        return stuck;
    }

    /** Presses that have ended since start, never fewer than before. */
    public long presses() {
        return presses;
    }

    @Override
    int saveValues(long[] into, int at) {
        into[at] = pressed ? 1 : 0;
        into[at + 1] = stuck ? 1 : 0;
        into[at + 2] = presses;
        return at + 3;
    }

    @Override
    int restoreValues(long[] from, int at) {
        pressed = from[at] != 0;
        stuck = from[at + 1] != 0;
        presses = from[at + 2];
        return at + 3;
    }
}
