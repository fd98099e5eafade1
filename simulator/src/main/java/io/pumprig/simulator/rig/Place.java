package io.pumprig.simulator.rig;

import io.pumprig.simulator.board.WireFault;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.Injection;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;

/** The usual kinds of places where faults act. */
final class Place implements Injection {
    private final Setting setting;
    private final LongSupplier counted;

    /** How a place is set, given the fault that holds (or null) and the share of its ramp. */
    private interface Setting {
        void set(Fault fault, double share);
    }

    private Place(Setting setting, LongSupplier counted) {
        this.setting = setting;
        this.counted = counted;
    }

    /** A place that is broken or sound. */
    static Injection switched(Consumer<Boolean> set, LongSupplier effects) {
        return new Place((fault, share) -> set.accept(fault != null), effects);
    }

    /** A place that takes the severity, as far as the ramp has come; 0 when sound. */
    static Injection scaled(DoubleConsumer set, LongSupplier effects) {
        return new Place(
                (fault, share) -> set.accept(fault == null ? 0 : fault.value("severity") * share),
                effects);
    }

    /** A place that takes a value, scaled by severity and ramp; 0 when sound. */
    static Injection scaled(String parameter, DoubleConsumer set, LongSupplier effects) {
        return new Place(
                (fault, share) ->
                        set.accept(
                                fault == null
                                        ? 0
                                        : fault.value(parameter) * fault.value("severity") * share),
                effects);
    }

    /** A place that takes a value as it is, and another when sound. */
    static Injection valued(
            String parameter, double sound, DoubleConsumer set, LongSupplier effects) {
        return new Place(
                (fault, share) -> set.accept(fault == null ? sound : fault.value(parameter)),
                effects);
    }

    /** A place where something happens once. */
    static Injection moment(Consumer<Fault> happen, LongSupplier effects) {
        return new Place(
                (fault, share) -> {
                    if (fault != null) {
                        happen.accept(fault);
                    }
                },
                effects);
    }

    /** A wire that fails at the occasions that chance picks. */
    static Injection wire(WireFault wire) {
        return new Place(
                (fault, share) -> {
                    if (fault == null) {
                        wire.clear();
                    } else {
                        wire.occur(fault.value("probability"));
                    }
                },
                wire::effects);
    }

    /** A place that is broken or sound, where each time that it breaks is an effect. */
    static Counted counted(Consumer<Boolean> set) {
        return new Counted(set);
    }

    @Override
    public void apply(Fault fault, double share, long nowNanos) {
        setting.set(fault, share);
    }

    @Override
    public long effects() {
        return counted.getAsLong();
    }

    /** A contact that somebody closes or opens: what it did counts as one effect each time. */
    static final class Counted implements Injection {
        private final Consumer<Boolean> set;
        private long effects;

        private Counted(Consumer<Boolean> set) {
            this.set = set;
        }

        @Override
        public void apply(Fault fault, double share, long nowNanos) {
            effects += fault == null ? 0 : 1;
            set.accept(fault != null);
        }

        @Override
        public long effects() {
            return effects;
        }

        void save(DataOutput out) throws IOException {
            out.writeLong(effects);
        }

        void load(DataInput in) throws IOException {
            effects = in.readLong();
        }
    }
}
