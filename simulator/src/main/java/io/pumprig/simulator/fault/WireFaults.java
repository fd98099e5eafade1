package io.pumprig.simulator.fault;

import static io.pumprig.simulator.board.Operation.I2C_READ;
import static io.pumprig.simulator.board.Operation.I2C_WRITE;
import static io.pumprig.simulator.board.Operation.PIN_READ;
import static io.pumprig.simulator.board.Operation.PIN_WRITE;
import static io.pumprig.simulator.board.Operation.SERIAL_READ;
import static io.pumprig.simulator.board.Operation.SERIAL_REPLY;
import static io.pumprig.simulator.board.Operation.SERIAL_WRITE;
import static io.pumprig.simulator.board.Operation.STEP;
import static io.pumprig.simulator.fault.FaultLevel.WIRE;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.simulator.fault.FaultParameter.Unit;
import java.util.List;

/** Faults between controller and chips: bits, bytes, edges, levels (device reference 11). */
public final class WireFaults {
    /** What any instance of a bus or of the pins means. */
    public static final String ANY = "any";

    /** Address not acknowledged (F-26, F-29). */
    public static final FaultType NACK =
            FaultType.of(WIRE, "i2c", "nack", "as5600", "ads1115", "nau7802", "flow", ANY)
                    .strikingAt(I2C_READ, I2C_WRITE)
                    .does("the part does not acknowledge its address")
                    .exercises("SR-72")
                    .mayAlsoRaise(Alarm.SENSOR_DEGRADED)
                    .found(Alarm.SENSOR_FAULT, "5 s");

    /** Reads return random bytes. */
    public static final FaultType GARBAGE =
            FaultType.of(WIRE, "i2c", "garbage", "as5600", "ads1115", "nau7802", "flow", ANY)
                    .strikingAt(I2C_READ)
                    .does("reads return random bytes")
                    .exercises("SR-72")
                    .mayAlsoRaise(
                            Alarm.SENSOR_DEGRADED,
                            Alarm.SUPPLY_OUT_OF_RANGE,
                            Alarm.MISSED_STEPS,
                            Alarm.MOTOR_RUNAWAY,
                            Alarm.MOTOR_STALL,
                            Alarm.OVER_DELIVERY,
                            Alarm.REVERSE_FLOW,
                            Alarm.RESERVOIR_DISCREPANCY,
                            Alarm.RESERVOIR_EMPTY,
                            Alarm.RESERVOIR_LOW,
                            Alarm.RESERVOIR_OVERFILL,
                            Alarm.OCCLUSION_DOWNSTREAM,
                            Alarm.OCCLUSION_UPSTREAM,
                            Alarm.OCCLUSION_TREND)
                    .found(Alarm.SENSOR_FAULT, "65 s");

    /** A part holds the bus until its supply is cut (F-41). */
    public static final FaultType BUS_HELD =
            FaultType.of(WIRE, "i2c", "held", "bus")
                    .does("a part that lost count holds the bus until its supply is cut once")
                    .exercises("SR-72")
                    .mayAlsoRaise(Alarm.SENSOR_FAULT)
                    .found(Alarm.SENSOR_DEGRADED, "1 s");

    /** The bus is shorted (F-41). */
    public static final FaultType BUS_SHORTED =
            FaultType.of(WIRE, "i2c", "shorted", "bus")
                    .strikingAt(I2C_READ, I2C_WRITE)
                    .does("SDA or SCL is shorted: every transfer fails, and no cut of supply helps")
                    .exercises("SR-72")
                    .mayAlsoRaise(Alarm.SENSOR_DEGRADED)
                    .found(Alarm.SENSOR_FAULT, "1 s");

    /** The bus's controller reports an error (F-41). */
    public static final FaultType BUS_ERROR =
            FaultType.of(WIRE, "i2c", "error", "bus")
                    .strikingAt(I2C_READ, I2C_WRITE)
                    .does("the computer's I2C controller reports an error of its own")
                    .exercises("SR-72")
                    .mayAlsoRaise(Alarm.SENSOR_DEGRADED)
                    .found(Alarm.SENSOR_FAULT, "1 s");

