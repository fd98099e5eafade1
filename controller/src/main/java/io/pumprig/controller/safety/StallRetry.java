package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.sample.Sample;

/**
 * What is tried with a stalled motor before it is given up (SR-65): coils off for 10 s, on again,
 * eight microsteps at the program's rate, judged by the encoder; three times at most. All the while
 * no other flow is let through, and no bolus. It moves nothing itself: it narrows the permit, and
 * the plan brings the microsteps.
 *
 * <p>While somebody else holds flow at zero the retry waits, with the coils on: that may be for a
 * reason that needs them (SR-38).
 */
final class StallRetry {
    /** Coils that were switched on have tuned their current, and the rotor has come to rest. */
    private static final long SETTLE_NANOS = 500_000_000L;

    private enum Phase {
        IDLE,
        RESTING,
        SETTLING,
        TRYING
    }

    /** How a cycle of it ended. */
    enum Verdict {
        UNDECIDED,
        MOVES_AGAIN,
        STANDS,
        GIVEN_UP
    }

    private final SafetyLimits limits;
    private final long leastCounts;
    private Phase phase = Phase.IDLE;
    private int tries;
    private long sinceNanos;
    private long firstSent;
    private long firstTravel;

    StallRetry(SafetyLimits limits) {
        this.limits = limits;
        // Half of the way is motion; noise is a twentieth of that.
        leastCounts = Math.max(1, limits.head().countsOf(limits.rotor().retryMicrosteps()) / 2);
    }

    void begin(long nowNanos) {
        tries = 0;
        rest(nowNanos);
    }

    /** The rotor's place was lost in another way, and with it what the retry would judge. */
    void abandon() {
        phase = Phase.IDLE;
    }

    boolean isUnderWay() {
        return phase != Phase.IDLE;
    }

    /** Narrows this cycle, and says what the encoder's fresh reading, if any, decides. */
    Verdict go(Sample sample, Permit permit, boolean fresh) {
        boolean held = permit.reaction() == Reaction.ZERO_FLOW;
        permit.blockBoluses();
        switch (phase) {
            case RESTING:
                rest(sample, permit, held);
                return Verdict.UNDECIDED;
            case SETTLING:
                settle(sample, permit, fresh);
                return Verdict.UNDECIDED;
            default:
                return attempt(sample, permit, fresh);
        }
    }

    private void rest(long nowNanos) {
        phase = Phase.RESTING;
        sinceNanos = nowNanos;
    }

    private void rest(Sample sample, Permit permit, boolean held) {
        permit.narrow(Reaction.ZERO_FLOW);
        if (held) {
            sinceNanos = sample.nanos();
        } else if (sample.nanos() - sinceNanos < limits.rotor().restNanos()) {
            permit.restDrive();
        } else {
            phase = Phase.SETTLING;
            sinceNanos = sample.nanos();
        }
    }

    private void settle(Sample sample, Permit permit, boolean fresh) {
        permit.narrow(Reaction.ZERO_FLOW);
        if (fresh && sample.nanos() - sinceNanos >= SETTLE_NANOS) {
            phase = Phase.TRYING;
            firstSent = sample.sentMicrosteps();
            firstTravel = sample.rotor().travelCounts();
        }
    }

    private Verdict attempt(Sample sample, Permit permit, boolean fresh) {
        long left = limits.rotor().retryMicrosteps() - (sample.sentMicrosteps() - firstSent);
        if (left > 0) {
            permit.limitTo(left);
            return Verdict.UNDECIDED;
        }
        if (!fresh) {
            permit.narrow(Reaction.ZERO_FLOW);
            return Verdict.UNDECIDED;
        }
        if (sample.rotor().travelCounts() - firstTravel >= leastCounts) {
            phase = Phase.IDLE;
            return Verdict.MOVES_AGAIN;
        }
        permit.narrow(Reaction.ZERO_FLOW);
        tries++;
        if (tries >= limits.rotor().retries()) {
            phase = Phase.IDLE;
            return Verdict.GIVEN_UP;
        }
        rest(sample.nanos());
        permit.restDrive();
        return Verdict.STANDS;
    }
}
