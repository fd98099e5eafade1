package io.pumprig.controller.alarm;

import io.pumprig.controller.event.EventRing;

/**
 * The life of every alarm. A flow-limiting alarm latches until its cause is gone <em>and</em> the
 * operator acknowledged it, in either order (SR-80); the others leave with their cause. An alarm
 * that returns while it is latched needs a new acknowledgement. Some become worse with time: what
 * priority and class an alarm has now is known here, not to the {@link Alarm} alone. Control thread
 * only.
 *
 * <p>An alarm that flickers is one alarm with a count (SR-85): its return within the merge time,
 * while it is still latched or when it does not latch, is counted and listed, and told only if it
 * lasts longer than that.
 */
public final class Alarms {
    /** In the value of an alarm's event, beside the sources: it has become worse with time. */
    public static final long ESCALATED = 1L << 32;

    private final AlarmTimes times;
    private final AlarmNews news;
    private final AlarmCycling cycling;
    private final AudioPause audio;
    private final long[] raisedCycle = new long[Alarm.count()];
    private final long[] raisedNanos = new long[Alarm.count()];
    private final long[] occurrences = new long[Alarm.count()];
    private final int[] sources = new int[Alarm.count()];
    private long present;
    private long latched;
    private long acknowledged;
    private long escalated;
    private long masked;

    /** What is raised too often now, or was last. */
    private Alarm cycled;

    private Reaction held = Reaction.KEEP_PROGRAM;
    private boolean bolusesHeld;
    private long changes;

    /** Alarms that behave in time as the requirements ask. */
    public Alarms(EventRing events) {
        this(events, AlarmTimes.defaults());
    }

    public Alarms(EventRing events, AlarmTimes times) {
        this.times = times;
        news = new AlarmNews(events, times);
        cycling = new AlarmCycling(times);
        audio = new AudioPause(times);
    }

    /** Narrows a fresh permit by what is latched from earlier cycles, but for what it masks. */
    public void hold(Permit permit) {
        if ((latched & permit.masks()) == 0) {
            permit.narrow(held);
        } else {
            permit.narrow(strictest(latched & ~permit.masks()));
        }
        if (bolusesHeld) {
            permit.blockBoluses();
        }
    }

    /**
     * Raises ALARM_CYCLING when a flow-limiting alarm of this cycle, having been released before,
     * is raised too often (SR-46). After all that judge, before the plan, so that it acts in the
     * same cycle.
     */
    public void judge(Permit permit, long nanos) {
        long fresh = permit.raised() & Alarm.LATCHING & ~latched & ~Alarm.ALARM_CYCLING.bit();
        for (long rest = fresh; rest != 0; rest &= rest - 1) {
            Alarm alarm = Alarm.of(Long.numberOfTrailingZeros(rest));
            if (cycling.isOnceTooOften(alarm, nanos)) {
                cycled = alarm;
                permit.raise(Alarm.ALARM_CYCLING);
            }
        }
    }

    /**
     * Takes what this cycle raised: new ones are announced and latched, causes that went away are
     * noted. A cycle in which nothing is wrong costs one comparison.
     */
    public void latch(Permit permit, long cycle, long nanos) {
        if ((permit.raised() | permit.masked() | masked | present) == 0) {
            return;
        }
        if (permit.masked() != masked) {
            noteMasked(permit.masked(), cycle, nanos);
        }
        // The drive's refusal comes after the others were judged.
        judge(permit, nanos);
        // A cause that is masked now has not gone.
        long raised = permit.raised() | permit.masked() & present;
        for (long rest = raised & present; rest != 0; rest &= rest - 1) {
            spread(Alarm.of(Long.numberOfTrailingZeros(rest)), permit, cycle, nanos);
        }
        if (raised != present) {
            for (long rest = raised & ~present; rest != 0; rest &= rest - 1) {
                appear(Alarm.of(Long.numberOfTrailingZeros(rest)), permit, cycle, nanos);
            }
            for (long rest = present & ~raised; rest != 0; rest &= rest - 1) {
                disappear(Alarm.of(Long.numberOfTrailingZeros(rest)), cycle, nanos);
            }
            present = raised;
            changed();
        }
        if (permit.escalated() != escalated) {
            escalate(permit.escalated(), cycle, nanos);
        }
        for (long rest = news.overdue(nanos); rest != 0; rest &= rest - 1) {
            announceRaised(Alarm.of(Long.numberOfTrailingZeros(rest)), cycle, nanos);
        }
    }

    /** Masked hazards are recorded, and alarm nobody (SR-75). */
    private void noteMasked(long now, long cycle, long nanos) {
        for (long rest = now ^ masked; rest != 0; rest &= rest - 1) {
            Alarm alarm = Alarm.of(Long.numberOfTrailingZeros(rest));
            boolean begins = (now & alarm.bit()) != 0;
            news.tell(alarm, "masked", cycle, nanos, begins ? 1 : 0, begins ? "begun" : "ended");
        }
        masked = now;
    }

