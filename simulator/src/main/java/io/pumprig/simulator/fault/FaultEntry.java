package io.pumprig.simulator.fault;

import io.pumprig.simulator.board.Operation;
import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A fault in the table, with what its trigger has counted and whether it acts. */
final class FaultEntry {
    /** Stands for whichever target an operation has. */
    static final int ANY_OPERAND = Integer.MIN_VALUE;

    final Fault fault;
    final Injection place;

    /** From its first act on; in the table until it has ended. */
    boolean active;

    /** Ends with the next cycle; for everybody else it is gone. */
    boolean cleared;

    /** When it ends at the latest, however it began; {@link Long#MAX_VALUE} for never. */
    long clearedAtNanos = Long.MAX_VALUE;

    /** Acts at this moment: a fault that strikes at operations does so during each alone. */
    boolean holds;

    long begunNanos;
    long effectsBefore;
    long countLeft;
    int operand = ANY_OPERAND;

    private final RandomStream chance;
    private long skipLeft;

    FaultEntry(Fault fault, Injection place, long seed) {
        this.fault = fault;
        this.place = place;
        chance = new RandomStream(seed, "fault." + fault.key());
        Trigger trigger = fault.trigger();
        skipLeft = trigger == null ? 0 : trigger.skip();
        countLeft = trigger == null ? Long.MAX_VALUE : trigger.count();
    }

    long effects() {
        return active ? place.effects() - effectsBefore : 0;
    }

    boolean isWaitingForTime() {
        return fault.trigger() == null && !active;
    }

    /** Also between two spells of a fault that recurs. */
    boolean isWaitingForState() {
        return fault.trigger() != null
                && !isWatchingOperations()
                && !holds
                && (!active || fault.isRecurring());
    }

    /** It waits for an operation, or strikes at some. */
    boolean isWatchingOperations() {
        return fault.strikesAtOperations()
                || fault.trigger() != null && fault.trigger().isOfOperations() && !active;
    }

    /** The operation is one of those that its trigger is about. */
    boolean matches(Operation operation, int target) {
        Operation wanted = fault.trigger().operation();
        return wanted == null
                ? fault.type().occasions().contains(operation)
                : wanted == operation && (operand == ANY_OPERAND || operand == target);
    }

    /** Counts an operation; true when it is one to act at, chance permitting. */
    boolean waitsFor(Operation operation, int target) {
        if (!isWatchingOperations() || holds || countLeft == 0 || !matches(operation, target)) {
            return false;
        }
        if (skipLeft > 0) {
            skipLeft--;
            return false;
        }
        return true;
    }

    /** Chance says so. */
    boolean isDrawn() {
        double probability = fault.trigger().probability();
        return probability >= 1 || chance.nextDouble() < probability;
    }

    /** Its time has passed, its count is used up, or all of a moment has happened. */
    boolean isOver(long nanos) {
        if (!active || fault.strikesAtOperations()) {
            return active && countLeft == 0;
        }
        if (!holds) {
            return false;
        }
        if (fault.type().isMoment()) {
            return !fault.isHarmful() || place.isSpent();
        }
        return fault.durationNanos() != Fault.UNTIL_CLEARED
                && nanos - begunNanos >= fault.durationNanos();
    }

    /** When it has to be looked at next; {@link Long#MAX_VALUE} for never. */
    long nextEdgeNanos(long nanos, long lookNanos) {
        return cleared ? Long.MIN_VALUE : Math.min(clearedAtNanos, ownEdgeNanos(nanos, lookNanos));
    }

    private long ownEdgeNanos(long nanos, long lookNanos) {
        if (isWaitingForTime()) {
            return fault.atNanos();
        }
        if (!holds) {
            return Long.MAX_VALUE;
        }
        long next =
                fault.durationNanos() == Fault.UNTIL_CLEARED || fault.strikesAtOperations()
                        ? Long.MAX_VALUE
                        : begunNanos + fault.durationNanos();
        boolean growing = fault.rampNanos() > 0 && nanos - begunNanos < fault.rampNanos();
        return growing || fault.type().isMoment() ? Math.min(next, nanos + lookNanos) : next;
    }

    void save(DataOutput out) throws IOException {
        out.writeUTF(fault.key());
        out.writeUTF(fault.type().id());
        out.writeUTF(fault.instance());
        for (double value : fault.values()) {
            out.writeDouble(value);
        }
        out.writeLong(fault.atNanos());
        Map<String, String> trigger =
                fault.trigger() == null ? Map.of() : fault.trigger().written();
        out.writeInt(trigger.size());
        for (Map.Entry<String, String> key : trigger.entrySet()) {
            out.writeUTF(key.getKey());
            out.writeUTF(key.getValue());
        }
        out.writeLong(fault.durationNanos());
        out.writeLong(fault.rampNanos());
        out.writeBoolean(fault.detected());
        out.writeBoolean(active);
        out.writeBoolean(holds);
        out.writeBoolean(cleared);
        out.writeLong(clearedAtNanos);
        out.writeLong(begunNanos);
        out.writeLong(effectsBefore);
        out.writeLong(skipLeft);
        out.writeLong(countLeft);
        chance.save(out);
    }

    /** The fault of a saved entry; {@link #load} takes the rest. */
    static Fault loadFault(DataInput in) throws IOException {
        String key = in.readUTF();
        String id = in.readUTF();
        FaultType type = FaultTypes.type(id);
        if (type == null) {
            throw new IOException("no fault type " + id + " in this version");
        }
        String instance = in.readUTF();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < type.parameters().size(); i++) {
            values.add(in.readDouble());
        }
        long atNanos = in.readLong();
        Map<String, String> written = new LinkedHashMap<>();
        int keys = in.readInt();
        for (int i = 0; i < keys; i++) {
            written.put(in.readUTF(), in.readUTF());
        }
        Trigger trigger;
        try {
            trigger = keys == 0 ? null : Trigger.check(written, type);
        } catch (FaultRefused e) {
            throw new IOException("a kept trigger cannot be read: " + e.getMessage(), e);
        }
        return new Fault(
                key,
                type,
                instance,
                List.copyOf(values),
                atNanos,
                trigger,
                in.readLong(),
                in.readLong(),
                in.readBoolean());
    }

    void load(DataInput in) throws IOException {
        active = in.readBoolean();
        holds = in.readBoolean();
        cleared = in.readBoolean();
        clearedAtNanos = in.readLong();
        begunNanos = in.readLong();
        effectsBefore = in.readLong();
        skipLeft = in.readLong();
        countLeft = in.readLong();
        chance.load(in);
    }
}