    /** A bit of an answer flips (F-42). */
    public static final FaultType CRC_ERROR =
            FaultType.of(WIRE, "serial", "crc-error", "tmc2209")
                    .strikingAt(SERIAL_REPLY)
                    .does("a bit of an answer flips on the wire")
                    .exercises("SR-72")
                    .mayAlsoRaise(Alarm.DRIVER_FAULT)
                    .found(Alarm.SENSOR_FAULT, "1 s");

    /** Answers do not arrive (F-42). */
    public static final FaultType REPLY_LOST =
            FaultType.of(WIRE, "serial", "reply-lost", "tmc2209")
                    .strikingAt(SERIAL_REPLY)
                    .does("answers of the driver do not arrive; what is sent to it does")
                    .exercises("SR-67", "SR-72")
                    .mayAlsoRaise(Alarm.SENSOR_FAULT)
                    .found(Alarm.DRIVER_FAULT, "1 s");

    /** Nothing that is sent comes back (F-42). */
    public static final FaultType ECHO_LOST =
            FaultType.of(WIRE, "serial", "echo-lost", "tmc2209")
                    .strikingAt(SERIAL_WRITE)
                    .does("what is sent to the driver neither comes back nor arrives")
                    .exercises("SR-67", "SR-72")
                    .mayAlsoRaise(Alarm.SENSOR_FAULT)
                    .found(Alarm.DRIVER_FAULT, "1 s");

    /** The kernel takes nothing to be sent (F-42). */
    public static final FaultType WRITE_REFUSED =
            FaultType.of(WIRE, "serial", "write-refused", "tmc2209")
                    .strikingAt(SERIAL_WRITE)
                    .does("the computer's serial port takes nothing to be sent")
                    .exercises("SR-67", "SR-72")
                    .mayAlsoRaise(Alarm.SENSOR_FAULT)
                    .found(Alarm.DRIVER_FAULT, "1 s");

    /** The serial port is gone (F-42). */
    public static final FaultType PORT_GONE =
            FaultType.of(WIRE, "serial", "gone", "tmc2209")
                    .strikingAt(SERIAL_READ)
                    .does("the computer's serial port is gone: nothing can be read from it")
                    .exercises("SR-67", "SR-72")
                    .mayAlsoRaise(Alarm.SENSOR_FAULT)
                    .found(Alarm.DRIVER_FAULT, "1 s");

    /** Noise on the step line (F-18). */
    public static final FaultType EXTRA_STEPS =
            FaultType.of(WIRE, "wire", "extra-steps", "step")
                    .with(
                            "perSecond",
                            Unit.NUMBER,
                            0.01,
                            1_000,
                            "100",
                            "edges added to the step line each second")
                    .does("noise on the step line makes pulses that nobody sent")
                    .exercises("SR-74", "SR-20")
                    .mayAlsoRaise(Alarm.OVER_DELIVERY, Alarm.FREE_FLOW)
                    .excess(10)
                    .found(Alarm.MOTOR_RUNAWAY, "3 uL flowed");

    /** Pulses are doubled (F-18). */
    public static final FaultType DOUBLED_STEPS =
            FaultType.of(WIRE, "wire", "doubled-steps", "step")
                    .strikingAt(STEP)
                    .does("pulses on the step line arrive twice")
                    .exercises("SR-74", "SR-20")
                    .mayAlsoRaise(Alarm.OVER_DELIVERY)
                    .excess(10)
                    .found(Alarm.MOTOR_RUNAWAY, "5 uL flowed");

    /** Pulses do not arrive (F-19). */
    public static final FaultType LOST_STEPS =
            FaultType.of(WIRE, "wire", "lost-steps", "step")
                    .strikingAt(STEP)
                    .does("pulses on the step line do not arrive at the driver")
                    .exercises("SR-23", "SR-67")
                    .mayAlsoRaise(Alarm.MOTOR_STALL, Alarm.MISSED_STEPS)
                    .found(Alarm.DRIVER_FAULT, "100 nL");

    /** Enable wire broken: a valid command is not carried out (F-53). */
    public static final FaultType ENABLE_OPEN =
            FaultType.of(WIRE, "wire", "open", "enable")
                    .does("the enable wire is broken: the driver stays off whatever is commanded")
                    .exercises("SR-18", "SR-67")
                    .mayAlsoRaise(Alarm.MOTOR_STALL, Alarm.MISSED_STEPS, Alarm.SENSOR_FAULT)
                    .found(Alarm.DRIVER_FAULT, "1 uL");

