package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a restart takes up again is what would have been without it. */
@Tag("SR-93")
class RestoredTherapyTest {
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final DemandBolus DEMAND =
            new DemandBolus(5_000_000L, 300_000_000_000L, HOUR_NANOS, 6);

    /** One that runs through, and one that ends and begins again at random moments. */
    private static final class Twins {
        private final SplittableRandom random;
        private final PlannerRun through;
        private final PlannerRun again;
        private long concentration = 500;
        private int restarts;

        Twins(long seed) {
            random = new SplittableRandom(seed);
            Prescription first = prescription();
            long begin = random.nextLong(24 * HOUR_NANOS);
            through = new PlannerRun(PlannerRun.plan(first), begin, PlannerRun.SECOND_NANOS);
            again = new PlannerRun(PlannerRun.plan(first), begin, PlannerRun.SECOND_NANOS);
        }

        private Prescription prescription() {
            long dose = random.nextLong(20_000_000L, 900_000_000L);
            Program program =
                    switch (random.nextInt(3)) {
                        case 0 -> new Program.Continuous(dose);
                        case 1 -> new Program.Taper(dose, dose / 2, 3);
                        default ->
                                Program.parse(
                                        "pattern 0:" + dose + " 300:" + dose / 3 + " 1000:" + dose);
                    };
            return PlannerRun.baclofen(concentration, program, DEMAND);
        }

        void happen() {
            switch (random.nextInt(10)) {
                case 0 -> adopt();
                case 1, 2 -> bolus();
                case 3 -> prime();
                case 4 -> enter(random.nextBoolean() ? Mode.PAUSED : Mode.STOPPED);
                case 5, 6 -> enter(Mode.CONTINUOUS);
                case 7 -> react(Reaction.ZERO_FLOW);
                case 8 -> react(Reaction.MINIMUM_RATE);
                default -> react(Reaction.KEEP_PROGRAM);
            }
        }

        private void adopt() {
            if (!through.planner.history().hasRoom(through.nanos())
                    || through.planner.isBridging()) {
                return;
            }
            long before = concentration;
            concentration = random.nextBoolean() ? before : 2_500 - before;
            TherapyPlan plan = PlannerRun.plan(prescription());
            long begin = plan.prescription().needsWallClock() ? 7 * HOUR_NANOS : 0;
            through.planner.adopt(plan, begin, 51_520);
            again.planner.adopt(plan, begin, 51_520);
        }

        private void bolus() {
            boolean demand = random.nextBoolean();
            long picograms = random.nextLong(100_000L, 10_000_000L);
            long nanos = random.nextLong(1_000_000_000L, 2 * HOUR_NANOS);
            Code verdict = through.planner.bolusVerdict(demand, picograms);
            assertEquals(verdict, again.planner.bolusVerdict(demand, picograms));
            if (verdict == Code.OK) {
                through.planner.beginBolus(demand, picograms, nanos);
                again.planner.beginBolus(demand, picograms, nanos);
            }
        }

        private void prime() {
            if (!through.planner.isBridging()) {
                long microsteps = random.nextLong(1_000, 60_000);
                through.planner.beginPrime(microsteps);
                again.planner.beginPrime(microsteps);
            }
        }

        private void enter(Mode mode) {
            through.planner.enter(mode);
            again.planner.enter(mode);
        }

        private void react(Reaction reaction) {
            through.reaction = reaction;
            again.reaction = reaction;
        }

        void pass(int cycles) {
            through.cycles(cycles);
            again.cycles(cycles);
        }

        void restart() {
            through.planner.endShot(BolusEnd.INTERRUPTED);
            again.restart();
            restarts++;
        }