    private void appear(Alarm alarm, Permit permit, long cycle, long nanos) {
        int index = alarm.ordinal();
        boolean isNew = (latched & alarm.bit()) == 0;
        boolean goesOn = (!isNew || !alarm.latches()) && news.isRecent(alarm, nanos);
        int seenOn = permit.sources(alarm);
        // The same again, on the same parts, so soon that it is one with the last.
        boolean isRepeat = goesOn && (seenOn & ~sources[index]) == 0;
        occurrences[index]++;
        sources[index] = goesOn ? sources[index] | seenOn : seenOn;
        acknowledged &= ~alarm.bit();
        if (alarm.latches()) {
            latched |= alarm.bit();
            if (isNew && alarm != Alarm.ALARM_CYCLING) {
                cycling.note(alarm, nanos);
            }
        }
        if (isRepeat) {
            news.merge(alarm);
            return;
        }
        if (isNew) {
            raisedCycle[index] = cycle;
            raisedNanos[index] = nanos;
            audio.heard(alarm.priority());
        }
        announceRaised(alarm, cycle, nanos);
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
            audio.heard(priority(alarm));
            announceRaised(alarm, cycle, nanos);
            changed();
        }
    }

    private void disappear(Alarm alarm, long cycle, long nanos) {
        boolean stays = (latched & alarm.bit()) != 0 && (acknowledged & alarm.bit()) == 0;
        boolean wasTold = !news.unmerge(alarm);
        if (stays) {
            if (wasTold) {
                announce(alarm, "cause-gone", cycle, nanos);
            }
            return;
        }
        latched &= ~alarm.bit();
        acknowledged &= ~alarm.bit();
        if (wasTold || alarm.latches()) {
            announce(alarm, "released", cycle, nanos);
        }
    }

    /** Those that became worse are as good as new ones: heard, and not acknowledged. */
    private void escalate(long worse, long cycle, long nanos) {
        long fresh = worse & ~escalated;
        escalated = worse;
        for (long rest = fresh; rest != 0; rest &= rest - 1) {
            Alarm alarm = Alarm.of(Long.numberOfTrailingZeros(rest));
            acknowledged &= ~alarm.bit();
            audio.heard(priority(alarm));
            announce(alarm, "escalated", cycle, nanos);
        }
        changed();
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
        news.unmerge(alarm);
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
        audio.heard(alarm.priority());
        announceRaised(alarm, cycle, nanos);
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

    private void announceRaised(Alarm alarm, long cycle, long nanos) {
        news.tellRaised(alarm, cycle, nanos, value(alarm), detail(alarm));
    }

    private void announce(Alarm alarm, String phase, long cycle, long nanos) {
        news.tell(alarm, phase, cycle, nanos, value(alarm), detail(alarm));
    }

    private long value(Alarm alarm) {
        return sources[alarm.ordinal()] | ((escalated & alarm.bit()) == 0 ? 0 : ESCALATED);
    }

    /** What cycled, or null. */
    private String detail(Alarm alarm) {
        return alarm == Alarm.ALARM_CYCLING && cycled != null ? cycled.name() : null;
    }

    private void changed() {
        held = strictest(latched);
        bolusesHeld = Alarm.blockBoluses(latched);
        changes++;
    }

    private static Reaction strictest(long alarms) {
        Reaction strictest = Reaction.KEEP_PROGRAM;
        for (long rest = alarms; rest != 0; rest &= rest - 1) {
            strictest = strictest.stricter(Alarm.of(Long.numberOfTrailingZeros(rest)).reaction());
        }
        return strictest;
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

    /** Alarms that have become worse with time, as bits. */
    public long escalated() {
        return escalated;
    }

    /** The priority that the alarm has now. */
    public Priority priority(Alarm alarm) {
        return alarm.priority((escalated & alarm.bit()) != 0);
    }

    /** The field class that the alarm has now. */
    public boolean isCritical(Alarm alarm) {
        return alarm.isCritical((escalated & alarm.bit()) != 0);
    }

    /** The highest priority listed, or null for none. */
    public Priority highest() {
        Priority highest = null;
        for (long rest = listed(); rest != 0; rest &= rest - 1) {
            Priority priority = priority(Alarm.of(Long.numberOfTrailingZeros(rest)));
            if (highest == null || priority.compareTo(highest) > 0) {
                highest = priority;
            }
        }
        return highest;
    }

    /** True when one of those listed is critical. */
    public boolean isSomethingCritical() {
        for (long rest = listed(); rest != 0; rest &= rest - 1) {
            if (isCritical(Alarm.of(Long.numberOfTrailingZeros(rest)))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Fills in the ordinals of all that are listed, the highest priority first, the newest first
     * within it (SR-78). Callable in the cycle.
     *
     * @param into room for {@link Alarm#count()}
     * @return how many there are
     */
    public int order(int[] into) {
        int count = 0;
        for (long rest = listed(); rest != 0; rest &= rest - 1) {
            int index = Long.numberOfTrailingZeros(rest);
            int at = count++;
            while (at > 0 && comesBefore(index, into[at - 1])) {
                into[at] = into[at - 1];
                at--;
            }
            into[at] = index;
        }
        return count;
    }

    private boolean comesBefore(int index, int other) {
        int higher = priority(Alarm.of(index)).compareTo(priority(Alarm.of(other)));
        return higher > 0 || higher == 0 && raisedCycle[index] > raisedCycle[other];
    }

    /**
     * Silences the sounder for a while; lamps go on (SR-81).
     *
     * @param durationNanos at most {@link AudioPause#longestNanos()}
     * @param remote whether it was asked for over the link: then it ends with the link
     * @return false when the duration is not allowed; nothing has changed then
     */
    public boolean pauseAudio(long nanos, long durationNanos, boolean remote) {
        return audio.begin(nanos, durationNanos, highest(), remote);
    }

    /** The audio pause, running or not. */
    public AudioPause audioPause() {
        return audio;
    }

    /** How the alarms behave in time. */
    public AlarmTimes times() {
        return times;
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
