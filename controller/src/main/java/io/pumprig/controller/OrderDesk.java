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
        String refusal = refusal(order);
        Code code = Code.OK;
        if (refusal != null) {
            code =
                    order.verb() == Verb.PAUSE || order.verb() == Verb.MINIMUM_RATE
                            ? Code.NEEDS_CONFIRM
                            : Code.UNKNOWN_TARGET;
        }
        if (order.expectedStateVersion() >= 0 && order.expectedStateVersion() != stateVersion()) {
            code = Code.CONFLICT;
            refusal = "the state has changed since";
        }
        if (code == Code.OK) {
            carryOut(order, cycle, nanos);
        }
        if (order.verb() != Verb.PING) {
            events.add(
                    EventKind.ORDER,
                    cycle,
                    nanos,
                    order.verb().label(),
                    code == Code.OK ? "accepted" : "rejected",
                    stateVersion(),
                    order.id());
        }
        order.answer(
                code,
                refusal,
                cycle,
                nanos,
                planner.mode(),
                planner.modePicogramsPerDay(),
                stateVersion(),
                alarms.listed());
    }

    /** Why the order cannot be carried out now, or null. */
    private String refusal(Order order) {
        return switch (order.verb()) {
            case PAUSE, MINIMUM_RATE ->
                    planner.mode() == Mode.STOPPED
                            ? "it would raise flow from stopped; resume restores the program"
                            : null;
            case ALARM_ACKNOWLEDGE ->
                    order.alarmOrdinal() == Order.ALL_ALARMS
                                    || Alarm.of(order.alarmOrdinal()).isOfHost()
                                    || alarms.isListed(Alarm.of(order.alarmOrdinal()))
                            ? null
                            : "that alarm is not listed";
            case PING, RESUME, STOP -> null;
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
