package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.MotionReading;

/**
 * Three accounts of one motion: pulses sent, pulses that the driver counted (MSCNT), the rotor's
 * angle (AS5600). Which pair disagrees names the fault (SR-23, SR-67, device reference K):
 *
 * <ul>
 *   <li>sent, but not counted: the STEP wire is open, or DIR turned round. Judged here; eight
 *       microsteps, 0.05 uL, are a driver fault and are booked as not moved;
 *   <li>counted, but not sent: noise on the STEP wire, which is motion that nobody commanded and is
 *       the {@link SafetyMonitor}'s (MOTOR_RUNAWAY, F-18);
 *   <li>counted, but the angle stands: a stall, {@link RotorMotion}'s (F-15, F-16). It asks here
 *       how many pulses never arrived, so that a broken wire is not taken for a stall.
 * </ul>
 */
final class MotionAgreement implements Interlock {
    private final SafetyLimits limits;
    private final DeliveryLedger ledger;
    private long seen;
    private boolean referenced;
    private long baseSent;
    private long baseSeen;
    private long lostMicrosteps;
    private long unseenMicrosteps;

    MotionAgreement(SafetyLimits limits, DeliveryLedger ledger) {
        this.limits = limits;
        this.ledger = ledger;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        MotionReading motion = sample.motion();
        if (motion.attempts() != seen) {
            seen = motion.attempts();
            if (motion.outcome().isOk()) {
                compare(motion, permit);
            } else if (motion.outcome() == Outcome.RECONFIGURING) {
                referenced = false;
            }
        }
    }

    private void compare(MotionReading motion, Permit permit) {
        long sent = motion.sentMicrosteps();
        long counted = motion.seenMicrosteps();
        long behind = sent - baseSent - (counted - baseSeen);
        unseenMicrosteps = referenced ? Math.max(0, behind) : 0;
        if (!referenced || behind < 0) {
            // Pulses that nobody sent must not hide those that get lost later.
            refer(sent, counted);
        } else if (behind >= limits.rotor().unseenMicrosteps()) {
            ledger.withhold(Withheld.NOT_MOVED, behind);
            lostMicrosteps += behind;
            permit.raise(Alarm.DRIVER_FAULT, Source.STEP_OUTPUT);
            permit.raise(Alarm.DRIVER_FAULT, Source.STEP_COUNTER);
            refer(sent, counted);
        }
    }

    private void refer(long sent, long counted) {
        referenced = true;
        baseSent = sent;
        baseSeen = counted;
    }

    /** Tells how far it is from tripping. */
    void measure(Gauges into) {
        if (referenced) {
            into.set(Gauge.UNSEEN, unseenMicrosteps, limits.rotor().unseenMicrosteps());
        }
    }

    /** Pulses proved not to have arrived at the driver, since the start; booked already. */
    long lostMicrosteps() {
        return lostMicrosteps;
    }
}
