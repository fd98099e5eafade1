package io.pumprig.controller;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Inbox;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Verb;
import io.pumprig.controller.safety.SafetyMonitor;

/**
 * Takes the orders that wait at the start of a cycle and carries them out in full before anything
 * moves. Lowering flow is free; from STOPPED even the minimum rate would raise it (SR-47, SR-99).
 * Each order is answered with the state that it left behind, and recorded.
 */
final class OrderDesk {
    private final Inbox inbox;
    private final Planner planner;
    private final Alarms alarms;
    private final SafetyMonitor monitor;
    private final EventRing events;
    private long modeChanges;

    OrderDesk(
            Inbox inbox, Planner planner, Alarms alarms, SafetyMonitor monitor, EventRing events) {
        this.inbox = inbox;
        this.planner = planner;
        this.alarms = alarms;
        this.monitor = monitor;
        this.events = events;
    }

    /** Counts every change of mode and of the alarm list. */
    long stateVersion() {
        return modeChanges + alarms.changes();
    }

    /** Takes what waits, at most one inbox full. */
    void takeOrders(long cycle, long nanos) {
        for (int i = 0; i < Inbox.CAPACITY; i++) {
            Order order = inbox.take();
            if (order == null) {
                return;
            }
            enact(order, cycle, nanos);
        }
    }

    private void enact(Order order, long cycle, long nanos) {
        Code code = verdict(order);
        if (code == Code.OK) {
            carryOut(order, cycle, nanos);
        }
        if (order.verb() != Verb.PING) {
            record(order, code == Code.OK ? "accepted" : "rejected", cycle, nanos);
        }
        try {
            order.answer(
                    code,
                    reason(code),
                    cycle,
                    nanos,
                    planner.mode(),
                    planner.modePicogramsPerDay(),
                    stateVersion(),
                    alarms.listed());
        } catch (RuntimeException e) {
            // Whoever waits for the answer has a mistake; that is no reason to end therapy.
            record(order, "unanswered", cycle, nanos);
        }
    }

    private void record(Order order, String phase, long cycle, long nanos) {
        events.add(
                EventKind.ORDER,
                cycle,
                nanos,
                order.verb().label(),
                phase,
                stateVersion(),
                order.id());
    }

    /** OK, or why the order cannot be carried out now. */
    private Code verdict(Order order) {
        if (order.expectedStateVersion() >= 0 && order.expectedStateVersion() != stateVersion()) {
            return Code.CONFLICT;
        }
        return switch (order.verb()) {
            case PAUSE, MINIMUM_RATE ->
                    planner.mode() == Mode.STOPPED && !order.isConfirmed()
                            ? Code.NEEDS_CONFIRM
                            : Code.OK;
            case ALARM_ACKNOWLEDGE -> isKnown(order.alarmOrdinal()) ? Code.OK : Code.UNKNOWN_TARGET;
            case PING, RESUME, STOP -> Code.OK;
        };
    }

    private boolean isKnown(int alarmOrdinal) {
        return alarmOrdinal == Order.ALL_ALARMS
                || Alarm.of(alarmOrdinal).isOfHost()
                || alarms.isListed(Alarm.of(alarmOrdinal));
    }

    /** The code in words, or null. */
    private static String reason(Code code) {
        return switch (code) {
            case CONFLICT -> "the state has changed since";
            case NEEDS_CONFIRM -> "it would raise flow from stopped; resume restores the program";
            case UNKNOWN_TARGET -> "that alarm is not listed";
            default -> null;
        };
    }

    private void carryOut(Order order, long cycle, long nanos) {
        switch (order.verb()) {
            case PING -> {}
            case PAUSE -> enter(Mode.PAUSED, cycle, nanos);
            case MINIMUM_RATE -> enter(Mode.MINIMUM_RATE, cycle, nanos);
            case STOP -> enter(Mode.STOPPED, cycle, nanos);
            case RESUME -> {
                alarms.acknowledge(Alarm.RESTARTED, cycle, nanos);
                enter(planner.prescription().mode(), cycle, nanos);
            }
            case ALARM_ACKNOWLEDGE -> acknowledge(order.alarmOrdinal(), cycle, nanos);
        }
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
    void enter(Mode mode, long cycle, long nanos) {
        if (mode == planner.mode()) {
            return;
        }
        planner.enter(mode);
        monitor.allow(planner.modePicolitresPerDay());
        modeChanges++;
        events.add(
                EventKind.MODE,
                cycle,
                nanos,
                mode.label(),
                "entered",
                planner.modePicogramsPerDay(),
                null);
    }
}
