package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;

/**
 * TMC2209 stepper driver: step pulses by pin, configuration and health by UART (device reference,
 * section 1).
 *
 * <p>{@link #poll} is called once a cycle and never waits. It brings the chip up with its bridges
 * off, and again by itself when the chip has lost its registers; until then step pulses are
 * refused. In service one question is asked every 50 ms: every other time for the position, in
 * between for GSTAT and DRV_STATUS.
 *
 * <p>A position that does not fit the pulses sent is believed only after GSTAT has said that the
 * chip was not reset meanwhile: after a reset MSCNT starts at 0, and that is lost configuration,
 * not motion.
 */
public final class Tmc2209 {
    /** Bit in the result of {@link #poll}: a question for the position has ended. */
    public static final int MOTION = 1;

    /** Bit in the result of {@link #poll}: a question for the health of the drive has ended. */
    public static final int DRIVE = 2;

    private final Tmc2209Pins pins;
    private final InputPin diag;
    private final RigClock clock;
    private final Tmc2209Configuration configuration;
    private final Tmc2209Uart uart;
    private final Tmc2209BringUp bringUp;
    private final Tmc2209Position position;
    private final Tmc2209Questions questions = new Tmc2209Questions();

    private boolean bringingUp;
    private boolean sequenceRunning;
    private boolean inService;
    private Outcome bringUpOutcome = Outcome.PENDING;

    private boolean energiseWanted;
    private boolean released;
    private boolean enableUnchecked;
    private boolean enableUnproved;

    private Outcome stepOutcome = Outcome.OK;

    private boolean faultOutput = true;
    private int question;
    private boolean positionDoubtful;
    private int ifcnt;
    private int gstat;
    private int drvStatus;
    private Outcome motionOutcome = Outcome.NOT_READY;
    private Outcome driveOutcome = Outcome.NOT_READY;

    /**
     * Takes what it is lent; touches nothing before {@link #beginBringUp}.
     *
     * @param node 0-3, the level of MS2 and MS1
     * @param enable the ENN pin: high is off
     */
    public Tmc2209(
            SerialLine line,
            int node,
            OutputPin step,
            OutputPin dir,
            OutputPin enable,
            InputPin diag,
            RigClock clock,
            Tmc2209Configuration configuration) {
        if (node < 0 || node > 3) {
            throw new IllegalArgumentException("node " + node + ", allowed 0-3");
        }
        this.pins = new Tmc2209Pins(step, dir, enable);
        this.diag = diag;
        this.clock = clock;
        this.configuration = configuration;
        uart = new Tmc2209Uart(line, node, clock.nanos(), configuration.answerTimeoutNanos());
        bringUp = new Tmc2209BringUp(uart, configuration);
        position = new Tmc2209Position(configuration.countsPerPulse());
    }

    /**
     * Starts the bring-up: bridges off, then the sequence, by the following calls of {@link #poll}.
     */
    public void beginBringUp() {
        bringingUp = true;
        sequenceRunning = false;
        inService = false;
        released = pins.release().isOk();
        enableUnchecked = false;
        enableUnproved = false;
        positionDoubtful = false;
        position.rebase();
        bringUpOutcome = Outcome.PENDING;
        questions.restart(clock.nanos());
    }

    /** How the bring-up stands: PENDING, OK once in service, or how its last attempt failed. */
    public Outcome bringUpOutcome() {
        return bringUpOutcome;
    }

    /** True when the last bring-up found the chip reset: its counter began again at 0. */
    public boolean wasReset() {
        return bringUp.isResetFound();
    }

    /** After a failed bring-up: what should have been found. For the report at start. */
    public String bringUpExpected() {
        return bringUp.expected();
    }

    /** After a failed bring-up: what was found instead. For the report at start. */
    public String bringUpFound() {
        return bringUp.found();
    }

    /**
     * Switches the coils. While the chip is being configured they stay off, and the wish is carried
     * out afterwards. Free to call each cycle.
     */
    public Outcome enable(boolean on) {
        energiseWanted = on;
        return inService && on != pins.isEnergised() ? switchCoils(on) : Outcome.OK;
    }

    private Outcome switchCoils(boolean on) {
        Outcome outcome = pins.energise(on, clock.nanos());
        if (outcome.isOk()) {
            enableUnproved = false;
            enableUnchecked = false;
            questions.withdraw(Tmc2209Questions.IOIN);
            if (on) {
                questions.want(Tmc2209Questions.IOIN);
            }
        }
        return outcome;
    }

