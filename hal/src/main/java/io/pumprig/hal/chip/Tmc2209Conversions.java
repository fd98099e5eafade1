package io.pumprig.hal.chip;

/**
 * What the TMC2209's numbers mean in pulses, amperes and speed (device reference 1.1, 1.5, 1.8).
 */
public final class Tmc2209Conversions {

    private Tmc2209Conversions() {}

    /**
     * Step pulses between two positions in the electrical cycle, the shortest way, forward
     * positive. Half a cycle could be either way; it is given forward, and {@link #isAmbiguous}.
     */
    public static int pulsesBetween(int before, int after, int countsPerPulse) {
        int moved = after - before & 1023;
        return (moved > 512 ? moved - 1024 : moved) / countsPerPulse;
    }

    /** True when two positions lie half an electrical cycle apart. */
    public static boolean isAmbiguous(int before, int after) {
        return (after - before & 1023) == 512;
    }

    /**
     * Effective coil current in milliamperes, rounded to the nearest, for the bring-up report.
     *
     * @param currentScale 0-31, as IHOLD, IRUN or CS_ACTUAL
     * @param vsense CHOPCONF.vsense: full scale 0.180 V when set, else 0.325 V
     * @param senseMilliohms the board's sense resistor, 110 on most; 20 inside the chip are added
     */
    public static int coilMilliamps(int currentScale, boolean vsense, int senseMilliohms) {
        long fullScaleMillivolts = vsense ? 180 : 325;
        long peak = (currentScale + 1) * fullScaleMillivolts * 1_000 * 1_000_000;
        long scale = 32L * (senseMilliohms + 20) * 1_414_214;
        return (int) ((peak + scale / 2) / scale);
    }

    /**
     * Microsteps per 1 000 000 seconds that VACTUAL would make; the rig keeps VACTUAL 0, since it
     * never stops by itself. Rounded towards zero.
     */
    public static long microhertzOfVactual(int vactual, int clockHertz) {
        return vactual * (clockHertz * 1_000_000L >> 10) / (1 << 14);
    }

    /** TSTEP at a steady step rate: clocks for 1/256 microstep, rounded down as the chip does. */
    public static int tstep(int microstepsPerSecond, int microstepsPerFullStep, int clockHertz) {
        return (int) ((long) clockHertz * microstepsPerFullStep / (microstepsPerSecond * 256L));
    }
}