    /** Kick wire broken (F-36). */
    public static final FaultType KICK_OPEN =
            FaultType.of(WIRE, "wire", "open", "kick")
                    .does("the kick does not arrive: the enable watchdog takes the motor away")
                    .exercises("SR-71", "SR-74")
                    .mayAlsoRaise(Alarm.MOTOR_STALL, Alarm.MISSED_STEPS, Alarm.SENSOR_FAULT)
                    .found(Alarm.DRIVER_FAULT, "1 uL");

    /** An output is not taken by the kernel (F-48). */
    public static final FaultType OUTPUT_REFUSED =
            FaultType.of(WIRE, "output", "refused", "buzzer", "red", "amber", "green")
                    .strikingAt(PIN_WRITE)
                    .does("the level of a lamp or the buzzer is not taken")
                    .exercises("SR-69", "SR-83")
                    .found(Alarm.ANNUNCIATOR_FAILED, "16 min");

    /** Any output, the motor's among them, is not taken. */
    public static final FaultType ANY_OUTPUT_REFUSED =
            FaultType.of(WIRE, "pins", "refused", ANY)
                    .strikingAt(PIN_WRITE)
                    .does("the computer does not take the level of any output")
                    .exercises("SR-67", "SR-83")
                    .mayAlsoRaise(
                            Alarm.ANNUNCIATOR_FAILED,
                            Alarm.MOTOR_STALL,
                            Alarm.MISSED_STEPS,
                            Alarm.SENSOR_FAULT)
                    .found(Alarm.DRIVER_FAULT, "1 s");

    /** No input can be read. */
    public static final FaultType ANY_INPUT_HIDDEN =
            FaultType.of(WIRE, "pins", "unreadable", ANY)
                    .strikingAt(PIN_READ)
                    .does("the computer cannot read any input; each is taken for dangerous")
                    .exercises("SR-43", "SR-67")
                    .mayAlsoRaise(
                            Alarm.HEAD_OPEN,
                            Alarm.DRIVER_FAULT,
                            Alarm.AIR_IN_LINE,
                            Alarm.SENSOR_FAULT,
                            Alarm.SENSOR_DEGRADED,
                            Alarm.BUTTON_STUCK)
                    .found(Alarm.EMERGENCY_STOP, "1 cycle");

    /** Emergency stop pressed, or its wire broken. */
    public static final FaultType E_STOP =
            FaultType.of(WIRE, "input", "active", "e-stop")
                    .does("the emergency stop is pressed, or its wire is broken")
                    .exercises("SR-43")
                    .found(Alarm.EMERGENCY_STOP, "1 cycle");

    /** Cassette door open (F-47). */
    public static final FaultType DOOR =
            FaultType.of(WIRE, "input", "active", "door")
                    .does("the door of the head is open, or the wire of its switch is broken")
                    .exercises("SR-34")
                    .found(Alarm.HEAD_OPEN, "1 cycle");

    /** Demand button held (F-46). */
    public static final FaultType BUTTON =
            FaultType.of(WIRE, "input", "active", "bolus-button")
                    .does("the demand button is held down, or stuck")
                    .exercises("SR-73")
                    .found(Alarm.BUTTON_STUCK, "61 s");

    /** In the order of the catalogue. */
    static final List<FaultType> ALL =
            List.of(
                    NACK,
                    GARBAGE,
                    BUS_HELD,
                    BUS_SHORTED,
                    BUS_ERROR,
                    CRC_ERROR,
                    REPLY_LOST,
                    ECHO_LOST,
                    WRITE_REFUSED,
                    PORT_GONE,
                    EXTRA_STEPS,
                    DOUBLED_STEPS,
                    LOST_STEPS,
                    ENABLE_OPEN,
                    KICK_OPEN,
                    OUTPUT_REFUSED,
                    ANY_OUTPUT_REFUSED,
                    ANY_INPUT_HIDDEN,
                    E_STOP,
                    DOOR,
                    BUTTON);

    private WireFaults() {}
}
