package io.pumprig.simulator.sweep;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.fault.Expectation;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.Limit;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.suite.AlarmWitness;
import io.pumprig.simulator.suite.Checks;
import io.pumprig.simulator.suite.Mark;
import io.pumprig.simulator.suite.Watched;
import java.util.Locale;
import java.util.Set;

/**
 * Judges one run of a sweep by the truth of the plant and by when which alarm came. It sees every
 * cycle, changes nothing, and ends the run once nothing can change its verdict. Simulation thread.
 */
final class CellOracle implements AlarmWitness {
    /** How often the truth is looked at; a power of two less one. */
    private static final long TRUTH_MASK = 127;

    /** How long it goes on after an alarm: for what that alarm's reaction leads to. */
    private static final long SETTLE_NANOS = 60_000_000_000L;

    /** How long it goes on after the end of a fault that ends. */
    private static final long AFTERMATH_NANOS = 300_000_000_000L;

    /** Without a cycle for so long, 10 s, the loop is taken for hanging. */
    private static final long SILENT_CYCLES = 1_000;

    /** What a head of this kind may displace beyond or below its calibration. */
    private static final double GAIN = 0.02;

    /** One roller pitch, in revolutions. */
    private static final double PITCH = 0.25;

    private final SweepRow row;
    private final Fault fault;
    private final Set<Alarm> allowed;
    private final long momentNanos;
    private final double microlitresPerMicrostep;
    private final double pitchMicrolitres;
    private long stopNanos;

    private Mark onset;
    private double tipAtOnset;
    private double tipNow;
    private long orderedAtOnset;
    private long seenCycle;

    private Alarm before;
    private Alarm found;
    private long foundNanos;
    private long foundAmount;
    private double shortAtFound;
    private long commandedAtFound;
    private Alarm falseAlarm;
    private long falseNanos;
    private Alarm awaited;
    private long awaitedCycle;
    private String wrongReaction;
    private double excessMicrolitres;

    /**
     * @param fault null for a healthy twin
     */
    CellOracle(SweepRow row, Fault fault, RigWiring wiring, long momentNanos, long endNanos) {
        this.row = row;
        this.fault = fault;
        this.momentNanos = momentNanos;
        stopNanos = endNanos;
        allowed = CellScenario.allowed(row);
        double perRevolution = wiring.pump().picolitresPerRevolution() / 1e6;
        microlitresPerMicrostep = perRevolution / wiring.pump().microstepsPerRevolution();
        pitchMicrolitres = perRevolution * PITCH;
    }

    /** A cycle is over. */
    void cycle(Watched run) {
        seenCycle = run.cycle();
        if ((run.cycle() & TRUTH_MASK) == 0) {
            look(run);
        }
        if (awaited != null && run.cycle() >= awaitedCycle) {
            compareReaction(run, awaited);
            awaited = null;
        }
        if (run.nanos() >= stopNanos) {
            run.run().stop();
        }
    }

    private void look(Watched run) {
        tipNow = run.run().rig().plant().tipMicrolitres();
        if (!hasBegun(run)) {
            tipAtOnset = tipNow;
            orderedAtOnset = run.loop().planner().orderedMicrosteps();
            return;
        }
        double excess = tipNow - tipAtOnset - explainedMicrolitres(run);
        if (excess > excessMicrolitres) {
            excessMicrolitres = excess;
            endWithin(run, SETTLE_NANOS);
        }
    }

    /** The most that may have left the tip since the onset. */
    private double explainedMicrolitres(Watched run) {
        long commanded = run.loop().ledger().delivered() - onset.deliveredMicrosteps();
        double physics = fault == null ? 0 : row.expectation().excessPicolitres() / 1e6;
        return commanded * microlitresPerMicrostep * (1 + GAIN) + pitchMicrolitres + physics;
    }

    /** What the tip got less than the program was due since the onset. */
    private double shortMicrolitres(Watched run) {
        return orderedMicrolitres(run) - (run.run().rig().plant().tipMicrolitres() - tipAtOnset);
    }

    private double orderedMicrolitres(Watched run) {
        return (run.loop().planner().orderedMicrosteps() - orderedAtOnset)
                * microlitresPerMicrostep;
    }

