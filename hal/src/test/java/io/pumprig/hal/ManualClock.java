package io.pumprig.hal;

/** A clock that stands until it is moved; a pause moves it. */
public final class ManualClock implements RigClock {
    private long nanos;

    /** Starts at {@code nanos}, which may be negative. */
    public ManualClock(long nanos) {
        this.nanos = nanos;
    }

    /** Lets time pass. */
    public void advance(long byNanos) {
        nanos += byNanos;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long utcMillis() {
        throw new AssertionError("nothing here may look at the calendar");
    }

    @Override
    public void pause(long byNanos) {
        nanos += byNanos;
    }
}
