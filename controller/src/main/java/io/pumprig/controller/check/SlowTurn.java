package io.pumprig.controller.check;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpHead;
import java.util.function.IntConsumer;

/**
 * Turns the head forward, slowly, by a counted number of pulses, with everything watched that
 * watches motion, and stops by itself when they disagree. The drive is up and its coils are on.
 */
final class SlowTurn {
    /** A turn of the reference head in half a minute; far below what priming may do. */
    private static final long PULSES_PER_SECOND = 100;

    /** Half a cycle of the counter is 32; the encoder doubts more than 40 counts at once. */
    private static final int MOST_PULSES_AT_ONCE = 8;

    /** A slow board makes it slower, but it has to come forward. */
    private static final long NANOS_PER_PULSE_LIMIT = 60_000_000;

    private static final long SPARE_NANOS = 10_000_000_000L;
    private static final long SETTLE_NANOS = 400_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Two lost electrical cycles of 4 full steps: nothing is learnt by grinding on. */
    private static final int LOST_FULL_STEPS = 8;

    private static final int MICROSTEPS_PER_FULL_STEP = 16;

    /** Something is shut behind the head (SR-55). */
    private static final int MOST_PASCALS = 103_000;

    private static final int PERCENT = 100;

    private final LiveReadings live;
    private final RigClock clock;
    private final PumpHead head;
    private final IntConsumer percent;
    private final MotorCommand command = new MotorCommand();
    private String stopped = "";
    private long sent;
    private long seen;
    private long travelBefore;
    private long travelCounts;

    /**
     * @param percent is told how much is done, at every tenth
     */
    SlowTurn(LiveReadings live, RigClock clock, PumpHead head, IntConsumer percent) {
        this.live = live;
        this.clock = clock;
        this.head = head;
        this.percent = percent;
    }

    /** Turns by so many microsteps; true when all were sent and nothing stopped it. */
    boolean turn(long microsteps) {
        stopped = "";
        sent = 0;
        step(0);
        settle();
        long seenBefore = live.motion.seenMicrosteps();
        travelBefore = live.rotor.travelCounts();
        long begunNanos = clock.nanos();
        long limitNanos = microsteps * NANOS_PER_PULSE_LIMIT + SPARE_NANOS;
        long told = 0;
        while (sent < microsteps && stopped.isEmpty()) {
            long elapsed = clock.nanos() - begunNanos;
            long due = elapsed * PULSES_PER_SECOND / NANOS_PER_SECOND - sent;
            step((int) Math.min(Math.min(due, microsteps - sent), MOST_PULSES_AT_ONCE));
            look();
            judge(live.rotor.travelCounts() - travelBefore, elapsed >= limitNanos);
            long tenths = sent * 10 / microsteps;
            if (tenths > told) {
                told = tenths;
                percent.accept((int) (tenths * PERCENT / 10));
            }
        }
        settle();
        seen = live.motion.seenMicrosteps() - seenBefore;
        travelCounts = live.rotor.travelCounts() - travelBefore;
        return stopped.isEmpty();
    }

    private void step(int pulses) {
        Outcome outcome = live.devices().motor().apply(command.step(pulses));
        sent += command.taken();
        if (outcome.isFailure()) {
            stopped = "the drive took no more pulses: " + outcome;
        }
    }

    private void look() {
        live.devices()
                .pressure()
                .read(live.downstream, live.upstream, live.sensorSupply, live.motorSupply);
        live.lookAtMotion(true);
    }

    private void judge(long travelled, boolean over) {
        if (live.isEStopPressed()) {
            stopped = "the e-stop was pressed";
        } else if (live.rotor.missedInARow() > 2) {
            stopped = "the encoder failed: " + live.rotor.outcome();
        } else if (live.motion.missedInARow() > 2) {
            stopped = "the driver failed: " + live.motion.outcome();
        } else if (live.drive.faults() != 0) {
            stopped = String.format("the driver reports a fault, status 0x%08X", live.drive.raw());
        } else if (live.downstream.outcome().isOk() && live.downstream.pascals() > MOST_PASCALS) {
            stopped = "the line's pressure rose to " + live.downstream.pascals() + " Pa";
        } else if (Math.abs(travelled - countsOf(sent)) > countsOfFullSteps(LOST_FULL_STEPS)) {
            stopped = "the rotor did not follow";
        } else if (over) {
            stopped = "it took too long";
        }
    }

    /** Until the last answers are about rest, the coils on. */
    private void settle() {
        long begunNanos = clock.nanos();
        while (clock.nanos() - begunNanos < SETTLE_NANOS) {
            look();
        }
    }

    /** Why the last turn ended early; empty when it did not. */
    String stopped() {
        return stopped;
    }

    /** Pulses sent by the last turn. */
    long sent() {
        return sent;
    }

    /** Pulses that the driver saw of them. */
    long seen() {
        return seen;
    }

    /** How far the rotor went meanwhile. */
    long travelCounts() {
        return travelCounts;
    }

    /** Where the rotor stood before the last turn, the coils on. */
    long beganAtCounts() {
        return travelBefore;
    }

    /** What the rotor should go for so many pulses. */
    long countsOf(long microsteps) {
        return head.countsOf(microsteps);
    }

    /** What the rotor goes for so many full steps. */
    long countsOfFullSteps(int fullSteps) {
        return head.countsOf((long) fullSteps * MICROSTEPS_PER_FULL_STEP) + 1;
    }
}
