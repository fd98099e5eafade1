package io.pumprig.controller.check;

import io.pumprig.controller.check.CheckBench.Proved;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.rig.Rig;
import io.pumprig.hal.rig.RigWiring;

/** Brings up every part that only watches: each proves what it is. The motor comes much later. */
final class IdentitiesStep implements CheckStep {

    @Override
    public void run(CheckBench bench) {
        for (Rig.Part part : bench.rig().parts()) {
            switch (part) {
                case ENCODER ->
                        bringUp(
                                bench,
                                part,
                                "encoder as5600",
                                Proved.ENCODER_ADDRESS,
                                Proved.ENCODER);
                case PRESSURE ->
                        bringUp(
                                bench,
                                part,
                                "pressure ads1115",
                                Proved.PRESSURE_ADDRESS,
                                Proved.PRESSURE);
                case RESERVOIR ->
                        bringUp(
                                bench,
                                part,
                                "reservoir nau7802",
                                Proved.RESERVOIR_ADDRESS,
                                Proved.RESERVOIR);
                case FLOW ->
                        bringUp(
                                bench,
                                part,
                                "flow " + bench.wiring().flow().orElseThrow().chip(),
                                Proved.FLOW_ADDRESS,
                                Proved.FLOW);
                case MOTOR -> {
                    // Last of all, by the steps of the drive.
                }
            }
        }
    }

    private static void bringUp(
            CheckBench bench, Rig.Part part, String name, Proved address, Proved proves) {
        String place = place(bench.wiring(), part);
        if (!bench.isProved(address)) {
            bench.notChecked(name, place, "it does not answer at its address");
            return;
        }
        try {
            bench.rig().bringUp(part);
            bench.ok(name, place, "brought up, and is what the wiring says");
            bench.prove(proves);
        } catch (BringUpException e) {
            bench.fail(name, place, e.getMessage(), remedy(part));
        }
    }

    private static String place(RigWiring wiring, Rig.Part part) {
        return switch (part) {
            case ENCODER -> CheckBench.i2c(wiring.encoder().bus(), wiring.encoder().address());
            case PRESSURE -> CheckBench.i2c(wiring.pressure().bus(), wiring.pressure().address());
            case RESERVOIR ->
                    CheckBench.i2c(wiring.reservoir().bus(), wiring.reservoir().address());
            case FLOW ->
                    CheckBench.i2c(
                            wiring.flow().orElseThrow().bus(),
                            wiring.flow().orElseThrow().address());
            case MOTOR -> wiring.motor().uart();
        };
    }

    private static String remedy(Rig.Part part) {
        return switch (part) {
            case ENCODER ->
                    "power the encoder's board off and on; if CONF still differs, it was burned:"
                            + " take another";
            case PRESSURE -> "see that the part at this address is an ADS1115 with 3.3 V at VDD";
            case RESERVOIR -> "look at the load cell's four wires (E+ E- A+ A-) and at AVDD, 3.0 V";
            case FLOW ->
                    "see that the sensor's type is the one in the rig file, and its cable short";
            case MOTOR -> "look at the driver's UART";
        };
    }
}
