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
    private final Runnable whenChanged;

    /**
     * @param whenChanged called when one of them was set or cleared
     */
    PinFaults(int gpios, long seed, Runnable whenChanged) {
        this.whenChanged = whenChanged;
        refused = new WireFault[gpios];
        hidden = new WireFault[gpios];
        for (int gpio = 0; gpio < gpios; gpio++) {
            refused[gpio] = fault(seed, "gpio" + gpio + ".refused");
            hidden[gpio] = fault(seed, "gpio" + gpio + ".hidden");
        }
        anyRefused = fault(seed, "gpio.refused");
        anyHidden = fault(seed, "gpio.hidden");
    }

    private WireFault fault(long seed, String name) {
        WireFault fault = new WireFault(new RandomStream(seed, name));
        fault.whenChanged(whenChanged);
        return fault;
    }

    /** True while some of them is set. */
    boolean areSet() {
        boolean set = anyRefused.isSet() || anyHidden.isSet();
        for (int gpio = 0; gpio < refused.length; gpio++) {
            set |= refused[gpio].isSet() || hidden[gpio].isSet();
        }
        return set;
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
