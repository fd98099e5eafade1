package io.pumprig.hal.pi;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.library.gpiod.internal.GpioDContext;
import com.pi4j.library.gpiod.internal.GpioDException;
import com.pi4j.library.gpiod.internal.GpioLine;
import com.pi4j.library.gpiod.internal.LineRequestFlag;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The header through Pi4J's gpiod, which finds the chip by its label (device reference 9.2). The
 * one place where Pi4J's context is made: one provider, named, and nothing detected, since what
 * Pi4J detects off a Pi is its mock; its own shutdown hook stays off, as {@link PiBoard} has one.
 */
final class Pi4jPins implements Pins {
    /** Pi4J's gpiod keeps chip and lines of the whole process in one object. */
    private static final AtomicBoolean TAKEN = new AtomicBoolean();

    private static final String CONSUMER = "pumprig-gpio-";

    private final Context context;
    private final GpioDContext lines;

    private Pi4jPins(Context context, GpioDContext lines) {
        this.context = context;
        this.lines = lines;
    }

    /**
     * @throws BringUpException when no chip's label contains {@code pinctrl}, or it cannot be
     *     opened
     */
    static Pi4jPins open() {
        if (!TAKEN.compareAndSet(false, true)) {
            throw new IllegalStateException("the header is open already");
        }
        Context context = null;
        try {
            context =
                    Pi4J.newContextBuilder()
                            .noAutoDetect()
                            .disableShutdownHook()
                            .add(GpioDDigitalOutputProvider.newInstance())
                            .build();
            // A provider that could not start is only logged; asking for a line tells.
            GpioDContext lines = GpioDContext.getInstance();
            lines.getOrOpenLine(0);
            return new Pi4jPins(context, lines);
        } catch (RuntimeException | LinkageError e) {
            TAKEN.set(false);
            if (context != null) {
                context.shutdown();
            }
            throw new BringUpException(
                    "GPIO chip",
                    "/dev/gpiochip*",
                    "a chip labelled pinctrl, open to this user (group gpio)",
                    RootCause.of(e) + "; chips: " + GpioChips.text(Path.of("/"), Libc::control));
        }
    }

    @Override
    public OutputPin output(int gpio, boolean high) {
        DigitalState state = DigitalState.getState(high);
        GpioLine line;
        try {
            context.create(
                    DigitalOutput.newConfigBuilder(context)
                            .id(CONSUMER + gpio)
                            .address(gpio)
                            .initial(state)
                            .shutdown(state)
                            .build());
            line = lines.getOrOpenLine(gpio);
        } catch (RuntimeException e) {
            throw refused("output pin", gpio, e);
        }
        return to -> drive(line, to);
    }

    @Override
    public InputPin input(int gpio) {
        GpioLine line;
        try {
            line = lines.getOrOpenLine(gpio);
            line.requestInputFlags(CONSUMER + gpio, LineRequestFlag.BIAS_DISABLE.getVal());
        } catch (RuntimeException e) {
            throw refused("input pin", gpio, e);
        }
        return () -> sample(line);
    }

    private static Outcome drive(GpioLine line, boolean high) {
        try {
            line.setValue(high ? 1 : 0);
            return Outcome.OK;
        } catch (GpioDException e) {
            return Outcome.BUS_ERROR;
        }
    }

    private static InputPin.Level sample(GpioLine line) {
        try {
            return line.getValue() == 0 ? InputPin.Level.LOW : InputPin.Level.HIGH;
        } catch (GpioDException e) {
            return InputPin.Level.UNKNOWN;
        }
    }

    private static BringUpException refused(String part, int gpio, RuntimeException e) {
        return new BringUpException(
                part, "GPIO " + gpio, "a free pin of the header", RootCause.of(e));
    }

    @Override
    public void release() {
        try {
            context.shutdown();
        } finally {
            TAKEN.set(false);
        }
    }
}
