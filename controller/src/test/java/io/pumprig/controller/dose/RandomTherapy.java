package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.DoseLimits;
import io.pumprig.controller.order.Indication;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;
import io.pumprig.hal.device.PumpHead;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * 30 days of one seed, in which everything happens: programs, modes, boluses, concentrations,
 * alarms, gaps, a drive that refuses and a rotor that stalls, at random moments. The planner does
 * every cycle; the order is computed from one event to the next, and both are compared there.
 */
final class RandomTherapy {
    private static final long PERIOD_NANOS = PlannerRun.SECOND_NANOS;
    private static final long CYCLES = 30 * 86_400L;
    private static final PumpHead[] HEADS = {
        PlannerRun.HEAD,
        new PumpHead(3_200, 8_671_000L),
        new PumpHead(3_200, 50_000_000L),
        new PumpHead(16_000, 20_000_000L),
        new PumpHead(9_777, 8_671_001L),
        new PumpHead(200, 1_000_000L),
    };

    private final long seed;
    private final SplittableRandom random;
    private final PumpHead head;
    private final long[] concentrations;
    private final long minimumPicolitresPerDay;
    private final OrderedVolume order;
    private long concentration;
    private PlannerRun run;
    private long cycles;

    RandomTherapy(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        head = HEADS[random.nextInt(HEADS.length)];
        concentrations = new long[] {spread(10, 4_000), spread(10, 4_000), 500};
        minimumPicolitresPerDay = spread(2_400_000L, 240_000_000L);
        order = new OrderedVolume(head, minimumPicolitresPerDay, concentrations);
    }

    long cycles() {
        return cycles;
    }

    /** Every order of magnitude as often as every other; both ends included. */
    private long spread(long least, long most) {
        double power = Math.log((double) most / least) * random.nextDouble();
        return Math.min(most, Math.round(least * Math.exp(power)));
    }

    void run() {
        concentration = concentrations[0];
        TherapyPlan plan = plan();
        long begin = beginOf(plan);
        run = new PlannerRun(plan, begin, PERIOD_NANOS);
        order.begin(plan.prescription().program(), concentration, begin);
        while (cycles < CYCLES) {
            happen();
            long some = Math.min(CYCLES - cycles, spread(1, 40_000));
            run.cycles(some);
            order.pass(some, PERIOD_NANOS, run.reaction);
            cycles += some;
            check();
        }
        assertTrue(order.isSharp(), () -> "seed " + seed);
    }

    private void check() {
        assertNull(order.difference(run.ledger), () -> where(order.difference(run.ledger)));
        assertEquals(order.moved(), run.ledger.believed(), () -> where("believed"));
        assertEquals(order.isBolusRunning(), run.planner.shots().isRunning(), () -> where("bolus"));
    }

    private String where(String what) {
        return "seed " + seed + ", cycle " + cycles + ": " + what;
    }

    private void happen() {
        switch (random.nextInt(16)) {
            case 0 -> react(Reaction.MINIMUM_RATE);
            case 1 -> react(Reaction.ZERO_FLOW);
            case 2, 3, 4 -> react(Reaction.KEEP_PROGRAM);
            case 5 -> enter(random.nextBoolean() ? Mode.PAUSED : Mode.MINIMUM_RATE);
            case 6 -> enter(Mode.STOPPED);
            case 7, 8 -> enter(run.planner.prescription().mode());
            case 9, 10 -> bolus();
            case 11 -> cancel();
            case 12 -> adopt();
            case 13 -> skip();
            case 14 -> lose();
            default -> stall();
        }
    }

    private void react(Reaction reaction) {
        run.reaction = reaction;
        run.bolusesBlocked = reaction != Reaction.KEEP_PROGRAM;
        if (run.bolusesBlocked) {
            order.endBolus();
        }
    }

    private void enter(Mode mode) {
        run.planner.enter(mode);
        order.enter(mode);
    }

