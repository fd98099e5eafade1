package io.pumprig.simulator.fault;

import java.util.List;
import java.util.Map;

/**
 * A fault of the catalogue F-nn as it can be injected: a type with its parameters already chosen.
 *
 * @param id such as {@code F-01}
 * @param name the catalogue's name
 * @param params as they would be written; what is left out has its default
 * @param duration as it would be written, or null for one that lasts until it is cleared
 * @param expectedAlarm the alarm by which it has to be found
 * @param detectionLimit by when
 */
public record FaultPreset(
        String id,
        String name,
        FaultType type,
        String instance,
        Map<String, String> params,
        String duration,
        String expectedAlarm,
        String detectionLimit) {

    /** The presets, by id. */
    public static final List<FaultPreset> ALL =
            List.of(
                    of("F-01", "OCCLUSION_DOWNSTREAM_FULL", FaultType.OCCLUSION, "downstream"),
                    new FaultPreset(
                            "F-02",
                            "OCCLUSION_DOWNSTREAM_PARTIAL",
                            FaultType.OCCLUSION,
                            "downstream",
                            Map.of("severity", "0.999"),
                            null,
                            "OCCLUSION_DOWNSTREAM",
                            "24 h"),
                    of("F-03", "OCCLUSION_UPSTREAM", FaultType.INLET_OCCLUSION, "upstream"),
                    new FaultPreset(
                            "F-04",
                            "OCCLUSION_RELEASE",
                            FaultType.OCCLUSION,
                            "downstream",
                            Map.of(),
                            "2 h",
                            "OCCLUSION_DOWNSTREAM",
                            "10 uL"),
                    of("F-08", "LINE_DISCONNECT", FaultType.DISCONNECT, "downstream"),
                    of("F-09", "FREE_FLOW", FaultType.SIPHON, "head"),
                    of("F-10", "REVERSE_FLOW", FaultType.BACK_FLOW, "head"),
                    new FaultPreset(
                            "F-12",
                            "RESERVOIR_EMPTY",
                            FaultType.LEAK,
                            "main",
                            Map.of("rate", "10 mL/h"),
                            null,
                            "RESERVOIR_EMPTY",
                            "2 h"),
                    new FaultPreset(
                            "F-15",
                            "MOTOR_STALL_TRANSIENT",
                            FaultType.STALL,
                            "rotor",
                            Map.of(),
                            "10 min",
                            "MOTOR_STALL",
                            "4 full steps"),
                    of("F-16", "MOTOR_STALL_PERMANENT", FaultType.STALL, "rotor"),
                    of("F-17", "MISSED_STEPS", FaultType.MISSED_STEPS, "rotor"),
                    of("F-18", "MOTOR_RUNAWAY", FaultType.EXTRA_STEPS, "step"),
                    of("F-19", "DRIVER_FAULT", FaultType.OVER_TEMPERATURE, "tmc2209"),
                    of("F-20", "GEAR_SLIP", FaultType.SLIP, "coupling"),
                    of("F-23", "PRESSURE_OFFSET", FaultType.DRIFT, "downstream"),
                    of("F-24", "PRESSURE_STUCK", FaultType.STUCK, "downstream"),
                    of("F-29", "ENCODER_LOST", FaultType.NACK, "as5600"),
                    of("F-32", "PUMP_OVERHEAT", FaultType.HOT, "tmc2209"),
                    of("F-33", "SUPPLY_SAG", FaultType.RESET, "tmc2209"),
                    of("F-38", "CLOCK_STEP", FaultType.CLOCK_STEP, "calendar"),
                    of("F-42", "SERIAL_GARBLE", FaultType.CRC_ERROR, "tmc2209"));

    private static FaultPreset of(String id, String name, FaultType type, String instance) {
        return new FaultPreset(
                id,
                name,
                type,
                instance,
                Map.of(),
                null,
                type.expectedAlarm(),
                type.detectionLimit());
    }
}
