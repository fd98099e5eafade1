package io.pumprig.hal.rig;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.chip.Ads1115;
import io.pumprig.hal.chip.As5600;
import io.pumprig.hal.chip.Nau7802;
import io.pumprig.hal.chip.Tmc2209;
import io.pumprig.hal.chip.Tmc2209Configuration;
import io.pumprig.hal.device.BolusButton;
import io.pumprig.hal.device.BubbleDetector;
import io.pumprig.hal.device.PumpDevices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a rig's devices of its wiring: opens all ports at safe levels, then brings up part by part,
 * sensors first and the motor last, so that nothing can move before everything that watches it
 * answers.
 */
public final class Rig {
    private static final int BAUD = 115_200;

    /** One part's bring-up; the slowest healthy one, the load cell's, takes about 0.7 s. */
    private static final long LIMIT_NANOS = 2_000_000_000L;

    /** Between two looks, and two kicks: well below the 10 ms that the enable watchdog is owed. */
    private static final long PAUSE_NANOS = 1_000_000;

    private static final long ADS1115_NANOS = 10_000_000;
    private static final long ESTOP_FILTER_NANOS = 50_000_000;
    private static final long DOOR_FILTER_NANOS = 20_000_000;
    private static final int I2C_TRIES = 3;

    private final RigWiring wiring;
    private final RigClock clock;
    private final OutputPin enablePin;
    private final PinEnableWatchdog watchdog;
    private final PinSafetyInput eStop;
    private final PinSafetyInput door;
    private final PinAnnunciator annunciator;
    private final Optional<BubbleDetector> bubble;
    private final Optional<BolusButton> bolusButton;
    private final SensorBuses buses;
    private final Tmc2209 motor;
    private final As5600 encoder;
    private final Ads1115 pressure;
    private final Nau7802 reservoir;
    private final Optional<PolledFlowSensor> flow;
    private long startedNanos;

    /** Parts that are brought up, in that order: what only watches first, what moves last. */
    public enum Part {
        ENCODER,
        PRESSURE,
        RESERVOIR,
        FLOW,
        MOTOR
    }

