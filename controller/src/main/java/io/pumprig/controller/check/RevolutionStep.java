package io.pumprig.controller.check;

import io.pumprig.controller.check.CheckBench.Proved;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.rig.Rig;
import java.util.EnumMap;
import java.util.Map;

/**
 * The motor, last: brought up as in service, and turned once, slowly, while pulses sent, pulses
 * seen by the driver and the rotor's angle have to agree. Then the kicks end, and pulses may move
 * the counter but not the rotor (SR-71).
 */
final class RevolutionStep implements CheckStep {
    private static final String MOTOR = "motor";
    private static final int TOLERANCE_FULL_STEPS = 2;
    private static final int PULSES_PER_CYCLE = 64;
    private static final int PULSES_AT_ONCE = 16;
    private static final long HOLD_NANOS = 100_000_000;
    private static final long EMULATED_HOLD_NANOS = 1_200_000_000;
    private static final long ANSWER_NANOS = 600_000_000;

    /** What has to be good before anything turns, and how it is called. */
    private static final Map<Proved, String> NEEDED =
            new EnumMap<>(
                    Map.of(
                            Proved.E_STOP, "the e-stop",
                            Proved.ENCODER, "the encoder",
                            Proved.MAGNET, "the encoder's magnet",
                            Proved.DRIVER, "the driver",
                            Proved.STEP_WIRES, "the wires of step and dir",
                            Proved.ENABLE, "the enable chain"));

    @Override
    public void run(CheckBench bench) {
        for (Map.Entry<Proved, String> needed : NEEDED.entrySet()) {
            if (!bench.isProved(needed.getKey())) {
                bench.notChecked(MOTOR, "", needed.getValue() + " is not proved, nothing turned");
                return;
            }
        }
        try {
            bench.rig().bringUp(Rig.Part.MOTOR);
            turn(bench);
        } catch (BringUpException e) {
            bench.fail(
                    MOTOR,
                    bench.wiring().motor().uart(),
                    e.getMessage(),
                    "look at the driver's supply and its UART, then check again");
        } finally {
            bench.readings().devices().motor().apply(new MotorCommand().release());
            bench.drive().release();
        }
    }

    private static void turn(CheckBench bench) {
        LiveReadings live = bench.readings();
        int revolution = bench.wiring().pump().microstepsPerRevolution();
        SlowTurn slowTurn =
                new SlowTurn(
                        live,
                        bench.clock(),
                        bench.wiring().pump(),
                        percent -> bench.engineer().progress("slow revolution " + percent + " %"));
        boolean whole = slowTurn.turn(revolution);
        String place =
                CheckBench.i2c(bench.wiring().encoder().bus(), bench.wiring().encoder().address());
        String found =
                slowTurn.sent()
                        + " pulses, "
                        + slowTurn.seen()
                        + " seen by the driver, rotor "
                        + slowTurn.travelCounts()
                        + " of "
                        + slowTurn.countsOf(slowTurn.sent())
                        + " counts";
        String remedy = remedy(slowTurn, whole);
        if (!remedy.isEmpty()) {
            String why = whole ? "" : slowTurn.stopped() + "; ";
            bench.fail("revolution", place, why + found, remedy);
            return;
        }
        bench.ok("revolution", place, found);
        withoutKicks(bench, live, slowTurn);
    }

    /** Empty when all three agree. */
    private static String remedy(SlowTurn turn, boolean whole) {
        long expected = turn.countsOf(turn.sent());
        long tolerance = turn.countsOfFullSteps(TOLERANCE_FULL_STEPS);
        if (turn.seen() != turn.sent()) {
            return "keep the STEP wire short and away from the motor's: the driver sees other"
                    + " pulses than were sent";
        }
        if (Math.abs(turn.travelCounts() - expected) <= tolerance) {
            return whole ? "" : "put right what stopped it, then check again";
        }
        if (expected > tolerance && Math.abs(turn.travelCounts() + expected) <= 2 * tolerance) {
            return "the rotor turns backwards: swap the two wires of one motor coil; or the"
                    + " encoder counts the other way: tie its DIR pin to the other level";
        }
        if (Math.abs(turn.travelCounts()) <= tolerance) {
            return "the rotor stands still: look at both coils' wires and pairs, at the coupling,"
                    + " and whether something blocks the head";
        }
        return "the rotor lost steps: look for a tight head, a loose magnet or coupling, a coil"
                + " with one wire open, and the motor's current";
    }

    private static void withoutKicks(CheckBench bench, LiveReadings live, SlowTurn turn) {
        long holdNanos = bench.isEmulated() ? EMULATED_HOLD_NANOS : HOLD_NANOS;
        final long seenBefore = live.motion.seenMicrosteps();
        final long travelBefore = live.rotor.travelCounts();
        MotorCommand command = new MotorCommand();
        look(bench, live, holdNanos, false);
        for (int sent = 0; sent < PULSES_PER_CYCLE; sent += PULSES_AT_ONCE) {
            live.devices().motor().apply(command.step(PULSES_AT_ONCE));
            bench.await(
                    ANSWER_NANOS,
                    () -> live.motion.sentMicrosteps() == live.devices().motor().sentMicrosteps(),
                    () -> live.lookAtMotion(false));
        }
        look(bench, live, ANSWER_NANOS, false);
        final long seen = live.motion.seenMicrosteps() - seenBefore;
        final long moved = live.rotor.travelCounts() - travelBefore;
        look(bench, live, ANSWER_NANOS, true);
        final long movedAfter = live.rotor.travelCounts() - travelBefore;
        long tolerance = turn.countsOfFullSteps(TOLERANCE_FULL_STEPS);
        String place = CheckBench.gpio(bench.wiring().motor().kickGpio());
        String found =
                "without kicks "
                        + seen
                        + " pulses seen, rotor "
                        + moved
                        + " counts; with kicks "
                        + movedAfter;
        if (seen != PULSES_PER_CYCLE) {
            bench.fail(
                    "coils off",
                    place,
                    found,
                    "the driver lost its supply or its pulses when the coils went off: ENN alone"
                            + " may be gated, not the supply");
        } else if (Math.abs(moved) > tolerance || Math.abs(movedAfter) > tolerance) {
            bench.fail(
                    "coils off",
                    place,
                    found,
                    "pulses turned a rotor that should be free: look at the gate of ENN");
        } else {
            bench.ok("coils off", place, found);
        }
    }

    private static void look(CheckBench bench, LiveReadings live, long nanos, boolean kick) {
        bench.await(nanos, () -> false, () -> live.lookAtMotion(kick));
    }
}
