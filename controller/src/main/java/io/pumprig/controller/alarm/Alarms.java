package io.pumprig.controller.alarm;

import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;

/**
 * The life of every alarm. A flow-limiting alarm latches until its cause is gone <em>and</em> the
 * operator acknowledged it, in either order (SR-80); the others leave with their cause. An alarm
 * that returns while it is latched needs a new acknowledgement. Control thread only.
 */
public final class Alarms {
    private final EventRing events;
    private final long[] raisedCycle = new long[Alarm.count()];
    private final long[] raisedNanos = new long[Alarm.count()];
    private final long[] occurrences = new long[Alarm.count()];
    private final int[] sources = new int[Alarm.count()];
    private long present;
    private long latched;
    private long acknowledged;
    private Reaction held = Reaction.KEEP_PROGRAM;
    private boolean bolusesHeld;
    private long changes;

    public Alarms(EventRing events) {
        this.events = events;
    }

    /** Narrows a fresh permit by what is latched from earlier cycles. */
    public void hold(Permit permit) {
        permit.narrow(held);
        if (bolusesHeld) {
            permit.blockBoluses();
        }
    }

    /**
     * Takes what this cycle raised: new ones are announced and latched, causes that went away are
     * noted. A cycle in which nothing is wrong costs one comparison.
     */
    public void latch(Permit permit, long cycle, long nanos) {
        long raised = permit.raised();
        if ((raised | present) == 0) {
            return;
        }
        for (long rest = raised & present; rest != 0; rest &= rest - 1) {
            spread(Alarm.of(Long.numberOfTrailingZeros(rest)), permit, cycle, nanos);
        }
        if (raised == present) {
            return;
        }
        for (long rest = raised & ~present; rest != 0; rest &= rest - 1) {
            appear(Alarm.of(Long.numberOfTrailingZeros(rest)), permit, cycle, nanos);
        }
        for (long rest = present & ~raised; rest != 0; rest &= rest - 1) {
            disappear(Alarm.of(Long.numberOfTrailingZeros(rest)), cycle, nanos);
        }
        present = raised;
        changed();
    }

    private void appear(Alarm alarm, Permit permit, long cycle, long nanos) {
        int index = alarm.ordinal();
        if ((latched & alarm.bit()) == 0) {
            raisedCycle[index] = cycle;
            raisedNanos[index] = nanos;
        }
        occurrences[index]++;
        sources[index] = permit.sources(alarm);
        acknowledged &= ~alarm.bit();
        if (alarm.latches()) {
            latched |= alarm.bit();
        }
        announce(alarm, "raised", cycle, nanos);
    }

    /**
     * An alarm that is present shows on one more part: as good as a new one, which nobody has
     * acknowledged. A part that recovers meanwhile stays named until the alarm leaves.
     */
    private void spread(Alarm alarm, Permit permit, long cycle, long nanos) {
        int index = alarm.ordinal();
        int more = permit.sources(alarm) & ~sources[index];
        if (more != 0) {
            sources[index] |= more;
            occurrences[index]++;
            acknowledged &= ~alarm.bit();
            announce(alarm, "raised", cycle, nanos);
            changed();
        }
    }

    private void disappear(Alarm alarm, long cycle, long nanos) {
        boolean stays = (latched & alarm.bit()) != 0 && (acknowledged & alarm.bit()) == 0;
        if (stays) {
            announce(alarm, "cause-gone", cycle, nanos);
        } else {
            latched &= ~alarm.bit();
            acknowledged &= ~alarm.bit();
            announce(alarm, "released", cycle, nanos);
        }
    }

    /**
     * The operator has seen the alarm: it is released at once if its cause is gone, else as soon as
     * it goes.
     *
     * @return false when the alarm is not listed
     */
    public boolean acknowledge(Alarm alarm, long cycle, long nanos) {
        if (!isListed(alarm)) {
            return false;
        }
        if ((acknowledged & alarm.bit()) != 0) {
            return true;
        }
        announce(alarm, "acknowledged", cycle, nanos);
        if ((present & alarm.bit()) != 0) {
            acknowledged |= alarm.bit();
        } else {
            latched &= ~alarm.bit();
            announce(alarm, "released", cycle, nanos);
        }
        changed();
        return true;
    }

    /** Latches an alarm that is an event, without a cause that lasts: a restart. */
    public void latchEvent(Alarm alarm, long cycle, long nanos) {
        int index = alarm.ordinal();
        if ((latched & alarm.bit()) == 0) {
            raisedCycle[index] = cycle;
            raisedNanos[index] = nanos;
        }
        occurrences[index]++;
        latched |= alarm.bit();
        acknowledged &= ~alarm.bit();
        announce(alarm, "raised", cycle, nanos);
        changed();
    }

    /** Latches again what an earlier session had latched; nothing is announced. */
    public void restore(long latchedBefore, long cycle, long nanos) {
        latched |= latchedBefore;
        for (long rest = latchedBefore; rest != 0; rest &= rest - 1) {
            int index = Long.numberOfTrailingZeros(rest);
            raisedCycle[index] = cycle;
            raisedNanos[index] = nanos;
            occurrences[index] = Math.max(1, occurrences[index]);
        }
        changed();
    }

    /** An alarm's event carries its sources as bits, so that announcing allocates nothing. */
    private void announce(Alarm alarm, String phase, long cycle, long nanos) {
        events.add(
                EventKind.ALARM, cycle, nanos, alarm.name(), phase, sources[alarm.ordinal()], null);
    }

    private void changed() {
        Reaction strictest = Reaction.KEEP_PROGRAM;
        for (long rest = latched; rest != 0; rest &= rest - 1) {
            strictest = strictest.stricter(Alarm.of(Long.numberOfTrailingZeros(rest)).reaction());
        }
        held = strictest;
        bolusesHeld = Alarm.blockBoluses(latched);
        changes++;
    }

    /** True while the alarm is present or latched. */
    public boolean isListed(Alarm alarm) {
        return (listed() & alarm.bit()) != 0;
    }

    /** Present or latched alarms, as bits. */
    public long listed() {
        return present | latched;
    }

    /** Alarms whose cause is present now, as bits. */
    public long present() {
        return present;
    }

    /** Latched alarms, as bits. */
    public long latched() {
        return latched;
    }

    /** Alarms acknowledged while their cause lasts, as bits. */
    public long acknowledged() {
        return acknowledged;
    }

    /** The highest priority listed, or null for none. */
    public Priority highest() {
        Priority highest = null;
        for (long rest = listed(); rest != 0; rest &= rest - 1) {
            Priority priority = Alarm.of(Long.numberOfTrailingZeros(rest)).priority();
            if (highest == null || priority.compareTo(highest) > 0) {
                highest = priority;
            }
        }
        return highest;
    }

    /** Counts every change of the list, so that a reader can tell whether to look again. */
    public long changes() {
        return changes;
    }

    /** The cycle in which the alarm was raised, of those listed. */
    public long raisedCycle(Alarm alarm) {
        return raisedCycle[alarm.ordinal()];
    }

    public long raisedNanos(Alarm alarm) {
        return raisedNanos[alarm.ordinal()];
    }

    /** How often the alarm was raised in this session. */
    public long occurrences(Alarm alarm) {
        return occurrences[alarm.ordinal()];
    }

    /** The parts on which it was seen since it was last raised, as bits of {@link Source}. */
    public int sources(Alarm alarm) {
        return sources[alarm.ordinal()];
    }
}
