package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.AlarmTimes;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.sample.Sample;

/**
 * All interlocks, judged in every cycle, always all of them, so that several trips are all
 * recorded. Each is called by its own type rather than through a list: the cycle pays no dispatch.
 */
public final class Interlocks {
    private final StopInputs stopInputs = new StopInputs();
    private final DriverFault driverFault = new DriverFault();
    private final DownstreamOcclusion downstreamOcclusion;
    private final RotorMotion rotorMotion;
    private final ReservoirLevel reservoirLevel;
    private final AirInLine airInLine;
    private final SensorHealth sensorHealth;
    private final Supplies supplies = new Supplies();
    private final TickOverrun tickOverrun = new TickOverrun();
    private final DwellTime dwellTime;
    private final UnresolvedTime unresolvedTime;
    private final MaxDose maxDose;

    /**
     * @param ledger where the rotor's interlock books what did not move
     * @param planner whose mode is the pump's, and who knows what boluses gave
     * @param times after which reminders come and alarms become worse
     */
    public Interlocks(
            SafetyLimits limits, DeliveryLedger ledger, Planner planner, AlarmTimes times) {
        downstreamOcclusion = new DownstreamOcclusion(limits);
        rotorMotion = new RotorMotion(limits, ledger);
        reservoirLevel = new ReservoirLevel(limits, ledger);
        airInLine = new AirInLine(limits);
        sensorHealth = new SensorHealth(limits);
        dwellTime = new DwellTime(planner::mode, times);
        unresolvedTime = new UnresolvedTime(times);
        maxDose = new MaxDose(planner);
    }

    /** Judges every hazard on this cycle's sample. */
    public void judge(Sample sample, Permit permit) {
        stopInputs.judge(sample, permit);
        driverFault.judge(sample, permit);
        downstreamOcclusion.judge(sample, permit);
        rotorMotion.judge(sample, permit);
        reservoirLevel.judge(sample, permit);
        airInLine.judge(sample, permit);
        sensorHealth.judge(sample, permit);
        supplies.judge(sample, permit);
        tickOverrun.judge(sample, permit);
        dwellTime.judge(sample, permit);
        unresolvedTime.judge(sample, permit);
        maxDose.judge(sample, permit);
    }

    /** The reservoir was refilled: its level is learnt anew. Control thread. */
    public void refilled() {
        reservoirLevel.refilled();
    }

    /** What the ledger leaves in the reservoir. */
    public long expectedReservoirPicolitres() {
        return reservoirLevel.expectedPicolitres();
    }

    /** What the ledger delivered since the reservoir's level was learnt. */
    public long deliveredSinceRefillPicolitres() {
        return reservoirLevel.deliveredPicolitres();
    }

    /** The downstream pressure that counts as rest. */
    public int baselinePascals() {
        return downstreamOcclusion.baselinePascals();
    }

    /** Cycles that began late. */
    public long lateCycles() {
        return tickOverrun.late();
    }

    /** The worst lateness of a cycle's start. */
    public long worstLatenessNanos() {
        return tickOverrun.worstNanos();
    }
}
