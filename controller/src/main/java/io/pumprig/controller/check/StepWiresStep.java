package io.pumprig.controller.check;

import io.pumprig.controller.check.CheckBench.Proved;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.rig.DriveProbe;
import io.pumprig.hal.rig.RigWiring;

/**
 * STEP and DIR with the coils off: a level at the pin is the level at the chip, each at its own,
 * and one pulse is one count. All levels go back to low, and the pulses are a whole electrical
 * cycle, so that nothing is left displaced.
 */
final class StepWiresStep implements CheckStep {
    private static final int PULSES_PER_CYCLE = 64;

    /** Which level the chip saw at which pin, for each pin that was set. */
    private boolean stepByStep;

    private boolean dirByStep;
    private boolean stepByDir;
    private boolean dirByDir;
    private boolean stepAtRest;
    private boolean dirAtRest;

    @Override
    public void run(CheckBench bench) {
        RigWiring.Motor wiring = bench.wiring().motor();
        String place = CheckBench.gpio(wiring.stepGpio()) + " " + CheckBench.gpio(wiring.dirGpio());
        if (!bench.isProved(Proved.DRIVER)) {
            bench.notChecked("step and dir", place, "the driver cannot be asked");
            return;
        }
        DriveProbe drive = bench.drive();
        Outcome outcome = lookAtLevels(drive);
        if (!outcome.isOk()) {
            bench.fail(
                    "step and dir",
                    place,
                    "the driver fell silent: " + outcome,
                    "look at the UART's wire for noise");
        } else if (judgeLevels(bench, wiring, place)) {
            pulse(bench, drive, wiring);
        }
    }

    private Outcome lookAtLevels(DriveProbe drive) {
        Outcome outcome = drive.readPins();
        stepAtRest = drive.isStepHigh();
        dirAtRest = drive.isDirHigh();
        if (outcome.isOk()) {
            drive.step(true);
            outcome = drive.readPins();
            drive.step(false);
            stepByStep = drive.isStepHigh();
            dirByStep = drive.isDirHigh();
        }
        if (outcome.isOk()) {
            drive.dir(true);
            outcome = drive.readPins();
            drive.dir(false);
            stepByDir = drive.isStepHigh();
            dirByDir = drive.isDirHigh();
        }
        return outcome;
    }

    private boolean judgeLevels(CheckBench bench, RigWiring.Motor wiring, String place) {
        String step = CheckBench.gpio(wiring.stepGpio());
        String dir = CheckBench.gpio(wiring.dirGpio());
        boolean swapped = dirByStep && stepByDir && !stepByStep && !dirByDir;
        if (swapped) {
            bench.fail(
                    "step and dir",
                    place,
                    "swapped: " + step + " reaches DIR, " + dir + " reaches STEP",
                    "swap the two wires, or in the rig file write motor: step: "
                            + dir
                            + ", dir: "
                            + step);
            return false;
        }
        boolean stepGood = wire(bench, "step", step, stepAtRest, stepByStep, dirByStep);
        boolean dirGood = wire(bench, "dir", dir, dirAtRest, dirByDir, stepByDir);
        return stepGood && dirGood;
    }

    private static boolean wire(
            CheckBench bench,
            String name,
            String place,
            boolean atRest,
            boolean own,
            boolean other) {
        String chip = name.equals("step") ? "STEP" : "DIR";
        if (atRest) {
            bench.fail(
                    name,
                    place,
                    chip + " reads high at the driver while the pin is low",
                    "look for a short of the wire to 3.3 V, and for its resistor to ground");
        } else if (other) {
            bench.fail(
                    name,
                    place,
                    "reaches the wrong pin of the driver" + (own ? " too" : ""),
                    "look for a short between STEP and DIR, and sort their wires");
        } else if (!own) {
            bench.fail(
                    name,
                    place,
                    chip + " stays low at the driver",
                    "the wire is broken or at another pin: look at both its ends, or correct motor: "
                            + name
                            + " in the rig file");
        } else {
            bench.ok(name, place, "reaches " + chip);
            return true;
        }
        return false;
    }

    /** The first of the pulses is judged; the edge that the look at levels made began the cycle. */
    private static void pulse(CheckBench bench, DriveProbe drive, RigWiring.Motor wiring) {
        String place = CheckBench.gpio(wiring.stepGpio());
        Outcome outcome = drive.readPosition();
        final int before = drive.position();
        if (outcome.isOk()) {
            drive.step(true);
            drive.step(false);
            outcome = drive.readPosition();
        }
        for (int sent = 2; sent < PULSES_PER_CYCLE; sent++) {
            drive.step(true);
            drive.step(false);
        }
        if (!outcome.isOk()) {
            bench.fail(
                    "pulse",
                    place,
                    "the driver fell silent: " + outcome,
                    "look at the UART's wire for noise");
            return;
        }
        int seen = drive.pulsesSince(before);
        if (seen == 1) {
            bench.ok("pulse", place, "one pulse moves MSCNT by 16");
            bench.prove(Proved.STEP_WIRES);
        } else {
            bench.fail(
                    "pulse",
                    place,
                    "one pulse moved MSCNT from " + before + " to " + drive.position(),
                    seen < 0
                            ? "DIR is high at the driver: look at its wire and its ground"
                            : "keep the STEP wire short and away from the motor's, and look at its"
                                    + " 10k to ground");
        }
    }
}
