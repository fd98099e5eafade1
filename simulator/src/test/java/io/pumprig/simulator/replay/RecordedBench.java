package io.pumprig.simulator.replay;

import static org.awaitility.Awaitility.await;

import io.pumprig.controller.Controller;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.TherapyFile;
import io.pumprig.controller.order.Verb;
import io.pumprig.controller.recording.RecordedRig;
import io.pumprig.controller.recording.RecordedStart;
import io.pumprig.controller.recording.Recorder;
import io.pumprig.controller.recording.RecordingFolder;
import io.pumprig.controller.recording.RecordingSpace;
import io.pumprig.controller.selftest.Examination;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.rig.SimulatedRig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * A session as the bench runs and records it, on a simulated rig and as fast as it goes: the lease
 * is used when it is durable, cycles begin late by chance, and the power-on test comes first.
 */
public final class RecordedBench implements AutoCloseable {
    /** What it says its software is: that of a program outside of a jar. */
    public static final String SOFTWARE = "unpackaged";

    private static final long PERIOD_NANOS = 10_000_000L;
    private static final long BRING_UP_NANOS = 2_000_000_000L;

    /** Cycles of a block, after which the writer is waited for. */
    private static final int BLOCK = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimulatedRig rig;
    private final LastCheckpoint journal = new LastCheckpoint();
    private final SplittableRandom lateness = new SplittableRandom(7);
    private final Recorder recorder;
    private final Controller controller;
    private final long beginNanos;
    private final Prescription prescription;
    private final Path state;
    private final int session;
    private long turned;
    private long written;

    /** The first session in a state directory, with 250 mcg/day of a bolus-capable therapy. */
    public static RecordedBench first(Path state) {
        return first(state, therapy(250), null);
    }

    /** The same, recorded by another version of the software. */
    static RecordedBench first(Path state, String software) {
        return new RecordedBench(state, rig(therapy(250)), therapy(250), null, software, same());
    }

    /** The same on a rig whose sensors answer at uneven times, as on a real bus. */
    static RecordedBench withUnevenTimes(Path state) {
        return new RecordedBench(
                state, rig(therapy(250)), therapy(250), null, SOFTWARE, new UnevenTimes()::of);
    }

    /** The same of another therapy. */
    static RecordedBench first(Path state, Prescription prescription, LimitOverride override) {
        return new RecordedBench(
                state, rig(prescription), prescription, override, SOFTWARE, same());
    }

    private static SimulatedRig rig(Prescription prescription) {
        return new SimulatedRig(RigFile.simulated(), prescription, 1, -BRING_UP_NANOS);
    }

    private static UnaryOperator<PumpDevices> same() {
        return devices -> devices;
    }

    private RecordedBench(
            Path state,
            SimulatedRig rig,
            Prescription prescription,
            LimitOverride override,
            String software,
            UnaryOperator<PumpDevices> between) {
        this(state, rig, prescription, override, 1, null, 0, software, between);
    }

    /** A continuous dose with a demand bolus. */
    static Prescription therapy(long microgramsPerDay) {
        return TherapyFile.parse(
                "therapy",
                "drug: baclofen\nconcentration: 2000 mcg/mL\nindication: spinal\n"
                        + "program: {mode: continuous, rate: "
                        + microgramsPerDay
                        + " mcg/day}\n"
                        + "demandBolus: {dose: 10 mcg, duration: 5 min, perDay: 4}\n");
    }

