package io.pumprig.simulator.fault;

import static io.pumprig.simulator.fault.FaultLevel.CHIP;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.simulator.fault.FaultParameter.Unit;
import java.util.List;

/** Faults inside chips and sensors (device reference 11). */
public final class ChipFaults {
    /** Angle stands still with good status (F-29). */
    public static final FaultType ENCODER_FROZEN =
            FaultType.of(CHIP, "encoder", "frozen", "rotor")
                    .does("angle stands still with good status; cannot be told from a stall")
                    .exercises("SR-63", "SR-65")
                    .mayAlsoRaise(Alarm.UNDER_DELIVERY)
                    .found(Alarm.MOTOR_STALL, "1 uL");

    /** The magnet is off (F-29). */
    public static final FaultType MAGNET_LOST =
            FaultType.of(CHIP, "encoder", "magnet-lost", "rotor")
                    .does("no magnet over the encoder; it says so, and its angle is stale")
                    .exercises("SR-63", "SR-72")
                    .reportsItself()
                    .found(Alarm.SENSOR_FAULT, "1 s");

    /** A pressure channel repeats one code (F-24). */
    public static final FaultType PRESSURE_STUCK =
            FaultType.of(CHIP, "pressure", "stuck", "downstream")
                    .does("the converter repeats one code for this channel")
                    .exercises("SR-72")
                    .found(Alarm.SENSOR_FAULT, "65 s");

    /** Offset of a pressure sensor wanders (F-23). */
    public static final FaultType PRESSURE_DRIFT =
            FaultType.of(CHIP, "pressure", "drift", "downstream")
                    .gradual()
                    .with(
                            "rate",
                            Unit.PRESSURE_RATE,
                            -1_000,
                            1_000,
                            "300 kPa/h",
                            "change of the sensor's offset")
                    .does("offset of the sensor wanders, faster than pumping could press")
                    .exercises("SR-72", "SR-55")
                    .mayAlsoRaise(Alarm.OCCLUSION_TREND, Alarm.OCCLUSION_DOWNSTREAM)
                    .found(Alarm.SENSOR_FAULT, "1 h");

    /** Wire of a pressure sensor broken or shorted (F-24). */
    public static final FaultType PRESSURE_WIRE =
            FaultType.of(CHIP, "pressure", "wire-broken", "downstream")
                    .does("the wire of the sensor is broken: the input reads no voltage")
                    .exercises("SR-72")
                    .reportsItself()
                    .found(Alarm.SENSOR_FAULT, "1 s");

    /** The channel of the suction sensor repeats one code: it is not the only one (F-24). */
    public static final FaultType SUCTION_STUCK =
            FaultType.of(CHIP, "pressure", "stuck", "upstream")
                    .does("the converter repeats one code for the suction channel")
                    .exercises("SR-72")
                    .found(Alarm.SENSOR_DEGRADED, "65 s");

    /** Offset of the suction sensor wanders (F-23). */
    public static final FaultType SUCTION_DRIFT =
            FaultType.of(CHIP, "pressure", "drift", "upstream")
                    .gradual()
                    .with(
                            "rate",
                            Unit.PRESSURE_RATE,
                            -1_000,
                            1_000,
                            "300 kPa/h",
                            "change of the sensor's offset")
                    .does("offset of the suction sensor wanders, faster than pumping could draw")
                    .exercises("SR-72", "SR-56")
                    .mayAlsoRaise(Alarm.OCCLUSION_UPSTREAM)
                    .found(Alarm.SENSOR_DEGRADED, "1 h");

    /** Wire of the suction sensor broken or shorted (F-24). */
    public static final FaultType SUCTION_WIRE =
            FaultType.of(CHIP, "pressure", "wire-broken", "upstream")
                    .does("the wire of the suction sensor is broken: the input reads no voltage")
                    .exercises("SR-72")
                    .reportsItself()
                    .found(Alarm.SENSOR_DEGRADED, "1 s");

    /** Conversions never end (F-24). */
    public static final FaultType PRESSURE_NOT_READY =
            FaultType.of(CHIP, "pressure", "not-ready", "converter")
                    .does("conversions of the pressure converter never end")
                    .exercises("SR-72")
                    .reportsItself()
                    .mayAlsoRaise(Alarm.SENSOR_DEGRADED)
                    .found(Alarm.SENSOR_FAULT, "1 s");

