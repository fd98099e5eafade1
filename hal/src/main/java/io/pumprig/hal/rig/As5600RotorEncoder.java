package io.pumprig.hal.rig;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.chip.As5600;
import io.pumprig.hal.device.RotorEncoder;
import io.pumprig.hal.device.RotorReading;

/**
 * The rotor's angle from an AS5600 every 50 ms, unwrapped over turns.
 *
 * <p>A rotor in service moves by less than a count between two reads, and finds a new place within
 * half an electrical cycle, 41 counts. An angle further away counts only when the next read lies
 * within a quarter turn of it, so that one garbled transfer neither passes for motion nor hides a
 * rotor that really ran away. After a gap of more than 150 ms any angle is taken. A transfer that
 * fails is repeated once, in the next cycle, before it counts as missed.
 */
final class As5600RotorEncoder implements RotorEncoder {
    private static final long PERIOD_NANOS = 50_000_000;
    private static final long CONNECTED_NANOS = 150_000_000;

    /** A garbled angle that passes must not look like a lost cycle, which is seen from 42 on. */
    private static final int PLAUSIBLE_COUNTS = 40;

    private static final int CONFIRMED_COUNTS = 1024;

    private final As5600 chip;
    private final RigClock clock;
    private final Schedule schedule;
    private boolean repeating;
    private boolean everTaken;
    private int angleCounts;
    private long travelCounts;
    private long takenAtNanos;
    private boolean doubtful;
    private int doubtfulCounts;

    As5600RotorEncoder(As5600 chip, RigClock clock) {
        this.chip = chip;
        this.clock = clock;
        this.schedule = new Schedule(PERIOD_NANOS, clock.nanos());
    }

    @Override
    public void read(RotorReading into) {
        long now = clock.nanos();
        if (!schedule.isDue(now)) {
            return;
        }
        Outcome outcome = chip.fetch();
        repeating = outcome.isFailure() && !repeating;
        if (repeating) {
            return;
        }
        schedule.advance(now);
        if (!outcome.isOk()) {
            into.missed(outcome);
            return;
        }
        int angle = chip.angleCounts();
        if (!isBelieved(angle, now)) {
            doubtful = true;
            doubtfulCounts = angle;
            into.missed(Outcome.INVALID);
            return;
        }
        travelCounts += everTaken ? As5600.delta(angleCounts, angle) : 0;
        everTaken = true;
        doubtful = false;
        angleCounts = angle;
        takenAtNanos = now;
        into.took(angle, travelCounts, now);
    }

    private boolean isBelieved(int angle, long now) {
        if (!everTaken || now - takenAtNanos > CONNECTED_NANOS) {
            return true;
        }
        if (Math.abs(As5600.delta(angleCounts, angle)) <= PLAUSIBLE_COUNTS) {
            return true;
        }
        return doubtful && Math.abs(As5600.delta(doubtfulCounts, angle)) <= CONFIRMED_COUNTS;
    }
}
