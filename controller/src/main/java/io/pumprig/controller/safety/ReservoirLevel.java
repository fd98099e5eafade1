package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.ReservoirReading;

/**
 * Low (SR-50) and empty (SR-48, SR-51) by weight, and the comparison of weight with the ledger
 * (SR-49, formula of the therapy reference 8.8). Each mark is left only 0.2 mL above where it was
 * met, so that the scale's noise cannot make an alarm flicker.
 */
final class ReservoirLevel implements Interlock {
    private static final long HYSTERESIS_PICOLITRES = 200_000_000L;
    private static final int READINGS_TO_LEARN = 10;

    /** 14.5 % of what was delivered, where that is more than the fixed gap. */
    private static final long DISCREPANCY_PERMILLE = 145;

    private final SafetyLimits limits;
    private final DeliveryLedger ledger;
    private long seen;
    private int learnt;
    private long learntSum;
    private long startPicolitres;
    private long startMicrosteps;
    private long seenMicrosteps = Long.MIN_VALUE;
    private long seenPicolitres;
    private boolean low;
    private boolean empty;
    private boolean discrepant;

    ReservoirLevel(SafetyLimits limits, DeliveryLedger ledger) {
        this.limits = limits;
        this.ledger = ledger;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        ReservoirReading reservoir = sample.reservoir();
        if (reservoir.attempts() != seen) {
            seen = reservoir.attempts();
            if (reservoir.outcome().isOk()) {
                look(reservoir.picolitres());
            }
        }
        if (empty) {
            permit.raise(Alarm.RESERVOIR_EMPTY);
        }
        if (low) {
            permit.raise(Alarm.RESERVOIR_LOW);
        }
        if (discrepant) {
            permit.raise(Alarm.RESERVOIR_DISCREPANCY);
        }
    }

    private void look(long picolitres) {
        empty = below(picolitres, limits.emptyPicolitres(), empty);
        low = below(picolitres, limits.lowPicolitres(), low);
        if (learnt < READINGS_TO_LEARN) {
            learnt++;
            learntSum += picolitres;
            startPicolitres = learntSum / learnt;
            startMicrosteps = ledger.believed();
            return;
        }
        long delivered = deliveredPicolitres();
        long gap = Math.abs(startPicolitres - delivered - picolitres);
        long allowed =
                Math.max(limits.discrepancyPicolitres(), delivered / 1_000 * DISCREPANCY_PERMILLE);
        discrepant = gap > (discrepant ? allowed - HYSTERESIS_PICOLITRES : allowed);
    }

    /** The level is learnt anew from what the scale shows next. */
    void refilled() {
        learnt = 0;
        learntSum = 0;
        discrepant = false;
    }

    /** What the ledger leaves of the volume that was learnt. */
    long expectedPicolitres() {
        return startPicolitres - deliveredPicolitres();
    }

    /** Believed volume since the start; computed anew only when a microstep came to it. */
    long deliveredPicolitres() {
        long believed = ledger.believed();
        if (believed != seenMicrosteps) {
            seenMicrosteps = believed;
            seenPicolitres = limits.head().picolitresOf(Math.max(0, believed - startMicrosteps));
        }
        return seenPicolitres;
    }

    private static boolean below(long picolitres, long mark, boolean was) {
        return picolitres <= (was ? mark + HYSTERESIS_PICOLITRES : mark);
    }
}
