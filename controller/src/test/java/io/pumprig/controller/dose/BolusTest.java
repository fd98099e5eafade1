package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.DoseLimits;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Program;
import io.pumprig.hal.device.PumpHead;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BolusTest {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long HOUR_NANOS = 3_600_000_000_000L;

    /** 10 mcg, 3200 microsteps at 500 mcg/mL, in 5 minutes; an hour between, four a day. */
    private static final DemandBolus DEMAND =
            new DemandBolus(10_000_000L, 5 * MINUTE_NANOS, HOUR_NANOS, 4);

    /** 240 mcg/day at 500 mcg/mL: 3200 microsteps an hour beside the bolus. */
    private final PlannerRun run =
            PlannerRun.of(PlannerRun.baclofen(500, new Program.Continuous(240_000_000L), DEMAND));

    private Planner planner() {
        return run.planner;
    }

    private void beginDemand() {
        assertEquals(Code.OK, planner().bolusVerdict(true, DEMAND.picograms()));
        planner().beginBolus(true, DEMAND.picograms(), DEMAND.durationNanos());
    }

    @Test
    @Tag("SR-24")
    @Tag("SR-39")
    void givesItsDoseInItsTimeBesideTheProgramAndEndsByItself() {
        beginDemand();
        assertEquals(Mode.BOLUS_DEMAND, planner().mode());
        run.cycles(299);
        assertTrue(planner().shots().isRunning());
        run.cycle();
        assertFalse(planner().shots().isRunning());
        assertEquals(Mode.CONTINUOUS, planner().mode());
        assertEquals(3_200, run.ledger.delivered(Delivery.BOLUS));
        assertEquals(BolusEnd.COMPLETED, planner().shots().closedHow());
        assertEquals(10_000_000L, planner().shots().closedPicograms());
        run.cycles(3_300);
        assertEquals(3_200, run.ledger.delivered(Delivery.BASAL));
        assertEquals(3_200, run.ledger.delivered(Delivery.BOLUS));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 0xD05E})
    @Tag("SR-24")
    void isNeverAboveItsDoseAndLessThanAMicrostepBelow(long seed) {
        var random = new SplittableRandom(seed);
        PumpHead head = new PumpHead(3_200, 8_671_000L);
        for (int i = 0; i < 200; i++) {
            long concentration = random.nextLong(10, 4_001);
            long picograms = random.nextLong(100_000L, 5_000_000L);
            PlannerRun odd =
                    new PlannerRun(
                            new TherapyPlan(
                                    PlannerRun.continuous(concentration, 7_654_321L),
                                    DoseLimits.WIDEST,
                                    head),
                            0,
                            PlannerRun.SECOND_NANOS);
            odd.cycles(random.nextInt(1_000));
            odd.planner.beginBolus(false, picograms, random.nextLong(1, 30 * MINUTE_NANOS));
            while (odd.planner.shots().isRunning()) {
                odd.cycle();
            }
            // 8671 nL a turn: a microstep holds 8671 / 3200 nL of so many pg.
            long given = odd.ledger.delivered(Delivery.BOLUS);
            assertTrue(given * 8_671 * concentration <= picograms * 3_200, "seed " + seed);
            assertTrue((given + 1) * 8_671 * concentration > picograms * 3_200, "seed " + seed);
            assertEquals(given, odd.planner.shots().closedMicrosteps(), "seed " + seed);
        }
    }

    @Test
    @Tag("SR-24")
    @Tag("SR-69")
    void isWholeAlthoughTheSelfTestDeliveredAhead() {
        planner().beginSelfTest();
        run.jog();
        planner().endSelfTest();
        beginDemand();
        run.cycles(3_599);
        assertEquals(3_200, run.ledger.delivered(Delivery.BOLUS));
        assertEquals(3_200, run.ledger.delivered(Delivery.BASAL));
        assertEquals(0, planner().aheadMicrosteps());
    }

    @ParameterizedTest(name = "{0}, boluses blocked: {1}")
    @CsvSource({
        "KEEP_PROGRAM, true",
        "MINIMUM_RATE, true",
        "ZERO_FLOW, true",
        "MINIMUM_RATE, false",
        "ZERO_FLOW, false",
    })
    @Tag("SR-27")
    @Tag("SR-29")
    @Tag("SR-34")
    void anAlarmEndsItInTheSameCycleAndItsRestIsDropped(Reaction reaction, boolean blocked) {
        beginDemand();
        run.cycles(150);
        assertEquals(1_600, run.ledger.delivered(Delivery.BOLUS));
        run.reaction = reaction;
        run.bolusesBlocked = blocked;
        run.cycle();
        assertFalse(planner().shots().isRunning());
        assertEquals(BolusEnd.INTERRUPTED, planner().shots().closedHow());
        assertEquals(1_600, planner().shots().closedMicrosteps());
        assertEquals(5_000_000L, planner().shots().closedPicograms());
        run.reaction = Reaction.KEEP_PROGRAM;
        run.bolusesBlocked = false;
        run.cycles(86_400);
        assertEquals(1_600, run.ledger.delivered(Delivery.BOLUS));
    }

    @Test
    @Tag("SR-27")
    void anAlarmThatAllowsBolusesLeavesItRunning() {
        beginDemand();
        run.cycles(300);
        assertEquals(BolusEnd.COMPLETED, planner().shots().closedHow());
    }

    @Test
    @Tag("SR-47")
    void theMinimumRateThatEndsABolusIsNotAboveAProgramBelowIt() {
        // 24 mcg/day are 7680 microsteps, the minimum as well; 12 mcg/day half of it.
        PlannerRun slow =
                PlannerRun.of(
                        PlannerRun.baclofen(500, new Program.Continuous(12_000_000L), DEMAND));
        slow.planner.beginBolus(true, DEMAND.picograms(), DEMAND.durationNanos());
        slow.reaction = Reaction.MINIMUM_RATE;
        slow.cycles(86_400);
        assertEquals(3_840, slow.ledger.delivered());
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"pause", "stop", "minimum", "prime", "therapy", "self-test", "restart"})
    @Tag("SR-29")
    void whateverInterruptsItClosesItWithWhatWasDelivered(String what) {
        beginDemand();
        run.cycles(30);
        switch (what) {
            case "pause" -> planner().enter(Mode.PAUSED);
            case "stop" -> planner().enter(Mode.STOPPED);
            case "minimum" -> planner().enter(Mode.MINIMUM_RATE);
            case "prime" -> planner().beginPrime(51_520);
            case "therapy" -> planner().adopt(planner().therapy(), 0, 0);
            case "self-test" -> planner().beginSelfTest();
            default -> run.restart();
        }
        assertEquals(BolusEnd.INTERRUPTED, planner().shots().closedHow());
        assertEquals(Mode.BOLUS_DEMAND, planner().shots().closedKind());
        assertEquals(320, planner().shots().closedMicrosteps());
        assertEquals(1_000_000L, planner().shots().closedPicograms());
        assertEquals(1, planner().shots().book().demandsToday(run.nanos()));
        run.cycles(3_600);
        assertEquals(320, run.ledger.delivered(Delivery.BOLUS));
    }

    @Test
    @Tag("SR-07")
    @Tag("SR-28")
    void takesLongerWhereTheProgramLeavesLittleRoomUnderTheCeiling() {
        // 230 mcg/day at 10 mcg/mL are 23 mL/day; the ceiling leaves 1 mL/day, 0.1 mL in 2.4 h.
        PlannerRun full = PlannerRun.of(PlannerRun.continuous(10, 230_000_000L));
        assertEquals(Code.OK, full.planner.bolusVerdict(false, 1_000_000L));
        full.planner.beginBolus(false, 1_000_000L, 5 * MINUTE_NANOS);
        assertEquals(8_641_000_000_000L, full.planner.shots().durationNanos());
        while (full.planner.shots().isRunning()) {
            assertTrue(full.planner.modePicolitresPerDay() <= 24_000_000_000L);
            full.cycle();
        }
        assertEquals(16_000, full.ledger.delivered(Delivery.BOLUS));
    }

    @Test
    @Tag("SR-28")
    void takesTheTimeAskedForWhereThereIsRoom() {
        planner().beginBolus(false, 10_000_000L, 7 * MINUTE_NANOS);
        assertEquals(420_000_000_000L, planner().shots().durationNanos());
    }

    @Test
    @Tag("SR-30")
    void isRefusedWhereUnderTheCeilingItTakesMoreThanSixHours() {
        PlannerRun full = PlannerRun.of(PlannerRun.continuous(10, 230_000_000L));
        assertEquals(Code.BAD_PARAM, full.planner.bolusVerdict(false, 3_000_000L));
        assertEquals(
                "under the ceiling of 1000 uL/h it would take more than 6 h",
                full.planner.refusal());
        PlannerRun none = PlannerRun.of(PlannerRun.continuous(10, 240_000_000L));
        assertEquals(Code.BAD_PARAM, none.planner.bolusVerdict(false, 1_000_000L));
    }

    @Test
    @Tag("SR-30")
    void cannotBePrescribedOverMoreThanSixHours() {
        long sixHours = 6 * HOUR_NANOS;
        assertEquals(sixHours, new DemandBolus(1, sixHours, 0, 1).durationNanos());
        assertThrows(IllegalArgumentException.class, () -> new DemandBolus(1, sixHours + 1, 0, 1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "paused, CONFLICT, no bolus in mode paused",
        "stopped, CONFLICT, no bolus in mode stopped",
        "self-test, CONFLICT, no bolus in mode self-test",
        "bridging, CONFLICT, no bolus while drug of two concentrations is in the line",
        "bolus, BUSY, another bolus runs",
        "priming, BUSY, priming",
        "tiny, BAD_PARAM, less than one microstep",
    })
    @Tag("SR-27")
    void isRefusedWithItsReasonAndNothingChanges(String state, Code code, String reason) {
        switch (state) {
            case "paused" -> planner().enter(Mode.PAUSED);
            case "stopped" -> planner().enter(Mode.STOPPED);
            case "self-test" -> planner().beginSelfTest();
            case "bolus" -> planner().beginBolus(false, 1_000_000L, HOUR_NANOS);
            case "priming" -> planner().beginPrime(51_520);
            case "bridging" ->
                    planner()
                            .adopt(
                                    PlannerRun.plan(PlannerRun.continuous(2_000, 240_000_000L)),
                                    0,
                                    51_520);
            default -> {}
        }
        Mode before = planner().mode();
        assertEquals(code, planner().bolusVerdict(false, state.equals("tiny") ? 3_124L : 10_000L));
        assertEquals(reason, planner().refusal());
        assertEquals(before, planner().mode());
        assertEquals(0, planner().shots().closed());
    }

    @Test
    @Tag("SR-26")
    void theButtonIsRefusedWhereNoDemandBolusIsPrescribed() {
        PlannerRun plain = PlannerRun.of(PlannerRun.continuous(500, 240_000_000L));
        assertEquals(Code.CONFLICT, plain.planner.bolusVerdict(true, 10_000_000L));
        assertEquals("no demand bolus is prescribed", plain.planner.refusal());
        assertEquals(Code.OK, plain.planner.bolusVerdict(false, 10_000_000L));
        assertNull(plain.planner.refusal());
    }
}
