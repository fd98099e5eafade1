package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.RotorReading;

/**
 * The second channel (SR-74). It has its own view of motion, the driver's counter (MSCNT) and the
 * rotor's angle, never the planner's count, and its own arithmetic for the most that may have been
 * delivered: an allowance that fills at the ordered rate and is spent by motion. It does not fill
 * beyond a small stock, so that volume which was withheld cannot be delivered later without this
 * channel seeing it.
 *
 * <p>Motion that the drive was not commanded to make is a runaway (F-18); motion as commanded, but
 * beyond the allowance, is over-delivery. Either makes it stop kicking the enable watchdog, which
 * takes the coils' current away in hardware, and nothing else. It is ticked like the rest.
 */
public final class SafetyMonitor {
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    /** Far from overflow, with the largest product of one cycle (2.4e18) on top. */
    private static final long MOST_REST = 1_000_000_000_000_000_000L;

    /** Motion that is quiet for this long is over. */
    private static final long QUIET_NANOS = 1_000_000_000L;

    /** A jump between two readings beyond an electrical cycle and a half is no rotor at rest. */
    private static final int JUMP_COUNTS = 123;

    private final SafetyLimits limits;
    private final long excessMicrosteps;
    private final long stockPicolitres;
    private long ratePicolitresPerDay;
    private long restPicolitreNanosPerDay;

    private final Channel counter = new Channel(Source.STEP_COUNTER);
    private final Channel angle = new Channel(Source.ENCODER);
    private long lastExcessNanos;
    private boolean vetoes;

    public SafetyMonitor(SafetyLimits limits) {
        this.limits = limits;
        this.excessMicrosteps = limits.head().microstepsWithin(limits.flow().excessPicolitres());
        this.stockPicolitres =
                limits.head().picolitresOf(limits.head().microstepsPerElectricalCycle());
    }

    /**
     * The rate that is ordered from now on, rounded up; told on each change of mode, before the
     * cycle in which it acts.
     */
    public void allow(long picolitresPerDay) {
        ratePicolitresPerDay = picolitresPerDay;
    }

    /**
     * Judges this cycle's motion; narrows the permit and withdraws the kick when it is too much.
     */
    public void check(Sample sample, Permit permit) {
        fill(sample.elapsedNanos());
        MotionReading motion = sample.motion();
        if (motion.attempts() != counter.seen) {
            counter.seen = motion.attempts();
            if (motion.outcome().isOk()) {
                judge(
                        counter,
                        motion.seenMicrosteps(),
                        motion.sentMicrosteps(),
                        excessMicrosteps,
                        sample);
            } else if (motion.outcome() == Outcome.RECONFIGURING) {
                counter.lose();
            }
        }
        RotorReading rotor = sample.rotor();
        if (rotor.attempts() != angle.seen) {
            angle.seen = rotor.attempts();
            if (rotor.outcome().isOk()) {
                judge(
                        angle,
                        limits.head().microstepsOfCounts(rotor.travelCounts()),
                        sample.sentMicrosteps(),
                        limits.head().microstepsOfCounts(JUMP_COUNTS),
                        sample);
            }
        }
        raise(sample, permit);
    }

    private void fill(long elapsedNanos) {
        // The planner delivers one period for any longer gap; the cap also bounds the product.
        long nanos = Math.min(elapsedNanos, 100_000_000L);
        restPicolitreNanosPerDay += nanos * ratePicolitresPerDay;
        if (restPicolitreNanosPerDay >= MOST_REST) {
            pour();
        }
    }

    /** Gives both witnesses what has become due: when one is about to be judged is soon enough. */
    private void pour() {
        long picolitres = restPicolitreNanosPerDay / NANOS_PER_DAY;
        restPicolitreNanosPerDay -= picolitres * NANOS_PER_DAY;
        counter.allowancePicolitres =
                Math.min(stockPicolitres, counter.allowancePicolitres + picolitres);
        angle.allowancePicolitres =
                Math.min(stockPicolitres, angle.allowancePicolitres + picolitres);
    }

    private void judge(
            Channel channel,
            long movedMicrosteps,
            long sentMicrosteps,
            long jumpMicrosteps,
            Sample sample) {
        if (!channel.referenced) {
            channel.refer(movedMicrosteps, sentMicrosteps);
            return;
        }
        pour();
        long moved = movedMicrosteps - channel.moved;
        long uncommanded = moved - (sentMicrosteps - channel.sent);
        channel.refer(movedMicrosteps, sentMicrosteps);
        channel.uncommanded = Math.max(0, channel.uncommanded + uncommanded);
        if (channel == counter && uncommanded > 0 && seesExcess()) {
            // The counter has no noise: each pulse that nobody sent says that it is not over.
            lastExcessNanos = sample.nanos();
        }
        if (moved != 0) {
            channel.allowancePicolitres -= limits.head().picolitresOf(moved);
        }
        boolean ran = uncommanded > jumpMicrosteps || channel.uncommanded > excessMicrosteps;
        boolean overran = channel.allowancePicolitres < -limits.flow().excessPicolitres();
        if (ran || overran) {
            channel.running |= ran;
            channel.over |= overran && !ran;
            vetoes = true;
            lastExcessNanos = sample.nanos();
            channel.settle();
        }
    }

    private void raise(Sample sample, Permit permit) {
        // Whatever was seen has withdrawn the kick.
        if (!vetoes || !seesExcess()) {
            return;
        }
        if (sample.nanos() - lastExcessNanos > QUIET_NANOS) {
            counter.quieten();
            angle.quieten();
            return;
        }
        counter.raise(permit);
        angle.raise(permit);
    }

    private boolean seesExcess() {
        return counter.running || counter.over || angle.running || angle.over;
    }

    /** Tells how far each witness is from seeing too much; the one that is nearer. */
    public void measure(Gauges into) {
        into.set(
                Gauge.UNCOMMANDED,
                Math.max(counter.uncommanded, angle.uncommanded),
                excessMicrosteps);
        long least = Math.min(counter.allowancePicolitres, angle.allowancePicolitres);
        into.set(Gauge.ALLOWANCE, Math.max(0, -least), limits.flow().excessPicolitres());
    }

    /** False while the enable watchdog must not be kicked. */
    public boolean permitsKick() {
        return !vetoes;
    }

    /**
     * Kicks again: after the operator acknowledged, once the alarm is gone from the list. Motion is
     * measured from here on.
     */
    public void rearm() {
        if (!seesExcess()) {
            vetoes = false;
            counter.lose();
            angle.lose();
        }
    }

    /** One witness of motion: what it showed last, and what it has seen too much. */
    private static final class Channel {
        private final Source source;
        private boolean running;
        private boolean over;
        private long seen;
        private boolean referenced;
        private long moved;
        private long sent;
        private long uncommanded;
        private long allowancePicolitres;

        Channel(Source source) {
            this.source = source;
        }

        /** Names what this witness saw, and the witness. */
        void raise(Permit permit) {
            if (running) {
                permit.raise(Alarm.MOTOR_RUNAWAY, source);
            }
            if (over) {
                permit.raise(Alarm.OVER_DELIVERY, source);
            }
        }

        void quieten() {
            running = false;
            over = false;
        }

        void refer(long moved, long sent) {
            this.referenced = true;
            this.moved = moved;
            this.sent = sent;
        }

        /** The witness began to count anew: its next reading is a new reference. */
        void lose() {
            referenced = false;
        }

        /** The excess was reported; the next is judged afresh. */
        void settle() {
            uncommanded = 0;
            allowancePicolitres = 0;
        }
    }
}
