package io.pumprig.controller.check;

import io.pumprig.controller.check.CheckBench.Proved;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.rig.DriveProbe;
import io.pumprig.hal.rig.RigWiring;

/**
 * The chain that lets the coils have current (device reference 10.3): on only with enable, kicks
 * and a released e-stop together, and off within its time when the kicks end (SR-71). Nothing is
 * stepped here; the rotor at most settles where it stands.
 */
final class EnableStep implements CheckStep {
    private static final String ENABLE = "enable";
    private static final String WATCHDOG = "enable watchdog";
    private static final long ANSWER_NANOS = 500_000_000;

    /** Device reference 10.3. */
    private static final long HOLD_NANOS = 50_000_000;

    /** What an emulated rig may hold, since nothing there can kick as fast. */
    private static final long EMULATED_HOLD_NANOS = 1_000_000_000;

    private static final long NEVER_NANOS = 3_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public void run(CheckBench bench) {
        String place = place(bench.wiring().motor());
        if (!bench.isProved(Proved.DRIVER)) {
            bench.notChecked(ENABLE, place, "the driver cannot be asked");
        } else if (!bench.isProved(Proved.E_STOP)) {
            bench.notChecked(ENABLE, place, "coils stay off without a working e-stop");
        } else {
            try {
                check(bench, bench.drive(), place);
            } finally {
                bench.drive().release();
            }
        }
    }

    private static String place(RigWiring.Motor wiring) {
        return CheckBench.gpio(wiring.enableGpio()) + " " + CheckBench.gpio(wiring.kickGpio());
    }

    private static void check(CheckBench bench, DriveProbe drive, String place) {
        if (!readsEnable(bench, drive, true)) {
            bench.fail(
                    ENABLE,
                    place,
                    "ENN reads low at the driver although its pin is high: coils cannot be"
                            + " switched off",
                    "pull the motor's supply; look at the enable wire and its 10k to 3.3 V");
            return;
        }
        drive.kicking(true);
        drive.enable(false);
        if (!readsEnable(bench, drive, false)) {
            bench.fail(
                    ENABLE,
                    place,
                    "ENN stays high at the driver with enable low and kicks given",
                    "look at the kick wire ("
                            + CheckBench.gpio(bench.wiring().motor().kickGpio())
                            + "), at the enable wire ("
                            + CheckBench.gpio(bench.wiring().motor().enableGpio())
                            + "), at the monostable's supply, and at the e-stop's contact in the"
                            + " gate");
            return;
        }
        bench.ok(ENABLE, place, "ENN follows enable, with kicks given");
        if (endOfKicks(bench, drive) && (!bench.engineer().isPresent() || eStop(bench, drive))) {
            bench.prove(Proved.ENABLE);
        }
    }

    private static boolean readsEnable(CheckBench bench, DriveProbe drive, boolean high) {
        boolean[] seen = {false};
        return bench.await(
                ANSWER_NANOS,
                () -> seen[0],
                () -> {
                    seen[0] = drive.readPins().isOk() && drive.isEnableHigh() == high;
                    drive.pause();
                });
    }

    /** True when the coils went off in time. */
    private static boolean endOfKicks(CheckBench bench, DriveProbe drive) {
        long limitNanos = bench.isEmulated() ? EMULATED_HOLD_NANOS : HOLD_NANOS;
        String place = CheckBench.gpio(bench.wiring().motor().kickGpio());
        drive.kicking(false);
        long kickedNanos = drive.kickedNanos();
        long lastOnNanos = kickedNanos;
        long askedNanos = kickedNanos;
        boolean on = true;
        while (on && askedNanos - kickedNanos < NEVER_NANOS) {
            askedNanos = bench.clock().nanos();
            Outcome outcome = drive.readPins();
            on = !outcome.isOk() || !drive.isEnableHigh();
            if (outcome.isOk() && on) {
                lastOnNanos = askedNanos;
            }
        }
        long heldMillis = (lastOnNanos - kickedNanos) / NANOS_PER_MILLI;
        String limit = ", allowed " + limitNanos / NANOS_PER_MILLI + " ms";
        if (on) {
            bench.fail(
                    WATCHDOG,
                    place,
                    "without kicks the coils stay on",
                    "the monostable is bypassed: ENN has to go through its gate");
        } else if (lastOnNanos - kickedNanos > limitNanos) {
            bench.fail(
                    WATCHDOG,
                    place,
                    "coils still on " + heldMillis + " ms after the last kick" + limit,
                    "take a smaller capacitor or resistor at the monostable");
        } else {
            bench.ok(
                    WATCHDOG,
                    place,
                    "without kicks the coils are off after " + heldMillis + " ms" + limit);
            return true;
        }
        return false;
    }

    /** The contact itself, without any program: ENN goes high although everything asks for on. */
    private static boolean eStop(CheckBench bench, DriveProbe drive) {
        String place = CheckBench.gpio(bench.wiring().inputs().eStopGpio());
        drive.kicking(true);
        boolean[] high = {false};
        Runnable look =
                () -> {
                    high[0] = drive.readPins().isOk() && drive.isEnableHigh();
                    drive.pause();
                };
        if (!bench.awaitHands("Press the e-stop once more, coils are on", () -> high[0], look)) {
            bench.fail(
                    "e-stop chain",
                    place,
                    "the coils stay on while the e-stop is pressed",
                    "wire the e-stop's contact to the gate of ENN: the input alone stops nothing"
                            + " when a program hangs");
            return false;
        }
        drive.enable(true);
        bench.ok("e-stop chain", place, "the e-stop alone switches the coils off");
        LiveReadings live = bench.readings();
        return bench.awaitHands(
                "Release the e-stop", () -> !live.isEStopPressed(), live::lookAtContacts);
    }
}
