package io.pumprig.hardware.virtualpi;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.simulator.board.BoardLayout;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the guest's wires end at: the simulator's board with its chips and its plant, which live in
 * the host's time. Whatever happens (an edge, a message, bytes, a hand on the rig) happens under
 * one lock, after the world was brought to the present.
 */
final class OutsideWorld implements AutoCloseable {
    private static final int BAUD = 115_200;
    private static final int GPIOS = 28;
    private static final String MOTOR = "uart1";

    /** Short, as a driver waits for its echo and the emulator takes most of that. */
    private static final long POLL_NANOS = 300_000L;

    /** How often the emulator's UARTs are looked after, and for how long after a byte. */
    private static final int POLLS_PER_REFRESH = 50;

    private static final int POLLS_WITH_REFRESH = 1_200;
    private static final long PATIENCE_MILLIS = 5_000;

    /** How long the enable watchdog holds in front of an emulated computer. */
    static final long EMULATED_HOLD_NANOS = 1_000_000_000L;

    private static final byte[] NOTHING = {};

    private final SimulatedBoard board;
    private final VirtualClock clock;
    private final I2cBus bus;
    private final List<SerialTie> ties = new ArrayList<>();
    private final OutputPin[] outputs = new OutputPin[GPIOS];
    private final InputPin[] inputs = new InputPin[GPIOS];
    private final boolean[] driven = new boolean[GPIOS];
    private final long[] edges = new long[GPIOS];
    private final AtomicInteger watchdogs = new AtomicInteger();
    private final Hands hands = new Hands(this);
    private final Witness witness = new Witness();
    private final long startedNanos = System.nanoTime();
    private final long worldStartedNanos;

    private QtestGpio pins;
    private UsbRedirI2c i2c;
    private Wire handsLine;
    private Wire console;
    private Qmp control;
    private Thread poller;
    private long joined;
    private int pollsToRefresh;
    private volatile boolean isOver;

    /**
     * A world around that board, whose ports must all be free. What is an output is the board's to
     * say and not the guest's rig file's, which may be wrong.
     *
     * @param clock the board's, moved by nobody else from now on
     */
    OutsideWorld(SimulatedBoard board, VirtualClock clock) {
        this.board = board;
        this.clock = clock;
        worldStartedNanos = clock.nanos();
        BoardLayout layout = board.layout();
        BoardLayout.Motor motor = layout.motor();
        BoardLayout.Outputs lamps = layout.outputs();
        bus = board.i2c(layout.sensors().bus());
        serial(MOTOR, board.serial(motor.uart(), BAUD));
        // ENN and the load switch have pull-ups, the others pull-downs (device reference 10.1).
        wire(motor.enableGpio(), true);
        lamps.sensorRailGpio().ifPresent(gpio -> wire(gpio, true));
        lamps.bubbleTestGpio().ifPresent(gpio -> wire(gpio, false));
        for (int gpio :
                Set.of(
                        motor.stepGpio(),
                        motor.dirGpio(),
                        motor.kickGpio(),
                        lamps.buzzerGpio(),
                        lamps.redGpio(),
                        lamps.amberGpio(),
                        lamps.greenGpio())) {
            wire(gpio, false);
        }
        for (int gpio = 0; gpio < GPIOS; gpio++) {
            if (outputs[gpio] == null) {
                inputs[gpio] = board.input(gpio);
            }
        }
    }

    private void wire(int gpio, boolean pulledHigh) {
        outputs[gpio] = board.output(gpio, pulledHigh);
    }

    /**
     * What a serial line of the guest ends at; to be told before the guest is attached.
     *
     * @param socket {@code uart1} (ttymxc0, the motor driver's), {@code uart4} (ttymxc3) or {@link
     *     Qemu#USB_SERIAL} (ttyUSB0, when plugged in)
     */
    void serial(String socket, SerialLine line) {
        ties.removeIf(tie -> tie.socket().equals(socket));
        ties.add(new SerialTie(socket, line));
    }

    /**
     * A world of the reference rig, whose enable watchdog has the patience of an emulator. Its head
     * loses nothing to speed, as how close together edges arrive says how busy the host is and not
     * how fast the rotor turns.
     */
    static OutsideWorld reference() {
        VirtualClock clock = new VirtualClock(0);
        PlantSettings plant = PlantSettings.reference();
        SimulatedBoard board =
                new SimulatedBoard(
                        BoardLayout.reference().holding(EMULATED_HOLD_NANOS),
                        plant.with(plant.head().lossless()),
                        clock,
                        1);
        OutsideWorld world = new OutsideWorld(board, clock);
        world.serial(Qemu.USB_SERIAL, new TiedWires());
        return world;
    }

