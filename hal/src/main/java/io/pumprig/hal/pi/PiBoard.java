package io.pumprig.hal.pi;

import com.sun.jna.Native;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Raspberry Pi 4 or 5 with the rig on its header.
 *
 * <p>Its end is one order, run once by whoever comes first, {@link #close} or the JVM's shutdown
 * hook: every output to its safe level in the order of opening (so the motor's enable first), then
 * I2C, serial lines, Pi4J. A step that fails does not keep the next from running. Outputs refuse
 * all levels from then on. After a kill that runs no hook the kernel lets go of the pins where it
 * is told to, and the wiring's resistors hold the safe level (device reference 10.1); see {@link
 * BoardFacts#outputsAfterExit}.
 *
 * <p>Opening is for one thread at a time; ports are used as their contracts say.
 */
public final class PiBoard implements Board {
    /** The header carries GPIO 0 to 27; further lines of the chip drive the Pi itself. */
    private static final int LAST_GPIO = 27;

    private static final Pattern BUS = Pattern.compile("i2c-(\\d{1,3})");

    private final RigClock clock = new PiClock();
    private final Pins pins;
    private final I2cPorts i2c;
    private final SerialPorts serial;
    private final ProgramEnd programEnd;
    private final Thread hook = new Thread(this::close, "board-end");
    private final Set<Integer> claimed = new HashSet<>();
    private final List<PiOutputPin> outputs = new CopyOnWriteArrayList<>();
    private final List<PiInputPin> inputs = new ArrayList<>();
    private final Map<String, PiI2cBus> buses = new HashMap<>();
    private final Map<String, SerialPorts.Opened> lines = new LinkedHashMap<>();
    private boolean closed;

    PiBoard(Pins pins, I2cPorts i2c, SerialPorts serial, ProgramEnd programEnd) {
        this.pins = pins;
        this.i2c = i2c;
        this.serial = serial;
        this.programEnd = programEnd;
        programEnd.add(hook);
    }

    /**
     * The board that this program runs on. One at a time: Pi4J keeps the lines of a process in one
     * place, and closing one board would free those of another.
     *
     * @param events told when a serial line is unplugged, and when it is back; on the line's thread
     * @throws BringUpException when it is neither a Pi 4 nor a Pi 5, the system is not of 64 bits,
     *     or the header's GPIO chip cannot be opened
     */
    public static PiBoard open(PiSerialEvents events) {
        return open(
                (path, baud) -> {
                    PiSerialLine line = PiSerialLine.open(path, baud, events);
                    return new SerialPorts.Opened(line, line::progress, line::close);
                });
    }

    static PiBoard open(SerialPorts serial) {
        PiModel.of(Path.of("/"));
        if (Native.POINTER_SIZE != Long.BYTES) {
            throw new BringUpException(
                    "operating system", "the board", "64 bits", 8 * Native.POINTER_SIZE + " bits");
        }
        return new PiBoard(Pi4jPins.open(), new Pi4jI2cPorts(), serial, ProgramEnd.OF_THIS_JVM);
    }

    @Override
    public String backend() {
        return "bench";
    }

    @Override
    public RigClock clock() {
        return clock;
    }

    @Override
    public synchronized I2cBus i2c(String name) {
        requireOpen();
        PiI2cBus bus = buses.get(name);
        if (bus == null) {
            Matcher matcher = BUS.matcher(name);
            if (!matcher.matches()) {
                throw new BringUpException("I2C bus", name, "a name such as i2c-1", name);
            }
            bus = i2c.open(Integer.parseInt(matcher.group(1)), clock);
            buses.put(name, bus);
        }
        return bus;
    }

    @Override
    public synchronized SerialLine serial(String path, int baud) {
        requireOpen();
        if (lines.containsKey(path)) {
            throw new BringUpException("serial line", path, "a free line", "taken");
        }
        SerialPorts.Opened opened = serial.open(path, baud);
        lines.put(path, opened);
        return opened.line();
    }

    /**
     * For a supervisor: of each serial line opened so far, by its path, a count that grows as long
     * as its I/O thread goes round.
     */
    public synchronized Map<String, LongSupplier> serialPasses() {
        Map<String, LongSupplier> passes = new LinkedHashMap<>();
        lines.forEach((path, line) -> passes.put(path, line.passes()));
        return passes;
    }

    @Override
    public synchronized OutputPin output(int gpio, boolean safeHigh) {
        requireFree("output pin", gpio);
        PiOutputPin pin = new PiOutputPin(pins.output(gpio, safeHigh), safeHigh);
        claimed.add(gpio);
        outputs.add(pin);
        return pin;
    }

    @Override
    public synchronized InputPin input(int gpio) {
        requireFree("input pin", gpio);
        PiInputPin pin = new PiInputPin(pins.input(gpio));
        claimed.add(gpio);
        inputs.add(pin);
        return pin;
    }

    private void requireFree(String part, int gpio) {
        requireOpen();
        String place = "GPIO " + gpio;
        if (gpio < 0 || gpio > LAST_GPIO) {
            throw new BringUpException(part, place, "GPIO 0 to 27 of the header", "no such pin");
        }
        if (claimed.contains(gpio)) {
            throw new BringUpException(part, place, "a free pin", "the rig uses it already");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the board is closed");
        }
    }

    /**
     * @throws IllegalStateException when a step failed, after all have run
     */
    @Override
    public void close() {
        IllegalStateException failure = new IllegalStateException("the board did not close whole");
        // Without the board's lock, which an opening that hangs would hold.
        makeSafe(failure);
        release(failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private void makeSafe(IllegalStateException failure) {
        for (PiOutputPin output : outputs) {
            attempt(failure, () -> requireSafe(output.makeSafe()));
        }
    }

    private synchronized void release(IllegalStateException failure) {
        if (closed) {
            return;
        }
        closed = true;
        makeSafe(failure);
        for (PiInputPin input : inputs) {
            input.end();
        }
        for (PiI2cBus bus : buses.values()) {
            attempt(failure, bus);
        }
        for (SerialPorts.Opened line : lines.values()) {
            attempt(failure, line.close()::run);
        }
        attempt(failure, pins::release);
        programEnd.remove(hook);
    }

    private static void requireSafe(Outcome outcome) {
        if (!outcome.isOk()) {
            throw new IllegalStateException("an output was not driven safe: " + outcome);
        }
    }

    private static void attempt(IllegalStateException failure, Closeable step) {
        try {
            step.close();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
