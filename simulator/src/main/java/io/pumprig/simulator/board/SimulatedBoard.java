package io.pumprig.simulator.board;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.simulator.chip.Ads1115Model;
import io.pumprig.simulator.chip.As5600Model;
import io.pumprig.simulator.chip.BubbleDetectorModel;
import io.pumprig.simulator.chip.FlowModel;
import io.pumprig.simulator.chip.MtSicsModel;
import io.pumprig.simulator.chip.Nau7802Model;
import io.pumprig.simulator.chip.Ne1000Model;
import io.pumprig.simulator.chip.SerialPart;
import io.pumprig.simulator.chip.Tmc2209Model;
import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * A whole rig without hardware: plant, chips, wires and clock behind the ports of a {@link Board}.
 *
 * <p>The accessors of plant and chips bring the world to the clock's present first, so a truth read
 * or a fault set through them is exact; looking leaves the bits as they are. Closing releases the
 * ports and drives outputs safe, but the rig lives on: another controller may open it again.
 */
public final class SimulatedBoard implements Board {
    private static final int GPIOS = 28;
    private static final int NOT_WIRED = -1;

    private final BoardLayout layout;
    private final VirtualClock clock;
    private final BoardParts parts;
    private final Tmc2209Model motor;
    private final RailSwitch rail;
    private final PortWatch watch = new PortWatch();
    private final PinFaults pinFaults;
    private final SimulatedI2cBus bus;
    private final SimulatedLines lines = new SimulatedLines();
    private final SimulatedSerialLine line;
    private final StopChain stopChain;
    private final StepWire stepWire;
    private final SimulatedPin[] pins = new SimulatedPin[GPIOS];
    private final boolean[] inputs = new boolean[GPIOS];

    /** Somebody watches the pins, or something is wrong with one: a look that costs something. */
    boolean pinsAreDisturbed;

    private final int bubbleGpio;
    private final int bubbleTestGpio;
    private final int sensorRailGpio;

    /**
     * A rig that was just switched on.
     *
     * @param clock shared with whoever moves it; its present is the rig's beginning
     * @param seed of all chance in plant, chips and wires
     */
    public SimulatedBoard(
            BoardLayout layout, PlantSettings settings, VirtualClock clock, long seed) {
        this.layout = layout;
        this.clock = clock;
        parts = new BoardParts(layout, new Plant(settings, seed, clock.nanos()), seed);
        motor = parts.motor;
        BoardLayout.Sensors sensors = layout.sensors();
        bus = new SimulatedI2cBus(sensors.bus(), clock, watch, motor, seed);
        pinFaults = new PinFaults(GPIOS, seed, this::lookAtPins);
        rail = new RailSwitch(bus.held());
        bus.attach(sensors.encoderAddress(), rail.feeds(parts.encoder));
        bus.attach(sensors.weightAddress(), rail.feeds(parts.weight));
        bus.attach(sensors.pressureAddress(), rail.feeds(parts.pressure));
        parts.flow.ifPresent(part -> bus.attach(part.address(), rail.feeds(part)));
        line = line(layout.motor().uart(), motor, true, seed);
        BoardLayout.Instruments instruments = layout.instruments();
        parts.balance.ifPresent(part -> line(instruments.balancePort().get(), part, false, seed));
        parts.syringePump.ifPresent(
                part -> line(instruments.syringePumpPort().get(), part, false, seed));
        stopChain = new StopChain(motor, layout.motor().holdNanos());
        stepWire = new StepWire(watch, motor, seed);
        for (int i = 0; i < GPIOS; i++) {
            pins[i] = new SimulatedPin(this, i);
        }
        bubbleGpio = layout.inputs().bubbleGpio().orElse(NOT_WIRED);
        bubbleTestGpio = layout.outputs().bubbleTestGpio().orElse(NOT_WIRED);
        sensorRailGpio = layout.outputs().sensorRailGpio().orElse(NOT_WIRED);
        bolusButtonPressed(false);
    }

    private SimulatedSerialLine line(String path, SerialPart part, boolean singleWire, long seed) {
        return lines.add(
                path,
                new SimulatedSerialLine(path, watch, lines.count(), clock, part, singleWire, seed));
    }

    // ---- the seam

    @Override
    public String backend() {
        return "sim";
    }

    @Override
    public RigClock clock() {
        return clock;
    }

