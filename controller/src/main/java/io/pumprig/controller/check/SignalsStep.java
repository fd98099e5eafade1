package io.pumprig.controller.check;

import io.pumprig.hal.device.Annunciator;
import io.pumprig.hal.device.SignalPattern;
import io.pumprig.hal.rig.RigWiring;

/** Lamps and buzzer, one after the other: only a person can tell whether they came on (SR-69). */
final class SignalsStep implements CheckStep {
    private static final long LOOK_NANOS = 20_000_000;

    @Override
    public void run(CheckBench bench) {
        RigWiring.Outputs wiring = bench.wiring().outputs();
        Annunciator annunciator = bench.readings().devices().annunciator();
        signal(
                bench,
                "lamp red",
                wiring.redGpio(),
                SignalPattern.LAMP_TEST,
                on -> annunciator.show(on, false, false, false));
        signal(
                bench,
                "lamp amber",
                wiring.amberGpio(),
                SignalPattern.LAMP_TEST,
                on -> annunciator.show(false, on, false, false));
        signal(
                bench,
                "lamp green",
                wiring.greenGpio(),
                SignalPattern.LAMP_TEST,
                on -> annunciator.show(false, false, on, false));
        signal(
                bench,
                "buzzer",
                wiring.buzzerGpio(),
                SignalPattern.SOUND_TEST,
                on -> annunciator.show(false, false, false, on));
    }

    private interface Signal {
        void show(boolean on);
    }

    private static void signal(
            CheckBench bench, String name, int gpio, SignalPattern pattern, Signal signal) {
        String place = CheckBench.gpio(gpio);
        if (!bench.ports().isOpen(place)) {
            bench.notChecked(name, place, "its pin did not open");
            return;
        }
        boolean sounds = pattern == SignalPattern.SOUND_TEST;
        if (!bench.engineer().isPresent()) {
            give(bench, pattern, signal);
            bench.warn(
                    name,
                    place,
                    sounds ? "given; nobody listened" : "given; nobody looked",
                    "check again without --yes, with somebody at the rig");
            return;
        }
        bench.engineer().request((sounds ? "Listen to the " : "Look at the ") + name);
        give(bench, pattern, signal);
        if (bench.engineer().confirms("Did the " + name + (sounds ? " sound?" : " light up?"))) {
            bench.ok(name, place, sounds ? "heard" : "seen");
        } else {
            bench.fail(
                    name,
                    place,
                    sounds ? "not heard" : "not seen",
                    "look at its wires and polarity, and whether another one came on instead: then"
                            + " swap the two pins in outputs of the rig file");
        }
    }

    private static void give(CheckBench bench, SignalPattern pattern, Signal signal) {
        long begunNanos = bench.clock().nanos();
        long since = 0;
        while (since < pattern.periodNanos()) {
            signal.show(pattern.isOn(since));
            bench.clock().pause(LOOK_NANOS);
            since = bench.clock().nanos() - begunNanos;
        }
        signal.show(false);
    }
}
