package io.pumprig.controller.journal;

import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.safety.Interlocks;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.PumpHead;
import io.pumprig.hal.device.RotorReading;
import java.util.function.Supplier;

/**
 * The loop's side of the journal: decides when a checkpoint is due, fills it, and says how far the
 * lease reaches. It waits for nothing and allocates nothing; {@link JournalWriter} does the rest.
 *
 * <p>A new lease is used when it is durable, on a bench as soon as that is known, in simulation a
 * fixed number of cycles after it was asked for, so that no disk can change a result: whoever turns
 * the clock waits with {@link #awaitLeaseDueAt}. Where the disk fails, or does not answer for five
 * seconds, therapy goes on beyond the lease (SR-90) under LOG_FAILURE.
 */
public final class Journal {
    /** Volume of a lease: 160 microsteps, 1 uL on the reference head. */
    public static final int LEASE_MICROSTEPS = 160;

    private static final long PERIODIC_NANOS = 300_000_000_000L;

    /** A disk that takes longer than this for a checkpoint is as good as broken. */
    private static final long STALL_NANOS = 5_000_000_000L;

    /** In simulation: checkpoints that may be on their way before the clock waits for the disk. */
    private static final int MOST_ON_THE_WAY = 8;

    /** In simulation: how often, and for how many events, the clock waits for the writer. */
    private static final long EVENT_MASK = 255;

    private static final long MOST_EVENTS_WAITING = 2_048;

    private static final int COUNTS_PER_ELECTRICAL_CYCLE = 1_024;
    private static final Delivery[] PURPOSES = Delivery.values();
    private static final Withheld[] CAUSES = Withheld.values();

    private final JournalWriter writer;
    private final PumpHead head;
    private final DeliveryLedger ledger;
    private final Planner planner;
    private final Alarms alarms;
    private final Interlocks interlocks;
    private final Supplier<byte[]> companion;
    private final int leaseDelayCycles;
    private final Checkpoint next = new Checkpoint();
    private long leaseEnd;
    private long pendingEnd;
    private long pendingSeq;
    private long pendingDueCycle;
    private boolean pending;
    private int onTheWay;
    private long checkpointNanos;
    private long recordedVersion;
    private long rotorAttempts;
    private long rotorSent;

    /** Of the last cycle: not yet in what its sample says of the pulses sent. */
    private int lastTaken;

    /**
     * @param companion gives the state of the world beside the controller, or null where there is
     *     none to keep
     * @param leaseDelayCycles cycles after which a lease is used; 0 = as soon as it is durable
     */
    public Journal(
            JournalWriter writer,
            PumpHead head,
            DeliveryLedger ledger,
            Planner planner,
            Alarms alarms,
            Interlocks interlocks,
            Supplier<byte[]> companion,
            int leaseDelayCycles) {
        this.writer = writer;
        this.head = head;
        this.ledger = ledger;
        this.planner = planner;
        this.alarms = alarms;
        this.interlocks = interlocks;
        this.companion = companion;
        this.leaseDelayCycles = leaseDelayCycles;
    }

    /** Writes the first checkpoint and waits for it; start-up only. */
    public void begin(Sample sample, long utcMillis, long stateVersion) {
        writer.at(sample.nanos());
        fill(sample, 0, utcMillis);
        writer.offer(next);
        writer.awaitFinished(next.seq);
        leaseEnd = next.leaseEndMicrosteps;
        checkpointNanos = sample.nanos();
        recordedVersion = stateVersion;
    }

    /** Microsteps that may still be delivered in this cycle. Control thread. */
    public long leaseMicrosteps(long cycle) {
        if (pending && isPendingUsable(cycle)) {
            assert leaseDelayCycles == 0 || writer.finishedSeq() >= pendingSeq
                    : "nobody waited for the lease of cycle " + cycle;
            leaseEnd = pendingEnd;
            pending = false;
        }
        return leaseEnd - ledger.delivered();
    }

    private boolean isPendingUsable(long cycle) {
        return leaseDelayCycles > 0
                ? cycle >= pendingDueCycle
                : writer.finishedSeq() >= pendingSeq || writer.isStalled();
    }

    /**
     * Waits until the lease that {@code cycle} is going to use is durable, and as long as the
     * writer is far behind, so that nothing is lost at any speed. For the thread that turns a
     * virtual clock, before every cycle; nothing to wait for in almost all of them.
     */
    public void awaitLeaseDueAt(long cycle) {
        if (leaseDelayCycles == 0) {
            return;
        }
        if (pending && cycle >= pendingDueCycle) {
            writer.awaitFinished(pendingSeq);
        }
        if (onTheWay >= MOST_ON_THE_WAY) {
            writer.awaitFinished(next.seq);
            onTheWay = 0;
        }
        if ((cycle & EVENT_MASK) == 0) {
            writer.awaitEvents(MOST_EVENTS_WAITING);
        }
    }

