package io.pumprig.controller;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.dose.BolusEnd;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Inbox;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Verb;
import io.pumprig.controller.order.Wish;

/**
 * Takes the orders that wait at the start of a cycle and carries them out in full before anything
 * moves. Lowering flow is free; raising it takes two steps (SR-99), and from STOPPED even the
 * minimum rate would raise it (SR-47). Each order is answered with the state that it left behind,
 * and recorded, whatever became of it. An order that is carried out may allocate; a cycle without
 * one does not.
 */
final class OrderDesk {
    private static final int SECONDS = 9;
    private static final String CONFIRM =
            "it raises flow: repeat it with confirm and the stateVersion of this answer";

    private final Inbox inbox;
    private final Planner planner;
    private final Alarms alarms;
    private final EventRing events;
    private final BolusDesk boluses;
    private final TherapyDesk therapies;
    private final HostSide host;
    private Mode toldMode;
    private long closedSeen;
    private long modeChanges;
    private String reason;

    OrderDesk(
            Inbox inbox,
            Planner planner,
            Alarms alarms,
            EventRing events,
            BolusDesk boluses,
            TherapyDesk therapies,
            HostSide host) {
        this.inbox = inbox;
        this.planner = planner;
        this.alarms = alarms;
        this.events = events;
        this.boluses = boluses;
        this.therapies = therapies;
        this.host = host;
        toldMode = planner.mode();
        closedSeen = planner.shots().closed();
    }

    /** Counts every change of mode, of therapy and of the alarm list. */
    long stateVersion() {
        return modeChanges + therapies.changes() + alarms.changes();
    }

    /** Takes what waits, at most one inbox full. */
    void takeOrders(long cycle, long nanos) {
        for (int i = 0; i < Inbox.CAPACITY; i++) {
            Order order = inbox.take();
            if (order == null) {
                break;
            }
            enact(order, cycle, nanos);
        }
        therapies.expire(cycle, nanos);
    }

    private void enact(Order order, long cycle, long nanos) {
        host.takes(order);
        reason = null;
        Code code = verdict(order, nanos);
        if (code == Code.OK) {
            carryOut(order, cycle, nanos);
            note(cycle, nanos);
        }
        if (order.verb() != Verb.PING) {
            record(order, code == Code.OK ? "accepted" : "rejected", code, cycle, nanos);
        }
        try {
            order.answer(
                    code,
                    code == Code.OK ? null : reason,
                    cycle,
                    nanos,
                    planner.mode(),
                    planner.modePicogramsPerDay(),
                    stateVersion(),
                    alarms.listed());
        } catch (RuntimeException e) {
            // Whoever waits for the answer has a mistake; that is no reason to end therapy.
            record(order, "unanswered", code, cycle, nanos);
        }
    }

    private void record(Order order, String phase, Code code, long cycle, long nanos) {
        events.add(
                EventKind.ORDER,
                cycle,
                nanos,
                order.verb().label(),
                phase,
                stateVersion(),
                code == Code.OK ? order.id() : order.id() + " " + code + ": " + reason);
    }

    /** OK, or why the order cannot be carried out now. */
    private Code verdict(Order order, long nanos) {
        if (order.expectedStateVersion() >= 0 && order.expectedStateVersion() != stateVersion()) {
            return no(Code.CONFLICT, "the state has changed since");
        }
        if (order.wish() instanceof Wish.Refused refused) {
            return no(refused.code(), refused.reason());
        }
        return switch (order.verb()) {
            case PAUSE, MINIMUM_RATE ->
                    planner.mode().isSilent() && !order.isConfirmed()
                            ? no(
                                    Code.NEEDS_CONFIRM,
                                    "it would raise flow from "
                                            + planner.mode().label()
                                            + "; resume restores the program")
                            : Code.OK;
            case ALARM_ACKNOWLEDGE ->
                    isKnown(order.alarmOrdinal())
                            ? Code.OK
                            : no(Code.UNKNOWN_TARGET, "that alarm is not listed");
            case BOLUS -> confirmed(order, bolusVerdict((Wish.Bolus) order.wish()));
            case BOLUS_CANCEL ->
                    planner.mode().isBolus() ? Code.OK : no(Code.CONFLICT, "no bolus runs");
            case PRIME -> confirmed(order, primeVerdict());
            case THERAPY_STAGE, THERAPY_COMMIT, REFILL -> therapyVerdict(order, nanos);
            case AUDIO_PAUSE ->
                    alarms.listed() == 0 ? no(Code.CONFLICT, "no alarm is listed") : Code.OK;
            case PING, RESUME, STOP -> Code.OK;
        };
    }

    private Code no(Code code, String why) {
        reason = why;
        return code;
    }

    /** A raise that could be enacted is enacted only when it is confirmed. */
    private Code confirmed(Order order, Code code) {
        return code == Code.OK && !order.isConfirmed() ? no(Code.NEEDS_CONFIRM, CONFIRM) : code;
    }

