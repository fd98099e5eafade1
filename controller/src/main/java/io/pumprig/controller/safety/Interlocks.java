package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.AlarmTimes;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.sample.Sample;

/**
 * All interlocks, judged in every cycle, always all of them, so that several trips are all
 * recorded. Each is called by its own type rather than through a list: the cycle pays no dispatch.
 * The order matters to nobody but the stall's retry, which comes after those that hold flow at
 * zero.
 */
public final class Interlocks {
    /** Numbers of the day's air, see {@link #saveAir}. */
    public static final int SAVED_AIR_LONGS = AirInLine.SAVED_LONGS;

    private final EmergencyStop emergencyStop = new EmergencyStop();
    private final HeadOpen headOpen = new HeadOpen();
    private final ButtonStuck buttonStuck = new ButtonStuck();
    private final DriverFault driverFault = new DriverFault();
    private final OverTemperature overTemperature;
    private final DownstreamOcclusion downstreamOcclusion;
    private final OcclusionTrend occlusionTrend;
    private final UpstreamOcclusion upstreamOcclusion;
    private final SteadyReservoir reservoir = new SteadyReservoir();
    private final ReservoirMark reservoirEmpty;
    private final ReservoirMark reservoirLow;
    private final ReservoirMark reservoirOverfill;
    private final ReservoirReconciliation reconciliation;
    private final AirInLine airInLine;
    private final FreeFlow freeFlow;
    private final ReverseFlow reverseFlow;
    private final StrokeConfirmation strokeConfirmation;
    private final FlowAgreement flowAgreement;
    private final SensorHealth sensorHealth;
    private final Supplies supplies;
    private final TickOverrun tickOverrun = new TickOverrun();
    private final Watchdog watchdog;
    private final ClockStep clockStep;
    private final MotionAgreement motionAgreement;
    private final RotorMotion rotorMotion;
    private final EndOfService endOfService;
    private final DwellTime dwellTime;
    private final UnresolvedTime unresolvedTime;
    private final MaxDose maxDose;

    /**
     * @param ledger where the motor's interlocks book what did not move
     * @param events where they tell what is no alarm: both edges of a stall, a jump of the calendar
     * @param planner whose mode is the pump's, and who knows what boluses gave
     * @param times after which reminders come and alarms become worse
     */
    public Interlocks(
            SafetyLimits limits,
            DeliveryLedger ledger,
            EventRing events,
            Planner planner,
            AlarmTimes times) {
        overTemperature = new OverTemperature(limits);
        downstreamOcclusion = new DownstreamOcclusion(limits);
        occlusionTrend = new OcclusionTrend(limits, downstreamOcclusion);
        upstreamOcclusion = new UpstreamOcclusion(limits);
        reservoirEmpty = ReservoirMark.empty(limits);
        reservoirLow = ReservoirMark.low(limits);
        reservoirOverfill = ReservoirMark.overfill(limits);
        reconciliation = new ReservoirReconciliation(limits, ledger);
        airInLine = new AirInLine(limits);
        freeFlow = new FreeFlow(limits, downstreamOcclusion);
        reverseFlow = new ReverseFlow(limits);
        strokeConfirmation = new StrokeConfirmation(limits);
        flowAgreement = new FlowAgreement(limits, strokeConfirmation);
        sensorHealth = new SensorHealth(limits);
        supplies = new Supplies(limits);
        watchdog = new Watchdog(limits);
        clockStep = new ClockStep(limits, events);
        motionAgreement = new MotionAgreement(limits, ledger);
        rotorMotion = new RotorMotion(limits, ledger, motionAgreement, events);
        endOfService = new EndOfService(limits, events);
        dwellTime = new DwellTime(planner::mode, times);
        unresolvedTime = new UnresolvedTime(times);
        maxDose = new MaxDose(planner);
    }

