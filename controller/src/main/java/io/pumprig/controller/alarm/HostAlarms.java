package io.pumprig.controller.alarm;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * Alarms about where the controller runs, not about what it pumps: a lost link, a journal that
 * cannot be written. They are published and recorded like the others, but never enter the permit or
 * a decision, so that no disk or network can change what is delivered (SR-90, SR-98). Any thread.
 */
public final class HostAlarms {
    /** Hears of each change, once, on the thread that caused it. */
    public interface Listener {
        /**
         * @param phase {@code raised} or {@code released}
         * @param cycle the cycle the controller was in, as near as the host can tell
         */
        void changed(Alarm alarm, String phase, long cycle);
    }

    private final LongSupplier cycle;
    private final long[] occurrences = new long[Alarm.count()];
    private final long[] raisedCycle = new long[Alarm.count()];
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private long present;

    /**
     * @param cycle tells the current cycle, from any thread
     */
    public HostAlarms(LongSupplier cycle) {
        this.cycle = cycle;
    }

    /** Adds a listener for changes from now on. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** The condition is there; a repetition changes nothing. Listeners must not wait. */
    public synchronized void raise(Alarm alarm) {
        assert alarm.isOfHost() : alarm;
        if ((present & alarm.bit()) != 0) {
            return;
        }
        present |= alarm.bit();
        occurrences[alarm.ordinal()]++;
        raisedCycle[alarm.ordinal()] = cycle.getAsLong();
        tell(alarm, "raised");
    }

    /** The condition is gone; a repetition changes nothing. */
    public synchronized void release(Alarm alarm) {
        if ((present & alarm.bit()) == 0) {
            return;
        }
        present &= ~alarm.bit();
        tell(alarm, "released");
    }

    /** Under the lock, so that two threads cannot swap a rise and its end. */
    private void tell(Alarm alarm, String phase) {
        long now = cycle.getAsLong();
        for (Listener listener : listeners) {
            listener.changed(alarm, phase, now);
        }
    }

    /** Present conditions, as bits. */
    public synchronized long present() {
        return present;
    }

    /** How often the condition came up. */
    public synchronized long occurrences(Alarm alarm) {
        return occurrences[alarm.ordinal()];
    }

    /** The cycle in which it last came up. */
    public synchronized long raisedCycle(Alarm alarm) {
        return raisedCycle[alarm.ordinal()];
    }
}
