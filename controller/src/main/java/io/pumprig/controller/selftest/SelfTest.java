package io.pumprig.controller.selftest;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.Annunciator;
import io.pumprig.hal.device.PumpHead;

/**
 * The self-test, before delivery and every 15 minutes in service (SR-69, SR-70). Judged once a
 * cycle after the interlocks and before the plan; allocates nothing, waits for nothing, and each
 * step has its limit in time. Control thread only.
 *
 * <p>While {@link #isRunning} nothing may be delivered but the jog that it asks for, and no bolus
 * begins (SR-27). It begins with the first cycle, and again once a failure was acknowledged.
 */
public final class SelfTest {
    /** The power-on test is still to come. */
    public static final long UNTESTED = Long.MIN_VALUE;

    private static final int JOGS_AHEAD = 4;

    private static final String SUBJECT = "self-test";
    private static final int LEAST_CYCLES = 200;

    private final SelfTestLimits limits;
    private final Parts parts;
    private final Alarms alarms;
    private final EventRing events;
    private final WatchdogStep watchdog = new WatchdogStep();
    private final SignalsStep signals;
    private final JogStep jog;
    private final Step[] atPowerOn;
    private final Step inService;
    private State state;
    private int at;
    private Step step;
    private long stepSinceNanos;
    private long testedNanos;
    private int silentOutputs;

    private enum State {
        NOT_BEGUN,
        /** At power-on: one step after the other. */
        RUNNING,
        /** Until it is acknowledged. */
        FAILED,
        /** In service. */
        PASSED,
        /** In service, with an examination under way. */
        EXAMINING
    }

    /**
     * What is tested, beside what the sample shows.
     *
     * @param program program, settings and drug library are what they were
     * @param storage what was written can be read
     */
    public record Parts(
            PumpHead head,
            RigClock clock,
            Annunciator annunciator,
            Examination program,
            Examination storage) {}

    /** A test that begins at power-on. */
    public SelfTest(SelfTestLimits limits, Parts parts, Alarms alarms, EventRing events) {
        this(limits, parts, alarms, events, UNTESTED);
    }

    /**
     * @param testedNanos when the rig passed its power-on test, or {@link #UNTESTED}
     */
    public SelfTest(
            SelfTestLimits limits, Parts parts, Alarms alarms, EventRing events, long testedNanos) {
        this.testedNanos = testedNanos;
        state = testedNanos == UNTESTED ? State.NOT_BEGUN : State.PASSED;
        this.limits = limits;
        this.parts = parts;
        this.alarms = alarms;
        this.events = events;
        signals = new SignalsStep(parts.annunciator, limits);
        jog = new JogStep(parts.head, limits);
        inService = new ExaminationStep("program", parts.program, Source.PROGRAM);
        atPowerOn =
                new Step[] {
                    inService,
                    new ExaminationStep("storage", parts.storage, Source.STORAGE),
                    new ClocksStep(parts.clock, limits),
                    watchdog,
                    new SensorsStep(limits),
                    signals,
                    jog
                };
    }

    /** Goes on by one step at most, and raises what was found. */
    public void judge(Sample sample, Permit permit) {
        switch (state) {
            case NOT_BEGUN -> begin(sample);
            case RUNNING -> advance(sample, permit);
            case FAILED -> {
                if (!alarms.isListed(Alarm.SELF_TEST_FAILED)
                        && !alarms.isListed(Alarm.CONFIG_CORRUPT)) {
                    begin(sample);
                }
            }
            case PASSED -> {
                if (sample.nanos() - testedNanos >= limits.periodNanos()) {
                    examine(sample);
                }
            }
            case EXAMINING -> advance(sample, permit);
        }
        if (isRunning()) {
            permit.blockBoluses();
        }
        if (silentOutputs != 0) {
            raiseSilent(permit);
        }
    }

    private void begin(Sample sample) {
        state = State.RUNNING;
        at = 0;
        enter(atPowerOn[0], sample);
        tell("begun", null, 0, sample);
    }

    /** In service: nothing moves, nothing is seen or heard. */
    private void examine(Sample sample) {
        state = State.EXAMINING;
        silentOutputs = parts.annunciator.repeat();
        enter(inService, sample);
    }

