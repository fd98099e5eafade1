package io.pumprig.controller.check;

import io.pumprig.controller.check.CheckBench.Proved;
import io.pumprig.hal.device.PressureReading;
import io.pumprig.hal.device.Reading;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;

/** Whether what the sensors say at rest can be true: supplies, pressures, reservoir, flow. */
final class MeasurementsStep implements CheckStep {
    /** A reservoir's mean of ten conversions takes a second, a slow board several. */
    private static final long LIMIT_NANOS = 8_000_000_000L;

    private static final long LOOK_NANOS = 2_000_000_000L;

    /** 5 V within 5 %. */
    private static final int SENSOR_MIN_MILLIVOLTS = 4_750;

    private static final int SENSOR_MAX_MILLIVOLTS = 5_250;

    /** 12 V within 10 %. */
    private static final int MOTOR_MIN_MILLIVOLTS = 10_800;

    private static final int MOTOR_MAX_MILLIVOLTS = 13_200;

    /** A line at rest holds what the catheter's valve does; above is an occlusion (SR-55). */
    private static final int LINE_MIN_PASCALS = -10_000;

    private static final int LINE_MAX_PASCALS = 69_000;

    private static final int INLET_MIN_PASCALS = -50_000;
    private static final int INLET_MAX_PASCALS = 50_000;

    private static final long PERCENT = 100;

    /** An empty cell may read a little below nothing, a full one has a vessel's tolerance. */
    private static final long LEAST_PERCENT = -2;

    private static final long MOST_PERCENT = 110;

    /** Nothing is pumped: a fiftieth of the least that an SLF3S-0600F can measure as bolus. */
    private static final long STILL_PICOLITRES_PER_MINUTE = 20_000_000;

    @Override
    public void run(CheckBench bench) {
        LiveReadings live = bench.readings();
        bench.await(LOOK_NANOS, () -> false, live::lookAtSensors);
        bench.await(LIMIT_NANOS - LOOK_NANOS, () -> isComplete(bench, live), live::lookAtSensors);
        if (bench.isProved(Proved.PRESSURE)) {
            if (supplies(bench, live)) {
                pressures(bench, live);
            } else {
                bench.notChecked("pressures", "", "they are measured against the sensor supply");
            }
        } else {
            bench.notChecked("supplies", "", "the converter that measures them does not answer");
        }
        if (bench.isProved(Proved.RESERVOIR)) {
            reservoir(bench, live);
        }
        if (bench.isProved(Proved.FLOW)) {
            flow(bench, live);
        }
    }

    private static boolean isComplete(CheckBench bench, LiveReadings live) {
        return isTaken(bench, Proved.PRESSURE, live.downstream)
                && isTaken(bench, Proved.PRESSURE, live.upstream)
                && isTaken(bench, Proved.PRESSURE, live.sensorSupply)
                && isTaken(bench, Proved.PRESSURE, live.motorSupply)
                && isTaken(bench, Proved.RESERVOIR, live.reservoir)
                && isTaken(bench, Proved.FLOW, live.flow);
    }

    private static boolean isTaken(CheckBench bench, Proved part, Reading reading) {
        return !bench.isProved(part) || reading.outcome().isOk();
    }

    // ---- supplies

    /** True when the sensors' is good. */
    private static boolean supplies(CheckBench bench, LiveReadings live) {
        RigWiring.Pressure wiring = bench.wiring().pressure();
        final boolean sensors =
                supply(
                        bench,
                        "sensor supply",
                        wiring.sensorSupplyChannel(),
                        live.sensorSupply,
                        live.sensorSupply.millivolts(),
                        SENSOR_MIN_MILLIVOLTS,
                        SENSOR_MAX_MILLIVOLTS,
                        "look at the sensors' 5 V and at its divider, 10k over 15k");
        boolean motor =
                supply(
                        bench,
                        "motor supply",
                        wiring.motorSupplyChannel(),
                        live.motorSupply,
                        live.motorSupply.millivolts(),
                        MOTOR_MIN_MILLIVOLTS,
                        MOTOR_MAX_MILLIVOLTS,
                        "switch the motor's 12 V on; look at its fuse, at an e-stop contact that"
                                + " opens it, and at its divider, 30k over 10k");
        if (motor) {
            bench.prove(Proved.MOTOR_SUPPLY);
        }
        return sensors;
    }

