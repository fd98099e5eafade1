package io.pumprig.hal.rig;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.OutputPin;

/**
 * The sensors' bus with the load switch of their supply: the one reliable cure for a chip that
 * holds SDA (device reference 9.3, 10.5).
 *
 * <p>The bus counts as held when for 60 ms, and at least four transfers, nothing but BUS_STUCK came
 * back: that is longer than the period in which encoder and converter are each asked, so more than
 * one address has failed. The rail is then cut for 100 ms and given 50 ms to come up, the longest
 * that a part of the rig needs. Meanwhile transfers answer RECONFIGURING without touching the bus;
 * and so does, once, the first transfer to each address afterwards, so that no driver takes its
 * chip for the one that it configured.
 *
 * <p>There is one attempt. If the bus is still held, BUS_STUCK is passed on, and the interlocks see
 * it (F-41); the next attempt needs a bus that worked for a minute. Nothing here waits: time is
 * looked at whenever a driver transfers something, which each does several times a second.
 */
final class SensorRail implements I2cBus {
    private static final long STUCK_NANOS = 60_000_000;
    private static final int STUCK_TRANSFERS = 4;
    private static final long OFF_NANOS = 100_000_000;
    private static final long SETTLE_NANOS = 50_000_000;
    private static final long WORKED_NANOS = 60_000_000_000L;

    /**
     * From the first transfer that found the bus held until every sensor has a value again: 0.3 s
     * for all but the load cell, whose bring-up and first values take it to 1.1 s, and as much for
     * a part that has to begin twice.
     */
    private static final long RECOVERY_NANOS = 2_000_000_000;

    /** Tries to cut the rail before it is left alone: a switch that is not obeyed cures nothing. */
    private static final int CUT_TRIES = 3;

    private static final int ADDRESSES = 128;

    private enum Stage {
        ON,
        OFF,
        SETTLING
    }

    private final I2cBus bus;
    private final OutputPin loadSwitch;
    private final RigClock clock;
    private final boolean[] lostPower = new boolean[ADDRESSES];
    private Stage stage = Stage.ON;
    private boolean mayRecycle = true;
    private boolean works;
    private long worksSinceNanos;
    private int stuckInARow;
    private long stuckSinceNanos;
    private boolean recovering;
    private long recoveringSinceNanos;
    private int cutFailures;
    private long changedNanos;
    private long stuckTransfers;
    private long recycles;

    /**
     * @param loadSwitch high is on; opened high
     */
    SensorRail(I2cBus bus, OutputPin loadSwitch, RigClock clock) {
        this.bus = bus;
        this.loadSwitch = loadSwitch;
        this.clock = clock;
    }

    @Override
    public Outcome write(int address, byte[] bytes, int length) {
        Outcome power = powerAt(address);
        return power.isOk() ? judged(bus.write(address, bytes, length)) : power;
    }

    @Override
    public Outcome writeRead(
            int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
        Outcome power = powerAt(address);
        return power.isOk()
                ? judged(bus.writeRead(address, bytes, writeLength, into, readLength))
                : power;
    }

    /**
     * True from the first transfer that found the bus held until it turns out not to be, or is
     * given up, and for 2 s at most: then every sensor has had the time to be back. Whoever brings
     * sensors up waits for it before calling them absent, and so do the interlocks.
     */
    boolean isRecovering() {
        return recovering && clock.nanos() - recoveringSinceNanos < RECOVERY_NANOS;
    }

    /** Transfers that ended in BUS_STUCK since start. */
    long stuckTransfers() {
        return stuckTransfers;
    }

    /** How often the rail was cut since start. */
    long recycles() {
        return recycles;
    }

    /** OK when the part at the address may be spoken to now. */
    private Outcome powerAt(int address) {
        long now = clock.nanos();
        if (stage == Stage.OFF) {
            return restore(now);
        }
        if (stage == Stage.SETTLING) {
            if (now - changedNanos < SETTLE_NANOS) {
                return Outcome.RECONFIGURING;
            }
            stage = Stage.ON;
        }
        if (lostPower[address]) {
            lostPower[address] = false;
            return Outcome.RECONFIGURING;
        }
        return Outcome.OK;
    }

    /** A switch that cannot be turned on again is said as such, and tried at each transfer. */
    private Outcome restore(long now) {
        if (now - changedNanos < OFF_NANOS) {
            return Outcome.RECONFIGURING;
        }
        Outcome switched = loadSwitch.set(true);
        if (!switched.isOk()) {
            return switched;
        }
        stage = Stage.SETTLING;
        changedNanos = now;
        return Outcome.RECONFIGURING;
    }

    private Outcome judged(Outcome outcome) {
        if (outcome == Outcome.BUS_STUCK) {
            noteStuck(clock.nanos());
        } else {
            stuckInARow = 0;
            // After a cut the sensors still have to come up.
            recovering &= !mayRecycle;
            if (outcome.isOk()) {
                noteWorking(clock.nanos());
            }
        }
        return outcome;
    }

    private void noteWorking(long now) {
        if (!works) {
            works = true;
            worksSinceNanos = now;
        }
        if (!mayRecycle && now - worksSinceNanos >= WORKED_NANOS) {
            mayRecycle = true;
            cutFailures = 0;
        }
    }

    private void noteStuck(long now) {
        works = false;
        stuckTransfers++;
        if (stuckInARow == 0) {
            stuckSinceNanos = now;
            if (mayRecycle) {
                recovering = true;
                recoveringSinceNanos = now;
            }
        }
        if (stuckInARow < STUCK_TRANSFERS) {
            stuckInARow++;
        }
        boolean isHeld = stuckInARow == STUCK_TRANSFERS && now - stuckSinceNanos >= STUCK_NANOS;
        if (isHeld && mayRecycle) {
            cut(now);
        } else if (isHeld) {
            recovering = false;
        }
    }

    private void cut(long now) {
        if (!loadSwitch.set(false).isOk()) {
            mayRecycle = ++cutFailures < CUT_TRIES;
            recovering = mayRecycle;
            return;
        }
        mayRecycle = false;
        stuckInARow = 0;
        recycles++;
        stage = Stage.OFF;
        changedNanos = now;
        for (int i = 0; i < ADDRESSES; i++) {
            lostPower[i] = true;
        }
    }
}
