package io.pumprig.simulator.suite;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.Controller;
import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.order.Code;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.simulator.fault.Limit;
import io.pumprig.simulator.scenario.SimulatedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as its checks see it after each cycle: what is listed, what the cycle allowed, which events
 * came, and the moments from which limits are counted. Simulation thread.
 */
public final class Watched {
    /** The moment at which a run begins. */
    static final String START = "start";

    private final SimulatedRun run;
    private final Checks checks;
    private final Map<String, Mark> marks = new LinkedHashMap<>();
    private final List<String> history = new ArrayList<>();
    private ControlLoop loop;
    private EventRing.Reader events;
    private long listed;
    private long hostPresent;
    private long checkpointSeen;
    private boolean faultChanged;

    Watched(SimulatedRun run, Checks checks) {
        this.run = run;
        this.checks = checks;
        take(run.controller());
        mark(START);
    }

    /** Another controller has begun after a crash. */
    void take(Controller controller) {
        if (events != null) {
            look();
        }
        loop = controller.loop();
        events = controller.events().readerFromTheFirst();
        checkpointSeen = 0;
    }

    /** Takes over what the last cycle left; alarms and events go to the checks. */
    void look() {
        long told = 0;
        Event event;
        while ((event = events.next()) != null) {
            note(event);
            if (event.kind() == EventKind.ALARM && event.phase().equals("raised")) {
                // One that a policy acknowledges at once is never seen in the list.
                told |= Alarm.named(event.subject()).bit();
                alarm(Alarm.named(event.subject()));
            }
            checks.event(this, event);
        }
        long now = loop.alarms().listed() | hostAlarms();
        long came = now & ~listed & ~told;
        listed = now;
        for (long rest = came; rest != 0; rest &= rest - 1) {
            Alarm alarm = Alarm.of(Long.numberOfTrailingZeros(rest));
            if (alarm.isOfHost()) {
                history.add(alarm.name() + " raised");
            }
            alarm(alarm);
        }
    }

    private void alarm(Alarm alarm) {
        mark(alarm.name());
        checks.alarm(this, alarm);
    }

    /**
     * The host's alarms as they are when every checkpoint so far is written, so that no disk
     * decides when one is seen: looked at after each new one.
     */
    private long hostAlarms() {
        if (faultChanged || loop.journal().lastCheckpointSeq() != checkpointSeen) {
            faultChanged = false;
            checkpointSeen = loop.journal().lastCheckpointSeq();
            loop.journal().awaitWritten();
            hostPresent = run.controller().hostAlarms().present();
        }
        return hostPresent;
    }

    private void note(Event event) {
        if (event.kind() == EventKind.FAULT) {
            faultChanged = true;
            // While a controller stands still or is gone, its events are seen later than they came.
            Mark then = then(event);
            if (event.phase().equals("active")) {
                marks.putIfAbsent(event.subject(), then);
            }
            marks.putIfAbsent(event.subject() + "." + event.phase(), then);
        }
        history.add(event.subject() + " " + event.phase());
    }

    /** Remembers this moment by that name; the first of a name stays. */
    private void mark(String name) {
        marks.putIfAbsent(name, now());
    }

    private Mark then(Event event) {
        Mark now = now();
        return new Mark(
                event.cycle(),
                event.nanos(),
                now.deliveredMicrosteps(),
                now.reservoirMicrolitres());
    }

    /** This moment. */
    public Mark now() {
        return new Mark(
                run.cycle(),
                nanos(),
                loop.ledger().delivered(),
                run.rig().plant().reservoirMicrolitres());
    }

    /** The moment of that name, or null while it has not come. */
    public Mark marked(String name) {
        return marks.get(name);
    }

    /** What has happened, as {@code subject phase}, in order. */
    List<String> history() {
        return history;
    }

    /** What the fault of that key has altered until now, or until it ended. */
    long effects(String key) {
        return checks.effects(key);
    }

    /** How many orders of the file were answered so. */
    long answers(String verb, Code code) {
        return run.script().outcomes().stream()
                .filter(outcome -> verb == null || outcome.label().equals(verb))
                .filter(outcome -> outcome.order().code() == code)
                .count();
    }

    /** The run that is watched. */
    public SimulatedRun run() {
        return run;
    }

    /** The loop of the controller that runs now. */
    public ControlLoop loop() {
        return loop;
    }

    /** The last cycle. */
    public long cycle() {
        return run.cycle();
    }

    /** Simulated time of the last cycle. */
    public long nanos() {
        return run.cycle() * run.periodNanos();
    }

    /** Alarms present or latched, those of the host among them, as bits. */
    long listed() {
        return listed;
    }

    /** True while the alarm is present or latched. */
    public boolean isListed(Alarm alarm) {
        return (listed & alarm.bit()) != 0;
    }

    /** What the last cycle allowed. */
    public Reaction reaction() {
        return loop.permit().reaction();
    }

    /** How much of that has passed since {@code since}, in the unit of the limit. */
    public long since(Mark since, Limit.Kind kind) {
        return switch (kind) {
            case TIME -> nanos() - since.nanos();
            case CYCLES -> cycle() - since.cycle();
            case COMMANDED -> picolitres(loop.ledger().delivered() - since.deliveredMicrosteps());
            case FLOWED ->
                    Math.round(
                            Math.abs(
                                            since.reservoirMicrolitres()
                                                    - run.rig().plant().reservoirMicrolitres())
                                    * 1e6);
        };
    }

    /** The same for people. */
    public String shownSince(Mark since, Limit.Kind kind) {
        long amount = since(since, kind);
        return switch (kind) {
            case TIME -> Quantity.format(Dimension.TIME, amount);
            case CYCLES -> amount + (amount == 1 ? " cycle" : " cycles");
            case COMMANDED -> Quantity.format(Dimension.VOLUME, amount);
            case FLOWED -> Quantity.format(Dimension.VOLUME, amount) + " flowed";
        };
    }

    /** Volume commanded between two moments. */
    long commandedPicolitres(Mark from, Mark to) {
        return picolitres(to.deliveredMicrosteps() - from.deliveredMicrosteps());
    }

    /** What the head displaces with so many microsteps. */
    long picolitres(long microsteps) {
        return microsteps
                * run.rig().wiring().pump().picolitresPerRevolution()
                / run.rig().wiring().pump().microstepsPerRevolution();
    }
}