    private static boolean supply(
            CheckBench bench,
            String name,
            int channel,
            Reading reading,
            int millivolts,
            int min,
            int max,
            String remedy) {
        String found = reading.outcome().isOk() ? millivolts + " mV" : reading.outcome().toString();
        if (reading.outcome().isOk() && millivolts >= min && millivolts <= max) {
            bench.ok(name, input(bench, channel), found);
            return true;
        }
        bench.fail(
                name,
                input(bench, channel),
                found + ", allowed " + min + " to " + max + " mV",
                remedy);
        return false;
    }

    private static String input(CheckBench bench, int channel) {
        RigWiring.Pressure wiring = bench.wiring().pressure();
        return CheckBench.i2c(wiring.bus(), wiring.address()) + " AIN" + channel;
    }

    // ---- pressures

    private static void pressures(CheckBench bench, LiveReadings live) {
        RigWiring.Pressure wiring = bench.wiring().pressure();
        pressure(
                bench,
                "line pressure",
                wiring.downstreamChannel(),
                live.downstream,
                LINE_MIN_PASCALS,
                LINE_MAX_PASCALS,
                "open the line at its end and look again; if it stays, the sensor is off");
        pressure(
                bench,
                "inlet pressure",
                wiring.upstreamChannel(),
                live.upstream,
                INLET_MIN_PASCALS,
                INLET_MAX_PASCALS,
                "look for a clamp before the head; if there is none, the sensor is off");
    }

    private static void pressure(
            CheckBench bench,
            String name,
            int channel,
            PressureReading reading,
            int min,
            int max,
            String remedy) {
        String place = input(bench, channel);
        if (!reading.outcome().isOk()) {
            bench.fail(
                    name,
                    place,
                    reading.outcome() + ": a wire is open or shorted",
                    "look at the sensor's three wires and at its divider, 10k over 15k");
        } else if (reading.pascals() < min || reading.pascals() > max) {
            bench.warn(name, place, reading.pascals() + " Pa at rest", remedy);
        } else {
            bench.ok(name, place, reading.pascals() + " Pa at rest");
        }
    }

    // ---- reservoir and flow

    private static void reservoir(CheckBench bench, LiveReadings live) {
        RigWiring.Reservoir wiring = bench.wiring().reservoir();
        String place = CheckBench.i2c(wiring.bus(), wiring.address());
        if (!live.reservoir.outcome().isOk()) {
            bench.fail(
                    "reservoir",
                    place,
                    "no weight: " + live.reservoir.outcome(),
                    "look at the load cell's four wires (E+ E- A+ A-), and keep it from shaking");
            return;
        }
        long picolitres = live.reservoir.picolitres();
        long percent = picolitres / (wiring.capacityPicolitres() / PERCENT);
        String found =
                Quantity.format(Dimension.VOLUME, picolitres / 1_000_000 * 1_000_000)
                        + " of "
                        + Quantity.format(Dimension.VOLUME, wiring.capacityPicolitres());
        if (percent >= LEAST_PERCENT && percent <= MOST_PERCENT) {
            bench.ok("reservoir", place, found);
        } else {
            bench.fail(
                    "reservoir",
                    place,
                    found,
                    "weigh an empty and a known load, and write reservoir: zero and countsPerGram"
                            + " in the rig file; a minus says A+ and A- are swapped");
        }
    }

    private static void flow(CheckBench bench, LiveReadings live) {
        RigWiring.Flow wiring = bench.wiring().flow().orElseThrow();
        String name = "flow " + wiring.chip();
        String place = CheckBench.i2c(wiring.bus(), wiring.address());
        if (!live.flow.outcome().isOk()) {
            bench.fail(
                    name,
                    place,
                    "no value: " + live.flow.outcome(),
                    "look at the sensor's plug; a cable of more than 30 cm needs a slower bus");
        } else if (live.flow.isAirInLine()) {
            bench.warn(name, place, "air in the sensor", "fill the line, then check again");
        } else {
            long flow = live.flow.picolitresPerMinute();
            String found = Quantity.format(Dimension.VOLUME, flow) + " a minute at rest";
            if (Math.abs(flow) <= STILL_PICOLITRES_PER_MINUTE) {
                bench.ok(name, place, found);
            } else {
                bench.warn(name, place, found, "see that nothing flows through the line, and wait");
            }
        }
    }
}
