package io.pumprig.controller.link;

import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.order.Prescription;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The link's publishing thread: empties the event ring, looks at the rig through the mirror, sends
 * answers as they come in, and is the only one that hands messages to Paho. It never waits for the
 * control thread; while that one stands still, the last state is published again.
 */
final class Publisher {
    /** How long after something happened more of it is expected. */
    private static final long SOON_NANOS = 100_000_000L;

    private static final long ANSWERED_SOON_SLEEP_NANOS = 1_000_000L;
    private static final long FLOWING_SLEEP_NANOS = 5_000_000L;
    private static final long IDLE_SLEEP_NANOS = 20_000_000L;
    private static final int MOST_HOST_EVENTS = 1_024;

    /** As often at least something is sent that the broker has to confirm. */
    private static final long PULSE_NANOS = 5_000_000_000L;

    /** However seldom the state is published, alarms are within a second (SR-84). */
    private static final long MOST_BETWEEN_LOOKS_NANOS = 500_000_000L;

    private final String stateTopic;
    private final String limitsTopic;
    private final long periodNanos;
    private final EventRing.Reader events;
    private final StateMirror mirror;
    private final Outbox outbox;
    private final RequestDesk desk;
    private final Connector connector;
    private final Sender sender;
    private final EventWriter eventWriter;
    private final StateWriter stateWriter;
    private final AlarmBoard alarms;
    private final RequestRate rate;
    private final Wakeup wakeup;
    private final RigClockView view;
    private final ArrayBlockingQueue<HostEvent> hostEvents =
            new ArrayBlockingQueue<>(MOST_HOST_EVENTS);
    private final List<Runnable> companions = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "link-publisher");

    private Runnable pulse = () -> {};
    private Function<Prescription, byte[]> limits;
    private Prescription described;
    private boolean asked;
    private boolean alarmChanged;
    private boolean due;
    private byte[] lastState;
    private long nextDueNanos;
    private long lastEventNanos;
    private long askedNanos;
    private boolean demandTaken;
    private volatile boolean demanded;
    private volatile boolean stopped;
    private volatile boolean quiet;

    /** What the link last saw of the rig's time; written here, read by anyone. */
    static final class RigClockView {
        volatile RigTime time = RigTime.UNKNOWN;
    }

    /** Everything that this thread works with. */
    record Parts(
            EventRing events,
            StateMirror mirror,
            Outbox outbox,
            RequestDesk desk,
            Connector connector,
            Sender sender,
            AlarmBoard alarms,
            RequestRate rate,
            Wakeup wakeup,
            RigClockView view) {}

    Publisher(LinkSettings settings, Parts parts) {
        stateTopic = settings.topic("state");
        limitsTopic = settings.topic("meta/limits");
        periodNanos = settings.statePeriodMillis() * 1_000_000L;
        events = parts.events.readerFromTheFirst();
        mirror = parts.mirror;
        outbox = parts.outbox;
        desk = parts.desk;
        connector = parts.connector;
        sender = parts.sender;
        alarms = parts.alarms;
        rate = parts.rate;
        wakeup = parts.wakeup;
        view = parts.view;
        eventWriter = new EventWriter(settings, outbox);
        stateWriter = new StateWriter(settings, alarms);
        thread.setDaemon(true);
    }

    void start() {
        nextDueNanos = System.nanoTime();
        lastEventNanos = nextDueNanos - SOON_NANOS;
        askedNanos = nextDueNanos;
        thread.start();
    }

    /** Takes an event of the host; when too many wait, it is counted as dropped. Any thread. */
    void tell(HostEvent event) {
        if (!hostEvents.offer(event)) {
            outbox.countDropped();
        }
        wakeup.run();
    }

    /**
     * What sends something that the broker has to confirm, when nothing else did. Before the start.
     */
    void whenQuiet(Runnable pulse) {
        this.pulse = pulse;
    }

    /** Runs {@code companion} on this thread with each publication of the state. */
    void accompany(Runnable companion) {
        companions.add(companion);
    }

    /** Retains the limits of what is prescribed, and again when it is another. Before the start. */
    void describe(Prescription begun, Function<Prescription, byte[]> limits) {
        this.limits = limits;
        describe(begun);
    }

    private void describe(Prescription inForce) {
        described = inForce;
        outbox.retain(limitsTopic, limits.apply(inForce));
    }

    private void run() {
        while (!stopped) {
            long pause = IDLE_SLEEP_NANOS;
            try {
                pause = turn(System.nanoTime());
            } catch (RuntimeException | Error e) {
                // One message that cannot be written must not silence the rig.
                outbox.countDropped();
            }
            wakeup.sleep(pause);
        }
    }

    /** One turn; how long the next may wait. */
    private long turn(long nowNanos) {
        long lostBefore = events.lost();
        drainEvents(nowNanos);
        // Alarm events may be among those that were overwritten.
        alarmChanged |= events.lost() != lostBefore;
        look(nowNanos);
        desk.poll(nowNanos);
        PahoConnection connection = connector.current();
        if (connection != null && sender.quietNanos(nowNanos) > PULSE_NANOS) {
            pulse.run();
        }
        sender.send(connection, nowNanos);
        quiet = sender.isIdle() && outbox.isEmpty() && hostEvents.isEmpty();
        return pause(nowNanos);
    }

    /** Answers wake this thread; a look that was taken and an event that was raised do not. */
    private long pause(long nowNanos) {
        long most = IDLE_SLEEP_NANOS;
        if (asked && nowNanos - askedNanos < SOON_NANOS) {
            most = ANSWERED_SOON_SLEEP_NANOS;
        } else if (nowNanos - lastEventNanos < SOON_NANOS) {
            most = FLOWING_SLEEP_NANOS;
        }
        return Math.max(0, Math.min(most, nextDueNanos - nowNanos));
    }

    private void drainEvents(long nowNanos) {
        RigTime time = view.time;
        for (Event event = events.next(); event != null; event = events.next()) {
            lastEventNanos = nowNanos;
            alarmChanged |= event.kind() == EventKind.ALARM;
            eventWriter.write(event, time);
        }
        for (HostEvent event = hostEvents.poll(); event != null; event = hostEvents.poll()) {
            eventWriter.write(event, time);
            if (event.kind() == EventKind.ALARM) {
                alarms.levelHost(time);
            }
        }
    }

    /**
     * Asks for a look when the state is due or an alarm changed, and now and then, since an alarm
     * that flickers is not told each time (SR-85); takes it when it is there. A look that is open
     * while an alarm event is drained was not filled yet, so it will show that alarm; one that was
     * filled before may not, so another is asked for.
     */
    private void look(long nowNanos) {
        if (asked && !mirror.isWanted()) {
            asked = false;
            take();
        }
        if (nowNanos - nextDueNanos >= 0) {
            nextDueNanos += periodNanos * (1 + (nowNanos - nextDueNanos) / periodNanos);
            if (due && lastState != null) {
                publish();
            }
            due = true;
        }
        if (asked) {
            alarmChanged = false;
        } else if (due
                || alarmChanged
                || demanded
                || nowNanos - askedNanos >= MOST_BETWEEN_LOOKS_NANOS) {
            demandTaken = demanded;
            due |= demanded;
            alarmChanged = false;
            asked = true;
            askedNanos = nowNanos;
            mirror.ask();
        }
    }

    /** Asks for one more look, whenever the next was due. Any thread. */
    void demand() {
        demanded = true;
        wakeup.run();
    }

    /** True until a look that was demanded has been taken. Any thread. */
    boolean isDemanding() {
        return demanded;
    }

    private void take() {
        RigState state = mirror.state();
        RigTime time = new RigTime(true, state.cycle, state.nanos, state.utcMillis);
        view.time = time;
        alarms.level(state, time);
        if (limits != null && state.prescription != described) {
            describe(state.prescription);
        }
        lastState = stateWriter.write(state, statistics(), events.lost());
        if (due) {
            due = false;
            publish();
        }
        if (demandTaken) {
            demandTaken = false;
            demanded = false;
        }
    }

    private void publish() {
        outbox.replace(stateTopic, lastState, true);
        for (Runnable companion : companions) {
            try {
                companion.run();
            } catch (RuntimeException e) {
                // What it had to say is missing; the state is not.
                outbox.countDropped();
            }
        }
    }

    LinkStatistics statistics() {
        return new LinkStatistics(
                sender.published(),
                outbox.dropped(),
                Math.max(0, connector.connections() - 1),
                desk.requests(),
                desk.rejected(),
                rate.limited());
    }

    /** Waits until everything was sent; false when that took too long. */
    boolean drained(long untilNanos) {
        while (!(quiet && sender.isIdle() && outbox.isEmpty() && hostEvents.isEmpty())) {
            if (stopped || untilNanos - System.nanoTime() <= 0 || connector.current() == null) {
                return false;
            }
            wakeup.run();
            java.util.concurrent.locks.LockSupport.parkNanos(this, 1_000_000L);
        }
        return true;
    }

    /** Ends the thread; waits 1 s at most. */
    void stop() {
        stopped = true;
        wakeup.run();
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
