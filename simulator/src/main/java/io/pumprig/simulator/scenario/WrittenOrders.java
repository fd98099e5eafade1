package io.pumprig.simulator.scenario;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.OrderForms;
import io.pumprig.controller.order.Verb;
import io.pumprig.controller.order.Wish;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import io.pumprig.hal.settings.Spelling;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders as a file says them: a time and one verb each, {@code {at: 30 min, bolus: {dose: 10 mcg,
 * duration: 5 min}}}. {@code therapy} stages and commits in one; {@code every} and {@code times}
 * repeat an order. All of it is checked before a run begins.
 */
public final class WrittenOrders {
    private static final String THERAPY = "therapy";
    private static final String BY = "script/";
    private static final long LONGEST_NANOS = 3_650L * 86_400 * 1_000_000_000;
    private static final int MOST_TIMES = 100_000;

    /** Over how long a bolus of a file is given that does not say. */
    private static final String BOLUS_DURATION = "5 min";

    private final OrderForms forms;
    private final List<OrderScript.Entry> entries = new ArrayList<>();
    private boolean betweenCycles;

    private WrittenOrders(OrderForms forms) {
        this.forms = forms;
    }

    /**
     * The orders of a file: a mapping with the one key {@code orders}, a list.
     *
     * @throws SettingsException with file, line and key of the first that is wrong
     */
    public static OrderScript of(SettingsNode file, OrderForms forms) {
        OrderScript script = of(file.keys("orders").list("orders"), forms);
        file.done();
        return script;
    }

    /**
     * The orders of these mappings.
     *
     * @throws SettingsException with file, line and key of the first that is wrong
     */
    public static OrderScript of(List<SettingsNode> nodes, OrderForms forms) {
        WrittenOrders written = new WrittenOrders(forms);
        nodes.forEach(written::add);
        return new OrderScript(written.entries);
    }

    private void add(SettingsNode node) {
        List<String> allowed =
                new ArrayList<>(List.of("at", "every", "times", "betweenCycles", THERAPY));
        for (Verb verb : Verb.values()) {
            if (verb != Verb.THERAPY_STAGE && verb != Verb.THERAPY_COMMIT) {
                allowed.add(verb.label());
            }
        }
        node.keys(allowed.toArray(String[]::new));
        List<String> what = new ArrayList<>(node.written());
        what.removeAll(List.of("at", "every", "times", "betweenCycles"));
        if (what.size() != 1) {
            throw node.refuse(
                    what.isEmpty() ? "at" : what.get(1),
                    what.isEmpty() ? "no order" : what.size() + " orders",
                    "one of " + String.join(", ", allowed.subList(4, allowed.size())));
        }
        long at = node.quantity("at", Dimension.TIME, 0, LONGEST_NANOS);
        long every = node.quantity("every", Dimension.TIME, 1, LONGEST_NANOS, LONGEST_NANOS);
        long times = node.integer("times", 1, MOST_TIMES, 1);
        if (times > 1 && !node.has("every")) {
            throw node.refuse("times", "no every beside it", "every: the time between two");
        }
        betweenCycles = node.bool("betweenCycles", false);
        for (long i = 0; i < times && at + i * every <= LONGEST_NANOS; i++) {
            add(what.get(0), node.child(what.get(0)), at + i * every);
        }
    }

    private void add(String label, SettingsNode body, long atNanos) {
        if (label.equals(THERAPY)) {
            therapy(body, atNanos);
            return;
        }
        Verb verb = Verb.labelled(label);
        if (verb == Verb.ALARM_ACKNOWLEDGE) {
            acknowledge(body, atNanos);
            return;
        }
        if (verb == Verb.BOLUS && body.has("dose")) {
            body.otherwise("duration", BOLUS_DURATION);
        }
        Wish wish = verb.hasForm() ? forms.read(verb, body) : null;
        if (!verb.hasForm()) {
            body.keys();
        }
        entry(label, atNanos, verb, wish);
    }

    private void acknowledge(SettingsNode body, long atNanos) {
        body.keys("alarm");
        String name = body.text("alarm", "all");
        Alarm alarm = Alarm.named(name);
        if (alarm == null && !name.equals("all")) {
            throw body.refuse(
                    "alarm", "the name of an alarm, or all" + Spelling.hint(name, Alarm.names()));
        }
        int ordinal = alarm == null ? Order.ALL_ALARMS : alarm.ordinal();
        String id = BY + (entries.size() + 1);
        entries.add(
                new OrderScript.Entry(
                        atNanos,
                        betweenCycles,
                        Verb.ALARM_ACKNOWLEDGE.label(),
                        answered ->
                                new Order(
                                        Verb.ALARM_ACKNOWLEDGE, ordinal, -1, true, id, answered)));
    }

    private void therapy(SettingsNode body, long atNanos) {
        Wish.Stage stage = forms.stage(body, "override");
        LimitOverride override = OrderForms.override(body);
        String hash = stage.therapy().prescription().identity();
        entry(Verb.THERAPY_STAGE.label(), atNanos, Verb.THERAPY_STAGE, stage);
        entry(
                Verb.THERAPY_COMMIT.label(),
                atNanos,
                Verb.THERAPY_COMMIT,
                new Wish.Commit(hash, override));
    }

    private void entry(String label, long atNanos, Verb verb, Wish wish) {
        String id = BY + (entries.size() + 1);
        entries.add(
                new OrderScript.Entry(
                        atNanos,
                        betweenCycles,
                        label,
                        answered -> new Order(verb, wish, -1, true, id, answered)));
    }
}
