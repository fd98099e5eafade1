package io.pumprig.hal.pi;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** A header that tells what was done to it, in order; a line that was given back must rest. */
final class RecordedPins implements Pins {
    private final Consumer<String> record;
    private final Set<Integer> broken = new HashSet<>();
    private boolean released;

    RecordedPins(Consumer<String> record) {
        this.record = record;
    }

    /** From now on the kernel refuses this line's levels. */
    void breakLine(int gpio) {
        broken.add(gpio);
    }

    @Override
    public OutputPin output(int gpio, boolean high) {
        if (gpio == 14) {
            throw new BringUpException("output pin", "GPIO 14", "a free pin", "taken");
        }
        record.accept("claim " + gpio + " " + level(high));
        return to -> drive(gpio, to);
    }

    private Outcome drive(int gpio, boolean high) {
        if (released) {
            throw new AssertionError("GPIO " + gpio + " was given back");
        }
        record.accept(gpio + " " + level(high));
        return broken.contains(gpio) ? Outcome.BUS_ERROR : Outcome.OK;
    }

    private static String level(boolean high) {
        return high ? "high" : "low";
    }

    @Override
    public InputPin input(int gpio) {
        record.accept("claim " + gpio);
        return () -> {
            if (released) {
                throw new AssertionError("GPIO " + gpio + " was given back");
            }
            return InputPin.Level.HIGH;
        };
    }

    @Override
    public void release() {
        record.accept("pins released");
        released = true;
    }
}