    private void bolus() {
        boolean may =
                run.planner.mode().isProgram()
                        && !run.planner.isBridging()
                        && !order.isBridging()
                        && !order.isBolusRunning()
                        && run.reaction == Reaction.KEEP_PROGRAM;
        // At most 0.9 mL, which always fits under the ceiling within 6 h.
        long picograms = spread(1_000L, Math.min(100_000_000L, 900_000L * concentration));
        if (may && order.microstepsWithin(picograms) > 0) {
            long nanos = spread(PlannerRun.SECOND_NANOS / 3, 6 * PlannerRun.HOUR_NANOS);
            run.planner.beginBolus(random.nextBoolean(), picograms, nanos);
            // What the ceiling makes of the time is not this test's matter, unless it is too long.
            long taken = run.planner.shots().durationNanos();
            assertTrue(taken >= nanos, () -> where("bolus too fast"));
            order.bolus(picograms, taken);
        }
    }

    private void cancel() {
        run.planner.endShot(BolusEnd.CANCELLED);
        order.endBolus();
    }

    /** Another program; where no bridge is open already, on another concentration every time. */
    private void adopt() {
        if (!run.planner.history().hasRoom(run.nanos())) {
            return;
        }
        long deadMicrosteps = 0;
        if (!order.isBridging() && !run.planner.isBridging()) {
            long before = concentration;
            concentration = concentrations[random.nextInt(concentrations.length)];
            deadMicrosteps =
                    concentration == before
                            ? 0
                            : head.microstepsWithin(random.nextLong(50_000_000L, 600_000_000L));
        }
        TherapyPlan plan = plan();
        long begin = beginOf(plan);
        run.planner.adopt(plan, begin, deadMicrosteps);
        order.begin(plan.prescription().program(), concentration, begin);
        if (deadMicrosteps > 0) {
            order.bridge(deadMicrosteps);
        }
    }

    private void skip() {
        long nanos = random.nextLong(5_000_000_001L, 3 * PlannerRun.HOUR_NANOS);
        run.cycle(nanos);
        order.skip(nanos - PERIOD_NANOS);
        order.pass(1, PERIOD_NANOS, run.reaction);
        check();
        nanos = random.nextLong(0, 5_000_000_001L);
        run.cycle(nanos);
        order.pass(1, nanos, run.reaction);
    }

    private void lose() {
        int times = random.nextInt(1, 20);
        for (int i = 0; i < times; i++) {
            int wished = run.lose(random.nextBoolean());
            order.pass(1, PERIOD_NANOS, run.reaction);
            order.lose(wished);
        }
    }

    private void stall() {
        long microsteps = Math.min(run.ledger.believed(), random.nextInt(65));
        run.ledger.withhold(Withheld.NOT_MOVED, microsteps);
        order.stall(microsteps);
    }

    private TherapyPlan plan() {
        Prescription prescription =
                new Prescription(
                        "baclofen",
                        concentration,
                        Indication.SPINAL,
                        program(),
                        minimumPicolitresPerDay,
                        null,
                        "Europe/Berlin",
                        Prescription.OnRestart.CONFIRM);
        return new TherapyPlan(prescription, DoseLimits.WIDEST, head);
    }

    private static long beginOf(long minute) {
        return minute * PlannerRun.MINUTE_NANOS + 123_456_789L;
    }

    private long beginOf(TherapyPlan plan) {
        return plan.prescription().needsWallClock() ? beginOf(random.nextInt(1_440)) : 0;
    }

    private Program program() {
        switch (random.nextInt(3)) {
            case 0:
                return new Program.Continuous(dose());
            case 1:
                long from = dose();
                long to = dose();
                return new Program.Taper(from, from == to ? to - 1 : to, random.nextInt(1, 12));
            default:
                List<Program.Step> steps = new ArrayList<>();
                int minute = 0;
                while (steps.size() < Program.Pattern.MOST_STEPS && minute < 1_440) {
                    steps.add(new Program.Step(minute, dose()));
                    minute += random.nextInt(1, 300);
                }
                return new Program.Pattern(steps);
        }
    }

    /** Within the ceiling at any drug of this run, and seldom near it. */
    private long dose() {
        long weakest = Long.MAX_VALUE;
        for (long one : concentrations) {
            weakest = Math.min(weakest, one);
        }
        long most = Math.min(Prescription.MOST_PICOGRAMS_PER_DAY, 20_000_000L * weakest);
        return spread(20_000L, most);
    }
}
