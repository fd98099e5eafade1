package io.pumprig.hal.rig;

import io.pumprig.hal.board.InputPin;

/** Whether an input has shown one level for long enough, each time that it was looked at. */
final class SteadyLevel {
    private final InputPin.Level wanted;
    private final long filterNanos;
    private boolean shown;
    private long sinceNanos;

    /**
     * @param filterNanos how long the level must last before it is believed
     */
    SteadyLevel(InputPin.Level wanted, long filterNanos) {
        this.wanted = wanted;
        this.filterNanos = filterNanos;
    }

    /** Takes one look; a level that cannot be read is not the one wanted. */
    boolean isSteady(InputPin.Level level, long nowNanos) {
        if (level != wanted) {
            shown = false;
            return false;
        }
        if (!shown) {
            shown = true;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos >= filterNanos;
    }

    /** When the level was first seen of those looks at which it has been shown ever since. */
    long sinceNanos() {
        return sinceNanos;
    }
}
