package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;

/**
 * How far the bring-up of a chip has come: its stages in their order, each with a time before which
 * it is not tried, so that nobody waits. After a failure it starts again from the first stage, not
 * before 100 ms have passed. The last stage is service.
 *
 * @param <S> the chip's stages; what is done in them is the driver's affair
 */
final class StagedBringUp<S extends Enum<S>> {
    private static final long REST_NANOS = 100_000_000;

    /** What a driver does in the stage that has been reached. */
    @FunctionalInterface
    interface Steps {
        /**
         * Does it, and names the next stage if it is done.
         *
         * @return PENDING; OK when the chip is in service; or a failure
         */
        Outcome carryOut(long nowNanos);
    }

    private final RigClock clock;
    private final S first;
    private final S service;
    private final Steps steps;
    private S stage;
    private long notBeforeNanos;

    StagedBringUp(RigClock clock, S first, S service, Steps steps) {
        this.clock = clock;
        this.first = first;
        this.service = service;
        this.steps = steps;
        stage = first;
        notBeforeNanos = clock.nanos();
    }

    S stage() {
        return stage;
    }

    boolean isInService() {
        return stage == service;
    }

    /**
     * Moves on as far as it goes now.
     *
     * @return PENDING, OK in service, or how the stage failed
     */
    Outcome advance() {
        long now = clock.nanos();
        if (stage == service) {
            return Outcome.OK;
        }
        if (now - notBeforeNanos < 0) {
            return Outcome.PENDING;
        }
        Outcome outcome = steps.carryOut(now);
        if (outcome.isFailure()) {
            goOn(first, now + REST_NANOS);
        }
        return outcome;
    }

    /** Goes to that stage, which is not tried before {@code notBeforeNanos}: PENDING. */
    Outcome goOn(S next, long notBeforeNanos) {
        stage = next;
        this.notBeforeNanos = notBeforeNanos;
        return Outcome.PENDING;
    }

    /** Does so if {@code done} was OK; else {@code done}. */
    Outcome goOnAfter(Outcome done, S next, long notBeforeNanos) {
        return done.isOk() ? goOn(next, notBeforeNanos) : done;
    }

    /** The chip is in service: OK. */
    Outcome enterService() {
        stage = service;
        return Outcome.OK;
    }

    /**
     * The chip in service has lost what it was told: that stage is next, at once: RECONFIGURING.
     */
    Outcome lost(S next) {
        goOn(next, clock.nanos());
        return Outcome.RECONFIGURING;
    }
}
