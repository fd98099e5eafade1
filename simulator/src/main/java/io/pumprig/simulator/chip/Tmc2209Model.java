package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.FieldGenerator;
import io.pumprig.simulator.plant.Plant;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * TMC2209 stepper driver (device reference 1): pins and UART on one side, the motor's field in the
 * plant on the other. Its registers are in {@link Tmc2209Registers}, what it says about itself in
 * {@link Tmc2209Health}.
 *
 * <p>ENN is a level and an instant: the pin low is worth nothing after {@link #releasedAfter}, by
 * which the board's monostable lets go. A known future needs no one to be there when it comes.
 */
public final class Tmc2209Model implements FieldGenerator, SerialPart {
    /** Plant microsteps are 1/16 of a full step, MSCNT counts 1/256. */
    private static final int COUNTS_PER_PLANT_MICROSTEP = 16;

    private static final int MSCNT_CYCLE = 1024;
    private static final long CLOCKS_PER_SECOND = 12_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Plant plant;
    private final Tmc2209Registers registers = new Tmc2209Registers();
    private final Tmc2209Health health = new Tmc2209Health();
    private final Tmc2209Port port;

    /** Position of the field in 1/256 full steps; MSCNT is its lowest ten bits. */
    private long counts;

    private boolean ennHigh = true;
    private long releasedAfterNanos = Long.MIN_VALUE;
    private boolean stepHigh;
    private boolean dirHigh;
    private boolean mute;

    private long lastStepNanos = Long.MIN_VALUE / 2;
    private long lastIntervalNanos = Long.MAX_VALUE / 2;
    private long generatorSinceNanos;
    private long generatorPulses;

    /**
     * A chip fresh from power-up, with ENN high.
     *
     * @param node UART address 0 to 3, set by MS1 and MS2
     */
    public Tmc2209Model(Plant plant, int node) {
        this.plant = plant;
        this.port = new Tmc2209Port(this, node);
        registers.pinsMs(node);
        plant.drivenBy(this);
    }

    // ---- pins

    /** ENN as the board drives it; the coils also need {@link #releasedAfter} to lie ahead. */
    public void enn(boolean high, long nanos) {
        settle(nanos);
        ennHigh = high;
        updateBridges(nanos);
    }

    /** ENN counts as high from that instant on, until it is put off again. */
    public void releasedAfter(long releaseNanos, long nanos) {
        boolean lapsed = nanos >= releasedAfterNanos;
        if (lapsed) {
            settle(nanos);
            updateBridges(nanos);
        }
        releasedAfterNanos = releaseNanos;
        if (lapsed) {
            updateBridges(nanos);
        }
    }

    /** STEP; an edge that counts turns the field. */
    public void step(boolean high, long nanos) {
        if (high == stepHigh) {
            return;
        }
        settle(nanos);
        stepHigh = high;
        if ((high || registers.bothEdgesStep()) && registers.vactual() == 0) {
            pulseField(nanos, dirHigh);
        }
    }

    /** DIR; 0 counts MSCNT up unless GCONF.shaft turns it round. */
    public void dir(boolean high, long nanos) {
        settle(nanos);
        dirHigh = high;
    }

    /** DIAG: high while an error is latched or the charge pump is low. */
    public boolean diag(long nanos) {
        settle(nanos);
        updateBridges(nanos);
        return !mute && health.raisesDiag();
    }

    // ---- serial wire

    @Override
    public void listener(SerialListener listener) {
        port.listener(listener);
    }

    @Override
    public void hear(int value, long startNanos, long bitPicos) {
        port.hear(value, startNanos, bitPicos);
    }

    /** {@inheritDoc} Costs a comparison when nothing has. */
    @Override
    public void settle(long nanos) {
        port.settle(nanos);
        plant.advanceTo(nanos);
    }

    /** Asked for each byte that arrives: a chip without supply hears none. */
    boolean isDeaf() {
        if (mute) {
            health.countEffect();
        }
        return mute;
    }

    int replyDelayBits() {
        return registers.replyDelayBits();
    }

    void writeRegister(int register, int value, long nanos) {
        plant.advanceTo(nanos);
        registers.countWrite();
        if (register == Tmc2209Registers.GSTAT) {
            health.clear(value);
        } else if (register == Tmc2209Registers.VACTUAL) {
            startGenerator(value, nanos);
        } else {
            registers.write(register, value);
        }
        updateBridges(nanos);
    }

    int readRegister(int register, long nanos) {
        plant.advanceTo(nanos);
        updateBridges(nanos);
        return switch (register) {
            case Tmc2209Registers.GSTAT -> health.gstat();
            case Tmc2209Registers.IOIN -> ioin(nanos);
            case Tmc2209Registers.TSTEP -> tstep(nanos);
            case Tmc2209Registers.MSCNT -> mscnt();
            case Tmc2209Registers.MSCURACT -> Tmc2209Registers.coilCurrents(mscnt());
            case Tmc2209Registers.DRV_STATUS -> drvStatus(nanos);
            default -> registers.read(register);
        };
    }

    // ---- motion

    @Override
    public void pulse(long nanos) {
        generatorPulses++;
        plant.pulseAt(nextPulseNanos());
        pulseField(nanos, registers.vactual() < 0);
    }

    private void startGenerator(int value, long nanos) {
        registers.write(Tmc2209Registers.VACTUAL, value);
        generatorSinceNanos = nanos;
        generatorPulses = 1;
        plant.pulseAt(nextPulseNanos());
    }

    /** Pulse k comes k 2^24 / (VACTUAL f_CLK) after the start, rounded up. */
    private long nextPulseNanos() {
        long speed = Math.abs((long) registers.vactual());
        if (speed == 0 || mute) {
            return Long.MAX_VALUE;
        }
        long hertzTimes = speed * CLOCKS_PER_SECOND;
        double nanos = (double) generatorPulses * (1L << 24) * NANOS_PER_SECOND / hertzTimes;
        return generatorSinceNanos + (long) nanos + 1;
    }

    private void pulseField(long nanos, boolean down) {
        if (mute) {
            health.countEffect();
            return;
        }
        updateBridges(nanos);
        if (!health.isFitToDrive()) {
            health.countEffect();
        }
        boolean forward = down == registers.isShaftInverted();
        int size = registers.countsPerPulse();
        long before = Math.floorDiv(counts, COUNTS_PER_PLANT_MICROSTEP);
        counts += forward ? size : -size;
        long after = Math.floorDiv(counts, COUNTS_PER_PLANT_MICROSTEP);
        for (long i = Math.abs(after - before); i > 0; i--) {
            plant.microstep(nanos, forward);
        }
        lastIntervalNanos = nanos - lastStepNanos;
        lastStepNanos = nanos;
    }

    /** Puts latched errors and coil current where ENN, TOFF and faults say. */
    private void updateBridges(long nanos) {
        boolean off = mute || isEnnHigh(nanos) || registers.isBridgeOff();
        health.bridges(!off, registers.temperatureSelect());
        plant.energise(nanos, !off && health.isFitToDrive());
    }

    /** Whether ENN is high: as the board drives it, or because nobody holds it down any more. */
    public boolean isEnnHigh(long nanos) {
        return ennHigh || nanos >= releasedAfterNanos;
    }

    // ---- what it tells

    private int mscnt() {
        return (int) Math.floorMod(counts, (long) MSCNT_CYCLE);
    }

    private int ioin(long nanos) {
        return registers.ioin(isEnnHigh(nanos), health.raisesDiag(), stepHigh, dirHigh);
    }

    private int tstep(long nanos) {
        if (Tmc2209Registers.isStandstill(nanos - lastStepNanos)) {
            return Tmc2209Registers.TSTEP_STANDSTILL;
        }
        return registers.tstep(lastIntervalNanos);
    }

    private int drvStatus(long nanos) {
        long sinceStep = nanos - lastStepNanos;
        return health.drvStatus(!Tmc2209Registers.isStandstill(sinceStep))
                | registers.drvStatus(sinceStep);
    }

    // ---- faults, at the plant's noted time

    /** What the chip suffers from, to be set by faults. */
    public Tmc2209Health health() {
        long now = plant.nowNanos();
        settle(now);
        updateBridges(now);
        return health;
    }

    /** Supply missing: no answer, no motion, the echo stays (it is the wire's). */
    public void mute(boolean on) {
        settle(plant.nowNanos());
        mute = on;
        plant.pulseAt(on ? Long.MAX_VALUE : nextPulseNanos());
        updateBridges(plant.nowNanos());
    }

    /** Power-up or brown-out: every register is lost and GSTAT.reset says so. */
    public void reset() {
        long now = plant.nowNanos();
        settle(now);
        registers.reset();
        health.powerUp();
        startGenerator(0, now);
        long phase = mscnt();
        long back = phase < MSCNT_CYCLE / 2 ? phase : phase - MSCNT_CYCLE;
        long before = Math.floorDiv(counts, COUNTS_PER_PLANT_MICROSTEP);
        counts -= back;
        updateBridges(now);
        plant.jumpField(now, Math.floorDiv(counts, COUNTS_PER_PLANT_MICROSTEP) - before);
        lastStepNanos = Long.MIN_VALUE / 2;
    }

    /**
     * Bytes not heard, steps without motion, status reads with an error, and losses of registers.
     */
    public long effects() {
        return health.effects();
    }

    // ---- snapshot

    /** Writes everything that influences the future, bytes under way and faults included. */
    public void save(DataOutput out) throws IOException {
        registers.save(out);
        health.save(out);
        port.save(out);
        out.writeLong(counts);
        out.writeBoolean(ennHigh);
        out.writeLong(releasedAfterNanos);
        out.writeBoolean(stepHigh);
        out.writeBoolean(dirHigh);
        out.writeBoolean(mute);
        out.writeLong(lastStepNanos);
        out.writeLong(lastIntervalNanos);
        out.writeLong(generatorSinceNanos);
        out.writeLong(generatorPulses);
    }

    /** Takes over what {@link #save} wrote. */
    public void load(DataInput in) throws IOException {
        registers.load(in);
        health.load(in);
        port.load(in);
        counts = in.readLong();
        ennHigh = in.readBoolean();
        releasedAfterNanos = in.readLong();
        stepHigh = in.readBoolean();
        dirHigh = in.readBoolean();
        mute = in.readBoolean();
        lastStepNanos = in.readLong();
        lastIntervalNanos = in.readLong();
        generatorSinceNanos = in.readLong();
        generatorPulses = in.readLong();
    }
}
