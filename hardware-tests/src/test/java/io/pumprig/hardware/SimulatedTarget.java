package io.pumprig.hardware;

import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.simulator.rig.SimulatedRig;

/** The simulator's rig on a virtual clock: a new one, primed and full, for each test. */
final class SimulatedTarget implements Target {
    /** 250 mcg/day at 2000 mcg/mL: 125 uL/day. */
    static final Prescription USUAL =
            new Prescription(
                    "baclofen",
                    2_000,
                    Mode.CONTINUOUS,
                    250_000_000L,
                    Prescription.DEFAULT_MINIMUM_PICOLITRES_PER_DAY,
                    Prescription.OnRestart.CONFIRM);

    private static final long SEED = 1;

    /** Room for bring-up before the first cycle at zero. */
    private static final long START_NANOS = -3_000_000_000L;

    @Override
    public String name() {
        return "sim";
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public RigUnderTest open() {
        SimulatedRig rig = new SimulatedRig(RigFile.simulated(), USUAL, SEED, START_NANOS);
        return new RigUnderTest(
                rig::board, rig.wiring(), new SimulatedHands(rig.board()), Pace.REFERENCE);
    }
}