    /** Level sensor drifts (F-14). */
    public static final FaultType SCALE_DRIFT =
            FaultType.of(CHIP, "scale", "drift", "reservoir")
                    .gradual()
                    .with("rate", Unit.WEIGHT_RATE, -100, 100, "-1 g/h", "change of the offset")
                    .does("the scale under the reservoir creeps")
                    .exercises("SR-49")
                    .mayAlsoRaise(Alarm.RESERVOIR_OVERFILL)
                    .found(Alarm.RESERVOIR_DISCREPANCY, "90 min");

    /** Somebody touches the scale (F-28). */
    public static final FaultType SCALE_BUMP =
            FaultType.of(CHIP, "scale", "bump", "reservoir")
                    .gradual()
                    .with("weight", Unit.WEIGHT, -30, 30, "-19.5 g", "false weight while it lasts")
                    .does("somebody touches the scale under the reservoir")
                    .exercises("SR-49", "SR-50", "SR-72")
                    .mayAlsoRaise(
                            Alarm.RESERVOIR_LOW,
                            Alarm.RESERVOIR_EMPTY,
                            Alarm.RESERVOIR_OVERFILL,
                            Alarm.RESERVOIR_DISCREPANCY)
                    .unseen(
                            "a touch of up to 4 s is rejected as no reading; that is the right answer");

    /** The amplifier of the scale is at its rail (F-14). */
    public static final FaultType SCALE_RAILED =
            FaultType.of(CHIP, "scale", "railed", "reservoir")
                    .does("the amplifier of the scale is at its rail")
                    .exercises("SR-72")
                    .reportsItself()
                    .found(Alarm.SENSOR_FAULT, "5 s");

    /** The scale repeats one code (F-14). */
    public static final FaultType SCALE_FROZEN =
            FaultType.of(CHIP, "scale", "frozen", "reservoir")
                    .does("the converter of the scale repeats one code")
                    .exercises("SR-72")
                    .found(Alarm.SENSOR_FAULT, "65 s");

    /** The scale never has a new value (F-14). */
    public static final FaultType SCALE_NOT_READY =
            FaultType.of(CHIP, "scale", "not-ready", "reservoir")
                    .does("the converter of the scale never has a new value")
                    .exercises("SR-72")
                    .reportsItself()
                    .found(Alarm.SENSOR_FAULT, "5 s");

    /** Flow sensor fouled (F-25). */
    public static final FaultType FLOW_BIAS =
            FaultType.of(CHIP, "flow", "bias", "sensor")
                    .gradual()
                    .with("change", Unit.NUMBER, -1, 1, "-0.3", "relative to what truly flows")
                    .does("the flow sensor reads too much or too little, as when fouled")
                    .exercises("SR-20", "SR-21")
                    .mayAlsoRaise(
                            Alarm.SENSOR_DEGRADED,
                            Alarm.SENSOR_FAULT,
                            Alarm.UNDER_DELIVERY,
                            Alarm.OVER_DELIVERY)
                    .unseen(
                            "at basal rates the flow is below the sensor's own error; only a bias by"
                                    + " more than half shows beside the strokes of a bolus");

    /** Flow sensor at its limit (F-09). */
    public static final FaultType FLOW_SATURATED =
            FaultType.of(CHIP, "flow", "saturated", "sensor")
                    .does("the flow sensor says that more flows than it can measure")
                    .exercises("SR-38", "SR-72")
                    .reportsItself()
                    .mayAlsoRaise(Alarm.SENSOR_FAULT, Alarm.OVER_DELIVERY, Alarm.SENSOR_DEGRADED)
                    .found(Alarm.FREE_FLOW, "5 s");

    /** Frames of the flow sensor with wrong check sums (F-26). */
    public static final FaultType FLOW_CRC =
            FaultType.of(CHIP, "flow", "crc-error", "sensor")
                    .gradual()
                    .does("frames of the flow sensor have a wrong bit, as often as severity says")
                    .exercises("SR-72")
                    .found(Alarm.SENSOR_FAULT, "1 s");

    /** Bubble detector stuck at liquid (F-30). */
    public static final FaultType BUBBLE_STUCK =
            FaultType.of(CHIP, "bubble", "stuck", "detector")
                    .does("the bubble detector says liquid whatever is there")
                    .exercises("SR-70", "SR-72")
                    .found(Alarm.SENSOR_FAULT, "16 min");

