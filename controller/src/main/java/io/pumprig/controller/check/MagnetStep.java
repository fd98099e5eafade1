package io.pumprig.controller.check;

import io.pumprig.controller.check.CheckBench.Proved;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.rig.MagnetProbe;
import io.pumprig.hal.rig.RigWiring;

/** Whether the rotor's magnet is there, and how far from its sensor. */
final class MagnetStep implements CheckStep {
    private static final String NAME = "encoder magnet";

    /** AGC ends at 128 with 3.3 V; an eighth from each end there is little left for heat. */
    private static final int LEAST_GAIN = 16;

    private static final int MOST_GAIN = 112;

    @Override
    public void run(CheckBench bench) {
        RigWiring.Encoder wiring = bench.wiring().encoder();
        String place = CheckBench.i2c(wiring.bus(), wiring.address());
        if (!bench.isProved(Proved.ENCODER)) {
            bench.notChecked(NAME, place, "the encoder was not brought up");
            return;
        }
        MagnetProbe probe = new MagnetProbe(bench.ports(), wiring);
        Outcome outcome = probe.fetch();
        if (!outcome.isOk()) {
            bench.fail(NAME, place, outcome.toString(), "look at the encoder's plug and wires");
        } else if (!probe.isPresent()) {
            bench.fail(
                    NAME,
                    place,
                    "no magnet: STATUS MD is 0, gain " + probe.gain(),
                    "glue a diametric magnet of 6 mm on the shaft's end, 0.5 to 3 mm from the"
                            + " chip, in its middle");
        } else {
            bench.prove(Proved.MAGNET);
            judgeGap(bench, probe, place);
        }
    }

    private static void judgeGap(CheckBench bench, MagnetProbe probe, String place) {
        if (probe.isWeak() || probe.gain() > MOST_GAIN) {
            bench.warn(NAME, place, "weak, gain " + probe.gain(), "move the sensor nearer to it");
        } else if (probe.isStrong() || probe.gain() < LEAST_GAIN) {
            bench.warn(NAME, place, "strong, gain " + probe.gain(), "move the sensor away from it");
        } else {
            bench.ok(NAME, place, "in range, gain " + probe.gain() + " of 128");
        }
    }
}
