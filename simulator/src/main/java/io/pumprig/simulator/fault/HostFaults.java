package io.pumprig.simulator.fault;

import static io.pumprig.simulator.fault.FaultLevel.HOST;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.simulator.fault.FaultParameter.Unit;
import java.util.List;

/** Faults of the computer that the controller runs on. */
public final class HostFaults {
    /** The calendar is set (F-38). */
    public static final FaultType CLOCK_STEP =
            FaultType.of(HOST, "host", "clock-step", "calendar")
                    .moment()
                    .with(
                            "seconds",
                            Unit.WHOLE,
                            -100_000_000,
                            100_000_000,
                            "3600",
                            "by how much the calendar is set")
                    .does("somebody sets the host's calendar; the monotonic clock goes on")
                    .exercises("SR-32")
                    .found(Alarm.CLOCK_STEPPED, "1 cycle");

    /** The loop stands still (F-36). */
    public static final FaultType HANG =
            FaultType.of(HOST, "host", "hang", "controller")
                    .endsByItself()
                    .does(
                            "no cycle runs while it lasts; the enable watchdog takes the motor after"
                                    + " 50 ms, and the first cycle after it finds the gap")
                    .exercises("SR-71", "SR-74", "SR-36")
                    .mayAlsoRaise(
                            Alarm.TICK_OVERRUN,
                            Alarm.DRIVER_FAULT,
                            Alarm.SENSOR_FAULT,
                            Alarm.SENSOR_DEGRADED,
                            Alarm.MISSED_STEPS)
                    .found(Alarm.WATCHDOG, "60 s");

    /** Cycles come late (F-37). */
    public static final FaultType OVERRUN =
            FaultType.of(HOST, "host", "overrun", "controller")
                    .with("cycles", Unit.WHOLE, 2, 4, "3", "periods from one cycle to the next")
                    .does("the computer is busy: only every so many periods a cycle comes")
                    .exercises("SR-35")
                    .found(Alarm.TICK_OVERRUN, "200 ms");

    /** The power is gone for a while (F-34). */
    public static final FaultType POWER_LOSS =
            FaultType.of(HOST, "host", "power-loss", "power")
                    .endsByItself()
                    .does(
                            "the rig is unplugged: controller and driver are gone while it lasts,"
                                    + " then the controller begins from its journal")
                    .exercises("SR-16", "SR-40", "SR-93")
                    .mayAlsoRaise(Alarm.CLOCK_STEPPED, Alarm.STOPPED_TOO_LONG)
                    .found(Alarm.RESTARTED, "24 h");

    /** The controller's process ends and begins again (F-34). */
    public static final FaultType CRASH =
            FaultType.of(HOST, "host", "crash", "controller")
                    .moment()
                    .does(
                            "the controller's process is killed and begins again from its journal,"
                                    + " beside a rig that kept its power")
                    .exercises("SR-40", "SR-93")
                    .mayAlsoRaise(Alarm.CLOCK_STEPPED)
                    .found(Alarm.RESTARTED, "10 s");

    /** The stored state is damaged, and read at the restart that comes with it (F-39). */
    public static final FaultType STATE_CORRUPT =
            FaultType.of(HOST, "host", "corrupt", "store")
                    .moment()
                    .does(
                            "a bit of the newest checkpoint flips; the controller is killed, begins"
                                    + " again, and has to take the copy before it")
                    .exercises("SR-15", "SR-16", "SR-93")
                    .mayAlsoRaise(Alarm.RESTARTED, Alarm.CLOCK_STEPPED)
                    .found(Alarm.MEMORY_FAULT, "10 s");

    /** The disk is full (F-40). */
    public static final FaultType STORAGE_FULL =
            FaultType.of(HOST, "host", "full", "store")
                    .does("the disk takes no write of the journal; therapy goes on")
                    .exercises("SR-90")
                    .found(Alarm.LOG_FAILURE, "1 uL");

    /** In the order of the catalogue. */
    static final List<FaultType> ALL =
            List.of(CLOCK_STEP, HANG, OVERRUN, POWER_LOSS, CRASH, STATE_CORRUPT, STORAGE_FULL);

    private HostFaults() {}
}
