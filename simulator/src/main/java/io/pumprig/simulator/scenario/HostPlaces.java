package io.pumprig.simulator.scenario;

import io.pumprig.simulator.disk.FullDisk;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultType;
import io.pumprig.simulator.fault.HostFaults;
import io.pumprig.simulator.fault.Injection;
import io.pumprig.simulator.fault.Places;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * Where faults of the computer act: its cycles, its power, its disk. They leave a note here, and
 * the run does what it says at the boundary of the cycle. Simulation thread only.
 */
final class HostPlaces implements Places {
    private final Stillness hang = new Stillness();
    private final Stillness overrun = new Stillness();
    private final Crash powerLoss = new Crash();
    private final Crash crash = new Crash();
    private final Crash corruption = new Crash();
    private final Fullness storage = new Fullness();
    private final Map<FaultType, Injection> places =
            Map.of(
                    HostFaults.HANG, hang,
                    HostFaults.OVERRUN, overrun,
                    HostFaults.POWER_LOSS, powerLoss,
                    HostFaults.CRASH, crash,
                    HostFaults.STATE_CORRUPT, corruption,
                    HostFaults.STORAGE_FULL, storage);

    @Override
    public Injection of(FaultType type, String instance) {
        return places.get(type);
    }

    /** Whether no controller runs in the cycle of that number; what does not run is counted. */
    boolean isStill(long cycle) {
        if (hang.fault == null && overrun.fault == null) {
            return false;
        }
        boolean still = hang.fault != null || cycle % (long) overrun.fault.value("cycles") != 0;
        if (still) {
            (hang.fault != null ? hang : overrun).effects++;
        }
        return still;
    }

    /** A crash that has not happened yet, taken off the list; null for none. */
    Happening takeCrash() {
        if (powerLoss.pending == null && crash.pending == null && corruption.pending == null) {
            return null;
        }
        Happening happening =
                new Happening(
                        powerLoss.pending == null ? 0 : powerLoss.pending.durationNanos(),
                        powerLoss.pending == null,
                        corruption.pending != null);
        powerLoss.happen();
        crash.happen();
        corruption.happen();
        return happening;
    }

    /**
     * The controller's process ends.
     *
     * @param offNanos how long nothing has power
     * @param keepsPower whether the rig kept its power
     * @param corrupts whether a bit of the newest checkpoint flips
     */
    record Happening(long offNanos, boolean keepsPower, boolean corrupts) {}

    boolean isDiskFull() {
        return storage.full;
    }

    /** The disk of the controller that begins now. */
    void disk(FullDisk disk) {
        storage.refusedBefore = storage.effects();
        storage.disk = disk;
    }

    /** What has to be waited for before the disk changes, so that no write lies across it. */
    void beforeDiskChange(Runnable wait) {
        storage.wait = wait;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(hang.effects);
        out.writeLong(overrun.effects);
        out.writeLong(powerLoss.effects);
        out.writeLong(crash.effects);
        out.writeLong(corruption.effects);
        out.writeLong(storage.effects());
    }

    void load(DataInput in) throws IOException {
        hang.effects = in.readLong();
        overrun.effects = in.readLong();
        powerLoss.effects = in.readLong();
        crash.effects = in.readLong();
        corruption.effects = in.readLong();
        storage.refusedBefore = in.readLong();
    }

    /** Cycles that do not come. */
    private static final class Stillness implements Injection {
        private Fault fault;
        private long effects;

        @Override
        public void apply(Fault newFault, double share, long nowNanos) {
            fault = newFault;
        }

        @Override
        public long effects() {
            return effects;
        }
    }

    /** A process that ends. */
    private static final class Crash implements Injection {
        private Fault pending;
        private long effects;

        @Override
        public void apply(Fault fault, double share, long nowNanos) {
            pending = fault;
        }

        private void happen() {
            effects += pending == null ? 0 : 1;
            pending = null;
        }

        @Override
        public boolean isSpent() {
            return pending == null;
        }

        @Override
        public long effects() {
            return effects;
        }
    }

    /** A disk that takes nothing. */
    private static final class Fullness implements Injection {
        private FullDisk disk;
        private Runnable wait = () -> {};
        private boolean full;
        private long refusedBefore;

        @Override
        public void apply(Fault fault, double share, long nowNanos) {
            wait.run();
            full = fault != null;
            disk.full(full);
        }

        @Override
        public long effects() {
            return refusedBefore + (disk == null ? 0 : disk.refused());
        }
    }
}