    /** Judges every hazard on this cycle's sample. */
    public void judge(Sample sample, Permit permit) {
        emergencyStop.judge(sample, permit);
        headOpen.judge(sample, permit);
        buttonStuck.judge(sample, permit);
        driverFault.judge(sample, permit);
        overTemperature.judge(sample, permit);
        judgeLine(sample, permit);
        judgeReservoir(sample, permit);
        sensorHealth.judge(sample, permit);
        supplies.judge(sample, permit);
        tickOverrun.judge(sample, permit);
        watchdog.judge(sample, permit);
        clockStep.judge(sample, permit);
        motionAgreement.judge(sample, permit);
        rotorMotion.judge(sample, permit);
        endOfService.judge(sample, permit);
        dwellTime.judge(sample, permit);
        unresolvedTime.judge(sample, permit);
        maxDose.judge(sample, permit);
    }

    private void judgeLine(Sample sample, Permit permit) {
        downstreamOcclusion.judge(sample, permit);
        occlusionTrend.judge(sample, permit);
        upstreamOcclusion.judge(sample, permit);
        airInLine.judge(sample, permit);
        freeFlow.judge(sample, permit);
        reverseFlow.judge(sample, permit);
        strokeConfirmation.judge(sample, permit);
        flowAgreement.judge(sample, permit);
    }

    private void judgeReservoir(Sample sample, Permit permit) {
        if (reservoir.look(sample)) {
            long picolitres = reservoir.picolitres();
            reservoirEmpty.weigh(picolitres);
            reservoirLow.weigh(picolitres);
            reservoirOverfill.weigh(picolitres);
            reconciliation.weigh(picolitres);
        }
        reservoirEmpty.judge(permit);
        reservoirLow.judge(permit);
        reservoirOverfill.judge(permit);
        reconciliation.judge(permit);
    }

    /**
     * Tells how far each of them is from tripping. Between two cycles, when somebody asks; what is
     * told narrows nothing.
     *
     * @param sample of the cycle that was judged last
     */
    public void measure(Sample sample, Gauges into) {
        downstreamOcclusion.measure(into);
        occlusionTrend.measure(into);
        upstreamOcclusion.measure(into);
        flowAgreement.measure(into);
        strokeConfirmation.measure(into);
        freeFlow.measure(into);
        reverseFlow.measure(into);
        rotorMotion.measure(into);
        motionAgreement.measure(into);
        overTemperature.measure(sample, into);
        reservoirEmpty.measure(Gauge.RESERVOIR_EMPTY, into);
        reservoirLow.measure(Gauge.RESERVOIR_LOW, into);
        reservoirOverfill.measure(Gauge.RESERVOIR_OVERFILL, into);
        reconciliation.measure(into);
        airInLine.measure(into);
        sensorHealth.measure(sample, into);
        supplies.measure(sample, into);
        tickOverrun.measure(into);
        watchdog.measure(sample, into);
        dwellTime.measure(sample, into);
    }

    /** The reservoir was filled by hand: weight and ledger are compared anew from here. */
    public void refilled() {
        reservoir.disturbed();
        reconciliation.refilled();
    }

    /** What the ledger leaves in the reservoir. */
    public long expectedReservoirPicolitres() {
        return reconciliation.expectedPicolitres();
    }

    /** What the ledger delivered since the reservoir's level was learnt. */
    public long deliveredSinceRefillPicolitres() {
        return reconciliation.deliveredPicolitres();
    }

    /** Ledger against weight in thousandths of what was delivered; positive is over-delivery. */
    public long reservoirErrorPermille() {
        return reconciliation.errorPermille();
    }

    /** True when that error is worth a look, and not yet an alarm (therapy reference 8.8). */
    public boolean isReservoirErrorWarning() {
        return reconciliation.isWarning();
    }

    /** Writes the air of the last day (SR-60) into {@link #SAVED_AIR_LONGS} numbers. */
    public void saveAir(long[] into, long nowNanos) {
        airInLine.save(into, nowNanos);
    }

    /**
     * Goes on with what {@link #saveAir} wrote {@code stoppedNanos} ago. Before the first cycle.
     */
    public void restoreAir(long[] from, long nowNanos, long stoppedNanos) {
        airInLine.restore(from, nowNanos, stoppedNanos);
    }

    /** The downstream pressure that counts as rest. */
    public int baselinePascals() {
        return downstreamOcclusion.baselinePascals();
    }

    /** Days until the pump is to be replaced; {@link Long#MAX_VALUE} when that is far away. */
    public long serviceDaysLeft() {
        return endOfService.daysLeft();
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
