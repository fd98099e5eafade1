package io.pumprig.controller.check;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A board's ports, each opened once and lent to everybody who asks: the rig's devices and the
 * probes that look at single wires. A port that cannot be opened is replaced by one that fails
 * whatever is asked of it, and remembered, so that the check goes on with the rest.
 */
final class LentPorts implements Board {
    private final Board board;
    private final Map<String, Object> opened = new HashMap<>();
    private final Map<String, String> troubles = new LinkedHashMap<>();

    LentPorts(Board board) {
        this.board = board;
    }

    /** A port's name as the check's findings give it. */
    static String gpio(int gpio) {
        return "GPIO" + gpio;
    }

    @Override
    public String backend() {
        return board.backend();
    }

    @Override
    public RigClock clock() {
        return board.clock();
    }

    @Override
    public I2cBus i2c(String name) {
        return lend(name, () -> board.i2c(name), new MissingBus());
    }

    @Override
    public SerialLine serial(String path, int baud) {
        return lend(path, () -> board.serial(path, baud), new MissingLine());
    }

    @Override
    public OutputPin output(int gpio, boolean safeHigh) {
        return lend(
                gpio(gpio),
                () -> board.output(gpio, safeHigh),
                (OutputPin) on -> Outcome.BUS_ERROR);
    }

    @Override
    public InputPin input(int gpio) {
        return lend(gpio(gpio), () -> board.input(gpio), (InputPin) () -> InputPin.Level.UNKNOWN);
    }

    /** The same name is always asked for in the same kind. */
    @SuppressWarnings("unchecked")
    private <T> T lend(String name, Supplier<T> open, T missing) {
        return (T)
                opened.computeIfAbsent(
                        name,
                        key -> {
                            try {
                                return open.get();
                            } catch (BringUpException e) {
                                troubles.put(name, e.getMessage());
                                return missing;
                            }
                        });
    }

    /** Ports that could not be opened, with the reason, in the order in which they were tried. */
    Map<String, String> troubles() {
        return troubles;
    }

    /** How many are open. */
    int openCount() {
        return opened.size() - troubles.size();
    }

    /** False when the port was tried and could not be opened. */
    boolean isOpen(String name) {
        return !troubles.containsKey(name);
    }

    /** Whoever lent the board closes it. */
    @Override
    public void close() {
        throw new IllegalStateException("a lent board is closed by its owner");
    }

    private static final class MissingBus implements I2cBus {
        @Override
        public Outcome write(int address, byte[] bytes, int length) {
            return Outcome.BUS_ERROR;
        }

        @Override
        public Outcome writeRead(
                int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
            return Outcome.BUS_ERROR;
        }
    }

    private static final class MissingLine implements SerialLine {
        @Override
        public Outcome write(byte[] bytes, int length) {
            return Outcome.BUS_ERROR;
        }

        @Override
        public int read(byte[] into, int offset) {
            return -1;
        }
    }
}
