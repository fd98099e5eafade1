package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.RotorReading;

/**
 * Rotation is confirmed by the encoder, the only proof of motion at therapy speed (SR-63). Pulses
 * for four full steps without motion are a stall (F-15, F-16). A rotor that goes on, but lags by
 * more than two full steps, has lost whole electrical cycles: missed steps (SR-64, F-17), and a
 * stall when that repeats.
 *
 * <p>What did not move is booked in the ledger as soon as it is known (SR-66) and the reference is
 * set anew, so the alarm's cause is the event; the next four full steps tell whether it lasts.
 */
final class RotorMotion implements Interlock {
    /** Encoder counts that are motion and not noise (six sigma of 0.17 counts, and one step). */
    private static final int MOVED_COUNTS = 4;

    /** How long missed steps stay listed, for somebody to see. */
    private static final long SHOWN_NANOS = 60_000_000_000L;

    private static final int LOSSES_THAT_ARE_A_STALL = 3;

    private final SafetyLimits limits;
    private final DeliveryLedger ledger;
    private final int cycleMicrosteps;
    private long seen;
    private boolean referenced;
    private long baseSent;
    private long baseTravel;

    /** What the rotor should have travelled, and for how many pulses that was computed. */
    private long expectedFor;

    private long expectedCounts;
    private long movedSent;
    private long movedTravel;
    private int losses;
    private long firstLossSent;
    private long missedNanos;
    private boolean missed;

    RotorMotion(SafetyLimits limits, DeliveryLedger ledger) {
        this.limits = limits;
        this.ledger = ledger;
        this.cycleMicrosteps = limits.head().microstepsPerElectricalCycle();
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        if (sample.isEStopped() || sample.drive().faults() != 0 || sample.drive().faultOutput()) {
            // Coils without current hold nothing: the rotor finds a new place when they return.
            referenced = false;
        }
        RotorReading rotor = sample.rotor();
        if (rotor.attempts() != seen) {
            seen = rotor.attempts();
            if (rotor.outcome().isOk()) {
                look(sample, permit);
            }
        }
        if (missed) {
            if (sample.nanos() - missedNanos > SHOWN_NANOS) {
                missed = false;
            } else {
                permit.raise(Alarm.MISSED_STEPS);
            }
        }
    }

    private void look(Sample sample, Permit permit) {
        long sent = sample.sentMicrosteps();
        long travel = sample.rotor().travelCounts();
        // A blind stretch of a quarter turn and more may have been unwrapped wrongly.
        boolean blind = sent - movedSent > limits.head().microstepsPerRevolution() / 4;
        if (!referenced || blind) {
            refer(sent, travel);
            return;
        }
        if (Math.abs(travel - movedTravel) >= MOVED_COUNTS) {
            movedSent = sent;
            movedTravel = travel;
        }
        if (sent - baseSent != expectedFor) {
            expectedFor = sent - baseSent;
            expectedCounts = limits.head().countsOf(expectedFor);
        }
        long lagCounts = expectedCounts - (travel - baseTravel);
        long still = sent - movedSent;
        if (still >= limits.stallMicrosteps()) {
            // In microsteps, so that what is rounded is the rotor's little travel, not the loss.
            long followed = limits.head().microstepsOfCounts(travel - baseTravel);
            book(sent - baseSent - followed, sent, travel);
            permit.raise(Alarm.MOTOR_STALL);
        } else if (lagCounts > limits.missedCounts() && still < cycleMicrosteps / 4) {
            lose(lagCounts, sample, permit);
        }
    }

    private void lose(long lagCounts, Sample sample, Permit permit) {
        long lag = limits.head().microstepsOfCounts(lagCounts);
        long lost = Math.max(1, (lag + cycleMicrosteps / 2) / cycleMicrosteps) * cycleMicrosteps;
        long sent = sample.sentMicrosteps();
        book(lost, sent, sample.rotor().travelCounts());
        missed = true;
        missedNanos = sample.nanos();
        if (losses == 0 || sent - firstLossSent > limits.head().microstepsPerRevolution() / 4) {
            losses = 0;
            firstLossSent = sent;
        }
        losses++;
        if (losses >= LOSSES_THAT_ARE_A_STALL) {
            losses = 0;
            permit.raise(Alarm.MOTOR_STALL);
        }
    }

    private void book(long microsteps, long sent, long travel) {
        ledger.withhold(Withheld.NOT_MOVED, Math.max(0, microsteps));
        refer(sent, travel);
    }

    private void refer(long sent, long travel) {
        referenced = true;
        baseSent = sent;
        baseTravel = travel;
        movedSent = sent;
        movedTravel = travel;
    }
}
