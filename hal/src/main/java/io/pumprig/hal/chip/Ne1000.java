package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.SerialLine;

/**
 * A New Era NE-1000 syringe pump in safe mode (device reference 7.1), moved on by {@link #poll}
 * once a cycle and never waiting. It delivers bursts: cleared counter, volume set and read back,
 * run, and the counter asked until the pump stands.
 *
 * <p>Safe mode is the pump's own watchdog: it stops itself when nobody spoke for ten seconds, and
 * is asked something at least once a second. An alarm, a doubt or a lost answer ends in the same
 * way: stop, prove that it stands, configure it again; never in a burst repeated. What such a burst
 * delivered is read from the counter where the pump still knows it.
 */
public final class Ne1000 {
    /** Largest burst: the largest volume of which the pump still tells single nanolitres. */
    public static final int MOST_NANOLITRES = 9_999;

    private static final long IDLE_PERIOD_NANOS = 1_000_000_000;
    private static final long BURST_PERIOD_NANOS = 200_000_000;
    private static final long RETRY_NANOS = 1_000_000_000;

    /** Until the answer to a command that was given up for a stop has surely come. */
    private static final long REST_NANOS = 50_000_000;

    private static final long BURST_GRACE_NANOS = 5_000_000_000L;
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    /** Rounds of stopping and asking, or of basic mode, before the pump counts as unwilling. */
    private static final int ROUNDS = 3;

    private static final int RUN_TRIES = 3;

    private static final byte[] UL = Ne1000Text.word("UL");
    private static final byte[] UM = Ne1000Text.word("UM");
    private static final byte[] NOTHING = {};

    private static final byte[] MODEL = Ne1000Text.word("NE1000");

    private final Ne1000Link link;
    private final Ne1000Settings settings;
    private final RigClock clock;
    private final Ne1000Text text = new Ne1000Text();

    private Ne1000Step step = Ne1000Step.FAILED;
    private boolean inService;
    private Ne1000Step failedStep = Ne1000Step.SAFE;
    private Outcome bringUpOutcome = Outcome.PENDING;
    private Ne1000Alarm alarm = Ne1000Alarm.NONE;
    private long nextNanos;
    private long burstDeadlineNanos;
    private int roundsLeft;
    private int runTriesLeft;

    private final BurstAccount burst = new BurstAccount();

    /** Lends the pump its line; nothing is sent yet. */
    public Ne1000(SerialLine line, Ne1000Settings settings, RigClock clock) {
        this.link = new Ne1000Link(line, settings.address());
        this.settings = settings;
        this.clock = clock;
    }

    /** Starts the bring-up: safe mode, stop, identity, all settings, each read back. */
    public void beginBringUp() {
        bringUpOutcome = Outcome.PENDING;
        begin(Ne1000Step.SAFE, clock.nanos());
    }

    /**
     * PENDING while the bring-up goes on; OK; or how its last try failed. It is tried each second.
     */
    public Outcome bringUpOutcome() {
        return bringUpOutcome;
    }

    /** After a failed bring-up, what was being done: the command. For the report at start. */
    public String failedCommand() {
        return failedStep.toString();
    }

    /** The pump stands or infuses as it was told, and watches over this line. */
    public boolean isInService() {
        return inService;
    }

    /** The pump stands, configured, and may be given a burst. */
    public boolean isReady() {
        return step == Ne1000Step.READY && !link.isBusy();
    }

    /**
     * Starts a burst of 1 to {@link #MOST_NANOLITRES}; the pump must be ready.
     *
     * @throws IllegalArgumentException outside that range
     */
    public void dispense(int nanolitres) {
        if (nanolitres < 1 || nanolitres > MOST_NANOLITRES) {
            throw new IllegalArgumentException(nanolitres + " nL, allowed 1-" + MOST_NANOLITRES);
        }
        assert isReady();
        burst.prepare(nanolitres);
        runTriesLeft = RUN_TRIES;
        begin(Ne1000Step.CLEAR, clock.nanos());
    }

    /** Stops the pump at once, whatever is under way, and then configures it again. */
    public void halt() {
        inService = false;
        roundsLeft = ROUNDS;
        link.abandon();
        begin(Ne1000Step.STOP, clock.nanos());
    }

    /**
     * Moves on by at most one exchange.
     *
     * @return PENDING when there is no news; OK when the pump was heard of and is well; INVALID
     *     when it stopped itself, see {@link #alarm}; RECONFIGURING when it is back and is being
     *     configured; else how an exchange failed
     */
    public Outcome poll() {
        long now = clock.nanos();
        if (!link.isBusy()) {
            return idle(now);
        }
        Outcome outcome = link.poll(now);
        return outcome == Outcome.PENDING ? outcome : ended(outcome, now);
    }