    /** From the fault's first act on; a healthy run begins at its moment. */
    private boolean hasBegun(Watched run) {
        if (onset == null) {
            onset =
                    fault != null
                            ? run.marked(CellScenario.KEY)
                            : run.nanos() < momentNanos ? null : run.now();
        }
        return onset != null;
    }

    @Override
    public void alarm(Watched run, Alarm alarm) {
        if (!hasBegun(run) || fault == null) {
            // The run itself is a controller that began again.
            if (alarm != Alarm.RESTARTED && !allowed.contains(alarm)) {
                before = before == null ? alarm : before;
                endWithin(run, SETTLE_NANOS);
            }
            return;
        }
        judgeReaction(run, alarm);
        Expectation expected = row.expectation();
        if (alarm == expected.alarm() && found == null) {
            found = alarm;
            foundNanos = run.nanos();
            foundAmount = run.since(onset, expected.limit().kind());
            shortAtFound = shortMicrolitres(run);
            commandedAtFound = commanded(run);
            endAfterFault(run);
        } else if (!allowed.contains(alarm) && falseAlarm == null) {
            falseAlarm = alarm;
            falseNanos = run.nanos();
            endWithin(run, SETTLE_NANOS);
        }
    }

    /**
     * An alarm narrows the cycle in which it is raised. One that tells how the motor's turn of that
     * cycle ended comes after it, and acts from the next cycle on.
     */
    private void judgeReaction(Watched run, Alarm alarm) {
        if ((run.loop().permit().raised() & alarm.bit()) != 0) {
            compareReaction(run, alarm);
        } else if (run.loop().alarms().isListed(alarm)) {
            awaited = alarm;
            awaitedCycle = run.cycle() + 1;
        }
    }

