package io.pumprig.controller.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import io.pumprig.hal.AllocatedBytes;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The test in service, every 900 s, in cycles of 10 ms. */
@Tag("SR-70")
class TestInServiceTest {
    private static final long PERIOD_NANOS = 900_000_000_000L;

    private final TestedPump pump = new TestedPump();

    @BeforeEach
    void passAtPowerOn() {
        pump.settle();
        assertEquals(List.of("begun", "passed power-on"), pump.told());
    }

    @Test
    void beginsAfterFifteenMinutesAndNotBefore() {
        pump.cycle(PERIOD_NANOS - 1);
        assertEquals(1, pump.program.begun);
        assertEquals(0, pump.lamps.repeats());
        pump.cycle(1);
        assertEquals(2, pump.program.begun);
        assertEquals(1, pump.lamps.repeats());
        pump.cycle();
        assertEquals(List.of("passed in service"), pump.told());
    }

    @Test
    @Tag("SELF_TEST_FAILED:early")
    @Tag("CONFIG_CORRUPT:early")
    void aHealthyDayIsTestedEveryFifteenMinutesWithoutAnAlarmOrAMotion() {
        for (int second = 0; second < 86_400; second++) {
            pump.cycle(1_000_000_000L);
            assertFalse(pump.selfTest.isRunning());
            assertFalse(pump.permit.areBolusesBlocked());
            assertEquals(0, pump.permit.raised());
        }
        assertEquals(Collections.nCopies(95, "passed in service"), pump.told());
        assertEquals(64, pump.moved);
        assertEquals(0, pump.lamps.shown());
        assertEquals(1, pump.storage.begun, "checkpoints do that");
    }

    @Test
    @Tag("SR-05")
    @Tag("CONFIG_CORRUPT:absent")
    @Tag("CONFIG_CORRUPT:unsafe-action")
    @Tag("CONFIG_CORRUPT:late")
    void aProgramThatChangedStopsThePumpInTheCycleInWhichItIsKnown() {
        pump.program.verdict = Verdict.PENDING;
        pump.cycle(PERIOD_NANOS);
        pump.cycles(10);
        assertFalse(pump.hasFailed());
        assertFalse(pump.selfTest.isRunning(), "therapy goes on meanwhile");
        pump.program.verdict = Verdict.FAILED;
        pump.cycle();
        assertTrue(pump.hasFailed());
        assertEquals(Source.PROGRAM.bit(), pump.alarms.sources(Alarm.CONFIG_CORRUPT));
        assertEquals(Reaction.ZERO_FLOW, pump.permit.reaction());
        assertEquals(List.of("failed program"), pump.told());
    }

    @Test
    @Tag("SELF_TEST_FAILED:early")
    @Tag("SELF_TEST_FAILED:late")
    void anExaminationThatDoesNotEndIsAFailureAfterTenSeconds() {
        pump.program.verdict = Verdict.PENDING;
        pump.cycle(PERIOD_NANOS);
        pump.cycles(999);
        assertFalse(pump.hasFailed());
        pump.cycle();
        assertTrue(pump.hasFailed());
    }

    @Test
    @Tag("CONFIG_CORRUPT:too-short")
    @Tag("CONFIG_CORRUPT:too-long")
    @Tag("SR-69")
    void afterAFailureTheWholeTestPassesBeforeTherapyGoesOn() {
        pump.program.verdict = Verdict.FAILED;
        pump.cycle(PERIOD_NANOS);
        pump.cycle();
        assertTrue(pump.hasFailed());
        pump.program.verdict = Verdict.PASSED;
        pump.cycles(1_000);
        assertTrue(pump.hasFailed());
        pump.acknowledge();
        pump.settle();
        assertEquals(128, pump.moved);
        assertEquals(List.of("failed program", "begun", "passed power-on"), pump.told());
        assertEquals(0, pump.permit.raised());
    }

    @Test
    @Tag("F-48")
    void aLampThatBreaksIsFoundAndOneThatWasMendedIsBelievedAtTheNextTest() {
        pump.lamps.refuse(2);
        pump.cycle(PERIOD_NANOS - 1);
        assertEquals(0, pump.permit.raised());
        pump.cycle(1);
        assertEquals(Alarm.ANNUNCIATOR_FAILED.bit(), pump.permit.raised());
        assertEquals(Reaction.KEEP_PROGRAM, pump.permit.reaction());
        pump.lamps.refuse(0);
        pump.cycle();
        pump.cycle(PERIOD_NANOS - 1);
        assertTrue(pump.alarms.isListed(Alarm.ANNUNCIATOR_FAILED));
        pump.cycle(1);
        assertFalse(pump.alarms.isListed(Alarm.ANNUNCIATOR_FAILED));
    }

    @Test
    void allocatesNothing() {
        for (int i = 0; i < 100; i++) {
            pump.cycle(PERIOD_NANOS / 4);
        }
        assertEquals(0, AllocatedBytes.in(10_000, () -> pump.cycle(PERIOD_NANOS / 4)));
    }
}
