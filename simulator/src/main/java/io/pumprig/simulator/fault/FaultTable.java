package io.pumprig.simulator.fault;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The faults of a run: those to come and those that act. Faults on the same place stack: the one
 * injected last holds, and when it goes the one before it returns. A cycle in which nothing is due
 * costs one comparison. Simulation thread only.
 */
public final class FaultTable {
    /** Faults that can be in the table at once. */
    public static final int CAPACITY = 256;

    /** How often a ramp, or the end of a fault that is a moment, is looked at. */
    private static final long LOOK_NANOS = 100_000_000L;

    /** Finds the place where faults of a type and instance act. */
    public interface Places {
        /** Never null for a type and an instance of its declaration. */
        Injection of(FaultType type, String instance);
    }

    private final Places places;
    private FaultListener listener = (fault, phase, effects, cycle, nanos) -> {};
    private final List<Entry> entries = new ArrayList<>();
    private long nextEdgeNanos = Long.MAX_VALUE;
    private long changes;

    /** An empty table. */
    public FaultTable(Places places) {
        this.places = places;
    }

    /** Who hears of every fault's life from now on. */
    public void listen(FaultListener newListener) {
        listener = newListener;
    }

    private static final class Entry {
        private final Fault fault;
        private final Injection place;
        private boolean active;
        private long effectsBefore;

        Entry(Fault fault, Injection place) {
            this.fault = fault;
            this.place = place;
        }

        long effects() {
            return active ? place.effects() - effectsBefore : 0;
        }
    }

    /**
     * One fault as it is now.
     *
     * @param active false while it is still to come
     * @param effects what it has altered so far
     */
    public record View(Fault fault, boolean active, long effects) {}

    /**
     * Takes a fault. It acts from its moment on, from the next cycle for one that is due.
     *
     * @return false when the very same fault stands under its key already: nothing was done
     * @throws FaultRefused when the key stands for another fault, or the table is full
     */
    public boolean inject(Fault fault, long cycle, long nanos) throws FaultRefused {
        Entry same = find(fault.key());
        if (same != null) {
            if (same.fault.breaksTheSameAs(fault)) {
                return false;
            }
            throw new FaultRefused(
                    FaultRefused.Why.CONFLICT,
                    "key",
                    "`" + fault.key() + "`",
                    "a key that does not stand for another fault");
        }
        if (entries.size() >= CAPACITY) {
            throw new FaultRefused(
                    FaultRefused.Why.BUSY, "key", CAPACITY + " faults", "at most " + CAPACITY);
        }
        entries.add(new Entry(fault, places.of(fault.type(), fault.instance())));
        nextEdgeNanos = Math.min(nextEdgeNanos, fault.atNanos());
        changes++;
        listener.happened(fault, "scheduled", 0, cycle, nanos);
        return true;
    }

    /** Ends a fault, or takes it out before it began; false when there is none of that key. */
    public boolean clear(String key, long cycle, long nanos) {
        Entry entry = find(key);
        if (entry == null) {
            return false;
        }
        end(entry, "cleared", cycle, nanos);
        return true;
    }

    /** Ends all faults; the number that there were. */
    public int clearAll(long cycle, long nanos) {
        int count = entries.size();
        while (!entries.isEmpty()) {
            end(entries.get(entries.size() - 1), "cleared", cycle, nanos);
        }
        return count;
    }

    /** Begins, grows and ends what is due at {@code nanos}. Once a cycle, before it. */
    public void step(long cycle, long nanos) {
        if (nanos >= nextEdgeNanos) {
            passEdges(cycle, nanos);
        }
    }