    /**
     * Sends up to {@code pulses} step pulses. None before the chip is configured, its position
     * known, and its coils were on long enough to tune.
     *
     * @return rising edges that went out; if fewer than asked, {@link #stepOutcome} says why
     */
    public int step(int pulses) {
        if (pulses == 0) {
            stepOutcome = Outcome.OK;
            return 0;
        }
        stepOutcome = permission();
        if (!stepOutcome.isOk()) {
            return 0;
        }
        int sent = pins.step(pulses);
        stepOutcome = pins.outcome();
        return sent;
    }

    private Outcome permission() {
        if (!inService || !position.isBased()) {
            return Outcome.RECONFIGURING;
        }
        return pins.isTuned(clock) ? Outcome.OK : Outcome.NOT_READY;
    }

    /**
     * How the last {@link #step} ended: NOT_READY with the coils off or still tuning, RECONFIGURING
     * before that.
     */
    public Outcome stepOutcome() {
        return stepOutcome;
    }

    /** True when pulses are taken: configured, position known, coils on and tuned. */
    public boolean isReady() {
        return permission().isOk();
    }

    /**
     * Samples DIAG, takes an answer that has arrived, asks what is due.
     *
     * @return bits {@link #MOTION} and {@link #DRIVE} for questions that have ended; their values
     *     and outcomes are then fresh
     */
    public int poll() {
        long now = clock.nanos();
        boolean fault = diag.level() != InputPin.Level.LOW;
        if (fault && !faultOutput) {
            questions.want(Tmc2209Questions.GSTAT | Tmc2209Questions.STATUS);
        }
        faultOutput = fault;
        if (bringingUp) {
            return configure(now);
        }
        if (!inService) {
            return 0;
        }
        int news = uart.isBusy() ? takeAnswer(now) : 0;
        if (inService && !uart.isBusy()) {
            askNext(now);
        }
        return news;
    }

    private int configure(long now) {
        boolean slot = questions.takeSlot(now);
        if (!released) {
            released = pins.release().isOk();
        }
        if (sequenceRunning) {
            Outcome outcome = bringUp.poll(now);
            if (outcome.isOk()) {
                return beginService();
            }
            sequenceRunning = outcome == Outcome.PENDING;
            if (!sequenceRunning) {
                bringUpOutcome = outcome;
            }
        } else if (uart.isBusy()) {
            uart.poll(now);
        } else if (released && (slot || !bringUpOutcome.isFailure())) {
            bringUp.begin(now);
            sequenceRunning = true;
        }
        if (!slot) {
            return 0;
        }
        motionOutcome = bringUpOutcome.isFailure() ? bringUpOutcome : Outcome.RECONFIGURING;
        driveOutcome = motionOutcome;
        return MOTION | DRIVE;
    }

    private int beginService() {
        bringingUp = false;
        sequenceRunning = false;
        inService = true;
        bringUpOutcome = Outcome.OK;
        ifcnt = bringUp.ifcnt();
        gstat = 0;
        questions.want(Tmc2209Questions.POSITION | Tmc2209Questions.STATUS);
        if (energiseWanted) {
            switchCoils(true);
        }
        return 0;
    }

    private void askNext(long now) {
        question = questions.next(now, pins.sentMicrosteps(), enableUnchecked || enableUnproved);
        if (question == Tmc2209Questions.CLEAR_GSTAT) {
            uart.tell(Tmc2209Registers.GSTAT, Tmc2209Registers.GSTAT_DRV_ERR, now);
        } else if (question != Tmc2209Questions.NONE) {
            uart.ask(Tmc2209Questions.register(question), now);
        }
    }

    private int takeAnswer(long now) {
        Outcome outcome = uart.poll(now);
        if (outcome == Outcome.PENDING) {
            return 0;
        }
        switch (question) {
            case Tmc2209Questions.POSITION:
                return takePosition(outcome);
            case Tmc2209Questions.GSTAT:
                return takeGstat(outcome);
            case Tmc2209Questions.STATUS:
                return takeStatus(outcome);
            case Tmc2209Questions.IOIN:
                return takeIoin(outcome);
            case Tmc2209Questions.CLEAR_GSTAT:
                // Taken or not, and with a good echo or not: IFCNT knows.
                questions.want(Tmc2209Questions.IFCNT);
                return 0;
            default:
                return takeIfcnt(outcome);
        }
    }

