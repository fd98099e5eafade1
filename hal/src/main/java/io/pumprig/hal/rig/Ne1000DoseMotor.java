package io.pumprig.hal.rig;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.hal.chip.Ne1000;
import io.pumprig.hal.chip.Ne1000Alarm;
import io.pumprig.hal.chip.Ne1000Settings;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpHead;

/**
 * A syringe pump as dose motor (device reference 7.4): a microstep of the pump head's geometry is
 * its unit of volume. What is asked for adds up, and goes out in bursts of whole nanolitres once
 * enough is due; the rest stays due, to the picolitre, so that never more was delivered than asked.
 *
 * <p>The pump counts the motion of its plunger, which proves no rotor: a motion reading is INVALID
 * each time, and the interlocks that need the proof refuse. What was due when the pump was released
 * or stopped itself is given up, never caught up.
 */
public final class Ne1000DoseMotor implements DoseMotor {
    private static final long PICOLITRES_PER_NANOLITRE = 1_000;
    private static final long MOST_DUE_PICOLITRES =
            Ne1000.MOST_NANOLITRES * PICOLITRES_PER_NANOLITRE;
    private static final long PAUSE_NANOS = 5_000_000;

    /** Two tries a second apart, of some 25 exchanges with a time-out each at worst. */
    private static final long BRING_UP_LIMIT_NANOS = 10_000_000_000L;

    private static final int BRING_UP_TRIES = 3;

    private final Ne1000 pump;
    private final PumpHead head;
    private final int burstNanolitres;
    private final RigClock clock;
    private long takenMicrosteps;
    private long settledPicolitres;
    private boolean released;
    private Outcome refusal = Outcome.RECONFIGURING;

    /**
     * @param pump after its bring-up
     * @param head what a microstep stands for
     * @param burstNanolitres least volume of a burst, 1 to {@link Ne1000#MOST_NANOLITRES}
     */
    Ne1000DoseMotor(Ne1000 pump, PumpHead head, int burstNanolitres, RigClock clock) {
        if (burstNanolitres < 1 || burstNanolitres > Ne1000.MOST_NANOLITRES) {
            throw new IllegalArgumentException(
                    "burstNanolitres " + burstNanolitres + ", allowed 1-" + Ne1000.MOST_NANOLITRES);
        }
        this.pump = pump;
        this.head = head;
        this.burstNanolitres = burstNanolitres;
        this.clock = clock;
    }

    /**
     * Brings a pump up: stopped, identified, configured, watched by its own safe mode. Waits on the
     * clock, at most 10 s. For start-up only.
     *
     * @param place of the line, for the report
     * @throws BringUpException when nobody answers, or another pump, or one that does not keep its
     *     settings
     */
    public static Ne1000DoseMotor bringUp(
            SerialLine line,
            String place,
            Ne1000Settings settings,
            PumpHead head,
            int burstNanolitres,
            RigClock clock) {
        Ne1000 pump = new Ne1000(line, settings, clock);
        Ne1000DoseMotor motor = new Ne1000DoseMotor(pump, head, burstNanolitres, clock);
        long startedNanos = clock.nanos();
        int failures = 0;
        pump.beginBringUp();
        while (!pump.isInService()) {
            Outcome news = pump.poll();
            // An alarm from before is cleared by being told.
            failures += news.isFailure() && pump.alarm() == Ne1000Alarm.NONE ? 1 : 0;
            boolean isOver = clock.nanos() - startedNanos >= BRING_UP_LIMIT_NANOS;
            if (failures == BRING_UP_TRIES || isOver) {
                throw new BringUpException(
                        "motor ne1000",
                        place + " address " + settings.address(),
                        "an NE1000 that stands and keeps its settings",
                        pump.bringUpOutcome() + " at " + pump.failedCommand());
            }
            clock.pause(PAUSE_NANOS);
        }
        return motor;
    }

    @Override
    public Outcome apply(MotorCommand command) {
        if (!command.isEnergised()) {
            release();
            return command.took(0, Outcome.OK);
        }
        released = false;
        if (!pump.isInService()) {
            return command.took(0, refusal);
        }
        long due = head.picolitresOf(takenMicrosteps + command.microsteps()) - settledPicolitres;
        if (due > MOST_DUE_PICOLITRES) {
            return command.took(0, Outcome.NOT_READY);
        }
        takenMicrosteps += command.microsteps();
        return command.took(command.microsteps(), Outcome.OK);
    }

    private void release() {
        if (!released) {
            released = true;
            giveUp();
            pump.halt();
        }
    }

    private void giveUp() {
        settledPicolitres = head.picolitresOf(takenMicrosteps);
    }

    @Override
    public void poll(MotionReading motion, DriveReading drive) {
        Outcome news = pump.poll();
        drive.faultOutput(!released && !pump.isInService());
        if (news != Outcome.PENDING) {
            take(news, motion, drive);
        }
        long due = head.picolitresOf(takenMicrosteps) - settledPicolitres;
        long nanolitres = Math.min(due / PICOLITRES_PER_NANOLITRE, Ne1000.MOST_NANOLITRES);
        if (!released && nanolitres >= burstNanolitres && pump.isReady()) {
            pump.dispense((int) nanolitres);
            settledPicolitres += nanolitres * PICOLITRES_PER_NANOLITRE;
        }
    }

    private void take(Outcome news, MotionReading motion, DriveReading drive) {
        motion.missed(Outcome.INVALID);
        if (news.isOk()) {
            drive.took(0, false, 0, clock.nanos());
            return;
        }
        refusal = news;
        giveUp();
        int faults = faults(pump.alarm());
        if (news == Outcome.INVALID && faults != 0) {
            drive.took(faults, false, faults, clock.nanos());
        } else {
            drive.missed(news);
        }
    }

    /** Why the pump stopped itself as bits of {@link DriveReading}. */
    static int faults(Ne1000Alarm alarm) {
        return switch (alarm) {
            case NONE -> 0;
            case STALLED -> DriveReading.SHUT_DOWN | DriveReading.STALLED;
            case SILENCE -> DriveReading.SHUT_DOWN | DriveReading.LINK_LOST;
            case POWER_INTERRUPTED -> DriveReading.SHUT_DOWN | DriveReading.RESET;
            case PROGRAM_ERROR, PHASE_OUT_OF_RANGE -> DriveReading.SHUT_DOWN;
        };
    }

    @Override
    public long sentMicrosteps() {
        return takenMicrosteps;
    }

    /** Delivered by the pump's own counter. */
    public long deliveredNanolitres() {
        return pump.deliveredNanolitres();
    }

    /** At most so much more was delivered: bursts of which the pump lost the count. */
    public long uncertainNanolitres() {
        return pump.uncertainNanolitres();
    }
}