    /**
     * Closes the cycle: takes a checkpoint if one is due. A state that changed is recorded at once,
     * a position that was not known as soon as it is, the rest when half of the lease is used or
     * five minutes have passed (SR-87).
     *
     * @param taken pulses that went out in this cycle, after the sample was taken
     * @param clock asked for UTC only when a checkpoint is taken
     */
    public void append(Sample sample, int taken, RigClock clock, long stateVersion) {
        writer.at(sample.nanos());
        lastTaken = taken;
        if (sample.rotor().attempts() != rotorAttempts) {
            rotorAttempts = sample.rotor().attempts();
            rotorSent = sample.sentMicrosteps();
        }
        boolean changed =
                stateVersion != recordedVersion || !next.positionKnown && isPositionKnown(sample);
        if (!changed && pending) {
            watchForStall(sample.nanos());
            return;
        }
        boolean halfUsed = leaseEnd - ledger.delivered() <= LEASE_MICROSTEPS / 2;
        if (!changed && !halfUsed && sample.nanos() - checkpointNanos < PERIODIC_NANOS) {
            return;
        }
        if (writer.hasRoom()) {
            checkpoint(sample, taken, clock.utcMillis(), stateVersion);
        } else {
            watchForStall(sample.nanos());
        }
    }

    /**
     * Waits until every checkpoint so far is durable or refused. For the thread that turns a
     * virtual clock.
     */
    public void awaitWritten() {
        writer.awaitFinished(next.seq);
    }

    /** Takes a last checkpoint after the last cycle; waits for the disk, at most a few seconds. */
    public void end(Sample sample, RigClock clock, long stateVersion) {
        if (writer.hasRoom()) {
            checkpoint(sample, lastTaken, clock.utcMillis(), stateVersion);
        }
    }

    private void checkpoint(Sample sample, int taken, long utcMillis, long stateVersion) {
        fill(sample, taken, utcMillis);
        writer.offer(next);
        onTheWay++;
        if (!pending) {
            // A lease on its way stays good: every later checkpoint reaches at least as far.
            pending = true;
            pendingSeq = next.seq;
            pendingEnd = next.leaseEndMicrosteps;
            pendingDueCycle = sample.cycle() + leaseDelayCycles;
        }
        checkpointNanos = sample.nanos();
        recordedVersion = stateVersion;
    }

    /** On a bench only: in simulation the clock stands still while the disk does. */
    private void watchForStall(long nanos) {
        if (leaseDelayCycles > 0) {
            return;
        }
        if (nanos - checkpointNanos > STALL_NANOS && writer.finishedSeq() < next.seq) {
            writer.reportStall();
        }
        if (!writer.hasRoom() && writer.isStalled()) {
            leaseEnd = ledger.delivered() + LEASE_MICROSTEPS;
        }
    }

    private void fill(Sample sample, int taken, long utcMillis) {
        next.seq++;
        next.cycle = sample.cycle();
        next.nanos = sample.nanos();
        next.utcMillis = utcMillis;
        next.mode = planner.mode();
        next.picogramsPerDay = planner.modePicogramsPerDay();
        next.prescription = planner.prescription();
        next.deliveredMicrosteps = ledger.delivered();
        next.uncertainMicrosteps = ledger.uncertain();
        for (int i = 0; i < CAUSES.length; i++) {
            next.withheldMicrosteps[i] = ledger.withheld(CAUSES[i]);
        }
        for (int i = 0; i < PURPOSES.length; i++) {
            next.deliveredForMicrosteps[i] = ledger.delivered(PURPOSES[i]);
        }
        planner.save(next.therapy);
        interlocks.saveAir(next.air, sample.nanos());
        next.leaseEndMicrosteps = ledger.delivered() + LEASE_MICROSTEPS;
        next.remainderHigh = planner.remainder().remainderHigh();
        next.remainderLow = planner.remainder().remainderLow();
        next.latchedAlarms = alarms.latched();
        position(sample, sample.sentMicrosteps() + taken);
        next.companion = companion == null ? null : companion.get();
    }

    private static boolean isPositionKnown(Sample sample) {
        return sample.motion().outcome().isOk() && sample.rotor().outcome().isOk();
    }

    /**
     * Both answers are a few cycles old: carried on by what was sent since, this cycle included.
     */
    private void position(Sample sample, long sentNow) {
        next.positionKnown = isPositionKnown(sample);
        long countsPerMicrostep = COUNTS_PER_ELECTRICAL_CYCLE / head.microstepsPerElectricalCycle();
        next.counterCounts =
                (int)
                        Math.floorMod(
                                sample.motion().positionCounts()
                                        + (sentNow - sample.motion().sentMicrosteps())
                                                * countsPerMicrostep,
                                (long) COUNTS_PER_ELECTRICAL_CYCLE);
        next.angleCounts =
                (int)
                        Math.floorMod(
                                sample.rotor().angleCounts() + head.countsOf(sentNow - rotorSent),
                                (long) RotorReading.COUNTS_PER_TURN);
    }

    /** The checkpoint that was taken last, for tests and summaries. */
    public long lastCheckpointSeq() {
        return next.seq;
    }
}
