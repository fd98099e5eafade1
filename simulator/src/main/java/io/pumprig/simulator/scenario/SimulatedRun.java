package io.pumprig.simulator.scenario;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.Controller;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultTable;
import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.rig.SimulatedRig;
import io.pumprig.simulator.rig.TraceHash;
import io.pumprig.simulator.time.Pacer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Turns the virtual clock from cycle to cycle and ticks the controller; the only thread that
 * touches world and controller. Whatever comes from outside waits until the boundary between two
 * cycles, so that a run depends on its inputs and their cycles alone, never on when a thread was
 * scheduled.
 */
public final class SimulatedRun {
    /** Inputs that wait at most. */
    private static final int WAITING = 1_024;

    private static final long IDLE_NANOS = 1_000_000L;

    private static final double PICOLITRES_PER_MICROLITRE = 1e6;

    /** How often other threads are told where the run is; a power of two less one. */
    private static final long TELL_MASK = 127;

    /** How long a host waits before it tries again to start a controller. */
    private static final long RETRY_NANOS = 10_000_000_000L;

    private final SimulatedRig rig;
    private final SimulatedHost host;
    private final FaultTable faults;
    private final TraceHash trace;
    private final Pacer pacer;
    private final long periodNanos;
    private final long endCycle;
    private final RunExtremes extremes;
    private final ArrayBlockingQueue<WorldOrder> orders = new ArrayBlockingQueue<>(WAITING);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Set when the run has to look up from its cycles: an input waits, or it is to stop. */
    private volatile boolean attention;

    private volatile boolean stopping;
    private volatile boolean sound = true;
    private volatile boolean paused;
    private volatile Controller controller;
    private ControlLoop loop;
    private final List<Consumer<Controller>> restartListeners = new ArrayList<>();
    private RunWatcher watcher;
    private long cycle;
    private long stepsLeft;
    private OrderScript script = OrderScript.NONE;
    private long refillsSeen;

    /**
     * @param endCycle the last cycle, {@link Long#MAX_VALUE} for none
     */
    public SimulatedRun(
            SimulatedRig rig,
            SimulatedHost host,
            Controller controller,
            FaultTable faults,
            TraceHash trace,
            Pacer pacer,
            long periodNanos,
            long firstCycle,
            long endCycle) {
        this.rig = rig;
        this.host = host;
        this.faults = faults;
        this.trace = trace;
        this.pacer = pacer;
        this.periodNanos = periodNanos;
        this.cycle = firstCycle;
        this.endCycle = endCycle;
        this.extremes = new RunExtremes();
        faults.listen(this::record);
        host.places().beforeDiskChange(() -> loop.journal().awaitWritten());
        take(controller);
    }

    private void take(Controller started) {
        controller = started;
        loop = started.loop();
        refillsSeen = loop.refills();
        faults.watch(new LoopSituation(loop, rig));
    }

    /** Runs on the calling thread until the end, {@link #stop} or an exception out of the loop. */
    public void run() {
        sound = false;
        try {
            pacer.restart();
            while (cycle < endCycle && !stopping) {
                if (attention) {
                    attend();
                }
                if (paused && stepsLeft == 0) {
                    standStill();
                    continue;
                }
                step();
                while (!pacer.pace(cycle * periodNanos)) {
                    attend();
                }
            }
            sound = true;
        } finally {
            controller.at(cycle);
            ended.countDown();
            attend();
        }
    }

    /** One cycle, or the crash of the controller and its next start. */
    void step() {
        long next = cycle + 1;
        long nanos = next * periodNanos;
        loop.journal().awaitLeaseDueAt(next);
        rig.clock().advanceTo(nanos);
        faults.step(next, nanos);
        HostPlaces.Happening crash = host.places().takeCrash();
        if (crash != null) {
            cycle = next;
            restart(crash);
            return;
        }
        rig.stir(nanos);
        if (host.places().isStill(next)) {
            cycle = next;
            return;
        }
        if (nanos >= script.nextNanos()) {
            script.give(controller.inbox(), nanos);
        }
        host.at(next, false);
        loop.tick();
        if (loop.refills() != refillsSeen) {
            refill();
        }
        trace.fold(loop.sample(), loop.permit(), loop.command());
        cycle = next;
        if (nanos >= script.nextBetweenNanos()) {
            script.giveBetween(controller.inbox(), nanos);
            idle();
        }
        if (watcher != null) {
            watcher.saw(this);
        }
        if ((next & TELL_MASK) == 0) {
            controller.at(next);
            extremes.look(loop.sample(), rig.plant());
        }
        if (stepsLeft > 0) {
            stepsLeft--;
        }
    }