    private Outcome idle(long now) {
        link.poll(now);
        Ne1000Alarm told = link.takeUnaskedAlarm();
        if (told != Ne1000Alarm.NONE && inService) {
            return stopped(told, now);
        }
        if (now - nextNanos >= 0) {
            if (step == Ne1000Step.FAILED) {
                begin(Ne1000Step.SAFE, now);
            } else {
                send(now);
            }
        }
        return Outcome.PENDING;
    }

    private void begin(Ne1000Step next, long now) {
        step = next;
        if (next == Ne1000Step.SAFE) {
            roundsLeft = ROUNDS;
        }
        send(now);
    }

    private void send(long now) {
        text.to(settings.address()).word(step.word());
        switch (step) {
            case DIAMETER -> text.number(settings.diameterMicrometres());
            case RATE -> text.number(settings.nanolitresPerMinute()).word(UM);
            case VOLUME -> text.number(burst.nanolitres());
            default -> {
                // The word is the whole command.
            }
        }
        if (step == Ne1000Step.SAFE_FROM_BASIC) {
            link.askBasic(text, now);
        } else if (step == Ne1000Step.RUN) {
            burst.begin();
            link.askOnce(text, now);
        } else {
            link.ask(text, now);
        }
    }

    private Outcome ended(Outcome outcome, long now) {
        Ne1000Alarm told = outcome == Outcome.INVALID ? link.answer().alarm() : Ne1000Alarm.NONE;
        if (told != Ne1000Alarm.NONE) {
            return stopped(told, now);
        }
        return switch (step) {
            case SAFE, SAFE_FROM_BASIC -> safe(outcome, now);
            case STOP, STOP_AGAIN -> halting(outcome, now);
            case STATUS, STOPPED -> standing(outcome, now);
            case READY -> ready(outcome, now);
            case RUN -> started(outcome, now);
            case RUNNING -> running(outcome, now);
            default -> proceed(outcome.isOk() ? judge() : outcome, now);
        };
    }

    /** A pump in basic mode takes a safe packet for the beginning of a line. */
    private Outcome safe(Outcome outcome, long now) {
        boolean isFirst = step == Ne1000Step.SAFE;
        if (isFirst && outcome != Outcome.BUS_ERROR && !outcome.isOk()) {
            begin(Ne1000Step.SAFE_FROM_BASIC, now);
            return Outcome.PENDING;
        }
        if (!isFirst && outcome == Outcome.INVALID && roundsLeft-- > 0) {
            // With what the packet left in its line, the command was an unknown one.
            begin(Ne1000Step.SAFE_FROM_BASIC, now);
            return Outcome.PENDING;
        }
        return outcome.isOk() ? next(Ne1000Step.STATUS, now) : failed(outcome, now);
    }

    private Outcome halting(Outcome outcome, long now) {
        // A pump that stands already refuses to be stopped.
        if (outcome != Outcome.OK && outcome != Outcome.INVALID) {
            return failed(outcome, now);
        }
        if (step == Ne1000Step.STOP_AGAIN) {
            return next(Ne1000Step.STOPPED, now);
        }
        step = Ne1000Step.STOP_AGAIN;
        nextNanos = now + REST_NANOS;
        return Outcome.PENDING;
    }

    private Outcome standing(Outcome outcome, long now) {
        if (!outcome.isOk()) {
            return failed(outcome, now);
        }
        if (link.answer().status() == Ne1000Answer.Status.STOPPED) {
            return next(Ne1000Step.VERSION, now);
        }
        return roundsLeft-- > 0 ? next(Ne1000Step.STOP, now) : failed(Outcome.UNPROVED, now);
    }

    private Outcome proceed(Outcome judged, long now) {
        if (!judged.isOk()) {
            return failed(judged, now);
        }
        if (step == Ne1000Step.RATE_BACK) {
            nextNanos = now + IDLE_PERIOD_NANOS;
            step = Ne1000Step.READY;
            inService = true;
            alarm = Ne1000Alarm.NONE;
            bringUpOutcome = Outcome.OK;
            return Outcome.OK;
        }
        return next(step.following(), now);
    }

