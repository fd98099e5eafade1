package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * NAU7802 load-cell converter under the reservoir (device reference 3). Runs by itself at its own
 * rate; the noise of a conversion is a function of its number, so a result nobody fetched costs
 * nothing.
 *
 * <p>Before a calibration the converter has an offset of its own; the counts for a gram hold for
 * gain 128 and scale with the gain.
 */
public final class Nau7802Model implements I2cPart {
    private static final int PU_CTRL = 0x00;
    private static final int CTRL1 = 0x01;
    private static final int CTRL2 = 0x02;
    private static final int ADCO_B2 = 0x12;
    private static final int ADCO_B0 = 0x14;
    private static final int ADC = 0x15;
    private static final int REVISION = 0x1F;
    private static final int REGISTERS = 0x20;

    private static final int RR = 1;
    private static final int PUD = 1 << 1;
    private static final int PUA = 1 << 2;
    private static final int PUR = 1 << 3;
    private static final int CS = 1 << 4;
    private static final int CR = 1 << 5;
    private static final int PU_CTRL_READ_ONLY = PUR | CR;
    private static final int CALS = 1 << 2;
    private static final int CAL_ERR = 1 << 3;
    private static final int CHOPPER_OFF = 0x30;

    private static final long POWER_UP_NANOS = 200_000L;
    private static final long CALIBRATION_NANOS = 344_000_000L;
    private static final long NEVER = Long.MAX_VALUE;
    private static final int SETTLING_CONVERSIONS = 6;
    private static final int SETTLING_COUNTS = 400_000;
    private static final int GARBAGE_EACH = 32;
    private static final int UNCALIBRATED_COUNTS = 3_000;
    private static final int RAIL = 0x7F_FFFF;
    private static final int FULL_GAIN_BITS = 7;

    private final Plant plant;
    private final int zeroCounts;
    private final int countsPerGram;
    private final LoadCell cell;
    private final RandomStream garbage;

    private final byte[] registers = new byte[REGISTERS];
    private int pointer;
    private long poweredUpNanos = NEVER;
    private long calibratedNanos = NEVER;
    private boolean calibrated;

    /** When the present row of conversions began; NEVER while none runs. */
    private long runSinceNanos = NEVER;

    private long conversionsBefore;
    private long fetched;
    private long valueOf;
    private int value;

    private boolean calibrationFails;
    private boolean neverReady;
    private boolean frozen;
    private boolean railed;
    private long effects;

    /**
     * @param zeroCounts code with an empty reservoir
     * @param countsPerGram slope at gain 128
     * @param address 7-bit address, part of the streams' names
     */
    public Nau7802Model(Plant plant, int zeroCounts, int countsPerGram, int address, long seed) {
        this.plant = plant;
        this.zeroCounts = zeroCounts;
        this.countsPerGram = countsPerGram;
        String name = "nau7802.0x" + Integer.toHexString(address);
        cell = new LoadCell(name, seed, plant.nowNanos());
        garbage = new RandomStream(seed, name + ".chopper");
        clearRegisters();
    }

    // ---- wire

    @Override
    public boolean write(byte[] bytes, int length, long nanos) {
        if (length == 0) {
            return true;
        }
        settle(nanos);
        pointer = bytes[0] & 0xFF;
        for (int i = 1; i < length; i++) {
            take(pointer, bytes[i] & 0xFF, nanos);
            pointer = pointer + 1 & 0xFF;
        }
        return true;
    }

    @Override
    public boolean read(byte[] into, int length, long nanos) {
        settle(nanos);
        for (int i = 0; i < length; i++) {
            into[i] = (byte) give(pointer, nanos);
            pointer = pointer + 1 & 0xFF;
        }
        return true;
    }

    @Override
    public void generalCall(int command, long nanos) {
        // The part does not listen to general calls.
    }

    private void take(int register, int octet, long nanos) {
        switch (register) {
            case PU_CTRL -> power(octet, nanos);
            case CTRL1 -> {
                registers[CTRL1] = (byte) octet;
                calibrated = false;
                restart(nanos);
            }
            case CTRL2 -> control(octet, nanos);
            case ADCO_B2, ADCO_B2 + 1, ADCO_B0, REVISION -> {
                // Read-only.
            }
            default -> {
                if (register < REGISTERS) {
                    registers[register] = (byte) octet;
                }
            }
        }
    }

