package io.pumprig.simulator.board;

import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What may be wrong between the kernel and its pins: a level that it does not take, or one that it
 * cannot read. For each pin, and for whichever pin comes next.
 */
public final class PinFaults {
    private final WireFault[] refused;
    private final WireFault[] hidden;
    private final WireFault anyRefused;
    private final WireFault anyHidden;

    PinFaults(int gpios, long seed) {
        refused = new WireFault[gpios];
        hidden = new WireFault[gpios];
        for (int gpio = 0; gpio < gpios; gpio++) {
            refused[gpio] = new WireFault(new RandomStream(seed, "gpio" + gpio + ".refused"));
            hidden[gpio] = new WireFault(new RandomStream(seed, "gpio" + gpio + ".hidden"));
        }
        anyRefused = new WireFault(new RandomStream(seed, "gpio.refused"));
        anyHidden = new WireFault(new RandomStream(seed, "gpio.hidden"));
    }

    /** The kernel does not take the level of this output; an occasion is a write. */
    public WireFault refused(int gpio) {
        return refused[gpio];
    }

    /** The kernel cannot read this input; an occasion is a read. */
    public WireFault hidden(int gpio) {
        return hidden[gpio];
    }

    /** The kernel does not take the level of any output; an occasion is a write. */
    public WireFault anyRefused() {
        return anyRefused;
    }

    /** The kernel cannot read any input; an occasion is a read. */
    public WireFault anyHidden() {
        return anyHidden;
    }

    boolean refuses(int gpio) {
        return refused[gpio].strikes() | anyRefused.strikes();
    }

    boolean hides(int gpio) {
        return hidden[gpio].strikes() | anyHidden.strikes();
    }

    void save(DataOutput out) throws IOException {
        for (int gpio = 0; gpio < refused.length; gpio++) {
            refused[gpio].save(out);
            hidden[gpio].save(out);
        }
        anyRefused.save(out);
        anyHidden.save(out);
    }

    void load(DataInput in) throws IOException {
        for (int gpio = 0; gpio < refused.length; gpio++) {
            refused[gpio].load(in);
            hidden[gpio].load(in);
        }
        anyRefused.load(in);
        anyHidden.load(in);
    }
}
