package io.pumprig.simulator.fault;

import io.pumprig.simulator.fault.FaultParameter.Unit;
import java.util.List;

/**
 * Every type of fault with its targets, its parameters and what a controller has to make of it. The
 * one declaration from which catalogue, schema and validation come.
 */
public enum FaultType {
    OCCLUSION(
            "occlusion",
            "line",
            List.of("downstream"),
            List.of(severity("1", "0 open, 1 closed; resistance grows by 1/(1 - severity)^2")),
            "catheter narrowed or closed; clearing it releases what the line has stored",
            "OCCLUSION_DOWNSTREAM",
            "10 uL"),
    LEAK(
            "leak",
            "reservoir",
            List.of("main"),
            List.of(
                    severity("1", "scales the rate"),
                    new FaultParameter(
                            "rate", Unit.FLOW, 0, 1_000_000, "1 mL/h", "volume lost by the leak")),
            "reservoir loses fluid that nobody pumped",
            "RESERVOIR_DISCREPANCY",
            "1 mL"),
    STALL(
            "stall",
            "motor",
            List.of("rotor"),
            List.of(onOff()),
            "rotor held although it is driven; let go, it snaps to the nearest step in phase",
            "MOTOR_STALL",
            "4 full steps"),
    MISSED_STEPS(
            "missed-steps",
            "motor",
            List.of("rotor"),
            List.of(
                    onOff(),
                    new FaultParameter(
                            "cycles",
                            Unit.WHOLE,
                            1,
                            50,
                            "1",
                            "electrical cycles lost, 4 full steps each")),
            "rotor falls behind by whole electrical cycles and goes on",
            "MISSED_STEPS",
            "1 roller pitch"),
    FROZEN(
            "frozen",
            "encoder",
            List.of("rotor"),
            List.of(onOff()),
            "angle stands still with good status; cannot be told from a stall",
            "MOTOR_STALL",
            "4 full steps"),
    STUCK(
            "stuck",
            "pressure",
            List.of("downstream"),
            List.of(onOff()),
            "the converter repeats one code for this channel",
            "SENSOR_FAULT",
            "60 s"),
    DRIFT(
            "drift",
            "pressure",
            List.of("downstream"),
            List.of(
                    severity("1", "scales the rate"),
                    new FaultParameter(
                            "rate",
                            Unit.PRESSURE_RATE,
                            -1_000,
                            1_000,
                            "60 kPa/h",
                            "change of the sensor's offset")),
            "offset of the sensor wanders, faster than pumping could press",
            "SENSOR_FAULT",
            "1 h"),
    NACK(
            "nack",
            "i2c",
            List.of("as5600", "ads1115", "nau7802"),
            List.of(onOff(), probability()),
            "address not acknowledged",
            "SENSOR_FAULT",
            "3 reads"),
    GARBAGE(
            "garbage",
            "i2c",
            List.of("as5600", "ads1115", "nau7802"),
            List.of(onOff(), probability()),
            "reads return random bytes",
            "SENSOR_FAULT",
            "3 reads"),
    RESET(
            "reset",
            "driver",
            List.of("tmc2209"),
            List.of(onOff()),
            "driver loses its registers, as after a brown-out",
            "DRIVER_FAULT",
            "500 ms"),
    OVER_TEMPERATURE(
            "over-temperature",
            "driver",
            List.of("tmc2209"),
            List.of(onOff()),
            "driver shuts its bridges down and reports it",
            "DRIVER_FAULT",
            "1 tick"),
    CRC_ERROR(
            "crc-error",
            "serial",
            List.of("tmc2209"),
            List.of(onOff(), probability()),
            "a bit of an answer flips on the wire",
            "SENSOR_FAULT",
            "3 frames"),
    EXTRA_STEPS(
            "extra-steps",
            "wire",
            List.of("step"),
            List.of(
                    onOff(),
                    new FaultParameter(
                            "perSecond",
                            Unit.NUMBER,
                            0.01,
                            1_000,
                            "100",
                            "edges added to the step line each second")),
            "noise on the step line makes pulses that nobody sent",
            "MOTOR_RUNAWAY",
            "2 uL"),
    INLET_OCCLUSION(
            "occlusion",
            "line",
            List.of("upstream"),
            List.of(severity("1", "0 open, 1 closed; resistance grows by 1/(1 - severity)^2")),
            "inlet between reservoir and head narrowed or closed; suction grows",
            "OCCLUSION_UPSTREAM",
            "10 uL"),
    DISCONNECT(
            "disconnect",
            "line",
            List.of("downstream"),
            List.of(onOff()),
            "line is off behind the head; what is pumped runs out there",
            "UNDER_DELIVERY",
            "10 uL"),
    SIPHON(
            "siphon",
            "line",
            List.of("head"),
            List.of(
                    severity("1", "scales the rate"),
                    new FaultParameter(
                            "rate",
                            Unit.FLOW,
                            0,
                            1_000_000,
                            "1.8 mL/h",
                            "flow beside the rollers, which no step pushes")),
            "fluid runs from the reservoir to the tip beside the rollers",
            "FREE_FLOW",
            "2 uL"),
    BACK_FLOW(
            "back-flow",
            "line",
            List.of("head"),
            List.of(
                    severity("1", "scales the rate"),
                    new FaultParameter(
                            "rate",
                            Unit.FLOW,
                            0,
                            1_000_000,
                            "1.8 mL/h",
                            "flow back into the reservoir")),
            "check valve stuck open, and fluid comes back beside the rollers",
            "REVERSE_FLOW",
            "2 uL"),
    SLIP(
            "slip",
            "motor",
            List.of("coupling"),
            List.of(onOff()),
            "coupling slips behind the encoder: the rotor turns and the head stands",
            "UNDER_DELIVERY",
            "10 strokes"),
    LOST_STEPS(
            "lost-steps",
            "wire",
            List.of("step"),
            List.of(onOff(), probability()),
            "pulses on the step line do not arrive at the driver",
            "DRIVER_FAULT",
            "8 microsteps"),
    HOT(
            "hot",
            "driver",
            List.of("tmc2209"),
            List.of(onOff()),
            "driver warns of its heat and goes on",
            "OVER_TEMPERATURE",
            "10 s"),
    CLOCK_STEP(
            "clock-step",
            "host",
            List.of("calendar"),
            List.of(
                    onOff(),
                    new FaultParameter(
                            "seconds",
                            Unit.WHOLE,
                            -100_000_000,
                            100_000_000,
                            "3600",
                            "by how much the calendar is set")),
            "somebody sets the host's calendar; the monotonic clock goes on",
            "CLOCK_STEPPED",
            "1 tick");