        void compare(String where) {
            Planner one = through.planner;
            Planner other = again.planner;
            for (Delivery delivery : Delivery.values()) {
                assertEquals(
                        through.ledger.delivered(delivery),
                        again.ledger.delivered(delivery),
                        () -> where + " " + delivery);
            }
            assertEquals(one.mode(), other.mode(), where);
            assertEquals(one.rateKey(), other.rateKey(), where);
            assertEquals(one.believedPicograms(), other.believedPicograms(), where);
            assertEquals(one.bridgeLeftMicrosteps(), other.bridgeLeftMicrosteps(), where);
            long nanos = through.nanos();
            assertEquals(
                    one.shots().book().lockedOutNanos(DEMAND, nanos),
                    other.shots().book().lockedOutNanos(DEMAND, nanos),
                    where);
            assertEquals(
                    one.shots().book().givenWithin(24 * HOUR_NANOS, nanos),
                    other.shots().book().givenWithin(24 * HOUR_NANOS, nanos),
                    where);
            assertEquals(
                    one.history().lowestPicogramsPerDay(nanos),
                    other.history().lowestPicogramsPerDay(nanos),
                    where);
            assertEquals(
                    one.history().sinceFirstNanos(nanos),
                    other.history().sinceFirstNanos(nanos),
                    where);
            // The remainder of what is withheld is not kept: less than a microstep each time.
            long lost = through.ledger.notSent() - again.ledger.notSent();
            assertEquals(0, Math.max(0, lost - restarts) + Math.min(0, lost), where);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 42, 77, 0xD05E, 20_26, 123_456})
    @Tag("SR-19")
    @Tag("SR-29")
    void deliversTheSameAsTheOneThatNeverEnded(long seed) {
        Twins twins = new Twins(seed);
        for (int i = 0; i < 400; i++) {
            twins.happen();
            twins.pass(twins.random.nextInt(1, 4_000));
            if (twins.random.nextInt(3) == 0) {
                twins.restart();
            }
            String where = "seed " + seed + ", event " + i;
            twins.compare(where);
        }
    }

    @Test
    @Tag("SR-40")
    void whatMayHaveMovedAfterItWasSavedIsCountedToTheBolus() {
        Prescription prescription =
                PlannerRun.baclofen(500, new Program.Continuous(240_000_000L), DEMAND);
        PlannerRun run = PlannerRun.of(prescription);
        run.planner.beginBolus(false, 10_000_000L, 300_000_000_000L);
        run.cycles(30);
        TherapyMemory memory = new TherapyMemory();
        run.planner.save(memory);
        Planner next = new Planner(run.planner.therapy(), run.ledger, 0, run.nanos());
        next.restore(memory, run.nanos(), 64, HOUR_NANOS);
        assertEquals(320 + 64, next.shots().closedMicrosteps());
        assertEquals(1_200_000L, next.shots().closedPicograms());
        assertEquals(BolusEnd.INTERRUPTED, next.shots().closedHow());
        next = new Planner(run.planner.therapy(), run.ledger, 0, run.nanos());
        next.restore(memory, run.nanos(), 1_000_000, HOUR_NANOS);
        assertEquals(3_200, next.shots().closedMicrosteps());
    }

    @Test
    @Tag("SR-32")
    @Tag("SR-36")
    void aPatternIsAtTheTimeThatItWouldHaveWithoutTheStop() {
        PlannerRun run =
                PlannerRun.of(
                        PlannerRun.baclofen(
                                500, Program.parse("pattern 0:96000000 720:480000000"), null));
        run.cycles(11 * 3_600);
        TherapyMemory memory = new TherapyMemory();
        run.planner.save(memory);
        Planner next = new Planner(run.planner.therapy(), run.ledger, 0, run.nanos());
        next.restore(memory, run.nanos(), 0, 2 * HOUR_NANOS);
        assertEquals(96_000_000L, next.modePicogramsPerDay());
        // One hour of 30 720 microsteps a day, and one of 153 600.
        assertEquals(1_280 + 6_400, next.skipRestart(2 * HOUR_NANOS, 0));
        assertEquals(480_000_000L, next.modePicogramsPerDay());
        assertEquals(7_680, run.ledger.withheld(Withheld.TIME_GAP));
    }
}
