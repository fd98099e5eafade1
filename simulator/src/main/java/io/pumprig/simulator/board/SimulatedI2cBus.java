package io.pumprig.simulator.board;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.simulator.chip.I2cPart;
import io.pumprig.simulator.chip.Tmc2209Model;
import io.pumprig.simulator.plant.RandomStream;
import io.pumprig.simulator.time.VirtualClock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The I2C bus with the parts on it. */
public final class SimulatedI2cBus implements I2cBus {
    private static final int ADDRESSES = 128;
    private static final int GENERAL_CALL = 0;

    private final VirtualClock clock;
    private final Tmc2209Model motor;
    private final long seed;
    private final String name;
    private final I2cPart[] parts = new I2cPart[ADDRESSES];
    private final I2cFaults[] faults = new I2cFaults[ADDRESSES];
    private final PortWatch watch;
    private final WireFault stuck;
    private final WireFault held;
    private final WireFault unacknowledged;
    private final WireFault garbled;
    private final WireFault failed;

    /**
     * @param watch sees every transfer
     * @param motor settled before every transfer, so that what it does by itself has been done
     */
    SimulatedI2cBus(
            String name, VirtualClock clock, PortWatch watch, Tmc2209Model motor, long seed) {
        this.name = name;
        this.watch = watch;
        this.clock = clock;
        this.motor = motor;
        this.seed = seed;
        this.stuck = new WireFault(new RandomStream(seed, name + ".stuck"));
        this.held = new WireFault(new RandomStream(seed, name + ".held"));
        this.unacknowledged = new WireFault(new RandomStream(seed, name + ".nack"));
        this.garbled = new WireFault(new RandomStream(seed, name + ".garbage"));
        this.failed = new WireFault(new RandomStream(seed, name + ".error"));
    }

    void attach(int address, I2cPart part) {
        parts[address] = part;
        faults[address] = new I2cFaults(seed, name + ".0x" + Integer.toHexString(address));
    }

    /**
     * Faults of the wires to one part.
     *
     * @throws IllegalArgumentException when there is no part at the address
     */
    public I2cFaults faults(int address) {
        I2cFaults found = address < 0 || address >= ADDRESSES ? null : faults[address];
        if (found == null) {
            throw new IllegalArgumentException(
                    name + " has no part at 0x" + Integer.toHexString(address));
        }
        return found;
    }

    /** SDA or SCL shorted: every address fails; an occasion is a transfer. */
    public WireFault stuck() {
        return stuck;
    }

    /**
     * SDA held low by a part that lost count: every address fails until that part loses its supply,
     * see {@link RailSwitch}; an occasion is a transfer.
     */
    public WireFault held() {
        return held;
    }

    /** No part acknowledges; an occasion is a transfer. */
    public WireFault unacknowledged() {
        return unacknowledged;
    }

    /** Random bytes instead of those read, whichever part; an occasion is a transfer that reads. */
    public WireFault garbled() {
        return garbled;
    }

    /** The bus's controller reports an error of its own; an occasion is a transfer. */
    public WireFault failed() {
        return failed;
    }

    private boolean isHeld() {
        return stuck.strikes() || held.strikes();
    }

    @Override
    public Outcome write(int address, byte[] bytes, int length) {
        watch.before(Operation.I2C_WRITE, address);
        Outcome outcome = written(address, bytes, length);
        watch.after(Operation.I2C_WRITE, address);
        return outcome;
    }

    private Outcome written(int address, byte[] bytes, int length) {
        long now = clock.nanos();
        motor.settle(now);
        if (isHeld()) {
            return Outcome.BUS_STUCK;
        }
        if (failed.strikes()) {
            return Outcome.BUS_ERROR;
        }
        if (address == GENERAL_CALL) {
            return callAll(bytes, length, now);
        }
        I2cPart part = addressed(address);
        boolean taken = part != null && part.write(bytes, length, now);
        return taken ? Outcome.OK : Outcome.NO_ACKNOWLEDGE;
    }

    @Override
    public Outcome writeRead(
            int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
        watch.before(Operation.I2C_READ, address);
        Outcome outcome = read(address, bytes, writeLength, into, readLength);
        watch.after(Operation.I2C_READ, address);
        return outcome;
    }

    private Outcome read(int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
        long now = clock.nanos();
        motor.settle(now);
        if (isHeld()) {
            return Outcome.BUS_STUCK;
        }
        if (failed.strikes()) {
            return Outcome.BUS_ERROR;
        }
        I2cPart part = addressed(address);
        boolean written = part != null && (writeLength == 0 || part.write(bytes, writeLength, now));
        if (!written || !part.read(into, readLength, now)) {
            return Outcome.NO_ACKNOWLEDGE;
        }
        garble(faults[address].garbage(), into, readLength);
        garble(garbled, into, readLength);
        return Outcome.OK;
    }

    private static void garble(WireFault garbage, byte[] into, int length) {
        if (garbage.strikes()) {
            for (int i = 0; i < length; i++) {
                into[i] = (byte) garbage.draw();
            }
        }
    }

    /** The part that acknowledges the address now, or null. */
    private I2cPart addressed(int address) {
        if (address < 0 || address >= ADDRESSES || parts[address] == null) {
            return null;
        }
        if (unacknowledged.strikes()) {
            return null;
        }
        return faults[address].noAcknowledge().strikes() ? null : parts[address];
    }

    private Outcome callAll(byte[] bytes, int length, long now) {
        for (int address = 0; address < ADDRESSES; address++) {
            if (parts[address] != null && length > 0) {
                parts[address].generalCall(bytes[0] & 0xFF, now);
            }
        }
        return Outcome.OK;
    }

    void save(DataOutput out) throws IOException {
        stuck.save(out);
        held.save(out);
        unacknowledged.save(out);
        garbled.save(out);
        failed.save(out);
        for (I2cFaults fault : faults) {
            if (fault != null) {
                fault.save(out);
            }
        }
    }

    void load(DataInput in) throws IOException {
        stuck.load(in);
        held.load(in);
        unacknowledged.load(in);
        garbled.load(in);
        failed.load(in);
        for (I2cFaults fault : faults) {
            if (fault != null) {
                fault.load(in);
            }
        }
    }
}
