package io.pumprig.hal.device;

/** What a laboratory balance shows, to its last digit. */
public final class BalanceReading extends Reading {
    private long micrograms;
    private boolean stable;
    private boolean trusted;

    /**
     * Takes a weight.
     *
     * @param micrograms exactly as shown, may be negative
     * @param stable whether the balance called it stable
     * @param trusted whether zero is where this session put it
     */
    public void took(long micrograms, boolean stable, boolean trusted, long nowNanos) {
        this.micrograms = micrograms;
        this.stable = stable;
        this.trusted = trusted;
        // Two weights that differ by 4.3 kg are not mistaken for each other by anybody.
        tookRaw((int) micrograms, nowNanos);
    }

    /** Zero is lost: what was read before and what comes until the next tare is not comparable. */
    public void distrust() {
        trusted = false;
    }

    /** The last good value; 0 before the first. */
    public long micrograms() {
        return micrograms;
    }

    /** The balance was at rest. */
    public boolean isStable() {
        return stable;
    }

    /** Zero is where this session put it (F-27: not after a power cycle, until tared again). */
    public boolean isTrusted() {
        return trusted;
    }

    @Override
    int saveValues(long[] into, int at) {
        into[at] = micrograms;
        into[at + 1] = stable ? 1 : 0;
        into[at + 2] = trusted ? 1 : 0;
        return at + 3;
    }

    @Override
    int restoreValues(long[] from, int at) {
        micrograms = from[at];
        stable = from[at + 1] != 0;
        trusted = from[at + 2] != 0;
        return at + 3;
    }
}
