package io.pumprig.simulator.fault;

import io.pumprig.controller.alarm.Alarm;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fault catalogue F-01 to F-54 (therapy reference 6) over the types of this simulator. */
public final class FaultPresets {
    /** By id. */
    public static final List<FaultPreset> ALL =
            List.of(
                            of("F-01", "OCCLUSION_DOWNSTREAM_FULL", FluidFaults.OCCLUSION),
                            of("F-02", "OCCLUSION_DOWNSTREAM_PARTIAL", FluidFaults.OCCLUSION)
                                    .with("severity", "0.985")
                                    .found(Alarm.OCCLUSION_TREND, "24 h", Alarm.UNDER_DELIVERY),
                            of("F-03", "OCCLUSION_UPSTREAM", FluidFaults.INLET_OCCLUSION),
                            of("F-04", "OCCLUSION_RELEASE", FluidFaults.OCCLUSION).lasting("2 h"),
                            of("F-05", "AIR_BUBBLE", FluidFaults.AIR_BUBBLE),
                            of("F-06", "AIR_CUMULATIVE", FluidFaults.DEGASSING),
                            of("F-07", "LINE_LEAK", FluidFaults.LINE_LEAK),
                            of("F-08", "LINE_DISCONNECT", FluidFaults.DISCONNECT),
                            of("F-09", "FREE_FLOW", FluidFaults.SIPHON),
                            of("F-10", "REVERSE_FLOW", FluidFaults.BACK_FLOW),
                            of("F-11", "RESERVOIR_LOW", FluidFaults.CONTENT)
                                    .with("volume", "3.5 mL")
                                    .found(
                                            Alarm.RESERVOIR_LOW,
                                            "1 min",
                                            Alarm.RESERVOIR_DISCREPANCY),
                            of("F-12", "RESERVOIR_EMPTY", FluidFaults.CONTENT),
                            of("F-13", "RESERVOIR_OVERFILL", FluidFaults.CONTENT)
                                    .with("volume", "21.5 mL")
                                    .found(
                                            Alarm.RESERVOIR_OVERFILL,
                                            "1 min",
                                            Alarm.RESERVOIR_DISCREPANCY),
                            of("F-14", "LEVEL_SENSOR_DRIFT", ChipFaults.SCALE_DRIFT),
                            of("F-15", "MOTOR_STALL_TRANSIENT", FluidFaults.STALL)
                                    .lasting("10 min"),
                            of("F-16", "MOTOR_STALL_PERMANENT", FluidFaults.STALL),
                            of("F-17", "MISSED_STEPS", FluidFaults.MISSED_STEPS),
                            of("F-18", "MOTOR_RUNAWAY", WireFaults.EXTRA_STEPS),
                            of("F-19", "DRIVER_FAULT", ChipFaults.DRIVER_BURNT),
                            of("F-20", "GEAR_SLIP", FluidFaults.SLIP),
                            of("F-21", "TUBE_FATIGUE", FluidFaults.GAIN)
                                    .with("change", "-0.05")
                                    .growing("2 d"),
                            of("F-22", "CALIBRATION_ERROR", FluidFaults.GAIN).with("change", "0.1"),
                            of("F-23", "PRESSURE_OFFSET", ChipFaults.PRESSURE_DRIFT),
                            of("F-24", "PRESSURE_STUCK", ChipFaults.PRESSURE_STUCK),
                            of("F-25", "FLOW_SENSOR_BIAS", ChipFaults.FLOW_BIAS),
                            of("F-26", "FLOW_SENSOR_LOST", WireFaults.NACK).at("flow"),
                            of("F-27", "BALANCE_DRIFT", FluidFaults.EVAPORATION),
                            of("F-28", "BALANCE_BUMP", ChipFaults.SCALE_BUMP).lasting("3 s"),
                            of("F-29", "ENCODER_LOST", WireFaults.NACK).at("as5600"),
                            of("F-30", "BUBBLE_SENSOR_STUCK", ChipFaults.BUBBLE_STUCK),
                            of("F-31", "AMBIENT_EXCURSION", FluidFaults.AMBIENT).growing("30 min"),
                            of("F-32", "PUMP_OVERHEAT", ChipFaults.DRIVER_HOT),
                            of("F-33", "SUPPLY_SAG", FluidFaults.SAG),
                            of("F-34", "POWER_LOSS", HostFaults.POWER_LOSS).lasting("1 min"),
                            of("F-35", "BATTERY_LOW", FluidFaults.BACKUP),
                            of("F-36", "CONTROLLER_HANG", HostFaults.HANG).lasting("3 s"),
                            of("F-37", "TICK_OVERRUN", HostFaults.OVERRUN),
                            of("F-38", "CLOCK_STEP", HostFaults.CLOCK_STEP),
                            of("F-39", "STATE_CORRUPT", HostFaults.STATE_CORRUPT),
                            of("F-40", "STORAGE_FULL", HostFaults.STORAGE_FULL),
                            of("F-41", "I2C_LOCKUP", WireFaults.BUS_SHORTED),
                            of("F-42", "SERIAL_GARBLE", WireFaults.CRC_ERROR),
                            of("F-43", "BROKER_LOST", LinkFaults.BROKER_LOST).lasting("5 min"),
                            of("F-44", "COMMAND_REPLAYED", LinkFaults.REPLAYED),
                            of("F-45", "COMMAND_MALFORMED", LinkFaults.MALFORMED),
                            of("F-46", "BUTTON_STUCK", WireFaults.BUTTON),
                            of("F-47", "HEAD_OPEN", WireFaults.DOOR),
                            of("F-48", "ANNUNCIATOR_FAILED", WireFaults.OUTPUT_REFUSED),
                            of("F-49", "PRIMING_FAILED", FluidFaults.DEGASSING)
                                    .with("fraction", "1")
                                    .when("mode", "priming")
                                    .found(Alarm.PRIMING_FAILED, "1.5 mL", Alarm.AIR_IN_LINE),
                            of("F-50", "WRONG_CONCENTRATION", FluidFaults.CONCENTRATION),
                            of("F-51", "SERVICE_LINK_HANG", LinkFaults.CLIENT_HANG),
                            of("F-52", "ACK_LOST", LinkFaults.ANSWER_LOST).lasting("1 min"),
                            of("F-53", "ENACT_REFUSED", WireFaults.ENABLE_OPEN),
                            of("F-54", "TELEMETRY_SILENT", LinkFaults.SILENT).lasting("5 min"))
                    .stream()
                    .map(Draft::preset)
                    .toList();

