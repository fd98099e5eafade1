package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.RotorReading;

/**
 * Rotation is confirmed by the encoder, the only proof of motion at therapy speed (SR-63). Pulses
 * for four full steps without motion are a stall (F-15, F-16): flow is held at once, the motor is
 * tried again ({@link StallRetry}), and only when all tries failed MOTOR_STALL is raised and
 * latches. Both edges are events (SR-65). A rotor that goes on, but lags by more than two full
 * steps, has lost whole electrical cycles: missed steps (SR-64, F-17), and a stall when that
 * repeats.
 *
 * <p>What did not move is booked in the ledger as soon as it is known (SR-66), and nothing of it is
 * caught up (SR-36). A rotor that is let go rests a whole number of electrical cycles behind the
 * field, and may so make up what was booked within the last cycle: once it moves again the account
 * of the stall is settled to that whole number.
 */
final class RotorMotion implements Interlock {
    /** Encoder counts that are motion and not noise (six sigma of 0.17 counts, and one step). */
    private static final int MOVED_COUNTS = 4;

    /** How long missed steps stay listed, for somebody to see. */
    private static final long SHOWN_NANOS = 60_000_000_000L;

    private static final int LOSSES_THAT_ARE_A_STALL = 3;

    private final SafetyLimits limits;
    private final DeliveryLedger ledger;
    private final MotionAgreement agreement;
    private final EventRing events;
    private final StallRetry retry;
    private final StallAccount account;
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
    private long stillMicrosteps;
    private long lagCounts;
    private int losses;
    private long firstLossSent;
    private long missedNanos;
    private boolean missed;

    RotorMotion(
            SafetyLimits limits,
            DeliveryLedger ledger,
            MotionAgreement agreement,
            EventRing events) {
        this.limits = limits;
        this.ledger = ledger;
        this.agreement = agreement;
        this.events = events;
        retry = new StallRetry(limits);
        account = new StallAccount(limits.head(), ledger);
        cycleMicrosteps = limits.head().microstepsPerElectricalCycle();
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        if (sample.isEStopped() || sample.drive().faults() != 0 || sample.drive().faultOutput()) {
            // Coils without current hold nothing: the rotor finds a new place when they return.
            forget();
        }
        RotorReading rotor = sample.rotor();
        boolean fresh = rotor.attempts() != seen && rotor.outcome().isOk();
        seen = rotor.attempts();
        if (retry.isUnderWay()) {
            tryAgain(sample, permit, fresh);
        } else if (fresh) {
            look(sample, permit);
        }
        if (missed) {
            if (sample.nanos() - missedNanos > SHOWN_NANOS) {
                missed = false;
            } else {
                permit.raise(Alarm.MISSED_STEPS);
            }
        }
    }

    private void forget() {
        referenced = false;
        retry.abandon();
        account.close();
    }

    /** Pulses that have reached the driver: only those can move the rotor. */
    private long arrived(Sample sample) {
        return sample.sentMicrosteps() - agreement.lostMicrosteps();
    }

    private void look(Sample sample, Permit permit) {
        long sent = arrived(sample);
        long travel = sample.rotor().travelCounts();
        // A blind stretch of a quarter turn and more may have been unwrapped wrongly.
        boolean blind = sent - movedSent > limits.head().microstepsPerRevolution() / 4;
        if (!referenced || blind) {
            refer(sent, travel);
            account.close();
            return;
        }
        if (Math.abs(travel - movedTravel) >= MOVED_COUNTS) {
            movedSent = sent;
            movedTravel = travel;
            if (account.isOpen() && sent - baseSent >= limits.rotor().retryMicrosteps()) {
                settle(sent, travel);
                return;
            }
        }
        if (sent - baseSent != expectedFor) {
            expectedFor = sent - baseSent;
            expectedCounts = limits.head().countsOf(expectedFor);
        }
        lagCounts = expectedCounts - (travel - baseTravel);
        stillMicrosteps = sent - movedSent;
        if (stillMicrosteps >= limits.rotor().stallMicrosteps()) {
            stall(sample, permit);
        } else if (lagCounts > limits.rotor().missedCounts()
                && stillMicrosteps < cycleMicrosteps / 4) {
            lose(sample, permit);
        }
    }

    /** Tells how far it is from tripping. */
    void measure(Gauges into) {
        if (referenced) {
            into.set(Gauge.STANDS, stillMicrosteps, limits.rotor().stallMicrosteps());
            into.set(Gauge.LAGS, Math.max(0, lagCounts), limits.rotor().missedCounts());
        }
    }

    private void stall(Sample sample, Permit permit) {
        account.open(baseSent, baseTravel);
        bookWhatStood(sample);
        tell(sample, "stall-began");
        retry.begin(sample.nanos());
        tryAgain(sample, permit, false);
    }

    private void tryAgain(Sample sample, Permit permit, boolean fresh) {
        switch (retry.go(sample, permit, fresh)) {
            case MOVES_AGAIN:
                tell(sample, "stall-ended");
                settle(arrived(sample), sample.rotor().travelCounts());
                break;
            case STANDS:
                bookWhatStood(sample);
                break;
            case GIVEN_UP:
                bookWhatStood(sample);
                permit.raise(Alarm.MOTOR_STALL, Source.ENCODER);
                break;
            default:
                break;
        }
    }

    private void tell(Sample sample, String edge) {
        events.add(
                EventKind.ALARM,
                sample.cycle(),
                sample.nanos(),
                Alarm.MOTOR_STALL.name(),
                edge,
                Source.ENCODER.bit(),
                null);
    }

    private void bookWhatStood(Sample sample) {
        long sent = arrived(sample);
        long travel = sample.rotor().travelCounts();
        // In microsteps, so that what is rounded is the rotor's little travel, not the loss.
        long followed = limits.head().microstepsOfCounts(travel - baseTravel);
        account.book(Math.max(0, sent - baseSent - followed));
        refer(sent, travel);
    }

    private void settle(long sent, long travel) {
        account.settle(sent, travel);
        refer(sent, travel);
    }

    private void lose(Sample sample, Permit permit) {
        long lag = limits.head().microstepsOfCounts(lagCounts);
        long lost = Math.max(1, (lag + cycleMicrosteps / 2) / cycleMicrosteps) * cycleMicrosteps;
        long sent = arrived(sample);
        ledger.withhold(Withheld.NOT_MOVED, lost);
        refer(sent, sample.rotor().travelCounts());
        missed = true;
        missedNanos = sample.nanos();
        if (losses == 0 || sent - firstLossSent > limits.head().microstepsPerRevolution() / 4) {
            losses = 0;
            firstLossSent = sent;
        }
        losses++;
        if (losses >= LOSSES_THAT_ARE_A_STALL) {
            losses = 0;
            permit.raise(Alarm.MOTOR_STALL, Source.ENCODER);
        }
    }

    private void refer(long sent, long travel) {
        referenced = true;
        baseSent = sent;
        baseTravel = travel;
        movedSent = sent;
        movedTravel = travel;
    }
}
