package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SR-39")
class DeliveryLedgerTest {
    private final DeliveryLedger ledger = new DeliveryLedger();

    @Test
    void noTotalEverFalls() {
        var random = new SplittableRandom(39);
        Withheld[] causes = Withheld.values();
        long[] before = new long[causes.length + 2];
        for (int i = 0; i < 10_000; i++) {
            switch (random.nextInt(4)) {
                case 0 -> ledger.deliver(Delivery.BASAL, random.nextInt(100));
                case 1 -> ledger.withhold(causes[random.nextInt(6)], random.nextInt(100));
                case 2 -> ledger.countUncertain(Delivery.BASAL, random.nextInt(100));
                default -> ledger.settle(Delivery.BASAL, random.nextInt(100));
            }
            long[] after = new long[causes.length + 2];
            for (Withheld cause : causes) {
                after[cause.ordinal()] = ledger.withheld(cause);
            }
            after[causes.length] = ledger.delivered();
            after[causes.length + 1] = ledger.uncertain();
            for (int k = 0; k < after.length; k++) {
                assertTrue(after[k] >= before[k], "seed 39, total " + k);
            }
            before = after;
        }
    }

    @Test
    void negativeVolumeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ledger.withhold(Withheld.ZERO_FLOW, -1));
        assertThrows(
                IllegalArgumentException.class, () -> ledger.countUncertain(Delivery.BASAL, -1));
        assertThrows(IllegalArgumentException.class, () -> ledger.settle(Delivery.BASAL, -1));
    }

    @Test
    @Tag("SR-66")
    void whatDidNotMoveStaysInTheDeliveredAndLeavesTheBelieved() {
        ledger.deliver(Delivery.BASAL, 1_000);
        ledger.withhold(Withheld.NOT_MOVED, 64);
        ledger.withhold(Withheld.ZERO_FLOW, 10);
        assertEquals(1_000, ledger.delivered());
        assertEquals(936, ledger.believed());
        assertEquals(10, ledger.notSent());
    }

    @Test
    @Tag("SR-40")
    void anUnknownOutcomeCountsInFullUntilItIsReconciled() {
        ledger.deliver(Delivery.BASAL, 1_000);
        ledger.countUncertain(Delivery.BASAL, 160);
        assertEquals(1_160, ledger.delivered());
        assertEquals(160, ledger.uncertain());
        assertEquals(1_160, ledger.believed());
    }

    @Test
    void goesOnFromAJournalledAccount() {
        ledger.restore(new long[] {400, 70, 20, 10}, 20, new long[] {1, 2, 3, 4, 5, 0, 6});
        assertEquals(500, ledger.delivered());
        assertEquals(20, ledger.uncertain());
        assertEquals(494, ledger.believed());
        assertEquals(15, ledger.notSent());
    }

    @Test
    void refusesAnAccountThatCannotBeOne() {
        long[] good = new long[7];
        long[] negative = {0, 0, 0, -1, 0, 0, 0};
        assertThrows(
                IllegalArgumentException.class,
                () -> ledger.restore(new long[] {0, 0, -1, 0}, 0, good));
        assertThrows(IllegalArgumentException.class, () -> ledger.restore(new long[4], -1, good));
        assertThrows(
                IllegalArgumentException.class, () -> ledger.restore(new long[4], 0, new long[5]));
        assertThrows(
                IllegalArgumentException.class, () -> ledger.restore(new long[4], 0, negative));
    }

    @Test
    @Tag("SR-66")
    void whatMovedAfterAllIsBelievedAgainAndNoMoreThanWasBooked() {
        DeliveryLedger ledger = new DeliveryLedger();
        ledger.settle(100);
        ledger.withhold(Withheld.NOT_MOVED, 24);
        assertEquals(76, ledger.believed());
        ledger.movedAfterAll(20);
        assertEquals(96, ledger.believed());
        assertEquals(100, ledger.delivered());
        assertThrows(IllegalArgumentException.class, () -> ledger.movedAfterAll(5));
        assertThrows(IllegalArgumentException.class, () -> ledger.movedAfterAll(-1));
        ledger.movedAfterAll(4);
        assertEquals(100, ledger.believed());
    }
}
