package io.pumprig.hardware.gravimetry;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.Controller;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.gravimetry.WeightSeries;
import io.pumprig.hardware.RigUnderTest;
import io.pumprig.hardware.Unrecorded;

/** The controller delivers a therapy on the rig under test, cycle by cycle, and is weighed. */
public final class WeighedDelivery implements AutoCloseable {
    private final RigClock clock;
    private final long periodNanos;
    private final Controller controller;
    private final ControlLoop loop;
    private final long startNanos;
    private long cycle;

    /** Brings the rig up and begins the therapy. */
    public WeighedDelivery(RigUnderTest rig, Prescription prescription) {
        clock = rig.clock();
        periodNanos = rig.pace().cycleNanos();
        SafetyLimits limits =
                SafetyLimits.defaults(
                        rig.wiring().pump(),
                        rig.wiring().line().compliancePicolitresPerKilopascal());
        try {
            controller =
                    new Controller(
                            new Controller.Setup(
                                    clock,
                                    rig.devices(),
                                    limits,
                                    prescription,
                                    periodNanos,
                                    new Unrecorded(),
                                    new JournalStore.Session(
                                            "gravimetry", "sim", "test", clock.utcMillis()),
                                    null,
                                    10,
                                    null));
        } catch (JournalException e) {
            throw new IllegalStateException(e);
        }
        startNanos = clock.nanos();
        loop = controller.beginTested(0, 0);
    }

    /**
     * Delivers for {@code nanos} and weighs at their beginning and then each {@code everyNanos},
     * both whole numbers of cycles.
     */
    public WeightSeries weigh(Weighing weighing, long nanos, long everyNanos) {
        if (everyNanos % periodNanos != 0 || nanos % everyNanos != 0) {
            throw new IllegalArgumentException(
                    nanos + " ns, weighed each " + everyNanos + " ns, in cycles of " + periodNanos);
        }
        long[] micrograms = new long[Math.toIntExact(nanos / everyNanos) + 1];
        micrograms[0] = weighing.micrograms();
        for (int i = 1; i < micrograms.length; i++) {
            deliver(weighing, everyNanos / periodNanos);
            micrograms[i] = weighing.micrograms();
        }
        return new WeightSeries(everyNanos, micrograms);
    }

    private void deliver(Weighing weighing, long cycles) {
        for (long i = 0; i < cycles; i++) {
            cycle++;
            loop.journal().awaitLeaseDueAt(cycle);
            long wait = startNanos + cycle * periodNanos - clock.nanos();
            if (wait > 0) {
                clock.pause(wait);
            }
            loop.tick();
            weighing.read();
        }
    }

    /** The loop, to be asked for its alarms and its ledger. */
    public ControlLoop loop() {
        return loop;
    }

    @Override
    public void close() {
        controller.close();
    }
}