    private void power(int octet, long nanos) {
        if ((octet & RR) != 0) {
            clearRegisters();
            registers[PU_CTRL] = RR;
            return;
        }
        boolean wasOn = (registers[PU_CTRL] & PUD) != 0;
        boolean ran = (registers[PU_CTRL] & CS) != 0;
        registers[PU_CTRL] = (byte) (octet & ~PU_CTRL_READ_ONLY);
        if ((octet & PUD) == 0) {
            poweredUpNanos = NEVER;
        } else if (!wasOn) {
            poweredUpNanos = nanos + POWER_UP_NANOS;
        }
        if ((octet & CS) == 0 || !ran) {
            restart(nanos);
        }
    }

    private void control(int octet, long nanos) {
        int before = registers[CTRL2] & 0xFF;
        registers[CTRL2] = (byte) (octet & ~(CALS | CAL_ERR) | before & (CALS | CAL_ERR));
        if (((octet ^ before) & 0xF0) != 0) {
            calibrated = false;
            restart(nanos);
        }
        if ((octet & CALS) != 0) {
            registers[CTRL2] |= CALS;
            calibratedNanos = nanos + CALIBRATION_NANOS;
            runSinceNanos = NEVER;
        }
    }

    private int give(int register, long nanos) {
        if (register >= ADCO_B2 && register <= ADCO_B0) {
            fetched = valueOf;
            return value >> 8 * (ADCO_B0 - register) & 0xFF;
        }
        if (register == PU_CTRL) {
            return registers[PU_CTRL] | (nanos >= poweredUpNanos ? PUR : 0) | (isReady() ? CR : 0);
        }
        return register < REGISTERS ? registers[register] : 0;
    }

    private boolean isReady() {
        if (valueOf == fetched) {
            return false;
        }
        if (neverReady) {
            effects++;
        }
        return !neverReady;
    }

    // ---- converting

    private void settle(long nanos) {
        plant.advanceTo(nanos);
        if (nanos >= calibratedNanos) {
            endCalibration();
        }
        long conversions = conversionsBy(nanos);
        if (conversions > valueOf) {
            convert(conversions, nanos);
        }
    }

    /** How many conversions have ended since the chip was new. */
    private long conversionsBy(long nanos) {
        return runSinceNanos >= nanos
                ? conversionsBefore
                : conversionsBefore + (nanos - runSinceNanos) / periodNanos();
    }

    private long periodNanos() {
        int samplesPerSecond =
                switch (registers[CTRL2] >> 4 & 7) {
                    case 0 -> 10;
                    case 1 -> 20;
                    case 2 -> 40;
                    case 3 -> 80;
                    default -> 320;
                };
        return 1_000_000_000L / samplesPerSecond;
    }

    /** A new row of conversions, the first of which are still settling; or none. */
    private void restart(long nanos) {
        conversionsBefore = Math.max(conversionsBefore, valueOf);
        int needed = PUD | PUA | CS;
        boolean runs = (registers[PU_CTRL] & needed) == needed && (registers[CTRL2] & CALS) == 0;
        runSinceNanos = runs ? Math.max(nanos, poweredUpNanos) : NEVER;
    }

    private void endCalibration() {
        registers[CTRL2] &= ~(CALS | CAL_ERR);
        if (calibrationFails) {
            registers[CTRL2] |= CAL_ERR;
            effects++;
        }
        calibrated = !calibrationFails;
        long ended = calibratedNanos;
        calibratedNanos = NEVER;
        restart(ended);
    }

    private void convert(long number, long nanos) {
        valueOf = number;
        int counts = railed ? RAIL : counts(number, nanos);
        if (frozen) {
            effects += counts == value ? 0 : 1;
            return;
        }
        if (railed) {
            effects++;
        }
        value = counts;
    }

