package io.pumprig.simulator.gateway;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.HostAlarms;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.LinkSettings;
import io.pumprig.controller.link.RigLink;
import io.pumprig.controller.link.RigState;
import io.pumprig.controller.link.StateMirror;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.Inbox;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.OrderForms;
import io.pumprig.controller.order.TherapyRules;
import io.pumprig.hal.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** A control thread that pumps nothing, and a link in front of it. */
public final class TestRig implements AutoCloseable {
    static {
        // Paho's own threads may fail while they are closed; that is no failure of who waits.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    private static final AtomicInteger NAMES = new AtomicInteger();

    public final String name;
    final Inbox inbox = new Inbox();
    final EventRing events = new EventRing(1_024);
    final StateMirror mirror = new StateMirror();
    final HostAlarms hostAlarms = new HostAlarms(this::cycle);
    public final RigLink link;

    /** Bits of the alarms whose cause is there. */
    public volatile long causes;

    /** While true no cycle begins. */
    public volatile boolean frozen;

    private final Alarms alarms = new Alarms(events);
    private final Permit permit = new Permit();
    private final Thread control = new Thread(this::run, "test-rig");
    private volatile long cycle;
    private volatile boolean stopped;
    private Mode mode = Mode.CONTINUOUS;
    private long modeChanges;

    public TestRig(String broker, String backend, long statePeriodMillis) {
        this(broker, backend, statePeriodMillis, BrokerLogin.ANONYMOUS);
    }

    TestRig(String broker, String backend, long statePeriodMillis, BrokerLogin login) {
        this(
                "t" + NAMES.incrementAndGet() + "-" + ProcessHandle.current().pid(),
                broker,
                backend,
                statePeriodMillis,
                login);
    }

    public TestRig(
            String name, String broker, String backend, long statePeriodMillis, BrokerLogin login) {
        this.name = name;
        link =
                new RigLink(
                        new LinkSettings(
                                broker,
                                name,
                                backend,
                                "session-" + name,
                                "0.1",
                                42L,
                                backend.equals("sim"),
                                statePeriodMillis,
                                "pumprig-" + name + "-1",
                                login,
                                backend.equals("sim")),
                        new OrderForms(
                                FluidPath.REFERENCE,
                                new TherapyRules(DrugLibrary.shipped()),
                                prescription -> () -> prescription),
                        inbox,
                        events,
                        mirror,
                        hostAlarms);
        control.setDaemon(true);
        control.start();
    }

    public String prefix() {
        return "pumprig/v1/" + name + "/";
    }

    public long cycle() {
        return cycle;
    }

    private void run() {
        while (!stopped) {
            if (!frozen) {
                tick();
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void tick() {
        long now = ++cycle;
        long nanos = now * 10_000_000L;
        for (Order order = inbox.take(); order != null; order = inbox.take()) {
            enact(order, now, nanos);
        }
        permit.open();
        for (long rest = causes; rest != 0; rest &= rest - 1) {
            permit.raise(Alarm.of(Long.numberOfTrailingZeros(rest)), Source.DOWNSTREAM_PRESSURE);
        }
        alarms.latch(permit, now, nanos);
        if (mirror.isWanted()) {
            fill(mirror.state(), now, nanos);
            mirror.filled();
        }
    }

    private void enact(Order order, long now, long nanos) {
        switch (order.verb()) {
            case PAUSE -> enter(Mode.PAUSED, now, nanos);
            case RESUME -> enter(Mode.CONTINUOUS, now, nanos);
            case STOP -> enter(Mode.STOPPED, now, nanos);
            case MINIMUM_RATE -> enter(Mode.MINIMUM_RATE, now, nanos);
            case ALARM_ACKNOWLEDGE -> {
                for (long rest = alarms.listed(); rest != 0; rest &= rest - 1) {
                    alarms.acknowledge(Alarm.of(Long.numberOfTrailingZeros(rest)), now, nanos);
                }
            }
            default -> {}
        }
        order.answer(
                Code.OK,
                null,
                now,
                nanos,
                mode,
                mode == Mode.CONTINUOUS ? 250_000_000L : 0,
                modeChanges,
                alarms.listed());
    }

    private void enter(Mode next, long now, long nanos) {
        mode = next;
        modeChanges++;
        events.add(EventKind.MODE, now, nanos, next.label(), "entered", 0, "by order");
    }

    private void fill(RigState state, long now, long nanos) {
        state.cycle = now;
        state.nanos = nanos;
        state.utcMillis = 1_767_225_600_000L + nanos / 1_000_000;
        state.stateVersion = modeChanges;
        state.mode = mode;
        state.drug = "baclofen";
        state.picogramsPerNanolitre = 2_000;
        state.programPicogramsPerDay = 250_000_000L;
        state.ratePicogramsPerDay = 250_000_000L;
        state.orderedPicograms = 12_345_678L;
        state.deliveredPicograms = 12_345_000L;
        state.reservoirPicolitres = 18_500_000_000L;
        state.downstreamPascals = 12_345;
        state.downstreamOutcome = Outcome.OK;
        state.withheldCauses = new String[] {"time-gap", "not-moved"};
        state.withheldMicrosteps = new long[] {3, 0};
        state.presentAlarms = alarms.present();
        state.latchedAlarms = alarms.latched();
        state.acknowledgedAlarms = alarms.acknowledged();
        for (int i = 0; i < Alarm.count(); i++) {
            state.alarmCycle[i] = alarms.raisedCycle(Alarm.of(i));
            state.alarmNanos[i] = alarms.raisedNanos(Alarm.of(i));
            state.alarmOccurrences[i] = alarms.occurrences(Alarm.of(i));
            state.alarmSources[i] = alarms.sources(Alarm.of(i));
        }
        state.eventsRaised = events.raised();
    }

    @Override
    public void close() {
        link.close();
        stopped = true;
    }
}