    @Override
    public I2cBus i2c(String name) {
        if (!name.equals(layout.sensors().bus())) {
            throw new BringUpException("I2C bus", name, layout.sensors().bus(), "no such bus");
        }
        return bus;
    }

    @Override
    public SerialLine serial(String path, int baud) {
        return lines.open(path, baud);
    }

    @Override
    public OutputPin output(int gpio, boolean safeHigh) {
        SimulatedPin pin = opened(gpio);
        pin.isOutput = true;
        pin.safeHigh = safeHigh;
        pin.set(safeHigh);
        return pin;
    }

    @Override
    public InputPin input(int gpio) {
        SimulatedPin pin = opened(gpio);
        pin.isOutput = false;
        return pin;
    }

    private SimulatedPin opened(int gpio) {
        if (gpio < 0 || gpio >= GPIOS) {
            throw new BringUpException("pin", "GPIO" + gpio, "GPIO0 to GPIO27", "no such pin");
        }
        if (pins[gpio].isOpen) {
            throw new BringUpException("pin", "GPIO" + gpio, "a free pin", "taken");
        }
        pins[gpio].isOpen = true;
        return pins[gpio];
    }

    @Override
    public void close() {
        for (SimulatedPin pin : pins) {
            if (pin.isOpen && pin.isOutput) {
                pin.set(pin.safeHigh);
            }
            pin.isOpen = false;
        }
        lines.free();
    }

    /**
     * The controller's process is gone without a word: ports are free, every output stays as it
     * was. What the monostable guards ends by itself.
     */
    public void abandon() {
        for (SimulatedPin pin : pins) {
            pin.isOpen = false;
        }
        lines.free();
    }

    /**
     * The plug is pulled, and put in again at once: ports are free, outputs at their safe levels,
     * driver and sensors have lost what was written to them. Where the rotor stands stays so.
     */
    public void cutPower() {
        close();
        motor().reset();
        rail.cycle(clock.nanos());
    }

    void driven(int gpio, boolean high) {
        long now = clock.nanos();
        BoardLayout.Motor wired = layout.motor();
        if (gpio == wired.kickGpio()) {
            stopChain.kick(high, now);
        } else if (gpio == wired.stepGpio()) {
            stepWire.set(high, now);
        } else if (gpio == wired.dirGpio()) {
            motor.dir(high, now);
        } else if (gpio == wired.enableGpio()) {
            stopChain.enable(high, now);
        } else if (gpio == bubbleTestGpio) {
            parts.bubble.test(high, now);
        } else if (gpio == sensorRailGpio) {
            motor.settle(now);
            rail.set(high, now);
        }
    }

    boolean isInputHigh(int gpio) {
        if (gpio == layout.motor().diagGpio()) {
            return motor.diag(clock.nanos());
        }
        if (gpio == bubbleGpio) {
            motor.settle(clock.nanos());
            return parts.bubble.isOutputHigh(clock.nanos());
        }
        return inputs[gpio];
    }

    // ---- hands on the rig

    /** Presses or releases the e-stop: its contact forces ENN high, and its input reads 1. */
    public void eStopPressed(boolean pressed) {
        inputs[layout.inputs().eStopGpio()] = pressed;
        stopChain.eStop(pressed, clock.nanos());
    }

    /** Opens or closes the door: an open one reads 1. */
    public void doorOpen(boolean open) {
        inputs[layout.inputs().doorGpio()] = open;
    }

    /** Presses or releases the demand button, where there is one: pressed reads 0. */
    public void bolusButtonPressed(boolean pressed) {
        layout.inputs().bolusButtonGpio().ifPresent(gpio -> inputs[gpio] = !pressed);
    }

    /** Level at any other input. */
    public void inputHigh(int gpio, boolean high) {
        inputs[gpio] = high;
    }

    /** Level that the controller last drove; false before it drove any. */
    public boolean isOutputHigh(int gpio) {
        return pins[gpio].high;
    }

    /** Whether the buzzer sounds. */
    public boolean isBuzzerOn() {
        return isOutputHigh(layout.outputs().buzzerGpio());
    }

    // ---- faults of the wires

    /** The wire to ENN is broken: the pull-up keeps the motor off. */
    public void enableWireOpen(boolean open) {
        stopChain.enableWireOpen(open, clock.nanos());
    }

    /** Whether the driver sees ENN high now, whoever in the stop chain holds it there. */
    public boolean isEnnHigh() {
        return motor.isEnnHigh(clock.nanos());
    }