    private void enter(Step next, Sample sample) {
        step = next;
        stepSinceNanos = sample.nanos();
        step.begin(sample);
    }

    private void advance(Sample sample, Permit permit) {
        switch (step.look(sample)) {
            case PASSED -> passed(sample);
            // What it finds in program and library has an alarm of its own (SR-05).
            case FAILED ->
                    failed(
                            step == inService ? Alarm.CONFIG_CORRUPT : Alarm.SELF_TEST_FAILED,
                            sample,
                            permit);
            case PENDING -> {
                if (step.isHeld()) {
                    stepSinceNanos += sample.elapsedNanos();
                }
                long allowed = Math.max(limits.stepNanos(), LEAST_CYCLES * sample.periodNanos());
                if (sample.nanos() - stepSinceNanos >= allowed) {
                    failed(Alarm.SELF_TEST_FAILED, sample, permit);
                }
            }
        }
    }

    private void passed(Sample sample) {
        if (step == signals) {
            silentOutputs = signals.refused();
        }
        if (state == State.RUNNING && at + 1 < atPowerOn.length) {
            at++;
            enter(atPowerOn[at], sample);
            return;
        }
        tell("passed", state == State.RUNNING ? "power-on" : "in service", 0, sample);
        state = State.PASSED;
        testedNanos = sample.nanos();
    }

    /** Latched by the one cycle in which it is raised: the cause is what was found, not a state. */
    private void failed(Alarm alarm, Sample sample, Permit permit) {
        int suspects = step.suspects();
        permit.raise(alarm);
        for (int rest = suspects; rest != 0; rest &= rest - 1) {
            permit.raise(alarm, Source.of(Integer.numberOfTrailingZeros(rest)));
        }
        tell("failed", step.label(), suspects, sample);
        state = State.FAILED;
    }

    private void raiseSilent(Permit permit) {
        raiseSilent(Annunciator.RED, Source.RED_LAMP, permit);
        raiseSilent(Annunciator.AMBER, Source.AMBER_LAMP, permit);
        raiseSilent(Annunciator.GREEN, Source.GREEN_LAMP, permit);
        raiseSilent(Annunciator.SOUND, Source.SOUNDER, permit);
    }

    private void raiseSilent(int output, Source source, Permit permit) {
        if ((silentOutputs & output) != 0) {
            permit.raise(Alarm.ANNUNCIATOR_FAILED, source);
        }
    }

    private void tell(String phase, String detail, int suspects, Sample sample) {
        events.add(
                EventKind.SESSION,
                sample.cycle(),
                sample.nanos(),
                SUBJECT,
                phase,
                suspects,
                detail);
    }

    /** True until the test at power-on has passed, and from a failure until it passes again. */
    public boolean isRunning() {
        return state == State.NOT_BEGUN || state == State.RUNNING || state == State.FAILED;
    }

    /** True while it shows lamps and sounder one by one: nobody else may then. */
    public boolean holdsAnnunciator() {
        return state == State.RUNNING && step == signals;
    }

    /**
     * The pulses that the test wants sent in this cycle; asked once a cycle while it runs.
     *
     * @param mayMove whether mode and permit allow flow: without it the jog waits
     */
    public int wantsMicrosteps(boolean mayMove) {
        return state == State.RUNNING && step == jog ? jog.wants(mayMove) : 0;
    }

    /**
     * Most that the jogs of several tests may be ahead of the program: a pump that starts again and
     * again would deliver a jog with each start, whatever its program is. On the reference head 1.6
     * uL, less than the second channel takes for over-delivery (SR-74).
     */
    public long mostAheadMicrosteps() {
        return (long) JOGS_AHEAD * limits.jogMicrosteps();
    }

    /** How many of them went out. They are delivered drug, to be booked by the caller. */
    public void moved(int microsteps) {
        jog.moved(microsteps);
    }

    /** What became of this cycle's kick of the enable watchdog, where it was given. */
    public void kicked(Outcome outcome) {
        watchdog.kicked(outcome);
    }
}