    private final String label;
    private final String component;
    private final List<String> instances;
    private final List<FaultParameter> parameters;
    private final String effect;
    private final String expectedAlarm;
    private final String detectionLimit;

    FaultType(
            String label,
            String component,
            List<String> instances,
            List<FaultParameter> parameters,
            String effect,
            String expectedAlarm,
            String detectionLimit) {
        this.label = label;
        this.component = component;
        this.instances = instances;
        this.parameters = parameters;
        this.effect = effect;
        this.expectedAlarm = expectedAlarm;
        this.detectionLimit = detectionLimit;
    }

    private static FaultParameter severity(String otherwise, String meaning) {
        return new FaultParameter("severity", Unit.NUMBER, 0, 1, otherwise, meaning);
    }

    /** Severity of a fault that is there or not: 0 is the same as no fault. */
    private static FaultParameter onOff() {
        return new FaultParameter("severity", Unit.WHOLE, 0, 1, "1", "0 is no fault, 1 the fault");
    }

    private static FaultParameter probability() {
        return new FaultParameter(
                "probability", Unit.NUMBER, 0, 1, "1", "how often it strikes, for each transfer");
    }

    /** The name as written. */
    public String label() {
        return label;
    }

    /** The component it can be injected into. */
    public String component() {
        return component;
    }

    /** The instances of that component. */
    public List<String> instances() {
        return instances;
    }

    public List<FaultParameter> parameters() {
        return parameters;
    }

    /** What it does, in one sentence. */
    public String effect() {
        return effect;
    }

    /** The alarm by which it has to be found. */
    public String expectedAlarm() {
        return expectedAlarm;
    }

    /** By when it has to be found: a volume commanded or a time since onset. */
    public String detectionLimit() {
        return detectionLimit;
    }

    /** True when it happens once, at its onset, and has no duration. */
    public boolean isMoment() {
        return this == RESET || this == MISSED_STEPS || this == CLOCK_STEP;
    }

    /** True when a ramp has a meaning: what it does can be more or less. */
    public boolean isGradual() {
        return switch (this) {
            case OCCLUSION, INLET_OCCLUSION, LEAK, DRIFT, SIPHON, BACK_FLOW -> true;
            default -> false;
        };
    }

    /** Place of a parameter among {@link #parameters}. */
    int indexOf(String parameter) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(parameter)) {
                return i;
            }
        }
        return -1;
    }
}
