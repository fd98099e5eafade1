package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Verb;
import io.pumprig.controller.order.Wish;
import io.pumprig.controller.order.WrittenTherapy;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.JsonText;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.scenario.SessionLog;
import io.pumprig.simulator.scenario.SimulatedRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A session as a scenario: the therapy with which it began, every order that was carried out and
 * every fault, each in the cycle in which it took effect, and the trace hash that has to come out.
 * A fault whose time has not come is no part of it.
 */
public final class SessionExport {
    private final Prescription begun;
    private final LimitOverride override;
    private final Map<String, Object> rig;
    private final String library;
    private final long seed;
    private final boolean isWhole;

    /**
     * @param begun the therapy with which the session began
     * @param override with which soft limits were exceeded, or null
     * @param rig the keys of the rig file, or null for the shipped rig
     * @param library path of a drug library, or null for the shipped one
     * @param isWhole whether the session is known from its first cycle
     */
    public SessionExport(
            Prescription begun,
            LimitOverride override,
            Map<String, Object> rig,
            String library,
            long seed,
            boolean isWhole) {
        this.begun = begun;
        this.override = override;
        this.rig = rig;
        this.library = library;
        this.seed = seed;
        this.isWhole = isWhole;
    }

    /**
     * Why the session cannot be exported, for a person; null when it can. Simulation thread,
     * between two cycles.
     */
    public String objection(SimulatedRun run) {
        if (!isWhole) {
            return "this run was taken up from a state directory: its past is not here";
        }
        return run.log().isWhole()
                ? null
                : "more than "
                        + SessionLog.MOST
                        + " orders or faults were taken in this session; the later ones are not"
                        + " kept";
    }

    /** The scenario as JSON, which is YAML too. Simulation thread, between two cycles. */
    public String scenario(SimulatedRun run) {
        return JsonText.of(keys(run));
    }

    /** Keys of the faults that the session still has before it. Simulation thread. */
    public List<String> notBegun(SimulatedRun run) {
        List<String> keys = new ArrayList<>();
        for (SessionLog.FaultSpell spell : run.log().faults()) {
            if (spell.endCycle() < 0 && !hasBegun(spell, run)) {
                keys.add(spell.fault().key());
            }
        }
        return keys;
    }

    private static boolean hasBegun(SessionLog.FaultSpell spell, SimulatedRun run) {
        return beginNanos(spell, run) <= run.cycle() * run.periodNanos();
    }

    private static long beginNanos(SessionLog.FaultSpell spell, SimulatedRun run) {
        return Math.max(spell.fault().atNanos(), spell.injectedCycle() * run.periodNanos());
    }

    private Map<String, Object> keys(SimulatedRun run) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", "session of " + run.cycle() + " cycles, trace " + run.trace().text());
        keys.put("seed", seed);
        if (rig != null) {
            keys.put("rig", rig);
        }
        if (library != null) {
            keys.put("library", library);
        }
        keys.put("therapy", WrittenTherapy.of(begun));
        WrittenTherapy.override(keys, override);
        keys.put("run", time(run.cycle() * run.periodNanos()));
        List<Object> faults = faults(run);
        if (!faults.isEmpty()) {
            keys.put("faults", faults);
        }
        List<Object> orders = orders(run);
        if (!orders.isEmpty()) {
            keys.put("orders", orders);
        }
        keys.put("expect", expectations(run, faults));
        keys.put("twin", false);
        return keys;
    }

    /** The same hash; and a fault may have come and gone in vain, as it did. */
    private static List<Object> expectations(SimulatedRun run, List<Object> faults) {
        List<Object> expectations = new ArrayList<>();
        expectations.add(Map.of("traceHash", run.trace().text()));
        for (Object fault : faults) {
            Map<String, Object> any = new LinkedHashMap<>();
            any.put("of", ((Map<?, ?>) fault).get("key"));
            any.put("atLeast", 0);
            expectations.add(Map.of("effects", any));
        }
        return expectations;
    }

    private static List<Object> faults(SimulatedRun run) {
        List<Object> faults = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (SessionLog.FaultSpell spell : run.log().faults()) {
            Fault fault = spell.fault();
            long beginNanos = beginNanos(spell, run);
            long endNanos = spell.endCycle() * run.periodNanos();
            if (!hasBegun(spell, run) || (spell.isCleared() && endNanos <= beginNanos)) {
                continue;
            }
            String key = fault.key();
            for (int again = 2; !taken.add(key); again++) {
                key = fault.key() + "-" + again;
            }
            faults.add(fault(fault, key, beginNanos, spell.isCleared() ? endNanos : -1));
        }
        return faults;
    }

    private static Map<String, Object> fault(
            Fault fault, String key, long beginNanos, long clearedNanos) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("key", key);
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("component", fault.type().component());
        target.put("instance", fault.instance());
        keys.put("target", target);
        keys.put("type", fault.type().label());
        keys.put("params", fault.writtenParams());
        if (fault.trigger() == null) {
            keys.put("at", time(beginNanos));
        } else {
            Map<String, String> trigger = new LinkedHashMap<>(fault.trigger().written());
            trigger.put("from", time(beginNanos));
            keys.put("at", trigger);
        }
        if (fault.durationNanos() != Fault.UNTIL_CLEARED) {
            keys.put("duration", time(fault.durationNanos()));
        }
        if (fault.rampNanos() > 0) {
            keys.put("ramp", time(fault.rampNanos()));
        }
        if (clearedNanos >= 0) {
            keys.put("clearedAt", time(clearedNanos));
        }
        keys.put("detected", fault.detected());
        return keys;
    }

    private static List<Object> orders(SimulatedRun run) {
        List<Object> orders = new ArrayList<>();
        Wish.Stage staged = null;
        for (SessionLog.TakenOrder taken : run.log().orders()) {
            Order order = taken.order();
            if (!order.isAnswered() || order.code() != Code.OK) {
                continue;
            }
            if (order.wish() instanceof Wish.Stage stage) {
                staged = stage;
                continue;
            }
            Map<String, Object> keys = new LinkedHashMap<>();
            keys.put("at", time(taken.cycle() * run.periodNanos()));
            if (taken.betweenCycles()) {
                keys.put("betweenCycles", true);
            }
            body(keys, order, staged);
            orders.add(keys);
        }
        return orders;
    }

    private static void body(Map<String, Object> keys, Order order, Wish.Stage staged) {
        if (order.wish() instanceof Wish.Commit commit) {
            Map<String, Object> therapy = WrittenTherapy.of(staged);
            WrittenTherapy.override(therapy, commit.override());
            keys.put("therapy", therapy);
        } else if (order.verb() == Verb.ALARM_ACKNOWLEDGE) {
            Map<String, Object> which = new LinkedHashMap<>();
            if (order.alarmOrdinal() != Order.ALL_ALARMS) {
                which.put("alarm", Alarm.of(order.alarmOrdinal()).name());
            }
            keys.put(order.verb().label(), which);
        } else {
            keys.put(order.verb().label(), WrittenTherapy.of(order.wish()));
        }
    }

    private static String time(long nanos) {
        return Quantity.format(Dimension.TIME, nanos);
    }
}
