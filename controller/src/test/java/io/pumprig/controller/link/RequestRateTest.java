package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRateTest {
    private static final long SECOND = 1_000_000_000L;

    private final RequestRate rate = new RequestRate();

    /** How many of {@code requests} at that moment are taken. */
    private int taken(String client, String verb, int requests, long nowNanos) {
        int taken = 0;
        for (int i = 0; i < requests; i++) {
            taken += rate.admit(client, verb, nowNanos) == 0 ? 1 : 0;
        }
        return taken;
    }

    @Test
    void aBurstIsTakenAndThenTheLastingRate() {
        assertEquals(1_000, taken("a", "ping", 5_000, 7));
        assertEquals(4_000, rate.limited());
        assertEquals(400, taken("a", "ping", 1_000, 7 + SECOND / 10));
        assertEquals(1_000, taken("a", "ping", 5_000, 7 + 10 * SECOND));
    }

    @Test
    void aRefusalTellsWhenTheNextOneIsTaken() {
        taken("a", "ping", 1_000, 0);

        long waitNanos = rate.admit("a", "ping", 0);

        assertEquals(250_000, waitNanos);
        assertTrue(rate.admit("a", "ping", waitNanos - 1) > 0);
        assertEquals(0, rate.admit("a", "ping", waitNanos));
    }

    @Test
    void aClientThatDoesNotFloodIsTakenWhileAnotherDoes() {
        for (int millis = 0; millis < 1_000; millis++) {
            taken("flood", "ping", 10, millis * 1_000_000L);
            assertEquals(0, rate.admit("me", "ping", millis * 1_000_000L));
        }
        assertTrue(rate.limited() > 4_000);
        assertTrue(rate.isHasty("flood", SECOND));
        assertFalse(rate.isHasty("me", SECOND));
        assertFalse(rate.isHasty("nobody", SECOND));
    }

    @Test
    void manyNamesTogetherAreBounded() {
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            taken += rate.admit("name" + i, "ping", 0) == 0 ? 1 : 0;
        }
        assertEquals(2_000, taken);
        assertEquals(1, taken("other", "ping", 1, SECOND), "a second later again");
    }

    @ParameterizedTest(name = "{0}")
    @Tag("SR-99")
    @ValueSource(strings = {"stop", "pause", "minimum-rate", "bolus-cancel"})
    void whatLowersFlowIsNeverRefused(String verb) {
        taken("a", "ping", 10_000, 0);

        assertEquals(10_000, taken("a", verb, 10_000, 0));
        assertEquals(0, taken("a", "resume", 1, 0));
    }

    @Test
    void messagesThatNobodyCanBeAnsweredForAreToldABoundedNumberOfTimes() {
        int told = 0;
        for (int i = 0; i < 5_000; i++) {
            told += rate.mayObject(0) ? 1 : 0;
        }
        assertEquals(1_000, told);
        assertEquals(4_000, rate.limited());
        assertTrue(rate.mayObject(SECOND));
    }

    /** The clock may have any origin, and time differences may not overflow. */
    @Test
    void aClockThatWrapsChangesNothing() {
        long nearTheEnd = Long.MAX_VALUE - 1_000;
        assertEquals(1_000, taken("a", "ping", 1_100, nearTheEnd));
        assertEquals(400, taken("a", "ping", 1_000, nearTheEnd + SECOND / 10));
    }
}