    private int counts(long number, long nanos) {
        if (registers[ADC] != CHOPPER_OFF && number % GARBAGE_EACH == 0) {
            effects++;
            return (int) (garbage.longAt(number) >> 40);
        }
        if (cell.faultGrams(nanos) != 0) {
            effects++;
        }
        double grams = cell.grams(plant.reservoirGrams(), number, nanos);
        int gainBits = registers[CTRL1] & 7;
        double atFullGain = zeroCounts + grams * countsPerGram;
        double counts = atFullGain / (1 << FULL_GAIN_BITS - gainBits);
        if (!calibrated) {
            counts += UNCALIBRATED_COUNTS;
        }
        long inRow = number - conversionsBefore;
        if (inRow <= SETTLING_CONVERSIONS) {
            counts -= SETTLING_COUNTS >> inRow;
        }
        return (int) StrictMath.rint(Math.max(-RAIL - 1, Math.min(RAIL, counts)));
    }

    private void clearRegisters() {
        Arrays.fill(registers, (byte) 0);
        registers[REVISION] = 0x0F;
        pointer = 0;
        poweredUpNanos = NEVER;
        calibratedNanos = NEVER;
        calibrated = false;
        runSinceNanos = NEVER;
        conversionsBefore = valueOf;
        fetched = valueOf;
        value = 0;
    }

    // ---- faults, at the plant's noted time

    /** Calibrations end with CAL_ERR. */
    public void calibrationFails(boolean on) {
        settle(plant.nowNanos());
        calibrationFails = on;
    }

    /** CR never shows. */
    public void neverReady(boolean on) {
        settle(plant.nowNanos());
        neverReady = on;
    }

    /** The result stays while CR goes on coming. */
    public void frozen(boolean on) {
        settle(plant.nowNanos());
        frozen = on;
    }

    /** Amplifier at its rail: 0x7FFFFF. */
    public void railed(boolean on) {
        settle(plant.nowNanos());
        railed = on;
    }

    /** A bump, or something lying on the cell. */
    public void offsetGrams(double grams) {
        settle(plant.nowNanos());
        cell.offset(grams);
    }

    /** The cell creeps from now on; 0 ends it and takes the creep back. */
    public void driftGramsPerHour(double rate) {
        settle(plant.nowNanos());
        cell.creep(rate, plant.nowNanos());
    }

    /** The chip forgets that its chopper is off: garbage each 0.4 s until it is told again. */
    public void forgetChopper() {
        settle(plant.nowNanos());
        registers[ADC] = 0;
        effects++;
    }

    /** Power-up or brown-out: reset values, nothing powered. */
    @Override
    public void reset() {
        settle(plant.nowNanos());
        clearRegisters();
        effects++;
    }

    /** Conversions and status reads that a fault altered, and losses of registers. */
    public long effects() {
        return effects;
    }

    // ---- snapshot

    /** Writes everything that influences the future, faults included. */
    public void save(DataOutput out) throws IOException {
        out.write(registers);
        cell.save(out);
        garbage.save(out);
        out.writeInt(pointer);
        out.writeLong(poweredUpNanos);
        out.writeLong(calibratedNanos);
        out.writeBoolean(calibrated);
        out.writeLong(runSinceNanos);
        out.writeLong(conversionsBefore);
        out.writeLong(fetched);
        out.writeLong(valueOf);
        out.writeInt(value);
        out.writeBoolean(calibrationFails);
        out.writeBoolean(neverReady);
        out.writeBoolean(frozen);
        out.writeBoolean(railed);
        out.writeLong(effects);
    }

    /** Takes over what {@link #save} wrote, into a chip of the same calibration. */
    public void load(DataInput in) throws IOException {
        in.readFully(registers);
        cell.load(in);
        garbage.load(in);
        pointer = in.readInt();
        poweredUpNanos = in.readLong();
        calibratedNanos = in.readLong();
        calibrated = in.readBoolean();
        runSinceNanos = in.readLong();
        conversionsBefore = in.readLong();
        fetched = in.readLong();
        valueOf = in.readLong();
        value = in.readInt();
        calibrationFails = in.readBoolean();
        neverReady = in.readBoolean();
        frozen = in.readBoolean();
        railed = in.readBoolean();
        effects = in.readLong();
    }
}
