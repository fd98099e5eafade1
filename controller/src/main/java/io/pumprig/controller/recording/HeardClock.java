package io.pumprig.controller.recording;

import io.pumprig.hal.RigClock;

/** The rig's clock, whose answers a recorder hears. The controller's own: no other thread asks. */
final class HeardClock implements RigClock {
    private final RigClock clock;
    private final Recorder recorder;

    HeardClock(RigClock clock, Recorder recorder) {
        this.clock = clock;
        this.recorder = recorder;
    }

    @Override
    public long nanos() {
        return recorder.heard(Call.NANOS, clock.nanos());
    }

    @Override
    public long utcMillis() {
        return recorder.heard(Call.UTC_MILLIS, clock.utcMillis());
    }

    @Override
    public void pause(long nanos) {
        clock.pause(nanos);
    }
}