    /** How often an open enable wire mattered. */
    public long enableWireEffects() {
        return stopChain.enableEffects();
    }

    /** The wire of the kick is broken: the monostable lets go when its time is over. */
    public void kickWireOpen(boolean open) {
        stopChain.kickWireOpen(open);
    }

    /** Kicks that an open wire swallowed. */
    public long kickWireEffects() {
        return stopChain.kickEffects();
    }

    /** Faults of the STEP wire. */
    public StepWire stepWire() {
        return stepWire;
    }

    /** Noise on the STEP wire: so many pulses now that nobody sent. */
    public void injectSteps(int count) {
        stepWire.inject(count, clock.nanos());
    }

    /** Faults of the wires to one I2C part. */
    public I2cFaults i2cFaults(int address) {
        return bus.faults(address);
    }

    /** SDA or SCL held low. */
    public WireFault i2cStuck() {
        return bus.stuck();
    }

    /** Faults of the I2C bus as a whole. */
    public SimulatedI2cBus busFaults() {
        return bus;
    }

    /** Faults of the pins. */
    public PinFaults pinFaults() {
        return pinFaults;
    }

    /** Who sees every operation from now on, or null for nobody. */
    public void watchedBy(OperationWatch newWatch) {
        watch.attach(newWatch);
        lookAtPins();
    }

    private void lookAtPins() {
        pinsAreDisturbed = watch.isAttached() || pinFaults != null && pinFaults.areSet();
    }

    PortWatch watch() {
        return watch;
    }

    /** The motor driver's serial line, for its faults. */
    public SimulatedSerialLine serialFaults() {
        return line;
    }

    // ---- what is on it, brought to the present

    /** Brings everything to the clock's present; changes no result. */
    public void settle() {
        motor.settle(clock.nanos());
    }

    /** The truth. */
    public Plant plant() {
        settle();
        return parts.plant;
    }

    /** The motor driver. */
    public Tmc2209Model motor() {
        settle();
        return motor;
    }

    /** The encoder. */
    public As5600Model encoder() {
        settle();
        return parts.encoder;
    }

    /** The load-cell converter. */
    public Nau7802Model weight() {
        settle();
        return parts.weight;
    }

    /** The pressure converter. */
    public Ads1115Model pressure() {
        settle();
        return parts.pressure;
    }

    /** The flow sensor, where one is fitted. */
    public Optional<FlowModel> flow() {
        settle();
        return parts.flow;
    }

    /** The bubble detector; where none is wired nobody reads it. */
    public BubbleDetectorModel bubbleDetector() {
        settle();
        return parts.bubble;
    }

    /** The load switch of the sensors' supply; where none is wired it stays on. */
    public RailSwitch sensorRail() {
        settle();
        return rail;
    }

    /** The balance that weighs what the catheter delivers, where one stands. */
    public Optional<MtSicsModel> balance() {
        settle();
        return parts.balance;
    }

    /** The syringe pump, where one stands; it moves no drug of this rig. */
    public Optional<Ne1000Model> syringePump() {
        return parts.syringePump;
    }

    /** A part that lost count holds SDA until its supply is cut. */
    public WireFault i2cHeld() {
        return bus.held();
    }

    /** Where everything is connected. */
    public BoardLayout layout() {
        return layout;
    }

    // ---- snapshot

    /**
     * Writes everything that influences the future: clock, plant, chips, wires, pins, faults and
     * bytes under way. Which ports are open is not part of it, and opening an output drives it: to
     * go on exactly, open them first and load then.
     */
    public void save(DataOutput out) throws IOException {
        clock.save(out);
        parts.save(out);
        rail.save(out);
        bus.save(out);
        lines.save(out);
        stopChain.save(out);
        stepWire.save(out);
        pinFaults.save(out);
        for (int i = 0; i < GPIOS; i++) {
            out.writeBoolean(pins[i].high);
            out.writeBoolean(inputs[i]);
        }
    }

    /** Takes over what {@link #save} wrote, into a board of the same layout, settings and seed. */
    public void load(DataInput in) throws IOException {
        clock.load(in);
        parts.load(in);
        rail.load(in);
        bus.load(in);
        lines.load(in);
        stopChain.load(in);
        stepWire.load(in);
        pinFaults.load(in);
        for (int i = 0; i < GPIOS; i++) {
            pins[i].high = in.readBoolean();
            inputs[i] = in.readBoolean();
        }
    }
}