    /**
     * Ties the wires of a guest to the world, and lets the guest run.
     *
     * @param listener hears each line on the guest's console
     */
    void attach(Qemu guest, Consumer<String> listener) {
        console = new Wire(guest.socket("console"), new Lines(listener));
        control = new Qmp(guest.socket("qmp"), this::happened);
        pins = new QtestGpio(guest.socket("qtest"), this::edge);
        ties.forEach(tie -> tie.attach(guest));
        i2c = new UsbRedirI2c(guest.socket("i2c"), this::message);
        handsLine = new Wire(guest.socket("uart3"), new Lines(this::asked));
        for (int gpio = 0; gpio < GPIOS; gpio++) {
            if (inputs[gpio] != null) {
                driven[gpio] = inputs[gpio].level() == InputPin.Level.HIGH;
                pins.drive(gpio, driven[gpio]);
            }
        }
        poller = new Thread(this::poll, "outside-world");
        poller.setDaemon(true);
        poller.start();
        control.run();
    }

    // ---- looking at it and putting hands on it

    /** Does something to the board, or looks at it, at the present instant. */
    synchronized <T> T at(Function<SimulatedBoard, T> deed) {
        toThePresent();
        T result = deed.apply(board);
        showInputs();
        return result;
    }

    /** Edges of the guest's output so far. */
    synchronized long edges(int gpio) {
        return edges[gpio];
    }

    /** Has the witness note what is true now. */
    synchronized void note(String name) {
        toThePresent();
        witness.note(name, board, watchdogs());
    }

    /** What was noted; to be asked when the guest is gone. */
    Witness witness() {
        return witness;
    }

    /** I2C messages so far that were followed by a repeated start instead of a STOP. */
    synchronized long joined() {
        return joined;
    }

    /** How often the guest's watchdog has fired. */
    int watchdogs() {
        return watchdogs.get();
    }

    /** The guest's emulator, for plugging. */
    Qmp control() {
        return control;
    }

    /** Nanoseconds since the world began; the board's clock shows the same, plus its start. */
    private long sinceStart() {
        return System.nanoTime() - startedNanos;
    }

    private void toThePresent() {
        clock.advanceTo(Math.max(clock.nanos(), worldStartedNanos + sinceStart()));
        board.settle();
        witness.look(board);
    }

    // ---- what comes from the guest

    private synchronized void edge(int gpio, boolean high) {
        if (gpio < GPIOS && outputs[gpio] != null) {
            toThePresent();
            edges[gpio]++;
            outputs[gpio].set(high);
            if (gpio == board.layout().motor().kickGpio()) {
                witness.kicked(clock.nanos());
            }
            showInputs();
        }
    }

    private synchronized UsbRedirI2c.Answer message(
            int address, boolean reads, byte[] bytes, boolean stop) {
        toThePresent();
        joined += stop ? 0 : 1;
        Outcome outcome =
                reads
                        ? bus.writeRead(address, NOTHING, 0, bytes, bytes.length)
                        : bus.write(address, bytes, bytes.length);
        showInputs();
        return switch (outcome) {
            case OK -> UsbRedirI2c.Answer.ACKNOWLEDGED;
            case BUS_STUCK -> UsbRedirI2c.Answer.STALLED;
            default -> UsbRedirI2c.Answer.NOT_ACKNOWLEDGED;
        };
    }

    private void happened(String event) {
        if (event.equals("WATCHDOG")) {
            watchdogs.incrementAndGet();
            Progress.say("the guest's watchdog fired");
        }
    }

    private void asked(String order) {
        if (!order.isEmpty()) {
            String answer = hands.answer(order) + "\n";
            handsLine.send(answer.getBytes(StandardCharsets.UTF_8));
            refreshSoon();
        }
    }

    // ---- what happens by itself

    private void poll() {
        while (!isOver) {
            pollOnce();
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private synchronized void pollOnce() {
        toThePresent();
        for (SerialTie tie : ties) {
            if (tie.carry()) {
                refreshSoon();
            }
        }
        if (pollsToRefresh > 0) {
            pollsToRefresh--;
            if (pollsToRefresh % POLLS_PER_REFRESH == 0) {
                pins.refreshUarts();
            }
        }
        showInputs();
    }

    private synchronized void refreshSoon() {
        pollsToRefresh = POLLS_WITH_REFRESH;
    }

    /** Drives those inputs of the guest that have changed. */
    private void showInputs() {
        if (pins == null) {
            return;
        }
        for (int gpio = 0; gpio < GPIOS; gpio++) {
            if (inputs[gpio] != null) {
                boolean high = inputs[gpio].level() == InputPin.Level.HIGH;
                if (high != driven[gpio]) {
                    driven[gpio] = high;
                    pins.drive(gpio, high);
                }
            }
        }
    }

    /** Lets go of the guest's wires; the board keeps what it is. */
    @Override
    public void close() {
        isOver = true;
        if (poller != null) {
            try {
                poller.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            console.close();
            handsLine.close();
            i2c.close();
            ties.forEach(SerialTie::close);
            pins.close();
            control.close();
        }
    }
}