    /** Flow is what the strictest of the alarms of this cycle and of those latched allows. */
    private void compareReaction(Watched run, Alarm alarm) {
        long bits = run.loop().permit().raised() | run.loop().alarms().listed();
        if ((bits & alarm.bit()) == 0 || wrongReaction != null) {
            return;
        }
        Reaction strictest = alarm.reaction();
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            Reaction one = Alarm.of(Long.numberOfTrailingZeros(rest)).reaction();
            strictest = one.compareTo(strictest) > 0 ? one : strictest;
        }
        if (run.reaction() != strictest) {
            wrongReaction =
                    "in the cycle of "
                            + alarm
                            + " the flow was "
                            + run.reaction().label()
                            + ", not "
                            + strictest.label();
        }
    }

    private void endAfterFault(Watched run) {
        long settle = SETTLE_NANOS;
        if (fault.durationNanos() != Fault.UNTIL_CLEARED) {
            long faultEnd = onset.nanos() + fault.durationNanos() + AFTERMATH_NANOS;
            settle = Math.max(settle, faultEnd - run.nanos());
        }
        endWithin(run, settle);
    }

    private void endWithin(Watched run, long nanos) {
        stopNanos = Math.min(stopNanos, run.nanos() + nanos);
    }

    private long commanded(Watched run) {
        return Math.round(
                (run.loop().ledger().delivered() - onset.deliveredMicrosteps())
                        * microlitresPerMicrostep
                        * 1e6);
    }

    // ---- the verdict

    /**
     * The run is over.
     *
     * @param exception what ended it, or null
     */
    Cell judge(int moment, Checks checks, String exception) {
        Watched run = checks.watched();
        checks.end();
        long effects = fault == null ? 0 : checks.effects(CellScenario.KEY);
        boolean begun = hasBegun(run);
        String cause = "";
        Verdict verdict;
        if (exception != null) {
            verdict = Verdict.HANG;
            cause = exception;
        } else if (run.run().cycle() - seenCycle > SILENT_CYCLES) {
            verdict = Verdict.HANG;
            cause = "no cycle after " + CellScenario.time(seenCycle * run.run().periodNanos());
        } else if (before != null) {
            verdict = Verdict.BASE;
            cause = before + (fault == null ? " in a healthy run" : " before the fault");
        } else if (excessMicrolitres > 0) {
            verdict = Verdict.OVER_DOSE;
            cause = uL(excessMicrolitres) + " more than explained left the tip";
        } else if (fault == null) {
            cause = String.join("; ", checks.failures());
            verdict = cause.isEmpty() ? Verdict.SILENT : Verdict.INVARIANT;
        } else if (!begun) {
            verdict = Verdict.NO_EFFECT;
            cause = "the fault never began";
        } else {
            Found at = outcome(run, effects, checks);
            verdict = at.verdict;
            cause = at.cause;
        }
        return cell(run, moment, verdict, cause, effects, begun);
    }

    private record Found(Verdict verdict, String cause) {}

    private Found outcome(Watched run, long effects, Checks checks) {
        Expectation expected = row.expectation();
        if (expected.isObservable() && found == null) {
            long amount = run.since(onset, expected.limit().kind());
            if (amount > expected.limit().amount()) {
                return missed(run, expected);
            }
        } else if (expected.isObservable() && foundAmount > expected.limit().amount()) {
            return new Found(
                    Verdict.LATE, expected.alarm() + " after " + shown(expected, foundAmount));
        }
        if (wrongReaction != null) {
            return new Found(Verdict.WRONG_REACTION, wrongReaction);
        }
        if (falseAlarm != null) {
            return new Found(
                    Verdict.FALSE_ALARM,
                    falseAlarm + " " + CellScenario.time(falseNanos - onset.nanos()) + " after");
        }
        if (effects == 0) {
            return new Found(Verdict.NO_EFFECT, "the fault altered nothing");
        }
        if (!checks.failures().isEmpty()) {
            return new Found(Verdict.INVARIANT, String.join("; ", checks.failures()));
        }
        if (!expected.isObservable()) {
            return unseen(run, expected);
        }
        if (found == null) {
            return new Found(
                    Verdict.OPEN,
                    shown(expected, run.since(onset, expected.limit().kind()))
                            + " of "
                            + expected.limit()
                            + " reached");
        }
        return new Found(Verdict.FOUND, "");
    }

    private Found missed(Watched run, Expectation expected) {
        double lost = shortMicrolitres(run);
        boolean harmed = lost > pitchMicrolitres + GAIN * orderedMicrolitres(run);
        return new Found(
                harmed ? Verdict.UNDER_DOSE : Verdict.MISSING,
                "no "
                        + expected.alarm()
                        + " in "
                        + run.shownSince(onset, expected.limit().kind())
                        + ", the tip "
                        + uL(lost)
                        + " short"
                        + (falseAlarm == null ? "" : "; " + falseAlarm + " instead"));
    }

    /** Nothing can see it; then nothing worse than its physics may have happened. */
    private Found unseen(Watched run, Expectation expected) {
        double lost = shortMicrolitres(run);
        double ordered = orderedMicrolitres(run);
        double most =
                ordered * (GAIN + fault.type().mayLose(fault))
                        + pitchMicrolitres
                        + expected.excessPicolitres() / 1e6;
        if (lost > most) {
            return new Found(
                    Verdict.UNDER_DOSE,
                    "the tip " + uL(lost) + " short, at most " + uL(most) + " are explained");
        }
        return new Found(Verdict.UNSEEN, expected.reason() + "; the tip " + uL(lost) + " short");
    }

    private static String shown(Expectation expected, long amount) {
        return new Limit(expected.limit().kind(), amount).toString();
    }

    private Cell cell(
            Watched run, int moment, Verdict verdict, String cause, long effects, boolean begun) {
        boolean isFound = verdict == Verdict.FOUND || verdict == Verdict.LATE;
        Alarm alarm = isFound || found != null ? found : falseAlarm;
        if (before != null) {
            alarm = before;
        }
        long since = begun ? onset.nanos() : run.nanos();
        SimulatedRun simulated = run.run();
        double lost = found != null ? shortAtFound : begun ? shortMicrolitres(run) : 0;
        return new Cell(
                row.id(),
                moment,
                momentNanos,
                verdict,
                alarm == null ? null : alarm.name(),
                Math.max(0, (found != null ? foundNanos : run.nanos()) - since),
                found != null ? commandedAtFound : begun ? commanded(run) : 0,
                Math.round(lost * 1e6),
                Cell.limitOf(row),
                cause,
                effects,
                simulated.cycle() * simulated.periodNanos());
    }

    private static String uL(double microlitres) {
        return String.format(Locale.ROOT, "%.3f uL", microlitres);
    }
}
