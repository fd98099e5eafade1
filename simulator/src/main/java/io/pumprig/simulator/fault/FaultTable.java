package io.pumprig.simulator.fault;

import io.pumprig.simulator.board.Operation;
import io.pumprig.simulator.board.OperationWatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The faults of a run: those to come and those that act. Faults on the same place stack: the one
 * injected last holds, and when it goes the one before it returns. A cycle in which nothing is due
 * costs a few comparisons. Simulation thread only.
 */
public final class FaultTable {
    /** Faults that can be in the table at once. */
    public static final int CAPACITY = 256;

    /** How often a ramp, or the end of a fault that is a moment, is looked at. */
    private static final long LOOK_NANOS = 100_000_000L;

    private final List<Places> places = new ArrayList<>();
    private final long seed;
    private final OperationWatch watch = new Watch();
    private FaultListener listener = (fault, phase, effects, cycle, nanos) -> {};
    private Situation situation = Situation.NONE;
    private final List<FaultEntry> entries = new ArrayList<>();
    private long nextEdgeNanos = Long.MAX_VALUE;
    private int waitingForStates;
    private boolean watching;
    private long changes;
    private long cycleNow;
    private long nanosNow;

    /**
     * An empty table.
     *
     * @param places where faults act
     * @param seed of the run, from which the streams of chance of triggers are derived
     */
    public FaultTable(Places places, long seed) {
        this.places.add(places);
        this.seed = seed;
    }

    /** Adds places of faults that the rig itself does not have: those of host and link. */
    public void extend(Places more) {
        places.add(more);
    }

    /** Who hears of every fault's life from now on. */
    public void listen(FaultListener newListener) {
        listener = newListener;
    }

