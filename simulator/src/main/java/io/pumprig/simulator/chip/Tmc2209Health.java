package io.pumprig.simulator.chip;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a TMC2209 suffers from and how it tells: causes are set by faults, latches follow the data
 * sheet (device reference 1.6). Reached through {@link Tmc2209Model#health()}, which brings the
 * chip to the present first.
 */
public final class Tmc2209Health {
    /** DRV_STATUS bit of a short to ground on phase A; B, and the low sides, follow. */
    public static final int SHORT_GROUND_A = 1 << 2;

    /** Short to ground, phase B. */
    public static final int SHORT_GROUND_B = 1 << 3;

    /** Short to supply, phase A. */
    public static final int SHORT_SUPPLY_A = 1 << 4;

    /** Short to supply, phase B. */
    public static final int SHORT_SUPPLY_B = 1 << 5;

    /** Open coil, phase A. */
    public static final int OPEN_LOAD_A = 1 << 6;

    /** Open coil, phase B. */
    public static final int OPEN_LOAD_B = 1 << 7;

    private static final int SHORTS = 0x3C;
    private static final int OPEN_LOADS = 0xC0;
    private static final int WARNING = 1;
    private static final int SHUTDOWN = 1 << 1;
    private static final int GSTAT_RESET = 1;
    private static final int GSTAT_DRV_ERR = 1 << 1;
    private static final int GSTAT_UV_CP = 1 << 2;

    /** Shutdown and warning by OTTRIM. */
    private static final int[] SHUTDOWN_CELSIUS = {143, 150, 150, 157};

    private static final int[] WARNING_CELSIUS = {120, 120, 143, 143};
    private static final int[] COMPARATOR_CELSIUS = {120, 143, 150, 157};
    private static final int HEALTHY_CELSIUS = 40;

    private int celsius = HEALTHY_CELSIUS;
    private int shorts;
    private int openLoads;
    private boolean chargePumpLow;

    private boolean resetSeen = true;
    private boolean driverError;
    private boolean shutDown;
    private int latchedShorts;
    private int temperatureSelect;
    private long effects;

    // ---- causes

    /** Temperature of the die; 40 when healthy. */
    public void celsius(int newCelsius) {
        celsius = newCelsius;
        latchTemperature();
    }

    /** Coil shorts as a sum of {@code SHORT_…}; 0 when sound. Found while the bridges are on. */
    public void shorts(int bits) {
        shorts = bits & SHORTS;
    }

    /** Open coils as a sum of {@code OPEN_LOAD_…}; seen while moving. */
    public void openLoads(int bits) {
        openLoads = bits & OPEN_LOADS;
    }

    /** Motor supply sagging: charge pump low, bridges off while it lasts. */
    public void chargePumpLow(boolean low) {
        chargePumpLow = low;
    }

    // ---- what follows

    /** Bridges on find a short; bridges off forget it. */
    void bridges(boolean on, int newTemperatureSelect) {
        if (newTemperatureSelect != temperatureSelect) {
            temperatureSelect = newTemperatureSelect;
            latchTemperature();
        }
        if (!on) {
            latchedShorts = 0;
        } else if (shorts != 0) {
            latchedShorts |= shorts;
            driverError = true;
        }
    }

    private void latchTemperature() {
        if (celsius >= SHUTDOWN_CELSIUS[temperatureSelect]) {
            shutDown = true;
            driverError = true;
        } else if (celsius < WARNING_CELSIUS[temperatureSelect]) {
            shutDown = false;
        }
    }

    boolean isFitToDrive() {
        return !shutDown && latchedShorts == 0 && !chargePumpLow;
    }

    boolean raisesDiag() {
        return !isFitToDrive();
    }

    int gstat() {
        int bits =
                (resetSeen ? GSTAT_RESET : 0)
                        | (driverError ? GSTAT_DRV_ERR : 0)
                        | (chargePumpLow ? GSTAT_UV_CP : 0);
        if ((bits & ~GSTAT_RESET) != 0) {
            effects++;
        }
        return bits;
    }

    /** Write to GSTAT: ones clear, but an error only when its cause is gone. */
    void clear(int bits) {
        if ((bits & GSTAT_RESET) != 0) {
            resetSeen = false;
        }
        if ((bits & GSTAT_DRV_ERR) != 0 && !shutDown && latchedShorts == 0) {
            driverError = false;
        }
    }

    int drvStatus(boolean moving) {
        int bits = latchedShorts | (moving ? openLoads : 0);
        if (celsius >= WARNING_CELSIUS[temperatureSelect]) {
            bits |= WARNING;
        }
        if (shutDown) {
            bits |= SHUTDOWN;
        }
        for (int i = 0; i < COMPARATOR_CELSIUS.length; i++) {
            if (celsius >= COMPARATOR_CELSIUS[i]) {
                bits |= 1 << 8 + i;
            }
        }
        if (bits != 0) {
            effects++;
        }
        return bits;
    }

    void powerUp() {
        resetSeen = true;
        driverError = false;
        shutDown = false;
        latchedShorts = 0;
        temperatureSelect = 0;
        latchTemperature();
        effects++;
    }

    /** A step or byte had no effect because of what the chip suffers from. */
    void countEffect() {
        effects++;
    }

    long effects() {
        return effects;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(celsius);
        out.writeInt(shorts);
        out.writeInt(openLoads);
        out.writeBoolean(chargePumpLow);
        out.writeBoolean(resetSeen);
        out.writeBoolean(driverError);
        out.writeBoolean(shutDown);
        out.writeInt(latchedShorts);
        out.writeInt(temperatureSelect);
        out.writeLong(effects);
    }

    void load(DataInput in) throws IOException {
        celsius = in.readInt();
        shorts = in.readInt();
        openLoads = in.readInt();
        chargePumpLow = in.readBoolean();
        resetSeen = in.readBoolean();
        driverError = in.readBoolean();
        shutDown = in.readBoolean();
        latchedShorts = in.readInt();
        temperatureSelect = in.readInt();
        effects = in.readLong();
    }
}
