package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.dose.BolusEnd;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.dose.Shots;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;
import io.pumprig.controller.order.RefillEntry;
import io.pumprig.controller.order.Verb;
import io.pumprig.controller.order.Wish;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * A day and an hour of one seed on the whole simulated rig, ordered about by somebody restless: the
 * controller does every cycle, {@link DayOrder} says what was due, and the two are compared every
 * minute.
 */
final class RandomDay implements Callable<Map<String, Integer>> {
    /** The hour after the day is the first of a taper's second day. */
    private static final int MINUTES = 25 * 60;

    private static final int CYCLES_PER_MINUTE = 6_000;

    /** An order about every 20 minutes. */
    private static final int MINUTES_PER_ORDER = 20;

    /** A bridge takes hours of the program's own flow, and few of them would ever end. */
    private static final int MINUTES_PER_ORDER_ON_BRIDGE = 600;

    /** The dead volume of the reference line, 322 uL. */
    private static final long DEAD_MICROSTEPS = 51_520;

    /** The jog of the power-on self-test (SR-69). */
    private static final long JOG_MICROSTEPS = 64;

    /** A bolus is due evenly to the last part of a nanosecond's volume; far below a microstep. */
    private static final BigInteger NOTHING_MUCH =
            DayOrder.ONE.divide(BigInteger.valueOf(1_000_000));

    private final long seed;
    private final SplittableRandom random;
    private final TherapyWriter writer;
    private final Map<String, Integer> done = new TreeMap<>();
    private final Map<Delivery, Long> deliveredFor = new EnumMap<>(Delivery.class);
    private final Map<Withheld, Long> withheldFor = new EnumMap<>(Withheld.class);
    private TestRun run;
    private Planner planner;
    private DeliveryLedger ledger;
    private DayOrder order;
    private boolean bridging;
    private long bridgeBeganMicrosteps;
    private long shotsClosed;
    private long bolusBefore;

    RandomDay(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        writer = new TherapyWriter(random);
    }

    /** How often each thing happened. */
    @Override
    public Map<String, Integer> call() {
        Prescription first = writer.first();
        try (TestRun day = TestRun.poweredOn(seed, first)) {
            run = day;
            planner = day.controller().loop().planner();
            ledger = day.controller().loop().ledger();
            order =
                    new DayOrder(
                            first.program(),
                            first.picogramsPerNanolitre(),
                            first.minimumPicolitresPerDay(),
                            TherapyWriter.beginNanos(first, day.preparedNanos()));
            note("begun as " + first.mode().label());
            for (int minute = 0; minute < MINUTES; minute++) {
                for (int i = 0; i < CYCLES_PER_MINUTE; i++) {
                    run.run().step();
                    look();
                }
                order.advanceTo(nanos());
                check();
                if (random.nextInt(bridging ? MINUTES_PER_ORDER_ON_BRIDGE : MINUTES_PER_ORDER)
                        == 0) {
                    happen();
                }
            }
            assertEquals(0, ledger.uncertain());
        }
        return done;
    }

    private long nanos() {
        return run.run().cycle() * TestRun.PERIOD_NANOS;
    }

    private String where() {
        return "seed " + seed + ", cycle " + run.run().cycle() + ", " + done;
    }

    private void note(String what) {
        done.merge(what, 1, Integer::sum);
    }

    /** What ended by itself in the last cycle ended before that cycle's time. */
    private void look() {
        if (bridging && !planner.isBridging()) {
            long moved = ledger.believed() - bridgeBeganMicrosteps - DEAD_MICROSTEPS;
            assertTrue(moved == 0 || moved == 1, this::where);
            order.advanceTo(nanos() - TestRun.PERIOD_NANOS);
            order.endBridge();
            bridging = false;
            note("bridge ended");
        }
        Shots shots = planner.shots();
        if (shots.closed() != shotsClosed) {
            shotsClosed = shots.closed();
            close(shots);
        }
    }

    private void close(Shots shots) {
        long begun = nanos() - TestRun.PERIOD_NANOS;
        boolean whole = shots.closedHow() == BolusEnd.COMPLETED;
        order.advanceTo(whole ? nanos() : begun);
        BigInteger[] due = order.bolus().divideAndRemainder(DayOrder.ONE);
        order.endBolus();
        long given = ledger.delivered(Delivery.BOLUS) - bolusBefore;
        if (whole) {
            assertTrue(order.bolusEndNanos() > begun && order.bolusEndNanos() <= nanos());
            assertEquals(order.bolusMicrosteps(), given, this::where);
        } else {
            long least = due[0].longValueExact();
            assertTrue(given >= least && given <= least + due[1].signum(), this::where);
        }
        note("bolus " + shots.closedHow().label());
    }

