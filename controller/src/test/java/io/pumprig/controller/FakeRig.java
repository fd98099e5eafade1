package io.pumprig.controller;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Prescription.OnRestart;
import io.pumprig.controller.order.Verb;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.controller.selftest.Examination;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.Annunciator;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PressureReading;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.device.PumpHead;
import io.pumprig.hal.device.ReservoirReading;
import io.pumprig.hal.device.RotorReading;
import io.pumprig.hal.device.SupplyReading;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A rig without physics: every device answers what it was told, and fails the test when it was told
 * nothing. {@link #healthy} tells them all.
 */
public final class FakeRig implements AutoCloseable {
    public static final PumpHead HEAD = new PumpHead(3_200, 20_000_000L);
    public static final long PERIOD_NANOS = 10_000_000L;

    public long nanos = 1_000_000_000L;
    public long sent;
    public Outcome motorAnswer;
    Outcome kickAnswer;
    public RuntimeException motorBreaks;
    public RuntimeException sensorBreaks;
    Boolean eStop;
    public Boolean door;
    boolean lampsExpected;
    boolean pressureTold;
    int pascals;
    boolean scaleTold;
    long reservoirPicolitres;
    boolean rotorTold;
    long rotorLagCounts;
    long runawayMicrosteps;
    boolean driverTold;
    boolean driverFaultPin;

    /** Null for a rig without a bubble detector; set before it begins. */
    Boolean air;

    /** What orders are checked against; set before it begins. */
    FluidPath path = FluidPath.REFERENCE;

    /** Presses of the demand button so far; null for a rig without one, set before it begins. */
    Long presses;

    int lastMicrosteps;
    public boolean energised;
    int kicks;
    boolean red;
    boolean amber;
    boolean green;
    boolean sound;
    private int raw;

    /** Stands between the controller and what it is made of; set before it begins. */
    public UnaryOperator<Controller.Setup> between = setup -> setup;

    private Controller controller;
    private ControlLoop loop;

    /** Tells every device to be as on a healthy rig that runs. */
    public FakeRig healthy() {
        motorAnswer = Outcome.OK;
        kickAnswer = Outcome.OK;
        eStop = false;
        door = false;
        lampsExpected = true;
        pressureTold = true;
        pascals = 8_000;
        scaleTold = true;
        reservoirPicolitres = 20_000_000_000L;
        rotorTold = true;
        driverTold = true;
        return this;
    }

    /** A new therapy on this rig: 250 mcg/day at 2000 mcg/mL, or another dose. */
    public ControlLoop begin(long picogramsPerDay) throws JournalException {
        return begin(
                new Prescription(
                        "baclofen",
                        2_000,
                        Mode.CONTINUOUS,
                        picogramsPerDay,
                        48_000_000L,
                        OnRestart.CONFIRM),
                null,
                0);
    }

    ControlLoop begin(Prescription prescription, Checkpoint last, long stoppedNanos)
            throws JournalException {
        return begin(prescription, last, stoppedNanos, null);
    }

    ControlLoop begin(
            Prescription prescription,
            Checkpoint last,
            long stoppedNanos,
            Resumable.Fallback fallback)
            throws JournalException {
        Controller.Setup setup =
                new Controller.Setup(
                        new Clock(),
                        devices(),
                        SafetyLimits.defaults(HEAD, 200_000L),
                        DrugLibrary.shipped(),
                        Examination.known(() -> true),
                        path,
                        prescription,
                        PERIOD_NANOS,
                        false,
                        new NowhereStore(),
                        new JournalStore.Session("session-1", "sim", "test", 0),
                        null,
                        10,
                        last,
                        fallback,
                        HostSide.UNHEARD);
        controller = new Controller(between.apply(setup));
        loop = controller.beginTested(0, stoppedNanos);
        return loop;
    }

    /** What an orderly end of a continuous therapy at 2000 mcg/mL left after 500 microsteps. */
    static Checkpoint after500Microsteps() {
        Checkpoint last = new Checkpoint();
        last.mode = Mode.CONTINUOUS;
        last.deliveredMicrosteps = 500;
        last.deliveredForMicrosteps[0] = 500;
        last.therapy.base = Mode.CONTINUOUS;
        last.therapy.tipPicogramsPerNanolitre = 2_000;
        last.leaseEndMicrosteps = 500;
        return last;
    }

    private PumpDevices devices() {
        return new PumpDevices(
                new Motor(),
                this::readRotor,
                this::readPressures,
                this::readScale,
                Optional.empty(),
                air == null ? Optional.empty() : Optional.of(into -> into.took(air, 0, nanos)),
                presses == null
                        ? Optional.empty()
                        : Optional.of(into -> into.took(false, false, presses, 0, nanos)),
                now -> told(eStop, "e-stop"),
                now -> told(door, "door"),
                new Lamps(),
                this::kick,
                () -> false,
                true);
    }

    /** The controller on this rig, once begun. */
    public Controller controller() {
        return controller;
    }

    /** Its loop. */
    public ControlLoop loop() {
        return loop;
    }

    /** Cycles, a period apart, as the virtual clock turns them. */
    void run(int cycles) {
        for (int i = 0; i < cycles; i++) {
            tick(PERIOD_NANOS);
        }
    }

    /** One cycle, so long after the last. */
    public void tick(long elapsedNanos) {
        nanos += elapsedNanos;
        loop.journal().awaitLeaseDueAt(loop.sample().cycle() + 1);
        loop.tick();
    }

    /** Leaves an order and turns the cycle that takes it. */
    Order order(Verb verb, int alarmOrdinal, long expectedStateVersion) {
        return order(new Order(verb, alarmOrdinal, expectedStateVersion, "nurse/1", () -> {}));
    }

    Order order(Order order) {
        if (!controller.inbox().offer(order)) {
            throw new AssertionError("the inbox is full");
        }
        run(1);
        if (!order.isAnswered()) {
            throw new AssertionError("not answered in the cycle that took it");
        }
        return order;
    }

    Order order(Verb verb) {
        return order(verb, Order.ALL_ALARMS, -1);
    }

    @Override
    public void close() {
        if (controller != null) {
            controller.close();
        }
    }

    private static boolean told(Boolean answer, String what) {
        if (answer == null) {
            throw new AssertionError(what + " was not told what to answer");
        }
        return answer;
    }

    private static void expect(boolean told, String what) {
        if (!told) {
            throw new AssertionError(what + " was not told what to answer");
        }
    }

    private Outcome kick() {
        expect(kickAnswer != null, "watchdog");
        kicks++;
        return kickAnswer;
    }

    private void readRotor(RotorReading into) {
        expect(rotorTold, "encoder");
        long travel = HEAD.countsOf(sent + runawayMicrosteps) - rotorLagCounts;
        into.took((int) Math.floorMod(travel, 4_096L), travel, nanos);
    }

    private void readPressures(
            PressureReading downstream,
            PressureReading upstream,
            SupplyReading sensorSupply,
            SupplyReading motorSupply) {
        expect(pressureTold, "pressure sensor");
        if (sensorBreaks != null) {
            throw sensorBreaks;
        }
        raw++;
        downstream.took(pascals, raw, nanos);
        upstream.took(-500, raw, nanos);
        sensorSupply.took(5_000, raw, nanos);
        motorSupply.took(12_000, raw, nanos);
    }

    private void readScale(ReservoirReading into) {
        expect(scaleTold, "scale");
        into.took(reservoirPicolitres - sent * 6_250, raw, nanos);
    }

    private final class Motor implements DoseMotor {
        @Override
        public Outcome apply(MotorCommand command) {
            if (motorBreaks != null) {
                throw motorBreaks;
            }
            expect(motorAnswer != null, "motor");
            lastMicrosteps = command.microsteps();
            energised = command.isEnergised();
            int taken = motorAnswer.isOk() ? command.microsteps() : 0;
            sent += taken;
            return command.took(taken, motorAnswer);
        }

        @Override
        public void poll(MotionReading motion, DriveReading drive) {
            expect(driverTold, "driver");
            long seen = sent + runawayMicrosteps;
            motion.took(sent, seen, (int) (seen * 16 & 1_023), nanos);
            drive.took(0, false, 0, nanos);
            drive.faultOutput(driverFaultPin);
        }

        @Override
        public long sentMicrosteps() {
            return sent;
        }
    }

    private final class Lamps implements Annunciator {
        @Override
        public int show(boolean red, boolean amber, boolean green, boolean sound) {
            expect(lampsExpected, "lamps");
            FakeRig.this.red = red;
            FakeRig.this.amber = amber;
            FakeRig.this.green = green;
            FakeRig.this.sound = sound;
            return 0;
        }

        @Override
        public int repeat() {
            expect(lampsExpected, "lamps");
            return 0;
        }
    }

    private final class Clock implements RigClock {
        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long utcMillis() {
            return 1_700_000_000_000L + nanos / 1_000_000L;
        }

        @Override
        public void pause(long pauseNanos) {
            nanos += pauseNanos;
        }
    }

    /** The journal has tests of its own; here every write succeeds and is forgotten. */
    private static final class NowhereStore implements JournalStore {
        @Override
        public void begin(Session session, Prescription prescription, long nanos) {}

        @Override
        public void add(Checkpoint checkpoint) {}

        @Override
        public void add(Event event) {}

        @Override
        public void addHostAlarm(String alarm, String phase, long cycle, long nanos) {}

        @Override
        public void addLoss(long records, long cycle, long nanos) {}

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }
}