    private Rig(Board board, RigWiring wiring) {
        this.wiring = wiring;
        clock = board.clock();
        RigWiring.Motor pins = wiring.motor();
        enablePin = board.output(pins.enableGpio(), true);
        OutputPin step = board.output(pins.stepGpio(), false);
        OutputPin dir = board.output(pins.dirGpio(), false);
        watchdog = new PinEnableWatchdog(board.output(pins.kickGpio(), false));
        RigWiring.Outputs outputs = wiring.outputs();
        annunciator =
                new PinAnnunciator(
                        board.output(outputs.redGpio(), false),
                        board.output(outputs.amberGpio(), false),
                        board.output(outputs.greenGpio(), false),
                        board.output(outputs.buzzerGpio(), false));
        RigWiring.Inputs inputs = wiring.inputs();
        eStop = new PinSafetyInput(board.input(inputs.eStopGpio()), ESTOP_FILTER_NANOS);
        door = new PinSafetyInput(board.input(inputs.doorGpio()), DOOR_FILTER_NANOS);
        bubble = bubble(board, wiring);
        bolusButton =
                inputs.bolusButtonGpio().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new PinBolusButton(
                                        board.input(inputs.bolusButtonGpio().getAsInt()), clock));
        buses = new SensorBuses(board, outputs.sensorRailGpio());
        encoder = new As5600(buses.bus(wiring.encoder().bus()), wiring.encoder().address());
        pressure =
                new Ads1115(buses.bus(wiring.pressure().bus()), wiring.pressure().address(), clock);
        reservoir =
                new Nau7802(
                        buses.bus(wiring.reservoir().bus()), wiring.reservoir().address(), clock);
        flow =
                wiring.flow()
                        .map(wired -> PolledFlowSensor.of(wired, buses.bus(wired.bus()), clock));
        motor =
                new Tmc2209(
                        board.serial(pins.uart(), BAUD),
                        pins.node(),
                        step,
                        dir,
                        enablePin,
                        board.input(pins.diagGpio()),
                        clock,
                        Tmc2209Configuration.RIG.answeringWithin(pins.answerTimeoutNanos()));
    }

    private static Optional<BubbleDetector> bubble(Board board, RigWiring wiring) {
        if (wiring.inputs().bubbleGpio().isEmpty()) {
            return Optional.empty();
        }
        var testGpio = wiring.outputs().bubbleTestGpio();
        return Optional.of(
                new PinBubbleDetector(
                        board.input(wiring.inputs().bubbleGpio().getAsInt()),
                        testGpio.isPresent() ? board.output(testGpio.getAsInt(), false) : null,
                        board.clock()));
    }

    /**
     * Opens all ports of the wiring, every output at its safe level, and asks nothing yet.
     *
     * @throws BringUpException naming the port that is absent or taken
     */
    public static Rig open(Board board, RigWiring wiring) {
        return new Rig(board, wiring);
    }

    /**
     * Opens and brings up the rig; returns with the coils on, holding, and tuned. Waits on the
     * board's clock, at most 2 s of its time for a part, and kicks the enable watchdog meanwhile.
     * For start-up only.
     *
     * @throws BringUpException naming the part that is not what the wiring says; the coils are then
     *     off
     */
    public static PumpDevices bringUp(Board board, RigWiring wiring) {
        Rig rig = open(board, wiring);
        for (Part part : rig.parts()) {
            rig.bringUp(part);
        }
        return rig.devices();
    }

    /** The parts that this rig has, in the order in which they are brought up. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>(List.of(Part.values()));
        if (flow.isEmpty()) {
            parts.remove(Part.FLOW);
        }
        return parts;
    }

    /**
     * Brings up one part, and proves that it is what the wiring says. With the motor the coils come
     * on. Waits on the board's clock, at most 2 s, and kicks the enable watchdog meanwhile.
     *
     * @throws BringUpException naming part, place, expected and found; the coils are then off
     */
    public void bringUp(Part part) {
        startedNanos = clock.nanos();
        try {
            switch (part) {
                case ENCODER -> bringUpEncoder();
                case PRESSURE -> bringUpPressure();
                case RESERVOIR -> bringUpReservoir();
                case FLOW -> bringUpFlow();
                case MOTOR -> bringUpMotor();
            }
        } catch (BringUpException wrong) {
            enablePin.set(true);
            throw wrong;
        }
    }

    private void bringUpEncoder() {
        Outcome outcome = encoder.bringUp();
        for (int i = 1; outcome.isFailure() && isWorthATry(i); i++) {
            pause();
            outcome = encoder.bringUp();
        }
        if (!outcome.isOk()) {
            String found =
                    outcome == Outcome.UNPROVED
                            ? String.format("CONF 0x%04X", encoder.conf())
                            : outcome.toString();
            throw new BringUpException(
                    "encoder as5600",
                    place(wiring.encoder().bus(), wiring.encoder().address()),
                    "CONF 0x0000 as written",
                    found);
        }
    }

    /** One whole conversion; what it says of the line is for the interlocks, a rail included. */
    private void bringUpPressure() {
        Outcome outcome = Outcome.NOT_READY;
        for (int i = 0; !converts(outcome) && isWorthATry(i); i++) {
            outcome = pressure.start(wiring.pressure().sensorSupplyChannel());
            pauseFor(ADS1115_NANOS);
            if (outcome.isOk()) {
                outcome = pressure.fetch();
            }
        }
        if (!converts(outcome)) {
            throw new BringUpException(
                    "pressure ads1115",
                    place(wiring.pressure().bus(), wiring.pressure().address()),
                    "a conversion within 8.6 ms",
                    outcome.toString());
        }
    }

    private static boolean converts(Outcome outcome) {
        return outcome.isOk() || outcome == Outcome.OUT_OF_RANGE;
    }

    private void bringUpReservoir() {
        Outcome outcome = reservoir.advance();
        for (int failures = 0; !outcome.isOk(); outcome = reservoir.advance()) {
            failures += outcome.isFailure() ? 1 : 0;
            if (isOver() || !isWorthATry(failures)) {
                throw new BringUpException(
                        "reservoir nau7802",
                        place(wiring.reservoir().bus(), wiring.reservoir().address()),
                        "power-up, calibration and six conversions",
                        String.format(
                                "%s at register 0x%02X, last value 0x%02X",
                                outcome, reservoir.lastRegister(), reservoir.lastFound()));
            }
            pause();
        }
    }

    private void bringUpFlow() {
        PolledFlowSensor sensor = flow.orElseThrow();
        RigWiring.Flow wired = wiring.flow().orElseThrow();
        Outcome outcome = sensor.advance();
        for (int failures = 0; !outcome.isOk(); outcome = sensor.advance()) {
            failures += outcome.isFailure() ? 1 : 0;
            if (isOver() || !isWorthATry(failures)) {
                throw new BringUpException(
                        "flow " + wired.chip(),
                        place(wired.bus(), wired.address()),
                        "its product id, and a first value",
                        sensor.found(outcome));
            }
            pause();
        }
    }

    private void bringUpMotor() {
        motor.beginBringUp();
        motor.enable(true);
        while (!motor.isReady()) {
            motor.poll();
            Outcome outcome = motor.bringUpOutcome();
            if (outcome.isFailure()) {
                throw wrongMotor(motor.bringUpExpected(), motor.bringUpFound());
            }
            if (isOver()) {
                throw wrongMotor("a motor drive in service within 2 s", outcome.toString());
            }
            pause();
        }
        boolean released = !eStop.isDangerous(clock.nanos());
        if (released && motor.driveOutcome() == Outcome.UNPROVED) {
            // With the e-stop pressed its contact holds ENN high, and that is no broken wire.
            throw wrongMotor("ENN low in IOIN after enabling", "ENN high");
        }
    }

    private BringUpException wrongMotor(String expected, String found) {
        String place = wiring.motor().uart() + " node " + wiring.motor().node();
        return new BringUpException("motor tmc2209", place, expected, found);
    }

    private static String place(String bus, int address) {
        return String.format("%s 0x%02X", bus, address);
    }

    /** Three failures are enough, unless the bus was held and its supply is being cut for it. */
    private boolean isWorthATry(int failures) {
        return failures < I2C_TRIES || buses.areRecovering() && !isOver();
    }

    private boolean isOver() {
        return clock.nanos() - startedNanos >= LIMIT_NANOS;
    }

    private void pauseFor(long nanos) {
        for (long left = nanos; left > 0; left -= PAUSE_NANOS) {
            pause();
        }
    }

    /** Meanwhile the contacts settle, so that the first cycle sees them through their filters. */
    private void pause() {
        watchdog.kick();
        clock.pause(PAUSE_NANOS);
        long now = clock.nanos();
        eStop.isDangerous(now);
        door.isDangerous(now);
    }

    /**
     * The devices, whose parts were all brought up; one that was not answers with failures.
     *
     * @return made anew by each call: to be called once
     */
    public PumpDevices devices() {
        RigWiring.Reservoir cell = wiring.reservoir();
        return new PumpDevices(
                new TmcDoseMotor(motor, clock),
                new As5600RotorEncoder(encoder, clock),
                new Ads1115PressureSensor(pressure, clock, wiring.pressure()),
                new Nau7802ReservoirSensor(
                        reservoir, clock, cell.zeroCounts(), cell.countsPerGram()),
                flow.map(sensor -> sensor),
                bubble,
                bolusButton,
                eStop,
                door,
                annunciator,
                watchdog,
                buses::areRecovering,
                !motor.wasReset());
    }
}
