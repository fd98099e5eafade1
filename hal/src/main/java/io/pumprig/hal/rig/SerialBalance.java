package io.pumprig.hal.rig;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.hal.chip.BalanceDialect;
import io.pumprig.hal.chip.BalanceRequest;
import io.pumprig.hal.chip.LabBalance;
import io.pumprig.hal.device.Balance;
import io.pumprig.hal.device.BalanceReading;

/**
 * The balance over its serial line: a weight every 125 ms, and after a gap the proof of identity
 * before the next one.
 */
public final class SerialBalance implements Balance {
    /** Eight a second, within the 5-10 Hz of device reference 6.3. */
    private static final long PERIOD_NANOS = 125_000_000;

    private static final long PAUSE_NANOS = 5_000_000;

    /** Silence, reset and silence again last 4 s; three requests are within what is left. */
    private static final long BRING_UP_LIMIT_NANOS = 10_000_000_000L;

    private final LabBalance chip;
    private final RigClock clock;
    private final Schedule schedule;
    private Outcome weighed = Outcome.PENDING;
    private Outcome tared = Outcome.PENDING;
    private boolean isTareWanted;

    /** Why there are no weights while it is not known who answers. */
    private Outcome lost = Outcome.RECONFIGURING;

    SerialBalance(LabBalance chip, RigClock clock) {
        this.chip = chip;
        this.clock = clock;
        this.schedule = new Schedule(PERIOD_NANOS, clock.nanos());
    }

    /**
     * Brings a balance up: it tells who it is. Waits on the clock, at most 10 s. For start-up only.
     *
     * @param place of the line, for the report
     * @param serialNumber the number that it must have, or empty for any
     * @throws BringUpException when nobody answers, or another balance
     */
    public static SerialBalance bringUp(
            SerialLine line,
            String place,
            BalanceDialect dialect,
            String serialNumber,
            RigClock clock) {
        LabBalance chip = new LabBalance(line, dialect, clock);
        String part = "balance " + dialect.wiredName();
        long startedNanos = clock.nanos();
        Outcome outcome = chip.advance();
        while (!outcome.isOk()) {
            boolean isOver = clock.nanos() - startedNanos >= BRING_UP_LIMIT_NANOS;
            if (outcome.isFailure() && outcome != Outcome.RECONFIGURING || isOver) {
                throw new BringUpException(part, place, "a serial number", outcome.toString());
            }
            clock.pause(PAUSE_NANOS);
            outcome = chip.advance();
        }
        if (!serialNumber.isEmpty() && !serialNumber.equals(chip.serialNumber())) {
            throw new BringUpException(
                    part, place, "serial number " + serialNumber, chip.serialNumber());
        }
        return new SerialBalance(chip, clock);
    }

    @Override
    public void read(BalanceReading into) {
        moveOn();
        if (weighed != Outcome.PENDING) {
            take(into);
        }
        if (!chip.isTrusted()) {
            into.distrust();
        }
        long now = clock.nanos();
        if (isTareWanted || !schedule.isDue(now) || chip.isBusy() && chip.isIdentified()) {
            return;
        }
        schedule.advance(now);
        if (!chip.isIdentified()) {
            into.missed(lost);
        } else {
            chip.ask(BalanceRequest.WEIGHT);
        }
    }

    @Override
    public Outcome tare() {
        moveOn();
        if (tared != Outcome.PENDING) {
            Outcome ended = tared;
            tared = Outcome.PENDING;
            isTareWanted = false;
            return ended;
        }
        isTareWanted = true;
        if (!chip.isBusy() && chip.isIdentified()) {
            chip.ask(BalanceRequest.TARE);
        }
        return Outcome.PENDING;
    }

    private void take(BalanceReading into) {
        if (weighed.isOk()) {
            into.took(chip.micrograms(), chip.isStable(), chip.isTrusted(), clock.nanos());
        } else {
            into.missed(weighed);
        }
        weighed = Outcome.PENDING;
    }

    private void moveOn() {
        boolean taring = chip.isBusy() && chip.request() == BalanceRequest.TARE;
        boolean weighing = chip.isBusy() && chip.request() == BalanceRequest.WEIGHT;
        if (!taring && !weighing && !chip.isIdentified()) {
            identifyAgain();
            return;
        }
        Outcome outcome = chip.poll();
        if (outcome == Outcome.PENDING) {
            return;
        }
        lost = outcome.isFailure() ? outcome : Outcome.RECONFIGURING;
        if (taring) {
            tared = outcome;
        } else {
            weighed = outcome;
        }
    }

    /** A wish to tare ends with the balance that it was meant for. */
    private void identifyAgain() {
        Outcome outcome = chip.advance();
        if (!outcome.isFailure()) {
            return;
        }
        lost = outcome;
        if (isTareWanted) {
            tared = outcome;
        }
    }
}
