package io.pumprig.controller.safety;

import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.hal.device.PumpHead;

/**
 * What one stall cost (SR-66). It is booked as the rotor stands, step by step. When the rotor moves
 * again it is known to be behind by a whole number of electrical cycles, since the field holds it
 * nowhere else: the account is settled to that number and closed.
 */
final class StallAccount {
    private final PumpHead head;
    private final DeliveryLedger ledger;
    private boolean open;
    private long firstSent;
    private long firstTravel;
    private long booked;

    StallAccount(PumpHead head, DeliveryLedger ledger) {
        this.head = head;
        this.ledger = ledger;
    }

    /** Begins at a moment when the rotor was in phase; an account that is open goes on. */
    void open(long sent, long travelCounts) {
        if (!open) {
            open = true;
            firstSent = sent;
            firstTravel = travelCounts;
            booked = 0;
        }
    }

    boolean isOpen() {
        return open;
    }

    /** The rotor's place was lost: what was booked stands. */
    void close() {
        open = false;
    }

    void book(long microsteps) {
        ledger.withhold(Withheld.NOT_MOVED, microsteps);
        booked += microsteps;
    }

    /** The rotor moves, after {@code sent} pulses it is at {@code travelCounts}. */
    void settle(long sent, long travelCounts) {
        long behind = sent - firstSent - head.microstepsOfCounts(travelCounts - firstTravel);
        int cycle = head.microstepsPerElectricalCycle();
        long lost = Math.max(0, Math.floorDiv(behind + cycle / 2, cycle) * (long) cycle);
        if (lost >= booked) {
            ledger.withhold(Withheld.NOT_MOVED, lost - booked);
        } else {
            ledger.movedAfterAll(booked - lost);
        }
        open = false;
    }
}
