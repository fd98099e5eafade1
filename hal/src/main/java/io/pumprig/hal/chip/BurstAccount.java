package io.pumprig.hal.chip;

/**
 * What became of the bursts of a syringe pump: delivered by the pump's own counter, or uncertain
 * where that was lost. No burst is counted twice, and none is forgotten.
 */
final class BurstAccount {
    private int nanolitres;
    private boolean unsettled;
    private boolean counterLost;
    private long deliveredNanolitres;
    private long uncertainNanolitres;

    /** A burst of so much is prepared. */
    void prepare(int burstNanolitres) {
        nanolitres = burstNanolitres;
    }

    /** Volume of the last burst. */
    int nanolitres() {
        return nanolitres;
    }

    /** The pump was told to run: from now on something may have been delivered. */
    void begin() {
        unsettled = true;
    }

    /** The pump lost its power; what it counts from now on says nothing of a burst under way. */
    void loseCounter() {
        counterLost |= unsettled;
    }

    /** Takes what the pump counted of the burst under way; negative when it cannot tell. */
    void settle(int infusedNanolitres) {
        if (!unsettled) {
            return;
        }
        boolean known = !counterLost && infusedNanolitres >= 0 && infusedNanolitres <= nanolitres;
        unsettled = false;
        counterLost = false;
        if (known) {
            deliveredNanolitres += infusedNanolitres;
        } else {
            uncertainNanolitres += nanolitres;
        }
    }

    long deliveredNanolitres() {
        return deliveredNanolitres;
    }

    long uncertainNanolitres() {
        return uncertainNanolitres;
    }
}