    private Outcome judge() {
        Ne1000Answer answer = link.answer();
        return switch (step) {
            case VERSION -> answer.dataStartsWith(MODEL) ? Outcome.OK : Outcome.INVALID;
            case COUNTER -> settleAborted(answer.infusedNanolitres());
            case DIAMETER_BACK -> proved(answer.dataIs(settings.diameterMicrometres(), NOTHING));
            case RATE_BACK -> proved(answer.dataIs(settings.nanolitresPerMinute(), UM));
            case VOLUME_BACK -> proved(answer.dataIs(burst.nanolitres(), UL));
            default -> Outcome.OK;
        };
    }

    private static Outcome proved(boolean fits) {
        return fits ? Outcome.OK : Outcome.UNPROVED;
    }

    /** What a burst that was broken off delivered, as far as the pump still knows. */
    private Outcome settleAborted(int infusedNanolitres) {
        burst.settle(infusedNanolitres);
        return Outcome.OK;
    }

    private Outcome ready(Outcome outcome, long now) {
        nextNanos = now + IDLE_PERIOD_NANOS;
        if (!outcome.isOk()) {
            return failed(outcome, now);
        }
        if (link.answer().status() != Ne1000Answer.Status.STOPPED) {
            // Somebody pressed a key: what moves now was not asked for.
            halt();
            return Outcome.UNPROVED;
        }
        return Outcome.OK;
    }

    /** Without an answer it is not known whether the pump runs; the counter will tell. */
    private Outcome started(Outcome outcome, long now) {
        if (outcome == Outcome.INVALID || outcome == Outcome.BUS_ERROR) {
            return failed(outcome, now);
        }
        step = Ne1000Step.RUNNING;
        nextNanos = now + BURST_PERIOD_NANOS;
        long runsNanos = burst.nanolitres() * NANOS_PER_MINUTE / settings.nanolitresPerMinute();
        burstDeadlineNanos = now + 2 * runsNanos + BURST_GRACE_NANOS;
        return Outcome.PENDING;
    }

    private Outcome running(Outcome outcome, long now) {
        if (!outcome.isOk()) {
            return failed(outcome, now);
        }
        Ne1000Answer.Status status = link.answer().status();
        int infused = link.answer().infusedNanolitres();
        if (infused < 0 || infused > burst.nanolitres()) {
            halt();
            return Outcome.UNPROVED;
        }
        if (status == Ne1000Answer.Status.INFUSING && now - burstDeadlineNanos < 0) {
            nextNanos = now + BURST_PERIOD_NANOS;
            return Outcome.OK;
        }
        if (status != Ne1000Answer.Status.STOPPED) {
            halt();
            return Outcome.UNPROVED;
        }
        return stood(infused, now);
    }

    private Outcome stood(int infused, long now) {
        if (infused == 0 && --runTriesLeft > 0) {
            // The pump stands and has delivered nothing: it did not take the command.
            begin(Ne1000Step.RUN, now);
            return Outcome.OK;
        }
        if (infused < burst.nanolitres()) {
            halt();
            return Outcome.UNPROVED;
        }
        burst.settle(infused);
        step = Ne1000Step.READY;
        nextNanos = now + IDLE_PERIOD_NANOS;
        return Outcome.OK;
    }

    private Outcome next(Ne1000Step next, long now) {
        begin(next, now);
        return inService ? Outcome.OK : Outcome.PENDING;
    }

    /** An alarm blocks the pump until it was told in an answer; asking again sees to that. */
    private Outcome stopped(Ne1000Alarm told, long now) {
        if (inService || alarm == Ne1000Alarm.NONE) {
            alarm = told;
        }
        if (told == Ne1000Alarm.POWER_INTERRUPTED) {
            burst.loseCounter();
        }
        nextNanos = inService ? now : now + RETRY_NANOS;
        inService = false;
        step = Ne1000Step.FAILED;
        return Outcome.INVALID;
    }

    private Outcome failed(Outcome why, long now) {
        failedStep = step;
        bringUpOutcome = why;
        inService = false;
        step = Ne1000Step.FAILED;
        nextNanos = now + RETRY_NANOS;
        return why;
    }

    /** Why the pump stopped itself last; NONE once it is in service again. */
    public Ne1000Alarm alarm() {
        return alarm;
    }

    /** What finished bursts delivered by the pump's own counter, and broken ones where it knew. */
    public long deliveredNanolitres() {
        return burst.deliveredNanolitres();
    }

    /** Bursts of which nobody knows how much of them was delivered: between nothing and this. */
    public long uncertainNanolitres() {
        return burst.uncertainNanolitres();
    }
}
