package io.pumprig.simulator.scenario;

import io.pumprig.controller.order.Inbox;
import io.pumprig.controller.order.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Orders that a run gives to its controller at simulated times, confirmed as by an operator at the
 * machine: an input of the run like its seed, so that the same orders lead to the same hash. Each
 * answer is kept for the summary. Simulation thread, and any after the end.
 */
public final class OrderScript {
    /** No orders. */
    public static final OrderScript NONE = new OrderScript(List.of());

    private final List<Entry> entries;

    /** Those that are taken between two cycles. */
    private final List<Entry> between;

    private final List<Outcome> outcomes = new ArrayList<>();
    private int next;
    private int nextBetween;

    /**
     * One order.
     *
     * @param atNanos simulated time; it is taken in the first cycle that is not before
     * @param betweenCycles whether it is taken after that cycle, as while time stands still
     * @param label how a summary calls it
     * @param maker makes the order; it is told whom to call with the answer
     */
    public record Entry(long atNanos, boolean betweenCycles, String label, Maker maker) {
        /** An order that is taken in a cycle. */
        public Entry(long atNanos, String label, Maker maker) {
            this(atNanos, false, label, maker);
        }
    }

    /** Makes an order that calls {@code whenAnswered} once. */
    public interface Maker {
        Order make(Runnable whenAnswered);
    }

    /** What became of an order. */
    public record Outcome(long atNanos, String label, Order order) {}

    /**
     * @param entries in any order; those of one time keep theirs
     */
    public OrderScript(List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::atNanos));
        this.entries = sorted.stream().filter(entry -> !entry.betweenCycles).toList();
        between = sorted.stream().filter(Entry::betweenCycles).toList();
    }

    /** The same orders, none of them given yet. */
    public OrderScript again() {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(between);
        return new OrderScript(all);
    }

    /** Leaves out what an earlier part of the run had already. */
    void skipUntil(long nanos) {
        while (next < entries.size() && entries.get(next).atNanos <= nanos) {
            next++;
        }
        while (nextBetween < between.size() && between.get(nextBetween).atNanos <= nanos) {
            nextBetween++;
        }
    }

    /** Gives what is due in the cycle at {@code nanos}. */
    void give(Inbox inbox, long nanos) {
        while (next < entries.size() && entries.get(next).atNanos <= nanos) {
            give(entries.get(next++), inbox, nanos);
        }
    }

    /** Gives what is due after the cycle at {@code nanos}. */
    void giveBetween(Inbox inbox, long nanos) {
        while (nextBetween < between.size() && between.get(nextBetween).atNanos <= nanos) {
            give(between.get(nextBetween++), inbox, nanos);
        }
    }

    private void give(Entry entry, Inbox inbox, long nanos) {
        Order[] made = new Order[1];
        made[0] = entry.maker.make(() -> outcomes.add(new Outcome(nanos, entry.label, made[0])));
        if (!inbox.offer(made[0])) {
            throw new IllegalStateException("more orders at once than the inbox holds");
        }
    }

    /** When the next one is due; {@link Long#MAX_VALUE} for never. */
    long nextNanos() {
        return next < entries.size() ? entries.get(next).atNanos : Long.MAX_VALUE;
    }

    /** When the next between two cycles is due; {@link Long#MAX_VALUE} for never. */
    long nextBetweenNanos() {
        return nextBetween < between.size() ? between.get(nextBetween).atNanos : Long.MAX_VALUE;
    }

    /** What became of those that were given, in that order. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** True when there is nothing to give at all. */
    public boolean isEmpty() {
        return entries.isEmpty() && between.isEmpty();
    }
}
