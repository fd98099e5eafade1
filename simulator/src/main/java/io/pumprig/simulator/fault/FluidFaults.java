package io.pumprig.simulator.fault;

import static io.pumprig.simulator.fault.FaultLevel.FLUID;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.simulator.fault.FaultParameter.Unit;
import java.util.List;

/** Faults of fluid, mechanics, supplies and room (therapy reference 6). */
public final class FluidFaults {
    private static final double MOST_FLOW = 1_000_000;

    /** Catheter narrowed or closed (F-01, F-02, F-04). */
    public static final FaultType OCCLUSION =
            FaultType.of(FLUID, "line", "occlusion", "downstream")
                    .gradual()
                    .does(
                            "catheter narrowed or closed, its resistance grows by 1/(1 -"
                                    + " severity)^2; clearing it releases what the line has stored")
                    .exercises("SR-55", "SR-57", "SR-58", "SR-59")
                    .mayAlsoRaise(Alarm.OCCLUSION_TREND)
                    .found(Alarm.OCCLUSION_DOWNSTREAM, "10 uL");

    /** Inlet narrowed or closed (F-03). */
    public static final FaultType INLET_OCCLUSION =
            FaultType.of(FLUID, "line", "occlusion", "upstream")
                    .gradual()
                    .does(
                            "inlet between reservoir and head narrowed or closed, its resistance"
                                    + " grows by 1/(1 - severity)^2; suction grows")
                    .exercises("SR-56")
                    .found(Alarm.OCCLUSION_UPSTREAM, "10 uL");

    /** Cracked tube or loose fitting (F-07). */
    public static final FaultType LINE_LEAK =
            FaultType.of(FLUID, "line", "leak", "tube")
                    .with(
                            "kilopascalsPerMicrolitrePerHour",
                            Unit.NUMBER,
                            0.001,
                            1_000,
                            "10",
                            "resistance of the crack")
                    .does("part of what is pumped leaves through a crack behind the head")
                    .exercises("SR-21", "SR-22")
                    .mayAlsoRaise(Alarm.UNDER_DELIVERY)
                    .losing(fault -> 1)
                    .unseen(
                            "the pressure that is left still opens the check valve, and no sensor"
                                    + " of the rig sits behind the leak");

    /** Fitting off (F-08). */
    public static final FaultType DISCONNECT =
            FaultType.of(FLUID, "line", "disconnect", "fitting")
                    .does("line is off behind the head; what is pumped runs out there")
                    .exercises("SR-22", "SR-23")
                    .found(Alarm.UNDER_DELIVERY, "10 uL");

    /** Flow beside the rollers (F-09). */
    public static final FaultType SIPHON =
            FaultType.of(FLUID, "line", "siphon", "head")
                    .gradual()
                    .with(
                            "rate",
                            Unit.FLOW,
                            0,
                            MOST_FLOW,
                            "1.8 mL/h",
                            "flow beside the rollers, which no step pushes")
                    .does("fluid runs from the reservoir to the tip beside the rollers")
                    .exercises("SR-20", "SR-38")
                    .mayAlsoRaise(Alarm.OVER_DELIVERY, Alarm.RESERVOIR_DISCREPANCY)
                    .excess(Expectation.UNBOUNDED)
                    .found(Alarm.FREE_FLOW, "3 uL flowed");

    /** Flow back into the reservoir (F-10). */
    public static final FaultType BACK_FLOW =
            FaultType.of(FLUID, "line", "back-flow", "head")
                    .gradual()
                    .with(
                            "rate",
                            Unit.FLOW,
                            0,
                            MOST_FLOW,
                            "1.8 mL/h",
                            "flow back into the reservoir")
                    .does("check valve stuck open, and fluid comes back beside the rollers")
                    .exercises("SR-37")
                    .mayAlsoRaise(Alarm.UNDER_DELIVERY)
                    .found(Alarm.REVERSE_FLOW, "3 uL flowed");

