package io.pumprig.controller.alarm;

/**
 * What this cycle may deliver: opened wide at the start of the cycle, then only narrower. An
 * interlock names the hazard it sees; the alarm's own reaction does the narrowing, and the
 * strictest wins (SR-78). Several trips in one cycle are all recorded.
 */
public final class Permit {
    private static final Reaction[] REACTIONS = Reaction.values();

    private final int[] sources = new int[Alarm.count()];
    private long raised;
    private long masks;
    private long masked;
    private long escalated;
    private int strictness;
    private boolean bolusesBlocked;
    private boolean driveReleased;
    private boolean driveResting;
    private boolean driveKept;
    private long leasedMicrosteps;
    private long mostMicrosteps;

    /** Opens the permit for a new cycle: nothing raised, program flow, no lease yet. */
    public Permit open() {
        for (long rest = raised | masked; rest != 0; rest &= rest - 1) {
            sources[Long.numberOfTrailingZeros(rest)] = 0;
        }
        raised = 0;
        masks = 0;
        masked = 0;
        escalated = 0;
        strictness = 0;
        bolusesBlocked = false;
        driveReleased = false;
        driveResting = false;
        driveKept = false;
        leasedMicrosteps = 0;
        mostMicrosteps = Long.MAX_VALUE;
        return this;
    }

    /**
     * What is going on brings these hazards with it (SR-75): in this cycle they narrow nothing and
     * are recorded apart. Before anything is raised.
     *
     * @param alarms as bits
     */
    public void mask(long alarms) {
        assert raised == 0 : raised;
        masks |= alarms;
    }

    /** Names a hazard that is present in this cycle. */
    public void raise(Alarm alarm) {
        assert !alarm.isOfHost() : alarm;
        if ((masks & alarm.bit()) != 0) {
            masked |= alarm.bit();
            return;
        }
        raised |= alarm.bit();
        strictness = Math.max(strictness, alarm.reaction().ordinal());
        bolusesBlocked |= alarm.blocksBoluses();
    }

    /** Names a hazard, and which part it was seen on. */
    public void raise(Alarm alarm, Source source) {
        raise(alarm);
        sources[alarm.ordinal()] |= source.bit();
    }

    /** Says that a hazard named in this cycle has become worse with time (SR-44). */
    public void escalate(Alarm alarm) {
        assert (raised & alarm.bit()) != 0 && alarm.escalates() : alarm;
        escalated |= alarm.bit();
    }

    /** Narrows without raising: an alarm latched earlier still limits flow. */
    public void narrow(Reaction reaction) {
        strictness = Math.max(strictness, reaction.ordinal());
    }

    /** Allows no bolus in this cycle: one that runs is ended (SR-27). */
    public void blockBoluses() {
        bolusesBlocked = true;
    }

    /** Takes the current off the coils as well: e-stop only (SR-18). */
    public void releaseDrive() {
        driveReleased = true;
    }

    /**
     * Takes the current off the coils for this cycle, so that a stalled rotor can come to rest
     * (SR-65); not where the drive is kept. Flow is held apart from this.
     */
    public void restDrive() {
        driveResting = true;
    }

    /**
     * The coils must hold: without them fluid would turn the head (SR-38). E-stop alone is above.
     */
    public void keepDrive() {
        driveKept = true;
    }

    /**
     * Lets at most so many microsteps through in this cycle, whatever is due: a retry of a stalled
     * motor. The smallest of several limits holds.
     */
    public void limitTo(long microsteps) {
        mostMicrosteps = Math.min(mostMicrosteps, Math.max(0, microsteps));
    }

    /** Says how many microsteps the durable lease still covers. */
    public void lease(long microsteps) {
        leasedMicrosteps = Math.max(0, microsteps);
    }

    /** What the strictest of all hazards allows. */
    public Reaction reaction() {
        return REACTIONS[strictness];
    }

    /** True when an alarm, of this cycle or listed from earlier ones, allows no bolus (SR-27). */
    public boolean areBolusesBlocked() {
        return bolusesBlocked;
    }

    public boolean isDriveReleased() {
        return driveReleased || driveResting && !driveKept;
    }

    /**
     * At most this many of the {@code wished} microsteps: none under zero flow, none past the lease
     * or the limit of a retry.
     */
    public int cap(int wished) {
        if (strictness == Reaction.ZERO_FLOW.ordinal()) {
            return 0;
        }
        return (int) Math.min(wished, Math.min(leasedMicrosteps, mostMicrosteps));
    }

    /** The alarms raised in this cycle, as bits. */
    public long raised() {
        return raised;
    }

    /** The alarms that are masked in this cycle, present or not, as bits. */
    public long masks() {
        return masks;
    }

    /** Those of them whose hazard is present, as bits. */
    public long masked() {
        return masked;
    }

    /** Those raised that have become worse with time, as bits. */
    public long escalated() {
        return escalated;
    }

    /** The parts on which {@code alarm} was seen in this cycle, as bits of {@link Source}. */
    public int sources(Alarm alarm) {
        return sources[alarm.ordinal()];
    }
}
