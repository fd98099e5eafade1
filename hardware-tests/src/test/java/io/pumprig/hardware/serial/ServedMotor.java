package io.pumprig.hardware.serial;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.hal.chip.Tmc2209;
import io.pumprig.hal.chip.Tmc2209Configuration;
import io.pumprig.simulator.board.BoardLayout;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.pty.PseudoTerminal;
import io.pumprig.simulator.pty.ServedLine;
import io.pumprig.simulator.time.HostClock;
import io.pumprig.simulator.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A simulated rig whose motor driver is reached by a pseudo-terminal, and by its pins as ever. */
final class ServedMotor implements AutoCloseable {
    private final BoardLayout layout = BoardLayout.reference();
    private final VirtualClock clock = new VirtualClock(0);
    private final SimulatedBoard board =
            new SimulatedBoard(layout, PlantSettings.reference(), clock, 1);
    private final Path link;
    private ServedLine served;

    /** Plugged in behind {@code link}. */
    ServedMotor(Path link) throws IOException {
        this.link = link;
        plugIn();
    }

    void plugIn() throws IOException {
        served = new ServedLine(PseudoTerminal.openAt(link), board.serialFaults(), clock);
    }

    void unplug() throws IOException {
        served.close();
    }

    String path() {
        return link.toString();
    }

    /** Does something to the rig between two looks of the thread that serves it. */
    void change(Consumer<SimulatedBoard> change) {
        synchronized (clock) {
            change.accept(board);
        }
    }

    /** The real driver, over {@code line} and the rig's pins. */
    Tmc2209 driver(SerialLine line) {
        return new Tmc2209(
                line,
                layout.motor().node(),
                output(layout.motor().stepGpio(), false),
                output(layout.motor().dirGpio(), false),
                output(layout.motor().enableGpio(), true),
                input(layout.motor().diagGpio()),
                new HostClock(0),
                Tmc2209Configuration.RIG);
    }

    private OutputPin output(int gpio, boolean safeHigh) {
        OutputPin pin = board.output(gpio, safeHigh);
        return high -> {
            synchronized (clock) {
                return pin.set(high);
            }
        };
    }

    private InputPin input(int gpio) {
        InputPin pin = board.input(gpio);
        return () -> {
            synchronized (clock) {
                return pin.level();
            }
        };
    }

    /** One cycle of the driver; true when its bring-up stands at {@code outcome}. */
    static boolean comesTo(Outcome outcome, Tmc2209 driver) {
        driver.poll();
        return driver.bringUpOutcome() == outcome;
    }

    @Override
    public void close() throws IOException {
        served.close();
        board.close();
    }
}
