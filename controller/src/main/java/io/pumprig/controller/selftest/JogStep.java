package io.pumprig.controller.selftest;

import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.dose.DoseScale;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.PumpHead;
import io.pumprig.hal.device.RotorReading;

/**
 * The motor goes forward by 64 microsteps, at the ceiling on flow, and pulses sent, the driver's
 * counter and the encoder must agree: which pair disagrees names the part. While flow is not
 * allowed it waits, and its time stands still.
 */
final class JogStep extends Step {
    /** Of two readings that were finished after the last pulse one was begun after it. */
    private static final int READINGS = 2;

    private enum Stage {
        /** Where counter and encoder stand, with the rotor at rest. */
        REFERENCE,
        MOVING,
        /** Until both were read after the last pulse. */
        SETTLING
    }

    private final PumpHead head;
    private final SelfTestLimits limits;
    private final long spacingNanos;
    private Stage stage = Stage.REFERENCE;
    private boolean held;
    private int moved;
    private long nowNanos;
    private long elapsedNanos;
    private long movedNanos;
    private long rotorAttempts;
    private long sentReference;
    private long seenReference;
    private long travelReference;
    private int suspects;

    JogStep(PumpHead head, SelfTestLimits limits) {
        super("motor jog");
        this.head = head;
        this.limits = limits;
        long nanosPerPicolitre = DoseScale.NANOS_PER_DAY / Prescription.MOST_PICOLITRES_PER_DAY;
        spacingNanos = head.picolitresOf(1_000) * nanosPerPicolitre / 1_000;
    }

    @Override
    void begin(Sample sample) {
        stage = Stage.REFERENCE;
        held = false;
        moved = 0;
        rotorAttempts = sample.rotor().attempts();
        suspects = Source.ENCODER.bit() | Source.STEP_COUNTER.bit();
    }

    /**
     * The microsteps that are wished for now: no faster than the ceiling on flow (SR-07), which is
     * one in some cycles, or several in a slow one.
     */
    int wants(boolean mayMove) {
        held = stage == Stage.MOVING && !mayMove;
        boolean due = moved == 0 || nowNanos - movedNanos >= spacingNanos;
        if (stage != Stage.MOVING || !mayMove || !due) {
            return 0;
        }
        long most = Math.max(1, elapsedNanos / spacingNanos);
        return (int) Math.min(most, limits.jogMicrosteps() - moved);
    }

    void moved(int microsteps) {
        moved += microsteps;
        movedNanos = microsteps > 0 ? nowNanos : movedNanos;
    }

    @Override
    boolean isHeld() {
        return held;
    }

    @Override
    Verdict look(Sample sample) {
        nowNanos = sample.nanos();
        elapsedNanos = sample.elapsedNanos();
        switch (stage) {
            case REFERENCE -> {
                if (isRead(sample)) {
                    refer(sample);
                }
            }
            case MOVING -> {
                if (moved >= limits.jogMicrosteps()) {
                    rotorAttempts = sample.rotor().attempts();
                    suspects = Source.ENCODER.bit() | Source.STEP_COUNTER.bit();
                    stage = Stage.SETTLING;
                }
            }
            case SETTLING -> {
                if (isRead(sample)) {
                    return compare(sample);
                }
            }
        }
        return Verdict.PENDING;
    }

    /** Both were read since the rotor came to rest. */
    private boolean isRead(Sample sample) {
        MotionReading motion = sample.motion();
        RotorReading rotor = sample.rotor();
        return motion.outcome().isOk()
                && motion.sentMicrosteps() == sample.sentMicrosteps()
                && rotor.outcome().isOk()
                && rotor.attempts() - rotorAttempts >= READINGS;
    }

    private void refer(Sample sample) {
        sentReference = sample.sentMicrosteps();
        seenReference = sample.motion().seenMicrosteps();
        travelReference = sample.rotor().travelCounts();
        suspects = Source.STEP_OUTPUT.bit();
        stage = Stage.MOVING;
    }

    private Verdict compare(Sample sample) {
        long sent = sample.sentMicrosteps() - sentReference;
        long seen = sample.motion().seenMicrosteps() - seenReference;
        long travel = sample.rotor().travelCounts() - travelReference;
        boolean counterAgrees = seen == sent;
        boolean encoderAgrees = Math.abs(travel - head.countsOf(sent)) <= limits.jogCounts();
        if (counterAgrees && encoderAgrees) {
            return Verdict.PASSED;
        }
        if (counterAgrees) {
            suspects = Source.ENCODER.bit();
        } else {
            suspects = encoderAgrees ? Source.STEP_COUNTER.bit() : Source.STEP_OUTPUT.bit();
        }
        return Verdict.FAILED;
    }

    @Override
    int suspects() {
        return suspects;
    }
}