    /** A bubble before the head (F-05). */
    public static final FaultType AIR_BUBBLE =
            FaultType.of(FLUID, "line", "air-bubble", "suction")
                    .moment()
                    .with("volume", Unit.VOLUME, 0.1, 1_000, "20 uL", "gas in the bubble")
                    .does("a bubble lies before the head and is drawn with the next turns")
                    .exercises("SR-60", "SR-34")
                    .mayAlsoRaise(Alarm.UNDER_DELIVERY, Alarm.SENSOR_DEGRADED)
                    .found(Alarm.AIR_IN_LINE, "15 uL");

    /** Gas in what the head draws (F-06, F-49). */
    public static final FaultType DEGASSING =
            FaultType.of(FLUID, "line", "degassing", "suction")
                    .gradual()
                    .with("fraction", Unit.NUMBER, 0, 1, "0.5", "share of gas in what is drawn")
                    .does("the head draws gas besides fluid, in many small bubbles")
                    .exercises("SR-60")
                    .mayAlsoRaise(Alarm.UNDER_DELIVERY, Alarm.SENSOR_DEGRADED)
                    .found(Alarm.AIR_IN_LINE, "120 uL");

    /** Reservoir leaks (F-14 in the other direction). */
    public static final FaultType RESERVOIR_LEAK =
            FaultType.of(FLUID, "reservoir", "leak", "main")
                    .gradual()
                    .with("rate", Unit.FLOW, 0, MOST_FLOW, "1 mL/h", "volume lost by the leak")
                    .does("reservoir loses fluid that nobody pumped")
                    .exercises("SR-49")
                    .mayAlsoRaise(
                            Alarm.RESERVOIR_LOW,
                            Alarm.RESERVOIR_EMPTY,
                            Alarm.OCCLUSION_UPSTREAM,
                            Alarm.AIR_IN_LINE)
                    .found(Alarm.RESERVOIR_DISCREPANCY, "90 min");

    /** Reservoir holds another volume than it should (F-11, F-12, F-13). */
    public static final FaultType CONTENT =
            FaultType.of(FLUID, "reservoir", "content", "main")
                    .moment()
                    .with("volume", Unit.VOLUME, 0, 50_000, "0.5 mL", "what it then holds")
                    .does("reservoir is emptied or filled to that volume without an entry")
                    .exercises("SR-48", "SR-50", "SR-51", "SR-52", "SR-53")
                    .mayAlsoRaise(
                            Alarm.RESERVOIR_LOW,
                            Alarm.RESERVOIR_OVERFILL,
                            Alarm.RESERVOIR_DISCREPANCY,
                            Alarm.OCCLUSION_UPSTREAM)
                    .found(Alarm.RESERVOIR_EMPTY, "1 min");

    /** Reservoir holds another drug than was prescribed (F-50). */
    public static final FaultType CONCENTRATION =
            FaultType.of(FLUID, "reservoir", "concentration", "main")
                    .moment()
                    .with(
                            "concentration",
                            Unit.CONCENTRATION,
                            0,
                            10_000,
                            "500 mcg/mL",
                            "of what it then holds")
                    .does("reservoir holds another concentration than was prescribed")
                    .exercises("SR-12")
                    .unseen(
                            "no signal about volume tells one concentration from another; only"
                                    + " procedures can");

    /** Rotor held (F-15, F-16). */
    public static final FaultType STALL =
            FaultType.of(FLUID, "motor", "stall", "rotor")
                    .does(
                            "rotor held although it is driven; let go, it snaps to the nearest step"
                                    + " in phase")
                    .exercises("SR-63", "SR-65", "SR-66")
                    .mayAlsoRaise(Alarm.UNDER_DELIVERY)
                    .found(Alarm.MOTOR_STALL, "1 uL");

    /** Whole electrical cycles lost (F-17). */
    public static final FaultType MISSED_STEPS =
            FaultType.of(FLUID, "motor", "missed-steps", "rotor")
                    .moment()
                    .with(
                            "cycles",
                            Unit.WHOLE,
                            1,
                            50,
                            "1",
                            "electrical cycles lost, 4 full steps each")
                    .does("rotor falls behind by whole electrical cycles and goes on")
                    .exercises("SR-64", "SR-36")
                    .mayAlsoRaise(Alarm.MOTOR_STALL)
                    .found(Alarm.MISSED_STEPS, "5 uL");