    /**
     * The controller's process is gone without a word, and so may be the rig's power; what was
     * under way to the journal is in it. The next controller begins as soon as the rig lets it.
     */
    private void restart(HostPlaces.Happening crash) {
        controller.close();
        if (crash.keepsPower()) {
            rig.board().abandon();
        } else {
            rig.board().cutPower();
        }
        rig.clock().pause(crash.offNanos());
        try {
            if (crash.corrupts()) {
                host.journal().flipABit();
            }
            Controller started = host.startAgain();
            while (started == null && cycle < endCycle) {
                rig.board().abandon();
                rig.clock().pause(RETRY_NANOS);
                cycle = rig.clock().nanos() / periodNanos;
                faults.step(cycle, rig.clock().nanos());
                started = host.startAgain();
            }
            if (started == null) {
                throw new IllegalStateException("the rig could not be brought up again");
            }
            take(started);
        } catch (JournalException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        cycle = rig.clock().nanos() / periodNanos;
        restartListeners.forEach(listener -> listener.accept(controller));
    }

    /**
     * Who hears of a controller that was started after a crash, on the simulation's thread, before
     * its first cycle: rings, inbox and mirrors of the one before are dead. Before {@link #run}.
     */
    public void whenRestarted(Consumer<Controller> listener) {
        restartListeners.add(listener);
    }

    /** One more who sees every cycle of the controller from now on. Before {@link #run}. */
    public void watchedBy(RunWatcher newWatcher) {
        watcher = watcher == null ? newWatcher : watcher.and(newWatcher);
    }

    /** What the operator entered has been done to the rig: the simulator has its hands. */
    private void refill() {
        refillsSeen = loop.refills();
        rig.plant()
                .refill(
                        loop.lastRefill().filledPicolitres() / PICOLITRES_PER_MICROLITRE,
                        loop.lastRefill().picogramsPerNanolitre());
    }

    /** Gives these orders in the course of the run. Before {@link #run}. */
    public void follow(OrderScript orders) {
        script = orders;
        script.skipUntil(cycle * periodNanos);
    }

    /** The orders that it gives by itself. */
    public OrderScript script() {
        return script;
    }

    private void attend() {
        attention = false;
        WorldOrder order;
        while ((order = orders.poll()) != null) {
            order.enact(this, cycle + 1, (cycle + 1) * periodNanos);
        }
    }

    /** Paused: orders for the pump are still taken, and its state still shown. */
    private void standStill() {
        controller.at(cycle);
        idle();
        pacer.restart();
        LockSupport.parkNanos(this, IDLE_NANOS);
    }

    /** Orders are taken, and nothing moves. */
    private void idle() {
        host.at(cycle, true);
        loop.idle();
        if (loop.refills() != refillsSeen) {
            refill();
        }
    }

    /** Leaves an input for the next boundary; false when too many wait, or the run is over. */
    public boolean submit(WorldOrder order) {
        if (hasEnded() || !orders.offer(order)) {
            return false;
        }
        attention = true;
        pacer.nudge();
        return true;
    }

    /** Asks the run to end after its present cycle. Any thread. */
    public void stop() {
        stopping = true;
        attention = true;
    }

    /** Waits at most {@code millis} for the end; false when it goes on. */
    public boolean awaitEnd(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    /** False while it runs, and after an exception ended it: its state is not one to begin from. */
    boolean isSound() {
        return sound;
    }

    /** True once the last cycle is over. Any thread. */
    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** Stands still from the next boundary on. Simulation thread, in an order. */
    public void pause() {
        paused = true;
        stepsLeft = 0;
    }

    /** Goes on. Simulation thread, in an order. */
    public void goOn() {
        paused = false;
        stepsLeft = 0;
    }

    /**
     * Runs that many cycles and stands still again. Simulation thread, in an order; while paused.
     */
    public void goOnFor(long cycles) {
        stepsLeft = cycles;
    }

    public boolean isPaused() {
        return paused;
    }

    /** A fault's life is an event of the run; the event is there before the fault acts. */
    private void record(Fault fault, String phase, long effects, long atCycle, long nanos) {
        host.log().happened(fault, phase, atCycle);
        if (watcher != null) {
            watcher.happened(fault, phase, atCycle);
        }
        controller
                .events()
                .add(
                        EventKind.FAULT,
                        atCycle,
                        nanos,
                        fault.key(),
                        phase,
                        effects,
                        fault.type().label() + " " + fault.instance());
    }

    /** Looks at the truth at the next boundary. Any thread; fails when the run has ended. */
    public CompletableFuture<Truth> truth() {
        CompletableFuture<Truth> answer = new CompletableFuture<>();
        if (!submit((run, next, nanos) -> answer.complete(run.truthNow()))) {
            answer.completeExceptionally(new IllegalStateException("too many inputs wait"));
        }
        return answer;
    }

    /** The truth now. Simulation thread between two cycles, or any after the end. */
    public Truth truthNow() {
        Plant plant = rig.plant();
        return new Truth(
                cycle,
                cycle * periodNanos,
                plant.tipMicrograms(),
                plant.tipMicrolitres(),
                plant.linePressureKilopascals(),
                plant.upstreamKilopascals(),
                plant.trappedGasMicrolitres(),
                plant.reservoirMicrolitres(),
                plant.celsius(),
                plant.fieldMicrosteps(),
                plant.rotorMicrosteps());
    }

    public Controller controller() {
        return controller;
    }

    public FaultTable faults() {
        return faults;
    }

    public TraceHash trace() {
        return trace;
    }

    public Pacer pacer() {
        return pacer;
    }

    public SimulatedRig rig() {
        return rig;
    }

    /** The worst values so far. */
    public RunExtremes extremes() {
        return extremes;
    }

    /** What came into it from outside. Simulation thread, or any after the end. */
    public SessionLog log() {
        return host.log();
    }

    /** The cycle that was run last. Simulation thread, or any after the end. */
    public long cycle() {
        return cycle;
    }

    public long periodNanos() {
        return periodNanos;
    }
}
