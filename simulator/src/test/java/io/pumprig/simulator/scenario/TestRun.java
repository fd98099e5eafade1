package io.pumprig.simulator.scenario;

import io.pumprig.controller.Controller;
import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Verb;
import io.pumprig.controller.order.Wish;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultRefused;
import io.pumprig.simulator.fault.FaultTable;
import io.pumprig.simulator.fault.WrittenFault;
import io.pumprig.simulator.rig.SimulatedRig;
import io.pumprig.simulator.rig.TraceHash;
import io.pumprig.simulator.time.Pacer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole closed loop in one thread and without a disk, told cycle by cycle what to do. */
public final class TestRun implements AutoCloseable {
    /** 250 mcg/day at 2000 mcg/mL: 125 uL/day, a microstep in 4.32 s. */
    public static final Prescription USUAL = prescription(250);

    public static final long PERIOD_NANOS = 10_000_000L;
    public static final long CYCLES_PER_SECOND = 100;
    public static final long CYCLES_PER_HOUR = 3_600 * CYCLES_PER_SECOND;
    public static final long CYCLES_PER_DAY = 24 * CYCLES_PER_HOUR;
    private static final long BRING_UP_NANOS = 3_000_000_000L;

    private final MemoryJournal journal = new MemoryJournal();
    private final SimulatedRig rig;
    private final Controller controller;
    private final SimulatedRun run;
    private final EventRing.Reader events;
    private final long preparedNanos;
    private final List<String> alarms = new ArrayList<>();
    private final List<String> lives = new ArrayList<>();
    private final List<String> edges = new ArrayList<>();

    public TestRun(long seed) {
        this(seed, USUAL);
    }

    public TestRun(long seed, Prescription prescription) {
        this(
                new SimulatedRig(RigFile.simulated(), prescription, seed, -BRING_UP_NANOS),
                prescription,
                null,
                true);
    }

    /** A run that begins as the pump does, with the power-on self-test (SR-69). */
    public static TestRun poweredOn(long seed, Prescription prescription) {
        return poweredOn(seed, prescription, 0);
    }

    /**
     * The same at another time.
     *
     * @param startNanos the rig's time before the first cycle: since 2026-01-01T00:00Z
     */
    public static TestRun poweredOn(long seed, Prescription prescription, long startNanos) {
        return new TestRun(
                new SimulatedRig(
                        RigFile.simulated(), prescription, seed, startNanos - BRING_UP_NANOS),
                prescription,
                null,
                false);
    }

    private TestRun(SimulatedRig rig, Prescription prescription, Checkpoint last, boolean tested) {
        this.rig = rig;
        RigWiring wiring = rig.wiring();
        FaultTable faults = new FaultTable(rig.places(), 1);
        long startNanos = rig.clock().nanos() + BRING_UP_NANOS;
        try {
            controller =
                    new Controller(
                            new Controller.Setup(
                                    rig.clock(),
                                    rig.bringUp(),
                                    SafetyLimits.defaults(
                                                    wiring.pump(),
                                                    wiring.line()
                                                            .compliancePicolitresPerKilopascal())
                                            .holding(wiring.reservoir().capacityPicolitres()),
                                    prescription,
                                    PERIOD_NANOS,
                                    journal,
                                    new JournalStore.Session("test", "sim", "test", 0),
                                    null,
                                    10,
                                    last));
        } catch (JournalException e) {
            throw new AssertionError(e);
        }
        events = controller.events().reader();
        preparedNanos = rig.clock().nanos();
        rig.clock().advanceTo(startNanos);
        long stoppedNanos = last == null ? 0 : startNanos - last.nanos;
        if (tested) {
            controller.beginTested(startNanos / PERIOD_NANOS, stoppedNanos);
        } else {
            controller.begin(startNanos / PERIOD_NANOS, stoppedNanos);
        }
        TraceHash trace = new TraceHash();
        run =
                new SimulatedRun(
                        rig,
                        new SimulatedHost(
                                settings(wiring, prescription), 1, rig, faults, trace, null),
                        controller,
                        faults,
                        trace,
                        new Pacer(Pacer.UNPACED),
                        PERIOD_NANOS,
                        startNanos / PERIOD_NANOS,
                        Long.MAX_VALUE);
    }

    private static RunSettings settings(RigWiring wiring, Prescription prescription) {
        return new RunSettings(
                wiring,
                prescription,
                1L,
                Long.MAX_VALUE,
                Pacer.UNPACED,
                null,
                PERIOD_NANOS,
                "test");
    }

    /** A continuous program of that many mcg/day at 2000 mcg/mL that asks before it resumes. */
    public static Prescription prescription(long microgramsPerDay) {
        return prescription(microgramsPerDay, Prescription.OnRestart.CONFIRM);
    }

    /** The same with a policy for restarts. */
    public static Prescription prescription(
            long microgramsPerDay, Prescription.OnRestart onRestart) {
        return new Prescription(
                "baclofen",
                2_000,
                Mode.CONTINUOUS,
                microgramsPerDay * 1_000_000,
                Prescription.DEFAULT_MINIMUM_PICOLITRES_PER_DAY,
                onRestart);
    }

    /** The process is gone without a word; a new controller starts on the living rig. */
    public TestRun killAndRestart() {
        return killAndRestart(0, () -> {});
    }