    /** Coupling loose behind the encoder (F-20). */
    public static final FaultType SLIP =
            FaultType.of(FLUID, "motor", "slip", "coupling")
                    .does("coupling slips behind the encoder: the rotor turns and the head stands")
                    .exercises("SR-22", "SR-23")
                    .found(Alarm.UNDER_DELIVERY, "50 uL");

    /** Head displaces more or less than it was calibrated for (F-21, F-22). */
    public static final FaultType GAIN =
            FaultType.of(FLUID, "motor", "gain", "head")
                    .gradual()
                    .with(
                            "change",
                            Unit.NUMBER,
                            -1,
                            1,
                            "-0.1",
                            "relative to what each step displaces when sound")
                    .does("head displaces more or less with each step than it was calibrated for")
                    .exercises("SR-19", "SR-20", "SR-21")
                    .mayAlsoRaise(Alarm.UNDER_DELIVERY, Alarm.OVER_DELIVERY)
                    .excess(Expectation.UNBOUNDED)
                    .losing(fault -> Math.max(0, -fault.value("change")))
                    .unseen(
                            "at basal rates the flow is below what the flow sensor resolves, and the"
                                    + " scale sees it only when 14.5 % of what was delivered exceed 1"
                                    + " mL");

    /** Room warmer or colder (F-31). */
    public static final FaultType AMBIENT =
            FaultType.of(FLUID, "room", "excursion", "ambient")
                    .gradual()
                    .with("kelvin", Unit.NUMBER, -20, 20, "8", "above the usual mean")
                    .does("room and fluid become warmer or colder; fluid expands or shrinks")
                    .exercises("SR-75")
                    .excess(5)
                    .unseen("the rig has no sensor for the temperature of the room");

    /** A supply is off its nominal voltage (F-33). */
    public static final FaultType SAG =
            FaultType.of(FLUID, "supply", "sag", "motor", "sensor")
                    .gradual()
                    .with(
                            "share",
                            Unit.NUMBER,
                            0,
                            0.6,
                            "0.2",
                            "of the nominal voltage that is missing")
                    .does("supply of the motor, or of the ratiometric sensors, is too low")
                    .exercises("SR-91")
                    .mayAlsoRaise(Alarm.SENSOR_FAULT)
                    .found(Alarm.SUPPLY_OUT_OF_RANGE, "500 ms");

    /** Backup supply used up (F-35). */
    public static final FaultType BACKUP =
            FaultType.of(FLUID, "supply", "discharge", "backup")
                    .gradual()
                    .does("the backup supply has lost its charge, all of it at severity 1")
                    .exercises("SR-92")
                    .unseen("the rig has no backup battery whose charge could be measured");

    /** The collecting vessel loses fluid (F-27). */
    public static final FaultType EVAPORATION =
            FaultType.of(FLUID, "balance", "evaporation", "vessel")
                    .gradual()
                    .with("rate", Unit.WEIGHT_RATE, 0, 10, "0.02 g/h", "weight lost")
                    .does("the vessel on the balance loses fluid; its weight drifts down")
                    .exercises("SR-75")
                    .unseen("no therapy reads the balance: it weighs beside the pump, for people");

    /** In the order of the catalogue. */
    static final List<FaultType> ALL =
            List.of(
                    OCCLUSION,
                    INLET_OCCLUSION,
                    LINE_LEAK,
                    DISCONNECT,
                    SIPHON,
                    BACK_FLOW,
                    AIR_BUBBLE,
                    DEGASSING,
                    RESERVOIR_LEAK,
                    CONTENT,
                    CONCENTRATION,
                    STALL,
                    MISSED_STEPS,
                    SLIP,
                    GAIN,
                    AMBIENT,
                    SAG,
                    BACKUP,
                    EVAPORATION);

    private FluidFaults() {}
}
