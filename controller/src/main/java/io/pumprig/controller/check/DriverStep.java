package io.pumprig.controller.check;

import io.pumprig.controller.check.CheckBench.Proved;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.rig.DriveProbe;
import io.pumprig.hal.rig.RigWiring;

/** The motor driver with its coils off: who answers on its line, and that it takes its settings. */
final class DriverStep implements CheckStep {
    private static final String NAME = "motor tmc2209";

    @Override
    public void run(CheckBench bench) {
        RigWiring.Motor wiring = bench.wiring().motor();
        String place = wiring.uart() + " node " + wiring.node();
        if (!bench.ports().isOpen(wiring.uart())) {
            bench.notChecked(NAME, place, "its line did not open");
            return;
        }
        if (!bench.isProved(Proved.MOTOR_SUPPLY)) {
            bench.notChecked(NAME, place, "without its supply the driver is silent");
            return;
        }
        DriveProbe drive = bench.drive();
        Outcome outcome = drive.readPins();
        if (!outcome.isOk()) {
            bench.fail(NAME, place, outcome.toString(), remedy(outcome));
        } else if (!drive.isExpectedVersion()) {
            bench.fail(
                    NAME,
                    place,
                    String.format("version 0x%02X, expected 0x21", drive.version()),
                    "the driver is no TMC2209: take one");
        } else {
            configure(bench, drive, place);
        }
    }

    private static void configure(CheckBench bench, DriveProbe drive, String place) {
        try {
            drive.configure();
            bench.ok(NAME, place, "version 0x21, configured, coils off");
            bench.prove(Proved.DRIVER);
        } catch (BringUpException e) {
            bench.fail(
                    NAME,
                    place,
                    e.getMessage(),
                    "look at the UART's wire for noise, and whether somebody else talks on it");
        }
    }

    private static String remedy(Outcome outcome) {
        if (outcome == Outcome.NO_ECHO) {
            return "look at TX (GPIO14, 1k) and RX (GPIO15): both go to PDN_UART, and no console"
                    + " may talk there";
        }
        if (outcome == Outcome.NO_ANSWER) {
            return "look at PDN_UART on the driver, at its 3.3 V, and whether MS1 and MS2 are the"
                    + " node of the rig file (motor: node)";
        }
        return "look at the UART's wire for noise, and whether somebody else talks on it";
    }
}
