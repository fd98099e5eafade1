package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.dose.DeliveryLedger;

/**
 * Ledger against weight (SR-49, F-14, F-21, F-22 in the long run; formula of the therapy reference
 * 8.8): the gap between what should be left and what is, of what was delivered. Positive is
 * over-delivery. Above 5 % the state shows it, above 14.5 %, and above 1 mL, it is an alarm.
 *
 * <p>What should be left counts from a reference that is learnt at the start and after a refill,
 * the mean of a second. The scale wanders by 0.1 g in an hour (sd), so the gap has an sd of 0.14 mL
 * at best: 1 mL is seven of them.
 */
final class ReservoirReconciliation {
    private static final int READINGS_TO_LEARN = 10;

    /** Three deviations of the gap: below, a percentage is the scale's doing. */
    private static final long LEAST_WARNED_PICOLITRES = 420_000_000L;

    private final SafetyLimits limits;
    private final DeliveryLedger ledger;
    private int learnt;
    private long learntSum;
    private long startPicolitres;
    private long startMicrosteps;
    private long seenMicrosteps = Long.MIN_VALUE;
    private long deliveredPicolitres;
    private long gapPicolitres;
    private boolean discrepant;

    ReservoirReconciliation(SafetyLimits limits, DeliveryLedger ledger) {
        this.limits = limits;
        this.ledger = ledger;
    }

    /** The content was changed by hand: the comparison begins anew. Control thread. */
    void refilled() {
        learnt = 0;
        learntSum = 0;
        gapPicolitres = 0;
        discrepant = false;
        seenMicrosteps = Long.MIN_VALUE;
    }

    /** Takes a believed content. */
    void weigh(long picolitres) {
        if (learnt < READINGS_TO_LEARN) {
            learnt++;
            learntSum += picolitres;
            startPicolitres = learntSum / learnt;
            startMicrosteps = ledger.believed();
            deliveredPicolitres = 0;
            return;
        }
        lookUpDelivered();
        gapPicolitres = startPicolitres - deliveredPicolitres - picolitres;
        long allowed = allowedPicolitres();
        long gap = Math.abs(gapPicolitres);
        discrepant =
                gap
                        > (discrepant
                                ? allowed - SafetyLimits.Reservoir.HYSTERESIS_PICOLITRES
                                : allowed);
    }

    /** Believed volume since the reference; computed anew only when a microstep came to it. */
    private void lookUpDelivered() {
        long believed = ledger.believed();
        if (believed != seenMicrosteps) {
            seenMicrosteps = believed;
            deliveredPicolitres =
                    limits.head().picolitresOf(Math.max(0, believed - startMicrosteps));
        }
    }

    /** What the ledger leaves of the content that was learnt. */
    long expectedPicolitres() {
        return startPicolitres - deliveredPicolitres;
    }

    /** What the ledger delivered since then. */
    long deliveredPicolitres() {
        return deliveredPicolitres;
    }

    private long allowedPicolitres() {
        return Math.max(
                limits.reservoir().discrepancyPicolitres(),
                share(limits.reservoir().discrepancyPermille()));
    }

    private long share(int permille) {
        return deliveredPicolitres / 1_000 * permille;
    }

    /** Tells how far it is from tripping. */
    void measure(Gauges into) {
        if (learnt == READINGS_TO_LEARN) {
            into.set(Gauge.RESERVOIR_GAP, Math.abs(gapPicolitres), allowedPicolitres());
        }
    }

    /** Raises its alarm for as long as the gap is too large. */
    void judge(Permit permit) {
        if (discrepant) {
            permit.raise(Alarm.RESERVOIR_DISCREPANCY);
        }
    }

    /**
     * The error in thousandths of what was delivered, positive for over-delivery; 0 before anything
     * was.
     */
    long errorPermille() {
        return deliveredPicolitres < 1_000 ? 0 : gapPicolitres / (deliveredPicolitres / 1_000);
    }

    /** True when the error passes the warning and the scale's drift does not explain it. */
    boolean isWarning() {
        long gap = Math.abs(gapPicolitres);
        return gap > LEAST_WARNED_PICOLITRES && gap > share(limits.reservoir().warningPermille());
    }
}
