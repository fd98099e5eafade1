package io.pumprig.simulator.scenario;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.RefillEntry;
import io.pumprig.controller.order.Verb;
import io.pumprig.controller.order.Wish;
import io.pumprig.simulator.plant.Plant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * A sound rig under one therapy for some days, from its power-on self-test on, refilled in time by
 * an order as a clinic would: every 30 days, and before the reservoir is low. Its first alarm ends
 * it.
 */
final class HealthyRun implements Callable<List<String>> {
    private static final int HOURS_BETWEEN_REFILLS = 30 * 24;
    private static final double PICOLITRES_PER_MICROLITRE = 1e6;
    private static final double FULL_MICROLITRES = 20_000;

    /** The low mark, 4 mL, with room for an hour's delivery and the scale's noise. */
    private static final double REFILL_MICROLITRES = 4_500;

    /** The mean error that is allowed (SR-19). */
    private static final double MEAN_ERROR = 0.05;

    /** Where the rollers stand at the end is no error: 20 uL a turn, three of them. */
    private static final double PITCH_MICROLITRES = 6.7;

    private final HealthyTherapy therapy;
    private final long seed;
    private final int days;
    private final List<String> problems = new ArrayList<>();
    private int refills;

    HealthyRun(HealthyTherapy therapy, long seed, int days) {
        this.therapy = therapy;
        this.seed = seed;
        this.days = days;
    }

    /** What was wrong: empty for a run as it has to be. */
    @Override
    public List<String> call() {
        try (TestRun run = TestRun.poweredOn(seed, therapy.prescription())) {
            run.run().follow(therapy.script(run.controller().forms()));
            for (int hour = 1; hour <= 24 * days && run.alarms().isEmpty(); hour++) {
                run.cycles(TestRun.CYCLES_PER_HOUR);
                if (hour % HOURS_BETWEEN_REFILLS == 0 || content(run) < REFILL_MICROLITRES) {
                    refill(run);
                    say(run);
                }
            }
            judge(run);
            say(run);
        }
        return problems;
    }

    private static double content(TestRun run) {
        return run.rig().plant().reservoirMicrolitres();
    }

    private void refill(TestRun run) {
        Prescription inForce = run.controller().loop().planner().prescription();
        long removed = Math.round(content(run) * PICOLITRES_PER_MICROLITRE);
        Order order =
                run.order(
                        Verb.REFILL,
                        new Wish.Refill(
                                new RefillEntry(
                                        removed,
                                        Math.round(FULL_MICROLITRES * PICOLITRES_PER_MICROLITRE),
                                        inForce.picogramsPerNanolitre())));
        refills++;
        if (order.code() != Code.OK) {
            problem(run, "refill " + order.code() + ": " + order.reason());
        }
    }

    private void judge(TestRun run) {
        for (String alarm : run.alarms()) {
            problem(run, alarm);
        }
        if (run.controller().hostAlarms().present() != 0) {
            problem(run, "an alarm of the host");
        }
        for (OrderScript.Outcome outcome : run.run().script().outcomes()) {
            if (outcome.order().code() != Code.OK) {
                problem(run, outcome.label() + " " + outcome.order().reason());
            }
        }
        ControlLoop loop = run.controller().loop();
        for (Withheld cause : Withheld.values()) {
            if (cause != Withheld.SELF_TEST && run.withheld(cause) != 0) {
                problem(run, run.withheld(cause) + " microsteps withheld, " + cause.label());
            }
        }
        Plant plant = run.rig().plant();
        if (plant.rotorMicrosteps() != run.delivered()) {
            problem(run, "the rotor made " + plant.rotorMicrosteps() + " microsteps");
        }
        double believed = loop.planner().believedPicograms() / 1e6;
        double pitch =
                PITCH_MICROLITRES * loop.planner().prescription().picogramsPerNanolitre() / 1e3;
        if (Math.abs(plant.tipMicrograms() - believed) > MEAN_ERROR * believed + pitch) {
            problem(run, "true dose " + plant.tipMicrograms() + " mcg");
        }
    }

    private void problem(TestRun run, String what) {
        problems.add(therapy + ", seed " + seed + ", by " + time(run) + ": " + what);
    }

    private static String time(TestRun run) {
        long hours = run.run().cycle() / TestRun.CYCLES_PER_HOUR;
        return hours / 24 + " d " + hours % 24 + " h";
    }

    /** One line; nobody would wait for hours without a word. */
    private void say(TestRun run) {
        ControlLoop loop = run.controller().loop();
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "healthy: %s, seed %d, %s of %d d, refills %d, alarms %s,"
                                + " ordered %.3f, believed %.3f, true %.3f mcg",
                        therapy,
                        seed,
                        time(run),
                        days,
                        refills,
                        run.alarms().isEmpty() ? "none" : run.alarms(),
                        loop.planner().orderedPicograms() / 1e6,
                        loop.planner().believedPicograms() / 1e6,
                        run.rig().plant().tipMicrograms()));
    }
}
