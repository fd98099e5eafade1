package io.pumprig.simulator.chip;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Registers of a TMC2209 and what is derived from them (device reference 1.5, 1.6). Write-only ones
 * are kept for the chip's own use and read as 0; unlisted ones read 0.
 */
final class Tmc2209Registers {
    static final int GCONF = 0x00;
    static final int GSTAT = 0x01;
    static final int IFCNT = 0x02;
    static final int SLAVECONF = 0x03;
    static final int IOIN = 0x06;
    static final int FACTORY_CONF = 0x07;
    static final int IHOLD_IRUN = 0x10;
    static final int TPOWERDOWN = 0x11;
    static final int TSTEP = 0x12;
    static final int VACTUAL = 0x22;
    static final int MSCNT = 0x6A;
    static final int MSCURACT = 0x6B;
    static final int CHOPCONF = 0x6C;
    static final int DRV_STATUS = 0x6F;
    static final int PWMCONF = 0x70;
    static final int PWM_SCALE = 0x71;
    static final int PWM_AUTO = 0x72;

    static final int TSTEP_STANDSTILL = 0xFFFFF;

    /** 2^20 clocks of 12 MHz. */
    private static final long STANDSTILL_NANOS = 87_381_333L;

    /** 2^18 clocks of 12 MHz. */
    private static final long CURRENT_STEP_NANOS = 21_845_333L;

    private static final int VERSION = 0x21;
    private static final int COUNTS_PER_FULL_STEP = 256;
    private static final int PEAK_CURRENT = 247;
    private static final int[] SINE = sine();

    private final int[] values = new int[128];
    private int pinsMs;

    Tmc2209Registers() {
        reset();
    }

    /** MS1 is bit 0, MS2 bit 1. */
    void pinsMs(int node) {
        pinsMs = node;
    }

    void reset() {
        Arrays.fill(values, 0);
        values[GCONF] = 0x101;
        values[IHOLD_IRUN] = 1 << 16 | 31 << 8 | 16;
        values[TPOWERDOWN] = 20;
        values[CHOPCONF] = 0x1000_0053;
        values[PWMCONF] = 0xC10D_0024;
    }

    /** Takes a valid write: IFCNT counts it, whatever becomes of it. */
    void write(int register, int value) {
        switch (register) {
            case GCONF -> values[GCONF] = value & 0x3FF;
            case SLAVECONF -> values[SLAVECONF] = value & 0xF00;
            case FACTORY_CONF -> values[FACTORY_CONF] = value & 0x31F;
            case IHOLD_IRUN -> values[IHOLD_IRUN] = value & 0xF_1F1F;
            case TPOWERDOWN -> values[TPOWERDOWN] = value & 0xFF;
            case VACTUAL -> values[VACTUAL] = value << 8 >> 8;
            case CHOPCONF, PWMCONF -> values[register] = value;
            default -> {
                // Thresholds of StallGuard and CoolStep, which the rig does not use, and addresses
                // that take nothing.
            }
        }
    }

    void countWrite() {
        values[IFCNT] = values[IFCNT] + 1 & 0xFF;
    }

    int read(int register) {
        return switch (register) {
            case GCONF, IFCNT, FACTORY_CONF, CHOPCONF, PWMCONF -> values[register];
            case PWM_SCALE -> values[PWMCONF] & 0xFF;
            case PWM_AUTO -> (values[PWMCONF] & 0xFF00) << 8 | values[PWMCONF] & 0xFF;
            default -> 0;
        };
    }

    boolean isShaftInverted() {
        return (values[GCONF] & 1 << 3) != 0;
    }

    boolean isBridgeOff() {
        return (values[CHOPCONF] & 0xF) == 0;
    }

    boolean bothEdgesStep() {
        return (values[CHOPCONF] & 1 << 29) != 0;
    }

    int vactual() {
        return values[VACTUAL];
    }

    int temperatureSelect() {
        return values[FACTORY_CONF] >> 8 & 3;
    }

    /** MSCNT counts for one pulse: from MRES, or from the pins while GCONF.7 is 0. */
    int countsPerPulse() {
        if ((values[GCONF] & 1 << 7) == 0) {
            int microsteps =
                    switch (pinsMs) {
                        case 0 -> 8;
                        case 1 -> 32;
                        case 2 -> 64;
                        default -> 16;
                    };
            return COUNTS_PER_FULL_STEP / microsteps;
        }
        return 1 << Math.min(8, values[CHOPCONF] >> 24 & 0xF);
    }

    /** SENDDELAY in bit times. */
    int replyDelayBits() {
        int delay = values[SLAVECONF] >> 8 & 0xF;
        return 8 + delay / 2 * 16;
    }

    static boolean isStandstill(long sinceStepNanos) {
        return sinceStepNanos >= STANDSTILL_NANOS;
    }

    /** Clocks for a 1/256 microstep. */
    int tstep(long intervalNanos) {
        long clocks = Math.min(intervalNanos, 1L << 40) * 12 / 1000 / countsPerPulse();
        return (int) Math.min(clocks, TSTEP_STANDSTILL);
    }

    int ioin(boolean enn, boolean diag, boolean step, boolean dir) {
        final int idleHighUart = 1 << 6;
        return VERSION << 24
                | (dir ? 1 << 9 : 0)
                | (step ? 1 << 7 : 0)
                | idleHighUart
                | (diag ? 1 << 4 : 0)
                | pinsMs << 1
                | (enn ? 1 : 0);
    }

    /** The bits of DRV_STATUS that are no fault: standstill, StealthChop, current in use. */
    int drvStatus(long sinceStepNanos) {
        boolean stealth = (values[GCONF] & 1 << 2) == 0;
        return (isStandstill(sinceStepNanos) ? 1 << 31 : 0)
                | (stealth ? 1 << 30 : 0)
                | currentScale(sinceStepNanos) << 16;
    }

    /** IRUN until TPOWERDOWN after the last step, then down to IHOLD by one each IHOLDDELAY. */
    private int currentScale(long sinceStepNanos) {
        int hold = values[IHOLD_IRUN] & 0x1F;
        int run = values[IHOLD_IRUN] >> 8 & 0x1F;
        int delay = values[IHOLD_IRUN] >> 16 & 0xF;
        long ramp = sinceStepNanos - values[TPOWERDOWN] * CURRENT_STEP_NANOS;
        if (ramp < 0) {
            return run;
        }
        if (delay == 0) {
            return hold;
        }
        long down = ramp / (delay * CURRENT_STEP_NANOS);
        return run > hold ? (int) Math.max(hold, run - down) : hold;
    }

    /** MSCURACT: sine of the position in 8..0, cosine in 24..16. */
    static int coilCurrents(int mscnt) {
        return (SINE[mscnt + 256 & 1023] & 0x1FF) << 16 | SINE[mscnt] & 0x1FF;
    }

    private static int[] sine() {
        int[] table = new int[1024];
        for (int i = 0; i < table.length; i++) {
            double sine = StrictMath.sin(2 * StrictMath.PI * (i + 0.5) / table.length);
            table[i] = (int) StrictMath.rint(PEAK_CURRENT * sine);
        }
        return table;
    }

    void save(DataOutput out) throws IOException {
        for (int value : values) {
            out.writeInt(value);
        }
    }

    void load(DataInput in) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readInt();
        }
    }
}
