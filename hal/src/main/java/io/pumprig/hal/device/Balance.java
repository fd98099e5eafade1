package io.pumprig.hal.device;

import io.pumprig.hal.Outcome;

/** A laboratory balance under the collecting vessel. Not part of therapy: it judges the pump. */
public interface Balance {

    /**
     * Moves the exchange with the balance on and takes a weight when one has come. Callable in the
     * cycle, and called in each: nothing moves on by itself.
     */
    void read(BalanceReading into);

    /**
     * Puts zero where the load is now, once it is at rest. The first call starts, and each moves
     * on; no weights come meanwhile.
     *
     * @return PENDING until it has ended, then once how; OK makes readings trusted
     */
    Outcome tare();
}
