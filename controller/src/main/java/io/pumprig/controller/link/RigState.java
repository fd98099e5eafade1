package io.pumprig.controller.link;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.Outcome;

/**
 * One look at the whole rig, taken between two cycles: the content of the topic {@code state}.
 * Plain values without behaviour, hence plain fields; the control thread fills them when {@link
 * StateMirror} asks, the link reads them afterwards, never both at once.
 */
public final class RigState {
    public long cycle;
    public long nanos;
    public long utcMillis;

    /** Counts every change of mode, order or alarm list; requests may name the one they mean. */
    public long stateVersion;

    public Mode mode = Mode.STOPPED;

    /** The strictest reaction that acted in the last cycle. */
    public Reaction reaction = Reaction.KEEP_PROGRAM;

    /** What is in force, and the hash of its values; null before the first look. */
    public Prescription prescription;

    public String hash = "";
    public String drug = "";

    /** Of the drug at the catheter's tip, which a change of concentration has not reached yet. */
    public long picogramsPerNanolitre;

    /** Microsteps until the drug of the reservoir is there; 0 while it is. */
    public long bridgeLeftMicrosteps;

    /** What is staged: the hash of its values, or null, and how long it waits yet (SR-14). */
    public String stagedHash;

    public long stagedLeftNanos;

    /** A bolus or a prime, only while {@link #shotRuns}. */
    public boolean shotRuns;

    public Mode shotKind = Mode.BOLUS_TIMED;
    public long shotPicograms;
    public long shotDeliveredPicograms;

    /** Of the demand bolus, where one is prescribed. */
    public long lockoutNanos;

    public int demandsToday;

    /** Time until the reservoir is low and empty at most use; negative for never (SR-54). */
    public long secondsToLow = -1;

    /** Days until the pump is to be replaced; negative when that is far away (SR-94). */
    public long serviceDaysLeft = -1;

    public long secondsToEmpty = -1;

    /** The committed program. */
    public long programPicogramsPerDay;

    /** What mode and reaction let through now. */
    public long ratePicogramsPerDay;

    public long orderedMicrosteps;

    /** Sent to the motor, never falling. */
    public long deliveredMicrosteps;

    /** Sent, and shown not to have moved the rotor. */
    public long notMovedMicrosteps;

    /** Counted as delivered since a crash, though nobody saw it (SR-40). */
    public long uncertainMicrosteps;

    /** Delivered volume for each purpose, in the order of {@link #purposes} (SR-39). */
    public long[] purposeMicrosteps = new long[0];

    /** Names of the purposes, fixed for a session. */
    public String[] purposes = new String[0];

    /** Withheld volume for each cause, in the order of {@link #withheldCauses}. */
    public long[] withheldMicrosteps = new long[0];

    /** Names of the causes, fixed for a session. */
    public String[] withheldCauses = new String[0];

    public long orderedPicograms;

    /** Believed dose: delivered less not moved. */
    public long deliveredPicograms;

    public long deliveredPicolitres;
    public long leaseMicrosteps;

    public long reservoirPicolitres;
    public Outcome reservoirOutcome = Outcome.NOT_READY;
    public int downstreamPascals;
    public Outcome downstreamOutcome = Outcome.NOT_READY;
    public int baselinePascals;
    public int upstreamPascals;
    public Outcome upstreamOutcome = Outcome.NOT_READY;
    public int sensorSupplyMillivolts;
    public int motorSupplyMillivolts;

    /** Flow by its own sensor; only where {@link #flowFitted}. */
    public boolean flowFitted;

    public long flowPicolitresPerMinute;
    public Outcome flowOutcome = Outcome.NOT_READY;

    /** Air by the bubble detector, only where {@link #bubbleFitted}, or in the flow cell. */
    public boolean bubbleFitted;

    public boolean airInLine;
    public Outcome bubbleOutcome = Outcome.NOT_READY;

    public long sentMicrosteps;

    /** Pulses that the driver's own counter saw (MSCNT). */
    public long seenMicrosteps;

    public Outcome motionOutcome = Outcome.NOT_READY;

    /** The rotor's travel by the encoder, in microsteps. */
    public long rotorMicrosteps;

    public Outcome rotorOutcome = Outcome.NOT_READY;
    public boolean driverHot;

    /** Alarms as bits of {@link Alarm#bit()}: cause present, latched, acknowledged. */
    public long presentAlarms;

    public long latchedAlarms;
    public long acknowledgedAlarms;

    /** Those that have become worse with time (SR-44). */
    public long escalatedAlarms;

    public final long[] alarmCycle = new long[Alarm.count()];
    public final long[] alarmNanos = new long[Alarm.count()];
    public final long[] alarmOccurrences = new long[Alarm.count()];
    public final int[] alarmSources = new int[Alarm.count()];

    /** What each interlock measures, and where it trips. */
    public final Gauges gauges = new Gauges();

    /** How long the sounder is silent yet; 0 while no audio pause runs (SR-81). */
    public long audioPausedNanos;

    /** Cycles that began late, gaps that were too long to deliver, and the worst of them. */
    public long lateCycles;

    public long timeGaps;
    public long worstLatenessNanos;

    /** How late cycles began, of all so far; negative where nobody paces the loop. */
    public long medianLatenessNanos = -1;

    public long p99LatenessNanos = -1;
    public long mostLatenessNanos = -1;
    public long eventsRaised;

    /** True when the supervisor no longer kicks the enable watchdog (SR-74). */
    public boolean kickVetoed;
}