    /** Wire of the bubble detector broken (F-05). */
    public static final FaultType BUBBLE_WIRE =
            FaultType.of(CHIP, "bubble", "wire-broken", "detector")
                    .does("the wire of the bubble detector is broken: it reads air")
                    .exercises("SR-60")
                    .mayAlsoRaise(Alarm.SENSOR_FAULT)
                    .found(Alarm.AIR_IN_LINE, "11 uL");

    /** Driver lost its registers (F-33). */
    public static final FaultType DRIVER_RESET =
            FaultType.of(CHIP, "driver", "reset", "tmc2209")
                    .moment()
                    .does("driver loses its registers, as after a brown-out")
                    .exercises("SR-67")
                    .reportsItself()
                    .mayAlsoRaise(Alarm.MISSED_STEPS)
                    .found(Alarm.DRIVER_FAULT, "600 ms");

    /** Driver shut down by heat (F-19). */
    public static final FaultType DRIVER_BURNT =
            FaultType.of(CHIP, "driver", "over-temperature", "tmc2209")
                    .does("driver shuts its bridges down and reports it")
                    .exercises("SR-67", "SR-68")
                    .reportsItself()
                    .mayAlsoRaise(Alarm.OVER_TEMPERATURE, Alarm.MISSED_STEPS)
                    .found(Alarm.DRIVER_FAULT, "1 cycle");

    /** Driver warns of heat (F-32). */
    public static final FaultType DRIVER_HOT =
            FaultType.of(CHIP, "driver", "hot", "tmc2209")
                    .does("driver warns of its heat and goes on")
                    .exercises("SR-68")
                    .reportsItself()
                    .found(Alarm.OVER_TEMPERATURE, "11 s");

    /** A coil is shorted (F-19). */
    public static final FaultType DRIVER_SHORT =
            FaultType.of(CHIP, "driver", "short", "tmc2209")
                    .does("a coil is shorted to ground; the driver shuts down and reports it")
                    .exercises("SR-67")
                    .reportsItself()
                    .mayAlsoRaise(Alarm.MISSED_STEPS)
                    .found(Alarm.DRIVER_FAULT, "1 h");

    /** Charge pump low (F-33). */
    public static final FaultType DRIVER_UNDERVOLTAGE =
            FaultType.of(CHIP, "driver", "under-voltage", "tmc2209")
                    .does("the driver's charge pump is low; its bridges are off, and it reports it")
                    .exercises("SR-67", "SR-91")
                    .reportsItself()
                    .mayAlsoRaise(Alarm.MISSED_STEPS)
                    .found(Alarm.DRIVER_FAULT, "1 cycle");

    /** Driver without supply does not answer (F-33). */
    public static final FaultType DRIVER_MUTE =
            FaultType.of(CHIP, "driver", "mute", "tmc2209")
                    .does("the driver has no supply: it neither answers nor moves")
                    .exercises("SR-67", "SR-91")
                    .mayAlsoRaise(Alarm.MOTOR_STALL, Alarm.MISSED_STEPS, Alarm.SENSOR_FAULT)
                    .found(Alarm.DRIVER_FAULT, "1 s");

    /** In the order of the catalogue. */
    static final List<FaultType> ALL =
            List.of(
                    ENCODER_FROZEN,
                    MAGNET_LOST,
                    PRESSURE_STUCK,
                    PRESSURE_DRIFT,
                    PRESSURE_WIRE,
                    SUCTION_STUCK,
                    SUCTION_DRIFT,
                    SUCTION_WIRE,
                    PRESSURE_NOT_READY,
                    SCALE_DRIFT,
                    SCALE_BUMP,
                    SCALE_RAILED,
                    SCALE_FROZEN,
                    SCALE_NOT_READY,
                    FLOW_BIAS,
                    FLOW_SATURATED,
                    FLOW_CRC,
                    BUBBLE_STUCK,
                    BUBBLE_WIRE,
                    DRIVER_RESET,
                    DRIVER_BURNT,
                    DRIVER_HOT,
                    DRIVER_SHORT,
                    DRIVER_UNDERVOLTAGE,
                    DRIVER_MUTE);

    private ChipFaults() {}
}
