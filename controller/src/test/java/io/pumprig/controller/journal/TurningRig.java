package io.pumprig.controller.journal;

import io.pumprig.controller.alarm.AlarmTimes;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.HostAlarms;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.dose.TherapyPlan;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.order.DoseLimits;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.safety.Interlocks;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.controller.sample.Sample;
import io.pumprig.controller.sample.Sampler;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.device.PumpHead;
import io.pumprig.hal.device.RotorEncoder;
import io.pumprig.hal.device.RotorReading;
import io.pumprig.hal.device.ShownSignals;
import java.util.Optional;

/**
 * A rotor with its counter and encoder, and the loop's side of the journal on it. Each {@link
 * #cycle} moves as far as the lease lets it, and closes the cycle in the journal.
 */
final class TurningRig implements RigClock, DoseMotor, RotorEncoder {
    static final PumpHead HEAD = new PumpHead(3_200, 20_000_000L);
    static final Prescription PRESCRIPTION =
            new Prescription(
                    "baclofen",
                    2_000,
                    Mode.CONTINUOUS,
                    250_000_000L,
                    48_000_000L,
                    Prescription.OnRestart.CONFIRM);
    private static final long PERIOD_NANOS = 10_000_000L;

    final EventRing events = new EventRing(64);
    final HostAlarms hostAlarms = new HostAlarms(() -> 0);
    final DeliveryLedger ledger = new DeliveryLedger();
    final Alarms alarms = new Alarms(events);
    final JournalWriter writer;
    final Journal journal;
    final Sample sample = new Sample(0, PERIOD_NANOS, 0);
    private final Sampler sampler =
            new Sampler(
                    this,
                    new PumpDevices(
                            this,
                            this,
                            (a, b, c, d) -> {},
                            w -> {},
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            now -> false,
                            now -> false,
                            new ShownSignals(),
                            () -> Outcome.OK,
                            () -> false,
                            true));
    private boolean answers = true;
    private long nanos;
    private long sent;
    private long stateVersion;
    private int angleNoise;

    TurningRig(JournalStore store, int leaseDelayCycles) {
        writer = new JournalWriter(store, events, hostAlarms);
        Planner planner =
                new Planner(new TherapyPlan(PRESCRIPTION, DoseLimits.WIDEST, HEAD), ledger, 0, 0);
        journal =
                new Journal(
                        writer,
                        HEAD,
                        ledger,
                        planner,
                        alarms,
                        interlocks(planner),
                        null,
                        leaseDelayCycles);
    }

    private Interlocks interlocks(Planner planner) {
        return new Interlocks(
                SafetyLimits.defaults(HEAD, 200_000),
                ledger,
                events,
                planner,
                AlarmTimes.defaults());
    }

    TurningRig begin() {
        journal.begin(sample, 1_000_000L, stateVersion);
        return this;
    }

    /**
     * Before {@link #begin}: the rotor stands where it stood, and the ledger goes on from what a
     * restart found.
     */
    TurningRig takeUp(long movedBefore, Checkpoint last, RestartSettlement settlement) {
        sent = movedBefore;
        ledger.restore(
                last.deliveredForMicrosteps, last.uncertainMicrosteps, last.withheldMicrosteps);
        ledger.settle(Delivery.BASAL, settlement.settledMicrosteps());
        ledger.countUncertain(Delivery.BASAL, settlement.uncertainMicrosteps());
        return this;
    }

    /** One cycle that wishes to move; returns what the lease let through. */
    int cycle(int wished) {
        journal.awaitLeaseDueAt(sample.cycle() + 1);
        nanos += PERIOD_NANOS;
        return tick(wished);
    }

    /** The same, {@code late} after the cycle before, and nobody waits for the disk. */
    int cycleAfter(long late, int wished) {
        nanos += late;
        return tick(wished);
    }

    private int tick(int wished) {
        sampler.fill(sample);
        long leased = Math.max(0, journal.leaseMicrosteps(sample.cycle()));
        int moved = (int) Math.min(wished, leased);
        sent += moved;
        ledger.settle(Delivery.BASAL, moved);
        journal.append(sample, moved, this, stateVersion);
        return moved;
    }

    void changeState() {
        stateVersion++;
    }

    void answers(boolean answers) {
        this.answers = answers;
    }

    void angleNoise(int counts) {
        angleNoise = counts;
    }

    /** Pulses that really went out. */
    long moved() {
        return sent;
    }

    /** The driver's counter now; it did not begin at zero. */
    int counterCounts() {
        return (int) ((sent * 16 + 960) % 1_024);
    }

    /** The rotor's angle now; it did not begin at zero either. */
    int angleCounts() {
        return (int) Math.floorMod(sent * 4_096 / 3_200 + 4_000 + angleNoise, 4_096L);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long utcMillis() {
        return 1_000_000L + nanos / 1_000_000L;
    }

    @Override
    public void pause(long nanos) {
        throw new AssertionError("nobody waits");
    }

    @Override
    public Outcome apply(MotorCommand command) {
        throw new AssertionError("this rig is moved by its cycle");
    }

    @Override
    public void poll(MotionReading motion, DriveReading drive) {
        if (answers) {
            motion.took(sent, sent, counterCounts(), nanos);
        } else {
            motion.missed(Outcome.NO_ANSWER);
        }
    }

    @Override
    public long sentMicrosteps() {
        return sent;
    }

    /** The encoder is asked in every third cycle only, as on the reference rig. */
    @Override
    public void read(RotorReading into) {
        if (nanos / PERIOD_NANOS % 3 == 0) {
            into.took(angleCounts(), 0, nanos);
        }
    }
}