    private void passEdges(long cycle, long nanos) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (!entry.active && nanos >= entry.fault.atNanos()) {
                entry.active = true;
                entry.effectsBefore = entry.place.effects();
                changes++;
                listener.happened(entry.fault, "active", 0, cycle, nanos);
                begin(entry, nanos);
            } else if (entry.active && entry.fault.rampNanos() > 0 && entry.fault.isHarmful()) {
                hold(entry.place, nanos);
            }
        }
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry.active && isOver(entry, nanos)) {
                end(entry, "expired", cycle, nanos);
            }
        }
        planNextEdge(nanos);
    }

    private void begin(Entry entry, long nanos) {
        // At severity 0 the world is not even touched: the run stays the same to the last bit.
        if (entry.fault.isHarmful() && entry.fault.type().isMoment()) {
            entry.place.apply(entry.fault, 1, nanos);
        } else if (entry.fault.isHarmful()) {
            hold(entry.place, nanos);
        }
    }

    private static boolean isOver(Entry entry, long nanos) {
        Fault fault = entry.fault;
        return nanos >= fault.endNanos()
                || fault.type().isMoment() && (!fault.isHarmful() || entry.place.isSpent());
    }

    private void planNextEdge(long nanos) {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Fault fault = entry.fault;
            if (!entry.active) {
                next = Math.min(next, fault.atNanos());
                continue;
            }
            next = Math.min(next, fault.endNanos());
            boolean growing = fault.rampNanos() > 0 && nanos - fault.atNanos() < fault.rampNanos();
            if (growing || fault.type().isMoment()) {
                next = Math.min(next, nanos + LOOK_NANOS);
            }
        }
        nextEdgeNanos = next;
    }

    /** Makes the last active fault of a place hold, or none. */
    private void hold(Injection place, long nanos) {
        Fault holds = last(place);
        place.apply(holds, holds == null ? 0 : holds.share(nanos), nanos);
    }

    /** The active fault of a place that was injected last, or null; severity 0 is no fault. */
    private Fault last(Injection place) {
        Fault last = null;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.active && entry.place == place && entry.fault.isHarmful()) {
                last = entry.fault;
            }
        }
        return last;
    }

    private void end(Entry entry, String phase, long cycle, long nanos) {
        long effects = entry.effects();
        entries.remove(entry);
        if (entry.active && entry.fault.isHarmful()) {
            restore(entry, nanos);
        }
        changes++;
        listener.happened(entry.fault, phase, effects, cycle, nanos);
        planNextEdge(nanos);
    }

    /** What is left of a moment does not happen; one that came after it is not repeated. */
    private void restore(Entry ended, long nanos) {
        if (!ended.fault.type().isMoment()) {
            hold(ended.place, nanos);
        } else if (!ended.place.isSpent() && last(ended.place) == null) {
            ended.place.apply(null, 0, nanos);
        }
    }

    private Entry find(String key) {
        for (Entry entry : entries) {
            if (entry.fault.key().equals(key)) {
                return entry;
            }
        }
        return null;
    }

    /** All faults in the order of their injection. Allocates: not in a cycle. */
    public List<View> faults() {
        List<View> views = new ArrayList<>();
        for (Entry entry : entries) {
            views.add(new View(entry.fault, entry.active, entry.effects()));
        }
        return views;
    }

    /** Counts every change of the table. */
    public long changes() {
        return changes;
    }

    /** Writes the faults; what they have done to the world is saved with the world. */
    public void save(DataOutput out) throws IOException {
        out.writeInt(entries.size());
        for (Entry entry : entries) {
            Fault fault = entry.fault;
            out.writeUTF(fault.key());
            out.writeUTF(fault.type().name());
            out.writeUTF(fault.instance());
            for (double value : fault.values()) {
                out.writeDouble(value);
            }
            out.writeLong(fault.atNanos());
            out.writeLong(fault.durationNanos());
            out.writeLong(fault.rampNanos());
            out.writeBoolean(fault.detected());
            out.writeBoolean(entry.active);
            out.writeLong(entry.effectsBefore);
        }
    }

    /** Takes over saved faults, into an empty table over a world that was loaded before. */
    public void load(DataInput in, long nanos) throws IOException {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String key = in.readUTF();
            FaultType type = FaultType.valueOf(in.readUTF());
            String instance = in.readUTF();
            List<Double> values = new ArrayList<>();
            for (int j = 0; j < type.parameters().size(); j++) {
                values.add(in.readDouble());
            }
            Fault fault =
                    new Fault(
                            key,
                            type,
                            instance,
                            List.copyOf(values),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readBoolean());
            Entry entry = new Entry(fault, places.of(type, instance));
            entry.active = in.readBoolean();
            entry.effectsBefore = in.readLong();
            entries.add(entry);
        }
        changes++;
        planNextEdge(nanos);
    }
}