    /** Where triggers look at the pump from now on. */
    public void watch(Situation newSituation) {
        situation = newSituation;
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
     * @throws FaultRefused when the key stands for another fault, the table is full, or this rig
     *     has no such target
     */
    public boolean inject(Fault fault, long cycle, long nanos) throws FaultRefused {
        FaultEntry same = find(fault.key());
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
        if (faults().size() >= CAPACITY) {
            throw new FaultRefused(
                    FaultRefused.Why.BUSY, "key", CAPACITY + " faults", "at most " + CAPACITY);
        }
        add(entry(fault));
        changes++;
        listener.happened(fault, "scheduled", 0, cycle, nanos);
        return true;
    }

    /**
     * Whether this run has the target of {@code fault}, without taking the fault.
     *
     * @throws FaultRefused when it has not
     */
    public void require(Fault fault) throws FaultRefused {
        entry(fault);
    }

    private FaultEntry entry(Fault fault) throws FaultRefused {
        Injection place = place(fault.type(), fault.instance());
        if (place == null) {
            throw new FaultRefused(
                    FaultRefused.Why.UNKNOWN_TARGET,
                    "target.instance",
                    "`" + fault.instance() + "`",
                    fault.type().level() == FaultLevel.LINK
                                    || fault.type().level() == FaultLevel.OPERATOR
                            ? "a run with an embedded broker"
                            : "a rig that has one");
        }
        FaultEntry entry = new FaultEntry(fault, place, seed);
        Trigger trigger = fault.trigger();
        if (trigger != null && trigger.isOfOperations()) {
            entry.operand = operand(trigger.operation(), trigger.target());
        }
        return entry;
    }

    private Injection place(FaultType type, String instance) {
        for (int i = 0; i < places.size(); i++) {
            Injection place = places.get(i).of(type, instance);
            if (place != null) {
                return place;
            }
        }
        return null;
    }

    private int operand(Operation operation, String target) throws FaultRefused {
        if (target == null) {
            return FaultEntry.ANY_OPERAND;
        }
        int operand = places.get(0).operand(operation, target);
        if (operand == Places.NO_OPERAND) {
            throw new FaultRefused(
                    FaultRefused.Why.UNKNOWN_TARGET,
                    "at.target",
                    "`" + target + "`",
                    Words.of(places.get(0).operands(operation), target));
        }
        return operand;
    }

    private void add(FaultEntry entry) {
        entries.add(entry);
        plan(nanosNow);
    }

    /**
     * Ends a fault with the next cycle, or takes it out before it began; from now on it is not in
     * the table any more.
     *
     * @return false when there is none of that key
     */
    public boolean clear(String key) {
        FaultEntry entry = find(key);
        if (entry == null) {
            return false;
        }
        clear(entry);
        return true;
    }

    /**
     * Ends a fault in the first cycle that is not before {@code nanos}.
     *
     * @return false when there is none of that key
     */
    public boolean clearAt(String key, long nanos) {
        FaultEntry entry = find(key);
        if (entry == null) {
            return false;
        }
        entry.clearedAtNanos = nanos;
        plan(nanosNow);
        return true;
    }

    /** Ends all faults with the next cycle; the number that there were. */
    public int clearAll() {
        int count = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).cleared) {
                clear(entries.get(i));
                count++;
            }
        }
        return count;
    }

    private void clear(FaultEntry entry) {
        entry.cleared = true;
        changes++;
        nextEdgeNanos = Long.MIN_VALUE;
    }

    /** Begins, grows and ends what is due at {@code nanos}. Once a cycle, before it. */
    public void step(long cycle, long nanos) {
        cycleNow = cycle;
        nanosNow = nanos;
        if (waitingForStates > 0) {
            lookAtStates(cycle, nanos);
        }
        if (nanos >= nextEdgeNanos) {
            passEdges(cycle, nanos);
        }
    }

    private void lookAtStates(long cycle, long nanos) {
        for (int i = 0; i < entries.size(); i++) {
            FaultEntry entry = entries.get(i);
            if (entry.isWaitingForState()
                    && nanos >= entry.fault.atNanos()
                    && entry.fault.trigger().holds(situation)
                    && entry.isDrawn()) {
                begin(entry, cycle, nanos);
            }
        }
        plan(nanos);
    }

    private void passEdges(long cycle, long nanos) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            FaultEntry entry = entries.get(i);
            if (entry.cleared || nanos >= entry.clearedAtNanos) {
                end(entry, "cleared", cycle, nanos);
            }
        }
        for (int i = 0; i < entries.size(); i++) {
            FaultEntry entry = entries.get(i);
            if (entry.isWaitingForTime() && nanos >= entry.fault.atNanos()) {
                begin(entry, cycle, nanos);
            } else if (entry.holds && entry.fault.rampNanos() > 0 && entry.fault.isHarmful()) {
                hold(entry.place, nanos);
            }
        }
        for (int i = entries.size() - 1; i >= 0; i--) {
            FaultEntry entry = entries.get(i);
            if (!entry.isOver(nanos)) {
                continue;
            }
            if (entry.fault.isRecurring()) {
                rest(entry, nanos);
            } else {
                end(entry, "expired", cycle, nanos);
            }
        }
        plan(nanos);
    }

    /** It becomes active; the event of that is there before it acts. */
    private void begin(FaultEntry entry, long cycle, long nanos) {
        announce(entry, cycle, nanos);
        entry.begunNanos = entry.fault.trigger() == null ? entry.fault.atNanos() : nanos;
        entry.holds = true;
        // At severity 0 the world is not even touched: the run stays the same to the last bit.
        if (!entry.fault.isHarmful()) {
            return;
        }
        if (entry.fault.type().isMoment()) {
            entry.place.apply(entry.fault, 1, nanos);
        } else {
            hold(entry.place, nanos);
        }
    }

    private void announce(FaultEntry entry, long cycle, long nanos) {
        if (!entry.active) {
            entry.active = true;
            entry.effectsBefore = entry.place.effects();
            changes++;
            listener.happened(entry.fault, "active", 0, cycle, nanos);
        }
    }

    /** A spell is over; chance may begin another. */
    private void rest(FaultEntry entry, long nanos) {
        entry.holds = false;
        if (!entry.fault.type().isMoment()) {
            hold(entry.place, nanos);
        }
    }

    /** When to look next, and whether states and operations have to be watched. */
    private void plan(long nanos) {
        long next = Long.MAX_VALUE;
        int states = 0;
        boolean operations = false;
        for (int i = 0; i < entries.size(); i++) {
            FaultEntry entry = entries.get(i);
            next = Math.min(next, entry.nextEdgeNanos(nanos, LOOK_NANOS));
            states += entry.isWaitingForState() ? 1 : 0;
            operations |= entry.isWatchingOperations();
        }
        nextEdgeNanos = next;
        waitingForStates = states;
        if (operations != watching) {
            watching = operations;
            places.get(0).watchedBy(operations ? watch : null);
        }
    }

    /** Makes the last active fault of a place hold, or none. */
    private void hold(Injection place, long nanos) {
        FaultEntry holds = last(place);
        if (holds == null) {
            place.apply(null, 0, nanos);
        } else {
            place.apply(holds.fault, holds.fault.share(nanos - holds.begunNanos), nanos);
        }
    }

    /** The fault of a place that acts and was injected last, or null; severity 0 is no fault. */
    private FaultEntry last(Injection place) {
        FaultEntry last = null;
        for (int i = 0; i < entries.size(); i++) {
            FaultEntry entry = entries.get(i);
            if (entry.holds && entry.place == place && entry.fault.isHarmful()) {
                last = entry;
            }
        }
        return last;
    }

    private void end(FaultEntry entry, String phase, long cycle, long nanos) {
        long effects = entry.effects();
        entries.remove(entry);
        if (entry.holds && entry.fault.isHarmful()) {
            restore(entry, nanos);
        }
        changes++;
        listener.happened(entry.fault, phase, effects, cycle, nanos);
        plan(nanos);
    }

    /** What is left of a moment does not happen; one that came after it is not repeated. */
    private void restore(FaultEntry ended, long nanos) {
        if (!ended.fault.type().isMoment()) {
            hold(ended.place, nanos);
        } else if (!ended.place.isSpent() && last(ended.place) == null) {
            ended.place.apply(null, 0, nanos);
        }
    }

    private FaultEntry find(String key) {
        for (FaultEntry entry : entries) {
            if (!entry.cleared && entry.fault.key().equals(key)) {
                return entry;
            }
        }
        return null;
    }

    /** All faults in the order of their injection. Allocates: not in a cycle. */
    public List<View> faults() {
        List<View> views = new ArrayList<>();
        for (FaultEntry entry : entries) {
            if (!entry.cleared) {
                views.add(new View(entry.fault, entry.active, entry.effects()));
            }
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
        for (FaultEntry entry : entries) {
            entry.save(out);
        }
    }

    /**
     * Takes over saved faults, into an empty table over a world that was loaded before.
     *
     * @throws IOException when the places of this run lack a target that the saved one had
     */
    public void load(DataInput in, long nanos) throws IOException {
        nanosNow = nanos;
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            Fault fault = FaultEntry.loadFault(in);
            FaultLevel level = fault.type().level();
            if (level == FaultLevel.LINK || level == FaultLevel.OPERATOR) {
                // The broker of that run is gone, and what was wrong with it.
                new FaultEntry(fault, Injection.NOWHERE, seed).load(in);
                continue;
            }
            try {
                FaultEntry entry = entry(fault);
                entry.load(in);
                entries.add(entry);
            } catch (FaultRefused e) {
                throw new IOException("a kept fault has no place: " + e.getMessage(), e);
            }
        }
        changes++;
        plan(nanos);
    }

    /** Lets faults strike at, or begin with, the operations that they wait for. */
    private final class Watch implements OperationWatch {
        @Override
        public void before(Operation operation, int target) {
            for (int i = 0; i < entries.size(); i++) {
                FaultEntry entry = entries.get(i);
                if (nanosNow < entry.fault.atNanos()
                        || !entry.waitsFor(operation, target)
                        || !entry.isDrawn()) {
                    continue;
                }
                if (entry.fault.strikesAtOperations()) {
                    strike(entry);
                } else {
                    begin(entry, cycleNow, nanosNow);
                    plan(nanosNow);
                }
            }
        }

        private void strike(FaultEntry entry) {
            announce(entry, cycleNow, nanosNow);
            entry.begunNanos = nanosNow;
            entry.countLeft--;
            entry.holds = true;
            if (entry.fault.isHarmful()) {
                hold(entry.place, nanosNow);
            }
        }

        @Override
        public void after(Operation operation, int target) {
            for (int i = 0; i < entries.size(); i++) {
                FaultEntry entry = entries.get(i);
                if (entry.holds
                        && entry.fault.strikesAtOperations()
                        && entry.matches(operation, target)) {
                    entry.holds = false;
                    if (entry.fault.isHarmful()) {
                        hold(entry.place, nanosNow);
                    }
                    if (entry.countLeft == 0) {
                        // Told at the boundary of the cycle: operations are in its midst.
                        nextEdgeNanos = nanosNow;
                    }
                }
            }
        }
    }
}
