package io.pumprig.simulator.board;

import io.pumprig.simulator.chip.I2cPart;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The load switch of the sensors' supply (device reference 10.1): on, unless its pin is driven low.
 * A part without supply acknowledges nothing and forgets all that was written to it; one that held
 * the bus lets go. It answers again 10 ms after the supply has returned, the longest that a part of
 * this rail takes (device reference 2).
 */
public final class RailSwitch {
    private static final long POWER_UP_NANOS = 10_000_000L;

    private final WireFault held;
    private final List<I2cPart> parts = new ArrayList<>();

    private boolean on = true;
    private long answersFromNanos = Long.MIN_VALUE;
    private boolean wireOpen;
    private long effects;

    /**
     * A switch that is on.
     *
     * @param held the hold on the bus that a part lets go without its supply
     */
    RailSwitch(WireFault held) {
        this.held = held;
    }

    /** The part as the bus sees it: fed by this switch, and silent without. Before the run. */
    I2cPart feeds(I2cPart part) {
        parts.add(part);
        return new FedPart(part);
    }

    /** The level at the switch's pin: low cuts the supply. The plant is at {@code nanos}. */
    void set(boolean high, long nanos) {
        if (wireOpen && !high) {
            effects++;
            return;
        }
        if (on && !high) {
            held.clear();
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).reset();
            }
        }
        if (!on && high) {
            answersFromNanos = nanos + POWER_UP_NANOS;
        }
        on = high;
    }

    /** The supply before the switch goes and returns, whatever its wire says. */
    void cycle(long nanos) {
        boolean open = wireOpen;
        wireOpen = false;
        set(false, nanos);
        set(true, nanos);
        wireOpen = open;
    }

    /** True while the parts have their supply and have come up. */
    public boolean isFeeding(long nanos) {
        return on && nanos >= answersFromNanos;
    }

    /** The wire to the switch is broken: the pull-up turns it on and keeps it so. */
    public void wireOpen(boolean open, long nanos) {
        if (open && !on) {
            set(true, nanos);
            effects++;
        }
        wireOpen = open;
    }

    /** How often an open wire mattered. */
    public long effects() {
        return effects;
    }

    void save(DataOutput out) throws IOException {
        out.writeBoolean(on);
        out.writeLong(answersFromNanos);
        out.writeBoolean(wireOpen);
        out.writeLong(effects);
    }

    void load(DataInput in) throws IOException {
        on = in.readBoolean();
        answersFromNanos = in.readLong();
        wireOpen = in.readBoolean();
        effects = in.readLong();
    }

    private final class FedPart implements I2cPart {
        private final I2cPart part;

        FedPart(I2cPart part) {
            this.part = part;
        }

        @Override
        public boolean write(byte[] bytes, int length, long nanos) {
            return isFeeding(nanos) && part.write(bytes, length, nanos);
        }

        @Override
        public boolean read(byte[] into, int length, long nanos) {
            return isFeeding(nanos) && part.read(into, length, nanos);
        }

        @Override
        public void generalCall(int command, long nanos) {
            if (isFeeding(nanos)) {
                part.generalCall(command, nanos);
            }
        }

        @Override
        public void reset() {
            part.reset();
        }
    }
}
