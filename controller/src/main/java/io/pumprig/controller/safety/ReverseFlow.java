package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.FlowReading;
import io.pumprig.hal.device.RotorReading;

/**
 * Rotor or fluid went backwards by 2 uL (SR-37, F-10). The controller never commands that, so it is
 * the load, a wire, or a valve that does not close. A rotor that loses an electrical cycle falls
 * back by 0.2 uL at most and goes on forward. Flow counts where the sensor can tell it from nothing
 * at all.
 *
 * <p>What went back is told once, and counted anew from there.
 */
final class ReverseFlow implements Interlock {
    /** A blind stretch longer than this may hide what was flowing. */
    private static final long LONGEST_GAP_NANOS = 1_000_000_000L;

    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    private final SafetyLimits limits;
    private final long mostCounts;
    private long rotorSeen;
    private boolean referenced;
    private long furthestCounts;
    private long behindCounts;
    private long flowSeen;
    private long flowNanos;
    private long backPicolitres;

    ReverseFlow(SafetyLimits limits) {
        this.limits = limits;
        mostCounts =
                limits.head()
                        .countsOf(limits.head().microstepsWithin(limits.flow().excessPicolitres()));
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        RotorReading rotor = sample.rotor();
        if (rotor.attempts() != rotorSeen) {
            rotorSeen = rotor.attempts();
            if (rotor.outcome().isOk()) {
                turned(rotor.travelCounts(), permit);
            }
        }
        FlowReading flow = sample.flow();
        if (flow.attempts() != flowSeen) {
            flowSeen = flow.attempts();
            if (flow.outcome().isOk()) {
                flowed(flow, permit);
            }
        }
    }

    private void turned(long travelCounts, Permit permit) {
        behindCounts = referenced ? Math.max(0, furthestCounts - travelCounts) : 0;
        if (!referenced || travelCounts > furthestCounts) {
            referenced = true;
            furthestCounts = travelCounts;
        } else if (furthestCounts - travelCounts >= mostCounts) {
            furthestCounts = travelCounts;
            permit.raise(Alarm.REVERSE_FLOW, Source.ENCODER);
        }
    }

    /** Tells how far it is from tripping. */
    void measure(Gauges into) {
        if (referenced) {
            into.set(Gauge.TURNED_BACK, behindCounts, mostCounts);
        }
        if (flowSeen > 0) {
            into.set(Gauge.FLOWED_BACK, backPicolitres, limits.flow().excessPicolitres());
        }
    }

    private void flowed(FlowReading flow, Permit permit) {
        long nanos = Math.min(flow.takenAtNanos() - flowNanos, LONGEST_GAP_NANOS);
        flowNanos = flow.takenAtNanos();
        long back = -flow.picolitresPerMinute();
        if (!flow.isFlow() || back <= limits.flow().floorPicolitresPerMinute()) {
            backPicolitres = 0;
            return;
        }
        backPicolitres += back / 1_000 * nanos / (NANOS_PER_MINUTE / 1_000);
        if (backPicolitres >= limits.flow().excessPicolitres()) {
            backPicolitres = 0;
            permit.raise(Alarm.REVERSE_FLOW, Source.FLOW_SENSOR);
        }
    }
}