    private RecordedBench(
            Path state,
            SimulatedRig rig,
            Prescription prescription,
            LimitOverride override,
            int session,
            Checkpoint last,
            long stoppedNanos,
            String software,
            UnaryOperator<PumpDevices> between) {
        this.state = state;
        this.rig = rig;
        this.prescription = prescription;
        this.session = session;
        try {
            PumpDevices devices = between.apply(rig.bringUp());
            JournalStore.Session writer =
                    new JournalStore.Session(
                            "sim-" + session, "sim", software, rig.clock().utcMillis());
            RecordedRig recorded = recorded(rig.wiring(), devices);
            recorder =
                    Recorder.begin(
                            RecordingFolder.in(state),
                            RecordingSpace.of(1L << 30),
                            new RecordedStart(
                                    writer,
                                    recorded,
                                    DrugLibrary.shipped(),
                                    prescription,
                                    override,
                                    last,
                                    null));
            controller =
                    new Controller(
                            new Controller.Setup(
                                    recorder.clock(rig.clock()),
                                    recorder.devices(devices),
                                    recorded.limits(),
                                    DrugLibrary.shipped(),
                                    recorder.program(Examination.known(() -> true)),
                                    recorded.path(),
                                    prescription,
                                    PERIOD_NANOS,
                                    false,
                                    journal,
                                    writer,
                                    null,
                                    0,
                                    last,
                                    null,
                                    recorder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JournalException e) {
            throw new AssertionError(e);
        }
        written = recorder.bytes();
        if (override != null) {
            controller.noteOverride(override);
        }
        recorder.begins(stoppedNanos);
        controller.begin(last == null ? 0 : last.cycle, stoppedNanos);
        beginNanos = rig.clock().nanos();
    }

    private static RecordedRig recorded(RigWiring wiring, PumpDevices devices) {
        return new RecordedRig(
                wiring.rig(),
                "rig: " + wiring.rig() + "\n",
                wiring.pump(),
                wiring.line().compliancePicolitresPerKilopascal(),
                new FluidPath(
                        wiring.line().deadPicolitres(), wiring.reservoir().capacityPicolitres()),
                Long.MAX_VALUE,
                PERIOD_NANOS,
                false,
                RecordedRig.Parts.of(devices));
    }

    /** Turns so many cycles. */
    public RecordedBench cycles(int count) {
        for (int i = 0; i < count; i++) {
            turned++;
            long nanos = beginNanos + turned * PERIOD_NANOS + lateness.nextInt(60_000);
            rig.clock().advanceTo(nanos);
            rig.stir(nanos);
            controller.loop().tick();
            recorder.decided(controller.loop());
            controller.at(controller.loop().sample().cycle());
            if (turned % BLOCK == 0) {
                // Another block is full: a bench is never so fast that its writer falls behind.
                await().atMost(PATIENCE).until(() -> recorder.bytes() > written);
                written = recorder.bytes();
            }
        }
        return this;
    }

    /** Leaves an order, turns the cycle that takes it, and gives its code. */
    Code order(Verb verb, String body, boolean confirmed) {
        Order order =
                new Order(
                        verb,
                        verb.hasForm() ? controller.forms().read(verb, body) : null,
                        -1,
                        confirmed,
                        "nurse/" + turned,
                        () -> {});
        controller.inbox().offer(order);
        cycles(1);
        return order.code();
    }

    /** The hash of the therapy that was staged with that body. */
    static String hash(String therapy) {
        return TherapyFile.parse("therapy", therapy).identity();
    }

    SimulatedRig rig() {
        return rig;
    }

    Controller controller() {
        return controller;
    }

    Recorder recorder() {
        return recorder;
    }

    /** Cycles that were turned. */
    long turned() {
        return turned;
    }

    /** The power goes, and comes back a minute later with another session on the same rig. */
    RecordedBench restart() {
        close();
        Checkpoint last = journal.copy();
        rig.board().abandon();
        rig.clock().advanceTo(rig.clock().nanos() + 60_000_000_000L);
        return new RecordedBench(
                state,
                rig,
                prescription,
                null,
                session + 1,
                last,
                60_000_000_000L,
                SOFTWARE,
                same());
    }

    /** Ends in order; the recording is whole then. */
    @Override
    public void close() {
        controller.end();
        controller.close();
        recorder.close();
    }
}