    /**
     * The same, but the rig lives on alone for a while.
     *
     * @param aloneNanos how long no controller is there
     * @param meanwhile happens at the end of that time, before the new controller starts
     */
    public TestRun killAndRestart(long aloneNanos, Runnable meanwhile) {
        Checkpoint last = journal.last();
        Prescription prescription = controller.loop().planner().prescription();
        controller.close();
        rig.board().abandon();
        rig.clock().pause(aloneNanos);
        meanwhile.run();
        return new TestRun(rig, prescription, last, true);
    }

    public TestRun cycles(long count) {
        for (long i = 0; i < count; i++) {
            run.step();
        }
        look();
        return this;
    }

    /**
     * Steps until the alarm is listed; the cycle in which it was, or -1 after {@code most} cycles.
     */
    public long until(Alarm alarm, long most) {
        for (long i = 0; i < most; i++) {
            run.step();
            if (controller.loop().alarms().isListed(alarm)) {
                look();
                return run.cycle();
            }
        }
        look();
        return -1;
    }

    private void look() {
        Event event;
        while ((event = events.next()) != null) {
            if (event.kind() == EventKind.ALARM && event.phase().equals("raised")) {
                alarms.add(event.subject());
            } else if (event.kind() == EventKind.ALARM && event.phase().startsWith("stall-")) {
                edges.add(event.phase());
            } else if (event.kind() == EventKind.FAULT) {
                lives.add(event.subject() + " " + event.phase());
            }
        }
    }

    public TestRun inject(String component, String instance, String type, String... params) {
        java.util.LinkedHashMap<String, String> values = new java.util.LinkedHashMap<>();
        String duration = null;
        String ramp = null;
        for (int i = 0; i < params.length; i += 2) {
            switch (params[i]) {
                case "duration" -> duration = params[i + 1];
                case "ramp" -> ramp = params[i + 1];
                default -> values.put(params[i], params[i + 1]);
            }
        }
        return inject(
                new WrittenFault(
                        "f",
                        component,
                        instance,
                        type,
                        Map.copyOf(values),
                        "now",
                        duration,
                        ramp,
                        null));
    }

    private TestRun inject(WrittenFault written) {
        try {
            long nanos = run.cycle() * PERIOD_NANOS;
            run.faults().inject(Fault.check(written, nanos), run.cycle() + 1, nanos);
        } catch (FaultRefused e) {
            throw new AssertionError(e);
        }
        return this;
    }

    public TestRun clear() {
        run.faults().clearAll();
        return this;
    }

    /** Gives an order and runs the cycle that takes it; the answer's code. */
    public Code order(Verb verb) {
        Order order = new Order(verb, Order.ALL_ALARMS, -1, "test/1", () -> {});
        if (!controller.inbox().offer(order)) {
            throw new AssertionError("the inbox is full");
        }
        run.step();
        look();
        return order.code();
    }

    /** Gives a confirmed order and runs the cycle that takes it; the order, answered. */
    public Order order(Verb verb, Wish wish) {
        Order order = new Order(verb, wish, -1, true, "test/1", () -> {});
        if (!controller.inbox().offer(order)) {
            throw new AssertionError("the inbox is full");
        }
        run.step();
        look();
        return order;
    }

    /** Names of the alarms in the order in which they were raised. */
    public List<String> alarms() {
        return alarms;
    }

    /** Where stalls began and ended, in order. */
    public List<String> stallEdges() {
        return edges;
    }

    /** What happened to faults, as {@code key phase}. */
    public List<String> faultLives() {
        return lives;
    }

    public long effects() {
        return run.faults().faults().get(0).effects();
    }

    /**
     * When the controller was made, after bring-up: then a first pattern asks for the time of day.
     */
    public long preparedNanos() {
        return preparedNanos;
    }

    public SimulatedRun run() {
        return run;
    }

    public SimulatedRig rig() {
        return rig;
    }

    public Controller controller() {
        return controller;
    }

    public MemoryJournal journal() {
        return journal;
    }

    public boolean isListed(Alarm alarm) {
        return controller.loop().alarms().isListed(alarm);
    }

    /** Whether no alarm is present or latched. */
    public boolean isSilent() {
        return controller.loop().alarms().listed() == 0;
    }

    /** What the last cycle allowed. */
    public Reaction reaction() {
        return controller.loop().permit().reaction();
    }

    /** Pulses that the controller has put on the step line since the rig was switched on. */
    public long pulses() {
        return rig.board().stepWire().pulses();
    }

    public long withheld(Withheld cause) {
        return controller.loop().ledger().withheld(cause);
    }

    /** What the controller believes has left the head. */
    public long believed() {
        return controller.loop().ledger().believed();
    }

    /**
     * The exact integral of the program from time zero to now, rounded down: its own arithmetic.
     */
    public long programMicrosteps() {
        Prescription prescription = controller.loop().planner().prescription();
        BigInteger steps =
                BigInteger.valueOf(prescription.picogramsPerDay())
                        .multiply(BigInteger.valueOf(3_200L * 1_000 * run.cycle()));
        BigInteger whole =
                BigInteger.valueOf(20_000_000L * CYCLES_PER_DAY)
                        .multiply(BigInteger.valueOf(prescription.picogramsPerNanolitre()));
        return steps.divide(whole).longValueExact();
    }

    public long delivered() {
        return controller.loop().ledger().delivered();
    }

    public String hash() {
        return run.trace().text();
    }

    @Override
    public void close() {
        controller.close();
    }
}