    private FaultPresets() {}

    private static Draft of(String id, String name, FaultType type) {
        return new Draft(
                id,
                name,
                type,
                type.instances().get(0),
                Map.of(),
                Map.of(),
                null,
                null,
                type.expectation());
    }

    /** A preset in the making; each step is a copy with one thing more. */
    private record Draft(
            String id,
            String name,
            FaultType type,
            String instance,
            Map<String, String> params,
            Map<String, String> trigger,
            String duration,
            String ramp,
            Expectation expectation) {

        Draft at(String other) {
            return new Draft(id, name, type, other, params, trigger, duration, ramp, expectation);
        }

        Draft with(String parameter, String value) {
            return new Draft(
                    id,
                    name,
                    type,
                    instance,
                    Map.of(parameter, value),
                    trigger,
                    duration,
                    ramp,
                    expectation);
        }

        Draft when(String condition, String value) {
            return new Draft(
                    id,
                    name,
                    type,
                    instance,
                    params,
                    Map.of(condition, value),
                    duration,
                    ramp,
                    expectation);
        }

        Draft lasting(String time) {
            return new Draft(id, name, type, instance, params, trigger, time, ramp, expectation);
        }

        Draft growing(String time) {
            return new Draft(
                    id, name, type, instance, params, trigger, duration, time, expectation);
        }

        Draft found(Alarm alarm, String limit, Alarm... companions) {
            return new Draft(
                    id,
                    name,
                    type,
                    instance,
                    params,
                    trigger,
                    duration,
                    ramp,
                    new Expectation(
                            alarm,
                            Limit.parse(limit),
                            null,
                            null,
                            Set.of(companions),
                            type.expectation().excessPicolitres()));
        }

        FaultPreset preset() {
            return new FaultPreset(
                    id, name, type, instance, params, trigger, duration, ramp, expectation);
        }
    }
}