    private void check() {
        long delivered = ledger.delivered();
        assertEquals(run.rig().plant().fieldMicrosteps(), delivered, this::where);
        long ahead = planner.aheadMicrosteps();
        assertTrue(ahead >= 0 && ahead <= JOG_MICROSTEPS, this::where);
        BigInteger accounted =
                BigInteger.valueOf(delivered - ahead + ledger.notSent()).multiply(DayOrder.ONE);
        BigInteger missing = order.due().subtract(accounted);
        assertTrue(
                missing.add(NOTHING_MUCH).signum() >= 0,
                () -> where() + ": above the order by " + missing.negate());
        // What a reaction withholds is rounded down by itself.
        int roundings = ledger.notSent() > ledger.withheld(Withheld.SELF_TEST) ? 2 : 1;
        BigInteger most = DayOrder.ONE.multiply(BigInteger.valueOf(roundings)).add(NOTHING_MUCH);
        assertTrue(missing.compareTo(most) < 0, () -> where() + ": below the order by " + missing);
        assertTotals(delivered);
    }

    /** Each account by itself never falls, and those of what was delivered are all of it. */
    private void assertTotals(long delivered) {
        long sum = 0;
        for (Delivery purpose : Delivery.values()) {
            long now = ledger.delivered(purpose);
            Long before = deliveredFor.put(purpose, now);
            assertTrue(before == null || before <= now, () -> where() + ": " + purpose);
            sum += now;
        }
        assertEquals(delivered, sum, this::where);
        for (Withheld cause : Withheld.values()) {
            long now = ledger.withheld(cause);
            Long before = withheldFor.put(cause, now);
            assertTrue(before == null || before <= now, () -> where() + ": " + cause);
        }
    }

    private void happen() {
        switch (random.nextInt(12)) {
            case 0 -> enter(Verb.PAUSE, DayOrder.Share.AT_MOST_THE_MINIMUM);
            case 1 -> enter(Verb.MINIMUM_RATE, DayOrder.Share.AT_MOST_THE_MINIMUM);
            case 2 -> enter(Verb.STOP, DayOrder.Share.NOTHING);
            case 3, 4, 5 -> enter(Verb.RESUME, DayOrder.Share.ALL);
            case 6, 7, 8 -> bolus();
            case 9 -> {
                give(Verb.BOLUS_CANCEL, null);
                look();
            }
            case 10 -> {
                give(Verb.REFILL, new Wish.Refill(entry(concentration())));
                look();
            }
            default -> therapy();
        }
    }

    /** The order, answered by a cycle whose time has not been counted yet. */
    private Order give(Verb verb, Wish wish) {
        Order given = run.order(verb, wish);
        note(verb.label() + " " + given.code());
        return given;
    }

    private void enter(Verb verb, DayOrder.Share share) {
        Code code = give(verb, null).code();
        look();
        if (code == Code.OK) {
            order.enter(share);
        }
    }

    private void bolus() {
        boolean demand = random.nextInt(3) == 0;
        long before = ledger.delivered(Delivery.BOLUS);
        long picograms = random.nextLong(20_000L, 30_000_000L);
        long asked = random.nextLong(60, 5_000) * 1_000_000_000L;
        Wish wish =
                demand
                        ? new Wish.Bolus(true, 0, 0, null)
                        : new Wish.Bolus(false, picograms, asked, null);
        if (give(Verb.BOLUS, wish).code() == Code.OK) {
            long dose = demand ? planner.prescription().demandBolus().picograms() : picograms;
            bolusBefore = before;
            assertTrue(demand || planner.shots().durationNanos() >= asked, this::where);
            order.beginBolus(order.microstepsOf(dose), planner.shots().durationNanos());
        }
        look();
    }

    private long concentration() {
        return planner.prescription().picogramsPerNanolitre();
    }

    private RefillEntry entry(long concentration) {
        long removed = Math.round(run.rig().plant().reservoirMicrolitres() * 1e6);
        return new RefillEntry(removed, 20_000_000_000L, concentration);
    }

    /** Stages another therapy and commits it, half of the times at another concentration. */
    private void therapy() {
        Prescription next = writer.next(planner.prescription());
        boolean changes = next.picogramsPerNanolitre() != concentration();
        Wish.Stage stage = writer.stage(run.controller().forms());
        if (changes) {
            stage =
                    new Wish.Stage(
                            stage.therapy(), entry(next.picogramsPerNanolitre()), stage.findings());
        }
        Code staged = give(Verb.THERAPY_STAGE, stage).code();
        look();
        order.advanceTo(nanos());
        if (staged != Code.OK) {
            return;
        }
        long moved = ledger.believed();
        // The time of day is asked for in the cycle that takes the order.
        long asked = nanos() + TestRun.PERIOD_NANOS;
        Wish commit = new Wish.Commit(next.identity(), new LimitOverride("test", "a random day"));
        Code committed = give(Verb.THERAPY_COMMIT, commit).code();
        look();
        if (committed == Code.OK) {
            order.adopt(
                    next.program(),
                    next.picogramsPerNanolitre(),
                    TherapyWriter.beginNanos(next, asked));
            if (changes) {
                bridging = true;
                bridgeBeganMicrosteps = moved;
            }
            note("committed " + (next.program() instanceof Program.Taper ? "taper" : "program"));
        }
    }
}
