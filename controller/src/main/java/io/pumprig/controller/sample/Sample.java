package io.pumprig.controller.sample;

import io.pumprig.hal.device.BubbleReading;
import io.pumprig.hal.device.ButtonReading;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.FlowReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.PressureReading;
import io.pumprig.hal.device.ReservoirReading;
import io.pumprig.hal.device.RotorReading;
import io.pumprig.hal.device.SupplyReading;

/**
 * What one cycle saw. A holder made once; its time is stamped after the sensors were read, so that
 * no reading is younger than "now". Everything that the cycle decides follows from here.
 */
public final class Sample {
    private final PressureReading downstream = new PressureReading();
    private final PressureReading upstream = new PressureReading();
    private final SupplyReading sensorSupply = new SupplyReading();
    private final SupplyReading motorSupply = new SupplyReading();
    private final RotorReading rotor = new RotorReading();
    private final ReservoirReading reservoir = new ReservoirReading();
    private final MotionReading motion = new MotionReading();
    private final DriveReading drive = new DriveReading();
    private final FlowReading flow = new FlowReading();
    private final BubbleReading bubble = new BubbleReading();
    private final ButtonReading bolusButton = new ButtonReading();
    private final long startedNanos;
    private final long periodNanos;
    private long cycle;
    private long nanos;
    private long elapsedNanos;
    private long utcMillis;
    private long sentMicrosteps;
    private boolean flowFitted;
    private boolean bubbleFitted;
    private boolean busRecovering;
    private boolean eStop;
    private boolean doorOpen;

    /**
     * @param startedNanos when the loop started: from then on a sensor that never answered grows
     *     old
     * @param periodNanos the cycle's period
     * @param cycle the number of the cycle before the first
     */
    public Sample(long startedNanos, long periodNanos, long cycle) {
        this.startedNanos = startedNanos;
        this.periodNanos = periodNanos;
        this.cycle = cycle;
        this.nanos = startedNanos;
    }

    /** Says which of the optional sensors this rig has. The sampler's, before the first cycle. */
    void fitted(boolean flow, boolean bubble) {
        flowFitted = flow;
        bubbleFitted = bubble;
    }

    /** Says whether the bus of the sensors is being freed. The sampler's, in each cycle. */
    void recovering(boolean bus) {
        busRecovering = bus;
    }

    /** Stamps the next cycle. The sampler's, after all readings. */
    void stamp(
            long nowNanos, long utcMillis, long sentMicrosteps, boolean eStop, boolean doorOpen) {
        cycle++;
        this.utcMillis = utcMillis;
        this.sentMicrosteps = sentMicrosteps;
        elapsedNanos = nowNanos - nanos;
        nanos = nowNanos;
        this.eStop = eStop;
        this.doorOpen = doorOpen;
    }

    /** Number of this cycle, from 1. */
    public long cycle() {
        return cycle;
    }

    /** The rig's monotonic time of this cycle. */
    public long nanos() {
        return nanos;
    }

    /** Time since the cycle before, or since the start. */
    public long elapsedNanos() {
        return elapsedNanos;
    }

    /** What the host believed the calendar to be in this cycle. Nothing about drug follows it. */
    public long utcMillis() {
        return utcMillis;
    }

    /** The period that the cycle is meant to keep. */
    public long periodNanos() {
        return periodNanos;
    }

    /** Time since the loop started. */
    public long sinceStartNanos() {
        return nanos - startedNanos;
    }

    public PressureReading downstream() {
        return downstream;
    }

    public PressureReading upstream() {
        return upstream;
    }

    public SupplyReading sensorSupply() {
        return sensorSupply;
    }

    public SupplyReading motorSupply() {
        return motorSupply;
    }

    public RotorReading rotor() {
        return rotor;
    }

    public ReservoirReading reservoir() {
        return reservoir;
    }

    public MotionReading motion() {
        return motion;
    }

    public DriveReading drive() {
        return drive;
    }

    /** True where the rig has a flow sensor: its silence is then a fault. */
    public boolean isFlowFitted() {
        return flowFitted;
    }

    /** True where the rig has a bubble detector: its silence is then a fault. */
    public boolean isBubbleFitted() {
        return bubbleFitted;
    }

    /**
     * The bus of the sensors was found held and is being freed, for a bounded time: encoder,
     * pressures, supplies, reservoir and flow may be missing because of that alone.
     */
    public boolean isBusRecovering() {
        return busRecovering;
    }

    /** Untouched, with no attempt, where the rig has no flow sensor. */
    public FlowReading flow() {
        return flow;
    }

    /** Untouched, with no attempt, where the rig has no bubble detector. */
    public BubbleReading bubble() {
        return bubble;
    }

    /** Untouched, with no attempt, where the rig has no demand button. */
    public ButtonReading bolusButton() {
        return bolusButton;
    }

    /** Pulses that the motor had sent since bring-up when the sensors were read. */
    public long sentMicrosteps() {
        return sentMicrosteps;
    }

    /** The emergency stop is pressed, or its wire is broken. */
    public boolean isEStopped() {
        return eStop;
    }

    /** The cassette door is open, or its wire is broken. */
    public boolean isDoorOpen() {
        return doorOpen;
    }

    /**
     * The outcomes of all readings, four bits each from the lowest on: line pressure, suction,
     * rotor, reservoir, motion, drive, flow, bubble detector. For what records a cycle.
     */
    public long outcomes() {
        return downstream().outcome().ordinal()
                | upstream().outcome().ordinal() << 4
                | rotor().outcome().ordinal() << 8
                | reservoir().outcome().ordinal() << 12
                | motion().outcome().ordinal() << 16
                | drive().outcome().ordinal() << 20
                | (long) flow().outcome().ordinal() << 24
                | (long) bubble().outcome().ordinal() << 28;
    }
}
