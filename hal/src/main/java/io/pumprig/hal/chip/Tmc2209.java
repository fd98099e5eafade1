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

    private static final long SLOT_NANOS = 50_000_000;

    /** Half an electrical cycle is 32 pulses, the question under way may be late. */
    private static final long PULSES_WITHOUT_POSITION = 20;

    private static final int ASK_GSTAT = 1;
    private static final int ASK_STATUS = 2;
    private static final int ASK_POSITION = 4;
    private static final int ASK_IOIN = 8;
    private static final int CLEAR_GSTAT = 16;
    private static final int ASK_IFCNT = 32;

    private final Tmc2209Pins pins;
    private final InputPin diag;
    private final RigClock clock;
    private final Tmc2209Configuration configuration;
    private final Tmc2209Uart uart;
    private final Tmc2209BringUp bringUp;
    private final Tmc2209Position position;

    private boolean bringingUp;
    private boolean sequenceRunning;
    private boolean inService;
    private Outcome bringUpOutcome = Outcome.PENDING;

    private boolean energiseWanted;
    private boolean released;
    private boolean enableUnproved;

    private Outcome stepOutcome = Outcome.OK;

    private boolean faultOutput = true;
    private int wanted;
    private int question;
    private int turn;
    private long slotNanos;
    private long sentAtQuestion;
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
        uart = new Tmc2209Uart(line, node, clock.nanos());
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
        released = false;
        enableUnproved = false;
        positionDoubtful = false;
        wanted = 0;
        position.rebase();
        bringUpOutcome = Outcome.PENDING;
        slotNanos = clock.nanos() + SLOT_NANOS;
    }

    /** How the bring-up stands: PENDING, OK once in service, or how its last attempt failed. */
    public Outcome bringUpOutcome() {
        return bringUpOutcome;
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
            wanted = on ? wanted | ASK_IOIN : wanted & ~ASK_IOIN;
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
            wanted |= ASK_GSTAT | ASK_STATUS;
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
        } else if (released && (bringUpOutcome == Outcome.PENDING || now - slotNanos >= 0)) {
            bringUp.begin(now);
            sequenceRunning = true;
        }
        if (now - slotNanos < 0) {
            return 0;
        }
        slotNanos = now + SLOT_NANOS;
        motionOutcome = Outcome.RECONFIGURING;
        driveOutcome = Outcome.RECONFIGURING;
        return MOTION | DRIVE;
    }

    private int beginService() {
        bringingUp = false;
        sequenceRunning = false;
        inService = true;
        bringUpOutcome = Outcome.OK;
        ifcnt = bringUp.ifcnt();
        gstat = 0;
        wanted = ASK_POSITION | ASK_STATUS;
        if (energiseWanted) {
            switchCoils(true);
        }
        return 0;
    }

    private void askNext(long now) {
        if (wanted != 0) {
            ask(Integer.lowestOneBit(wanted), now);
        } else if (pins.sentMicrosteps() - sentAtQuestion >= PULSES_WITHOUT_POSITION) {
            ask(ASK_POSITION, now);
        } else if (now - slotNanos >= 0) {
            slotNanos = now - slotNanos < SLOT_NANOS ? slotNanos + SLOT_NANOS : now + SLOT_NANOS;
            turn = turn + 1 & 3;
            switch (turn) {
                case 1:
                    ask(ASK_GSTAT, now);
                    break;
                case 2:
                    ask(enableUnproved ? ASK_IOIN : ASK_POSITION, now);
                    break;
                case 3:
                    ask(ASK_STATUS, now);
                    break;
                default:
                    ask(ASK_POSITION, now);
                    break;
            }
        }
    }

    private void ask(int what, long now) {
        wanted &= ~what;
        question = what;
        switch (what) {
            case ASK_GSTAT:
                uart.ask(Tmc2209Registers.GSTAT, now);
                break;
            case ASK_STATUS:
                uart.ask(Tmc2209Registers.DRV_STATUS, now);
                break;
            case ASK_POSITION:
                sentAtQuestion = pins.sentMicrosteps();
                uart.ask(Tmc2209Registers.MSCNT, now);
                break;
            case ASK_IOIN:
                uart.ask(Tmc2209Registers.IOIN, now);
                break;
            case CLEAR_GSTAT:
                uart.tell(Tmc2209Registers.GSTAT, Tmc2209Registers.GSTAT_DRV_ERR, now);
                break;
            default:
                uart.ask(Tmc2209Registers.IFCNT, now);
                break;
        }
    }

    private int takeAnswer(long now) {
        Outcome outcome = uart.poll(now);
        if (outcome == Outcome.PENDING) {
            return 0;
        }
        switch (question) {
            case ASK_POSITION:
                return takePosition(outcome);
            case ASK_GSTAT:
                return takeGstat(outcome);
            case ASK_STATUS:
                return takeStatus(outcome);
            case ASK_IOIN:
                return takeIoin(outcome);
            case CLEAR_GSTAT:
                // Taken or not, and with a good echo or not: IFCNT knows.
                wanted |= ASK_IFCNT;
                return 0;
            default:
                return takeIfcnt(outcome);
        }
    }

    private int takePosition(Outcome outcome) {
        motionOutcome = outcome;
        if (!outcome.isOk()) {
            if (!position.isBased()) {
                wanted |= ASK_POSITION;
            }
            return MOTION;
        }
        int counts = uart.value() & 1023;
        if (position.isOffGrid(counts)) {
            beginBringUp();
            motionOutcome = Outcome.RECONFIGURING;
            return MOTION;
        }
        if (position.take(counts, sentAtQuestion, pins.sentMicrosteps())) {
            positionDoubtful = true;
            wanted |= ASK_GSTAT;
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
            wanted |= CLEAR_GSTAT;
        }
        driveOutcome = enableUnproved ? Outcome.UNPROVED : Outcome.OK;
        return DRIVE;
    }

    private int takeIoin(Outcome outcome) {
        if (!pins.isEnergised()) {
            return 0;
        }
        enableUnproved = !outcome.isOk() || (uart.value() & Tmc2209Registers.IOIN_ENN) != 0;
        driveOutcome = outcome.isOk() ? Outcome.UNPROVED : outcome;
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
