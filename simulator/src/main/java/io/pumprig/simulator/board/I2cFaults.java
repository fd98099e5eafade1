package io.pumprig.simulator.board;

import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What may be wrong between the bus and one address on it. */
public final class I2cFaults {
    private final WireFault noAcknowledge;
    private final WireFault garbage;

    I2cFaults(long seed, String name) {
        noAcknowledge = new WireFault(new RandomStream(seed, name + ".nack"));
        garbage = new WireFault(new RandomStream(seed, name + ".garbage"));
    }

    /** The address is not acknowledged; an occasion is a transfer. */
    public WireFault noAcknowledge() {
        return noAcknowledge;
    }

    /** Random bytes instead of those read; an occasion is a transfer that reads. */
    public WireFault garbage() {
        return garbage;
    }

    void save(DataOutput out) throws IOException {
        noAcknowledge.save(out);
        garbage.save(out);
    }

    void load(DataInput in) throws IOException {
        noAcknowledge.load(in);
        garbage.load(in);
    }
}
