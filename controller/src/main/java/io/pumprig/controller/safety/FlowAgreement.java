package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.FlowReading;

/**
 * Measured flow against commanded, on windows of at least 50 uL and a minute (SR-20, SR-21, F-22):
 * 14.5 % more is over-delivery and cuts the flow, 14.5 % less is under-delivery and keeps it.
 *
 * <p>Only seconds in which the command is above the flow sensor's floor are in a window, which
 * means boluses and priming: below it the sensor's error is as large as the flow (therapy reference
 * 9.8). At basal rates the reservoir's weight is the only witness of volume, and with its drift of
 * 0.1 g (sd, 1 h) it cannot tell 14.5 % of 50 uL, 7 uL, from nothing: two means of a day each
 * differ by 41 uL (sd), so that five deviations need 1.4 mL delivered. That is what {@link
 * ReservoirReconciliation} does. A leak of the line (F-07) and a wrong calibration (F-22) are
 * therefore not observable within 50 uL at basal rates.
 *
 * <p>The vote (F-25): a sensor that shows less than half, while the strokes still leave their full
 * pulse in the line, contradicts rotor and pressure at once, and is itself at fault. Between half
 * and 14.5 % nobody can tell fouling from loss, and loss is assumed.
 */
final class FlowAgreement implements Interlock {
    private static final long BLOCK_NANOS = 1_000_000_000L;
    private static final long LONGEST_GAP_NANOS = 1_000_000_000L;
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final int PERMILLE_OF_A_LIAR = 500;

    private final SafetyLimits limits;
    private final StrokeConfirmation strokes;
    private long seen;
    private boolean begun;
    private long takenNanos;
    private long blockNanos;
    private long blockFlowed;
    private long blockSent;
    private long windowNanos;
    private long windowFlowed;
    private long windowPushed;
    private boolean judged;
    private long errorPermille;
    private boolean under;
    private boolean lying;

    /**
     * @param strokes tells whether the strokes leave their pulse
     */
    FlowAgreement(SafetyLimits limits, StrokeConfirmation strokes) {
        this.limits = limits;
        this.strokes = strokes;
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        FlowReading flow = sample.flow();
        if (flow.attempts() != seen) {
            seen = flow.attempts();
            if (flow.outcome().isOk()) {
                look(flow, sample.sentMicrosteps(), permit);
            }
        }
        if (under) {
            permit.raise(Alarm.UNDER_DELIVERY, Source.FLOW_SENSOR);
        }
        if (lying) {
            permit.raise(Alarm.SENSOR_FAULT, Source.FLOW_SENSOR);
        }
    }

    private void look(FlowReading flow, long sent, Permit permit) {
        long nanos = flow.takenAtNanos() - takenNanos;
        takenNanos = flow.takenAtNanos();
        if (!begun || !flow.isFlow() || nanos > LONGEST_GAP_NANOS) {
            begun = true;
            beginBlock(sent);
            return;
        }
        blockNanos += nanos;
        blockFlowed += flow.picolitresPerMinute() / 1_000 * nanos / (NANOS_PER_MINUTE / 1_000);
        if (blockNanos >= BLOCK_NANOS) {
            takeBlock(sent, permit);
            beginBlock(sent);
        }
    }

    private void beginBlock(long sent) {
        blockNanos = 0;
        blockFlowed = 0;
        blockSent = sent;
    }

    private void takeBlock(long sent, Permit permit) {
        long pushed = limits.head().picolitresOf(sent - blockSent);
        long least =
                limits.flow().floorPicolitresPerMinute()
                        / 1_000
                        * blockNanos
                        / (NANOS_PER_MINUTE / 1_000);
        if (pushed < least) {
            return;
        }
        windowNanos += blockNanos;
        windowFlowed += blockFlowed;
        windowPushed += pushed;
        if (windowPushed >= limits.flow().windowPicolitres()
                && windowNanos >= limits.flow().windowNanos()) {
            judgeWindow(permit);
            windowNanos = 0;
            windowFlowed = 0;
            windowPushed = 0;
        }
    }

    /** Tells how far it is from tripping. */
    void measure(Gauges into) {
        if (judged) {
            int trip = limits.flow().tolerancePermille();
            into.set(Gauge.FLOW_ABOVE, Math.max(0, errorPermille), trip);
            into.set(Gauge.FLOW_BELOW, Math.max(0, -errorPermille), trip);
        }
    }

    private void judgeWindow(Permit permit) {
        long tolerated = windowPushed / 1_000 * limits.flow().tolerancePermille();
        long error = windowFlowed - windowPushed;
        judged = true;
        errorPermille = error / (windowPushed / 1_000);
        boolean less = error < -tolerated;
        boolean half = windowFlowed < windowPushed / 1_000 * PERMILLE_OF_A_LIAR;
        lying = less && half && strokes.areConfirmed();
        under = less && !lying;
        if (error > tolerated) {
            permit.raise(Alarm.OVER_DELIVERY, Source.FLOW_SENSOR);
        }
    }
}