    private Code bolusVerdict(Wish.Bolus wish) {
        Code code = boluses.verdict(wish);
        reason = boluses.reason();
        return code;
    }

    private Code therapyVerdict(Order order, long nanos) {
        Code code = therapies.verdict(order, nanos);
        reason = therapies.reason();
        return code;
    }

    private Code primeVerdict() {
        boolean rests = planner.mode().isSilent() || planner.mode() == Mode.PAUSED;
        if (!rests) {
            return no(Code.CONFLICT, "a prime begins from paused or stopped");
        }
        if (planner.isBridging()) {
            return no(Code.CONFLICT, "drug of two concentrations is in the line");
        }
        // A prime is what drives air out; every other alarm that holds flow holds it too.
        long holding = alarms.listed() & ~Alarm.AIR_IN_LINE.bit();
        for (long rest = holding; rest != 0; rest &= rest - 1) {
            Alarm alarm = Alarm.of(Long.numberOfTrailingZeros(rest));
            if (alarm.reaction() != Reaction.KEEP_PROGRAM) {
                return no(Code.CONFLICT, alarm.name() + " holds flow");
            }
        }
        return Code.OK;
    }

    private boolean isKnown(int alarmOrdinal) {
        return alarmOrdinal == Order.ALL_ALARMS
                || Alarm.of(alarmOrdinal).isOfHost()
                || alarms.isListed(Alarm.of(alarmOrdinal));
    }

    private void carryOut(Order order, long cycle, long nanos) {
        switch (order.verb()) {
            case PING -> {}
            case PAUSE -> enter(Mode.PAUSED);
            case MINIMUM_RATE -> enter(Mode.MINIMUM_RATE);
            case STOP -> enter(Mode.STOPPED);
            case RESUME -> {
                alarms.acknowledge(Alarm.RESTARTED, cycle, nanos);
                enter(planner.prescription().mode());
            }
            case ALARM_ACKNOWLEDGE -> acknowledge(order.alarmOrdinal(), cycle, nanos);
            case BOLUS -> boluses.begin((Wish.Bolus) order.wish(), order, cycle, nanos);
            case BOLUS_CANCEL -> planner.endShot(BolusEnd.CANCELLED);
            case PRIME -> boluses.prime((Wish.Prime) order.wish(), order, cycle, nanos);
            case THERAPY_STAGE ->
                    therapies.stage((Wish.Stage) order.wish(), order.enacted(), cycle, nanos);
            case THERAPY_COMMIT ->
                    therapies.commit((Wish.Commit) order.wish(), order.enacted(), cycle, nanos);
            case REFILL ->
                    therapies.refill((Wish.Refill) order.wish(), order.enacted(), cycle, nanos);
            case AUDIO_PAUSE -> pauseAudio((Wish.AudioPause) order.wish(), order, nanos);
        }
    }

    private void pauseAudio(Wish.AudioPause wish, Order order, long nanos) {
        // Whoever orders over a link may be gone with it, and somebody has to hear the alarm.
        alarms.pauseAudio(nanos, wish.durationNanos(), true);
        order.enacted().number("audioPausedS", alarms.audioPause().remainingNanos(nanos), SECONDS);
    }

    private void acknowledge(int alarmOrdinal, long cycle, long nanos) {
        if (alarmOrdinal != Order.ALL_ALARMS) {
            // An alarm of the host does not latch: it leaves with its cause, acknowledged or not.
            alarms.acknowledge(Alarm.of(alarmOrdinal), cycle, nanos);
            return;
        }
        for (long rest = alarms.listed(); rest != 0; rest &= rest - 1) {
            alarms.acknowledge(Alarm.of(Long.numberOfTrailingZeros(rest)), cycle, nanos);
        }
    }

    /** Enters the mode at this cycle's boundary; the same mode again changes nothing. */
    private void enter(Mode mode) {
        if (mode != planner.mode()) {
            planner.enter(mode);
        }
    }

    /** A prime that was not through in its volume and time inhibits therapy (SR-61). */
    private void noteEnd(long cycle, long nanos) {
        boluses.noteEnd(cycle, nanos);
        if (planner.shots().closedHow() == BolusEnd.FAILED) {
            alarms.latchEvent(Alarm.PRIMING_FAILED, cycle, nanos);
        }
    }

    /**
     * Notes what has changed by itself or by an order: the mode, a bolus that ended. Costs two
     * comparisons when nothing has.
     */
    void note(long cycle, long nanos) {
        if (planner.shots().closed() != closedSeen) {
            closedSeen = planner.shots().closed();
            noteEnd(cycle, nanos);
        }
        if (planner.mode() != toldMode) {
            toldMode = planner.mode();
            modeChanges++;
            events.add(
                    EventKind.MODE,
                    cycle,
                    nanos,
                    toldMode.label(),
                    "entered",
                    planner.modePicogramsPerDay(),
                    null);
        }
    }
}