    private int takePosition(Outcome outcome) {
        motionOutcome = outcome;
        if (!outcome.isOk()) {
            if (!position.isBased()) {
                questions.want(Tmc2209Questions.POSITION);
            }
            return MOTION;
        }
        int counts = uart.value() & 1023;
        if (position.isOffGrid(counts)) {
            beginBringUp();
            motionOutcome = Outcome.RECONFIGURING;
            return MOTION;
        }
        if (position.take(counts, questions.sentAtQuestion(), pins.sentMicrosteps())) {
            positionDoubtful = true;
            questions.want(Tmc2209Questions.GSTAT);
            return 0;
        }
        return MOTION;
    }

    private int takeGstat(Outcome outcome) {
        driveOutcome = outcome;
        int news = DRIVE;
        if (positionDoubtful) {
            positionDoubtful = false;
            motionOutcome = outcome;
            news |= MOTION;
        }
        if (!outcome.isOk()) {
            return news;
        }
        gstat = uart.value();
        if ((gstat & Tmc2209Registers.GSTAT_RESET) != 0) {
            beginBringUp();
            motionOutcome = Outcome.RECONFIGURING;
            return news;
        }
        driveOutcome = enableUnproved ? Outcome.UNPROVED : Outcome.OK;
        return news;
    }

    private int takeStatus(Outcome outcome) {
        driveOutcome = outcome;
        if (!outcome.isOk()) {
            return DRIVE;
        }
        drvStatus = uart.value();
        boolean noCurrent = pins.isEnergised() && Tmc2209Registers.currentScale(drvStatus) == 0;
        if (noCurrent && configuration.alwaysHolds()) {
            // Device reference 1.6: an unnoticed reset.
            beginBringUp();
            driveOutcome = Outcome.RECONFIGURING;
            return DRIVE;
        }
        int cause = Tmc2209Registers.STATUS_OT | Tmc2209Registers.STATUS_SHORT;
        boolean overcome = (drvStatus & cause) == 0 && !faultOutput;
        if (overcome && (gstat & Tmc2209Registers.GSTAT_DRV_ERR) != 0) {
            questions.want(Tmc2209Questions.CLEAR_GSTAT);
        }
        driveOutcome = enableUnproved ? Outcome.UNPROVED : Outcome.OK;
        return DRIVE;
    }

    private int takeIoin(Outcome outcome) {
        if (!pins.isEnergised()) {
            return 0;
        }
        enableUnchecked = !outcome.isOk();
        if (enableUnchecked) {
            driveOutcome = outcome;
            return DRIVE;
        }
        enableUnproved = (uart.value() & Tmc2209Registers.IOIN_ENN) != 0;
        driveOutcome = enableUnproved ? Outcome.UNPROVED : driveOutcome;
        return enableUnproved ? DRIVE : 0;
    }

    private int takeIfcnt(Outcome outcome) {
        if (!outcome.isOk()) {
            driveOutcome = outcome;
            return DRIVE;
        }
        int before = ifcnt;
        ifcnt = uart.value();
        if (ifcnt == (before + 1 & 0xFF)) {
            return 0;
        }
        driveOutcome = Outcome.UNPROVED;
        if (ifcnt != before) {
            beginBringUp();
            driveOutcome = Outcome.RECONFIGURING;
        }
        // Not taken: GSTAT is read again in its turn before it is cleared again, so that the
        // repeat cannot clear a newer event.
        return DRIVE;
    }

    /** Level of DIAG at the last {@link #poll}: true says fault, or that it could not be read. */
    public boolean faultOutput() {
        return faultOutput;
    }

    /** Pulses sent since this driver was made. */
    public long sentMicrosteps() {
        return pins.sentMicrosteps();
    }

    /** How the last question for the position ended. */
    public Outcome motionOutcome() {
        return motionOutcome;
    }

    /** Pulses sent when the chip took the position, see {@link #seenMicrosteps}. */
    public long positionSentMicrosteps() {
        return position.sentMicrosteps();
    }

    /** Pulses that the chip has seen, starting from those sent when it was brought up. */
    public long seenMicrosteps() {
        return position.seenMicrosteps();
    }

    /** MSCNT as last answered, 0-1023. */
    public int positionCounts() {
        return position.counts();
    }

    /** How the last question for GSTAT, DRV_STATUS or the enable pin ended. */
    public Outcome driveOutcome() {
        return driveOutcome;
    }

    /** GSTAT as last answered. */
    public int gstat() {
        return gstat;
    }

    /** DRV_STATUS as last answered. */
    public int drvStatus() {
        return drvStatus;
    }
}
