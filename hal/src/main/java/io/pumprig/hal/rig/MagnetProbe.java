package io.pumprig.hal.rig;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.chip.As5600;

/** How the rotor's magnet sits over its sensor, for a check of the wiring. */
public final class MagnetProbe {
    private final As5600 encoder;

    /**
     * Opens the encoder's bus.
     *
     * @throws BringUpException when the board has no such bus
     */
    public MagnetProbe(Board board, RigWiring.Encoder wiring) {
        encoder = new As5600(board.i2c(wiring.bus()), wiring.address());
    }

    /**
     * Reads STATUS and AGC (device reference 2); what {@link #isPresent} and the others say is of
     * use after OK only.
     */
    public Outcome fetch() {
        return encoder.fetchGain();
    }

    /** A magnet is there (MD). */
    public boolean isPresent() {
        return As5600.isAngleUsable(encoder.status());
    }

    /** The gain is at its maximum: too weak, or too far (ML). */
    public boolean isWeak() {
        return (encoder.status() & As5600.STATUS_ML) != 0;
    }

    /** The gain is at its minimum: too strong, or too near (MH). */
    public boolean isStrong() {
        return (encoder.status() & As5600.STATUS_MH) != 0;
    }

    /** AGC: 0 to 128 at 3.3 V, and the middle is a good gap. */
    public int gain() {
        return encoder.gain();
    }
}
