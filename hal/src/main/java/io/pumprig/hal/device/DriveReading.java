package io.pumprig.hal.device;

/** Health of the motor drive: its fault output, sampled each cycle, and its own status words. */
public final class DriveReading extends Reading {
    /** Bit of {@link #faults()}: over-temperature shutdown. */
    public static final int OVER_TEMPERATURE = 1;

    /** Bit of {@link #faults()}: a short to ground or to the supply. */
    public static final int SHORT = 2;

    /** Bit of {@link #faults()}: charge pump low, motor supply sagging. */
    public static final int UNDERVOLTAGE = 4;

    /** Bit of {@link #faults()}: the chip was reset and has lost its registers. */
    public static final int RESET = 8;

    /** Bit of {@link #faults()}: the chip reports that it shut itself down. */
    public static final int SHUT_DOWN = 16;

    /** Bit of {@link #faults()}: the drive itself noticed that its motor does not follow. */
    public static final int STALLED = 32;

    /** Bit of {@link #faults()}: the drive stopped itself since nobody spoke to it. */
    public static final int LINK_LOST = 64;

    private int faults;
    private boolean temperatureWarning;
    private boolean faultOutput;

    /** Takes the decoded status; {@code rawCode} is the status word. */
    public void took(int faults, boolean temperatureWarning, int rawCode, long nowNanos) {
        this.faults = faults;
        this.temperatureWarning = temperatureWarning;
        tookRaw(rawCode, nowNanos);
    }

    /**
     * The level of the fault output in this cycle: true says fault, or that it could not be read.
     */
    public void faultOutput(boolean faultOutput) {
        this.faultOutput = faultOutput;
    }

    public boolean faultOutput() {
        return faultOutput;
    }

    /**
     * Faults that keep the drive from moving the rotor, as bits of the constants here; 0 is
     * healthy.
     */
    public int faults() {
        return faults;
    }

    /** The chip is hot, and goes on working. */
    public boolean isTemperatureWarning() {
        return temperatureWarning;
    }

    @Override
    int saveValues(long[] into, int at) {
        into[at] = faults;
        into[at + 1] = temperatureWarning ? 1 : 0;
        into[at + 2] = faultOutput ? 1 : 0;
        return at + 3;
    }

    @Override
    int restoreValues(long[] from, int at) {
        faults = (int) from[at];
        temperatureWarning = from[at + 1] != 0;
        faultOutput = from[at + 2] != 0;
        return at + 3;
    }
}
