package io.pumprig.controller.bench;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.Controller;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.selftest.FileDigest;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.rig.Rig;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A therapy on an open board: brought up, settled with what an earlier run left, and ready to be
 * begun and turned by the thread that calls {@link #runCycles}.
 */
final class BenchSession implements AutoCloseable {
    /** Less than the 10 s of the board's watchdog, which nobody feeds meanwhile. */
    private static final long SCHEDULING_SECONDS = 8;

    private static final int KICKS = 10;
    private static final long KICK_PAUSE_NANOS = 1_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** As soon as it is durable: on a bench the disk decides, and the lease is larger than it. */
    private static final int LEASE_AT_ONCE = 0;

    private final BenchHost host;
    private final Board board;
    private final PumpDevices devices;
    private final Controller controller;
    private final FileDigest program;
    private final SessionRecording recording;
    private final SessionTrend trend;
    private final String id;
    private final long firstCycle;
    private final long stoppedNanos;
    private final long startedNanos;
    private final LatenessRecorder lateness = new LatenessRecorder();
    private final Heartbeat heartbeat = new Heartbeat();
    private final LoopRunner runner;
    private final CompletableFuture<String> scheduling = new CompletableFuture<>();
    private final CountDownLatch cyclesEnded = new CountDownLatch(1);
    private volatile Throwable failure;
    private boolean ended;

    private BenchSession(
            BenchHost host,
            BenchSettings settings,
            Board board,
            PumpDevices devices,
            Controller controller,
            FileDigest program,
            SessionRecording recording,
            SessionTrend trend,
            String id,
            Checkpoint last) {
        this.host = host;
        this.board = board;
        this.devices = devices;
        this.controller = controller;
        this.program = program;
        this.recording = recording;
        this.trend = trend;
        this.id = id;
        firstCycle = last == null ? 0 : last.cycle;
        stoppedNanos = last == null ? 0 : stoppedNanos(last, board.clock().utcMillis());
        startedNanos = board.clock().nanos();
        runner = new LoopRunner(board.clock(), settings.periodNanos(), this::cycle, lateness);
    }

    /**
     * Opens the board and brings the rig up; therapy has not begun. Takes a few seconds.
     *
     * @throws CommandFailure naming the part, port or file that failed; the board is closed again
     */
    static BenchSession open(BenchHost host, BenchSettings settings, KeptTherapy kept)
            throws CommandFailure {
        Board board = board(host);
        try {
            return begin(host, settings, kept, board);
        } catch (BringUpException e) {
            board.close();
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        } catch (JournalException e) {
            board.close();
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        } catch (CommandFailure | RuntimeException | Error e) {
            board.close();
            throw e;
        }
    }

    private static Board board(BenchHost host) throws CommandFailure {
        Board board;
        try {
            board = host.open();
        } catch (BringUpException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        }
        if (!board.backend().equals(host.backend())) {
            board.close();
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "the board is " + board.backend() + ", and was said to be " + host.backend());
        }
        return board;
    }

    private static BenchSession begin(
            BenchHost host, BenchSettings settings, KeptTherapy kept, Board board)
            throws CommandFailure, JournalException {
        FileDigest program = ProgramFiles.unchanged(settings.therapy().library());
        PumpDevices devices = Rig.bringUp(board, settings.wiring());
        Checkpoint last = kept.therapy().map(Resumable::last).orElse(null);
        long utcMillis = board.clock().utcMillis();
        // It decides nothing: requests may name the session they mean.
        String id = host.backend() + "-" + UUID.randomUUID();
        JournalStore.Session writer =
                new JournalStore.Session(id, host.backend(), settings.version(), utcMillis);
        SessionRecording recording =
                SessionRecording.begin(settings, writer, devices, kept.therapy());
        try {
            Controller controller =
                    new Controller(
                            new Controller.Setup(
                                    recording.clock(board.clock()),
                                    recording.devices(devices),
                                    settings.limits(),
                                    settings.library(),
                                    recording.program(program),
                                    settings.path(),
                                    settings.prescription(),
                                    settings.periodNanos(),
                                    settings.emulated(),
                                    kept.journal(),
                                    writer,
                                    null,
                                    LEASE_AT_ONCE,
                                    last,
                                    kept.therapy().map(Resumable::fallback).orElse(null),
                                    recording.host()));
            if (settings.therapy().override() != null && last == null) {
                controller.noteOverride(settings.therapy().override());
            }
            kept.handOver();
            SessionTrend trend =
                    SessionTrend.begin(
                            settings, writer, board.clock().nanos(), last == null ? 0 : last.cycle);
            return new BenchSession(
                    host,
                    settings,
                    board,
                    devices,
                    controller,
                    program,
                    recording,
                    trend,
                    id,
                    last);
        } catch (JournalException | RuntimeException | Error e) {
            recording.close();
            throw e;
        }
    }

    /**
     * How long no controller ran. No monotonic clock outlives a host, so the calendar has to do; it
     * moves no drug, it only says how much was withheld. A calendar that went back says none.
     */
    private static long stoppedNanos(Checkpoint last, long utcMillis) {
        return Math.max(0, utcMillis - last.utcMillis) * NANOS_PER_MILLI;
    }

    private void cycle() {
        ControlLoop loop = controller.loop();
        loop.tick();
        recording.decided(loop, controller.events());
        trend.saw(loop, lateness.latestNanos());
        heartbeat.beat(loop.sample());
        controller.at(loop.sample().cycle());
    }

    /**
     * Begins therapy and turns the loop on the calling thread until it is stopped or fails; the
     * coils are off on return, as far as the drive can be reached.
     */
    void runCycles() {
        try {
            String taken = host.takeControl();
            recording.begins(stoppedNanos);
            controller.begin(firstCycle, stoppedNanos);
            rekindle();
            scheduling.complete(taken);
            runner.run();
            controller.loop().release();
        } catch (RuntimeException | Error e) {
            // The loop has released the motor before it let go of the exception.
            recording.failed();
            failure = e;
            scheduling.completeExceptionally(e);
        } finally {
            cyclesEnded.countDown();
        }
    }

    /**
     * The disk took its time, the enable watchdog has let go: kicks until ENN is low again, so that
     * the first cycles do not find a drive that is off.
     */
    private void rekindle() {
        for (int i = 0; i < KICKS; i++) {
            devices.watchdog().kick();
            board.clock().pause(KICK_PAUSE_NANOS);
        }
    }

    /** Waits at most {@code millis} for the end of the cycles; false when they go on. */
    boolean awaitEnd(long millis) throws InterruptedException {
        return cyclesEnded.await(millis, TimeUnit.MILLISECONDS);
    }

    /**
     * After the cycles: records where a sound session ended, and puts every output to its safe
     * level. What fails of that is a failure of the session.
     */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (failure == null) {
            attempt(controller::end);
        }
        attempt(board::close);
    }

    /** What fails does not keep the rest of the end from happening. */
    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            if (failure == null) {
                failure = e;
            } else {
                failure.addSuppressed(e);
            }
        }
    }

    Controller controller() {
        return controller;
    }

    LoopRunner runner() {
        return runner;
    }

    SessionRecording recording() {
        return recording;
    }

    SessionTrend trend() {
        return trend;
    }

    LatenessRecorder lateness() {
        return lateness;
    }

    /** What the supervisor watches of loop and sensors. */
    List<Vitals.Part> parts() {
        return heartbeat.parts(devices.flow().isPresent());
    }

    /** Names this session in topics and records. */
    String id() {
        return id;
    }

    /** The cycle in which an earlier run was taken up, 0 for a new one. */
    long firstCycle() {
        return firstCycle;
    }

    /** The rig's time since the session began. */
    long elapsedNanos() {
        return nanos() - startedNanos;
    }

    /** The rig's time. */
    long nanos() {
        return board.clock().nanos();
    }

    /**
     * What the control thread got from the host, in words. Waits until therapy has begun, or has
     * failed to; some seconds at most.
     */
    String scheduling() {
        try {
            return scheduling.get(SCHEDULING_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return "not running";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not running";
        }
    }

    /** What ended the loop against everybody's will, or null. */
    Throwable failure() {
        return failure;
    }

    /** Writes what the journal still has to write and releases everything. */
    @Override
    public void close() {
        try {
            end();
        } finally {
            controller.close();
            program.close();
            recording.close();
            trend.close();
        }
    }
}
