package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.order.Code;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import io.pumprig.hal.settings.Spelling;
import io.pumprig.simulator.fault.Limit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Reads what has to follow; every entry becomes a check, made anew for each run. */
final class ExpectForm {
    /** What an entry can be about; it has exactly one of these keys. */
    static final List<String> KINDS =
            List.of(
                    "alarm",
                    "gone",
                    "reaction",
                    "mode",
                    "motor",
                    "never",
                    "trueDose",
                    "believedDose",
                    "sequence",
                    "traceHash",
                    "effects",
                    "withheld",
                    "delivered",
                    "answers",
                    "event");

    private final List<String> faultKeys;
    private final long runNanos;

    /**
     * @param faultKeys keys of the scenario's faults, from which limits may be counted
     * @param runNanos length of the run, after which nothing can be looked at
     */
    ExpectForm(List<String> faultKeys, long runNanos) {
        this.faultKeys = faultKeys;
        this.runNanos = runNanos;
    }

    /**
     * Reads one entry.
     *
     * @throws SettingsException with file, line, column and key of what is wrong
     */
    Supplier<Check> read(SettingsNode node) {
        node.keys(ScenarioSchema.EXPECT);
        List<String> kinds = new ArrayList<>(node.written());
        kinds.retainAll(KINDS);
        if (kinds.size() != 1) {
            throw node.refuse(
                    kinds.isEmpty() ? "alarm" : kinds.get(1),
                    kinds.isEmpty() ? "nothing to expect" : kinds.size() + " in one entry",
                    "exactly one of " + String.join(", ", KINDS));
        }
        Supplier<Check> check = read(kinds.get(0), node);
        node.done();
        return check;
    }

    private Supplier<Check> read(String kind, SettingsNode node) {
        return switch (kind) {
            case "alarm" -> alarm(node);
            case "gone" -> gone(node);
            case "reaction" -> reaction(node);
            case "mode" ->
                    state(
                            node,
                            "mode",
                            node.choice("mode"),
                            run -> run.loop().planner().mode().label());
            case "motor" ->
                    state(
                            node,
                            "motor",
                            node.choice("motor"),
                            run -> run.run().rig().board().isEnnHigh() ? "off" : "on");
            case "never" -> never(node);
            case "trueDose" -> dose(true, node.child("trueDose"));
            case "believedDose" -> dose(false, node.child("believedDose"));
            case "sequence" -> sequence(node);
            case "traceHash" ->
                    state(
                            node,
                            "traceHash",
                            node.matching("traceHash"),
                            run -> run.run().trace().text());
            case "effects" -> effects(node.child("effects"));
            case "withheld" -> withheld(node.child("withheld"));
            case "delivered" -> delivered(node.child("delivered"));
            case "answers" -> answers(node.child("answers"));
            default -> event(node.child("event"));
        };
    }

    private Supplier<Check> alarm(SettingsNode node) {
        Alarm alarm = Alarm.named(node.choice("alarm"));
        Limit within = within(node);
        String after = after(node);
        return () -> new AlarmCheck(alarm, within, after);
    }

    private Supplier<Check> gone(SettingsNode node) {
        Alarm alarm = Alarm.named(node.choice("gone"));
        Limit within = within(node);
        String after = after(node);
        return () -> new GoneCheck(alarm, within, after);
    }

    private static Supplier<Check> reaction(SettingsNode node) {
        String label = node.choice("reaction");
        Alarm alarm = Alarm.named(node.choice("sameCycleAs"));
        for (Reaction reaction : Reaction.values()) {
            if (reaction.label().equals(label)) {
                return () -> new ReactionCheck(reaction, alarm);
            }
        }
        throw node.refuse("reaction", "a reaction");
    }

    private Supplier<Check> state(
            SettingsNode node, String what, String wanted, Function<Watched, String> look) {
        Limit within = within(node);
        String after = after(node);
        long at = at(node);
        if (within != null && at != Long.MAX_VALUE) {
            throw node.refuse("at", "a time beside within", "one of the two: within, or at");
        }
        return () -> new StateCheck(what, wanted, look, within, after, at);
    }

    private static Supplier<Check> never(SettingsNode node) {
        Set<Alarm> alarms = EnumSet.noneOf(Alarm.class);
        if (node.isList("never")) {
            alarms.addAll(alarms(node, "never"));
        } else if (!node.text("never").equals("any")) {
            alarms.add(alarm(node, "never", node.text("never")));
        }
        Set<Alarm> besides =
                node.has("besides") ? alarms(node, "besides") : EnumSet.noneOf(Alarm.class);
        return () -> new NeverCheck(alarms, besides);
    }

    /** The alarms that a list names. */
    static Set<Alarm> alarms(SettingsNode node, String key) {
        Set<Alarm> alarms = EnumSet.noneOf(Alarm.class);
        for (String name : node.texts(key)) {
            alarms.add(alarm(node, key, name));
        }
        return alarms;
    }

    private static Alarm alarm(SettingsNode node, String key, String name) {
        Alarm alarm = Alarm.named(name);
        if (alarm == null) {
            throw node.refuse(
                    key,
                    "`" + name + "`",
                    "the name of an alarm" + Spelling.hint(name, Alarm.names()));
        }
        return alarm;
    }

    private Supplier<Check> dose(boolean truth, SettingsNode node) {
        node.keys(ScenarioSchema.DOSE);
        DoseBound atLeast = bound(node, "atLeast");
        DoseBound atMost = bound(node, "atMost");
        if (atLeast == null && atMost == null) {
            throw node.refuse("atMost", "no bound", "atLeast, atMost, or both");
        }
        long at = at(node);
        return () -> new DoseCheck(truth, atLeast, atMost, at);
    }

    private static DoseBound bound(SettingsNode node, String key) {
        if (!node.has(key)) {
            return null;
        }
        try {
            return DoseBound.parse(node.text(key));
        } catch (IllegalArgumentException e) {
            throw node.refuse(key, DoseBound.ALLOWED);
        }
    }

    private static Supplier<Check> sequence(SettingsNode node) {
        List<String> sequence = node.texts("sequence");
        if (sequence.isEmpty()) {
            throw node.refuse("sequence", "at least one, such as occ active");
        }
        return () -> new SequenceCheck(sequence);
    }

    private Supplier<Check> effects(SettingsNode node) {
        node.keys(ScenarioSchema.EFFECTS);
        String key = node.text("of");
        if (!faultKeys.contains(key)) {
            throw node.refuse(
                    "of",
                    "the key of a fault: " + shown(faultKeys) + Spelling.hint(key, faultKeys));
        }
        long least = node.has("atLeast") ? node.integer("atLeast") : 0;
        long most = node.has("atMost") ? node.integer("atMost") : Long.MAX_VALUE;
        return () -> new EffectsCheck(key, least, most);
    }

    private static Supplier<Check> withheld(SettingsNode node) {
        node.keys(ScenarioSchema.WITHHELD);
        String label = node.choice("cause");
        for (Withheld cause : Withheld.values()) {
            if (cause.label().equals(label)) {
                return volume(
                        node,
                        "withheld by " + label,
                        run -> run.picolitres(run.loop().ledger().withheld(cause)));
            }
        }
        throw node.refuse("cause", "a cause");
    }

    private static Supplier<Check> delivered(SettingsNode node) {
        node.keys(ScenarioSchema.DELIVERED);
        String label = node.choice("purpose");
        for (Delivery purpose : Delivery.values()) {
            if (purpose.label().equals(label)) {
                return volume(
                        node,
                        "delivered as " + label,
                        run -> run.picolitres(run.loop().ledger().delivered(purpose)));
            }
        }
        throw node.refuse("purpose", "a purpose");
    }

    private static Supplier<Check> volume(
            SettingsNode node, String what, ToLongFunction<Watched> picolitres) {
        if (!node.has("atLeast") && !node.has("atMost")) {
            throw node.refuse("atMost", "no bound", "atLeast, atMost, or both");
        }
        long least = node.has("atLeast") ? node.quantity("atLeast") : 0;
        long most = node.has("atMost") ? node.quantity("atMost") : Long.MAX_VALUE;
        return () -> CountCheck.volume(what, picolitres, least, most);
    }

    private static Supplier<Check> answers(SettingsNode node) {
        node.keys(ScenarioSchema.ANSWERS);
        Code code = Code.valueOf(node.choice("code"));
        String verb = node.text("verb", null);
        long times = node.integer("times");
        return () ->
                new CountCheck(
                        "answers " + code + (verb == null ? "" : " to " + verb),
                        run -> run.answers(verb, code),
                        times,
                        times);
    }

    private static Supplier<Check> event(SettingsNode node) {
        node.keys(ScenarioSchema.EVENT);
        String what = node.text("what");
        long least = node.has("times") ? node.integer("times") : 1;
        long most = node.has("times") ? least : Long.MAX_VALUE;
        return () ->
                new CountCheck(
                        "event " + what,
                        run -> run.history().stream().filter(what::equals).count(),
                        least,
                        most);
    }

    private static Limit within(SettingsNode node) {
        if (!node.has("within")) {
            return null;
        }
        try {
            return Limit.parse(node.text("within"));
        } catch (IllegalArgumentException e) {
            throw node.refuse("within", Limit.ALLOWED);
        }
    }

    /** Without a word the only fault, or the start of the run where there is not just one. */
    private String after(SettingsNode node) {
        String otherwise = faultKeys.size() == 1 ? faultKeys.get(0) : Watched.START;
        String after = node.text("after", otherwise);
        Set<String> known = new LinkedHashSet<>(faultKeys);
        faultKeys.forEach(key -> known.add(key + ".cleared"));
        faultKeys.forEach(key -> known.add(key + ".expired"));
        known.add(Watched.START);
        if (!known.contains(after) && Alarm.named(after) == null) {
            known.addAll(Alarm.names());
            throw node.refuse(
                    "after",
                    "a moment of the run: start, a fault ("
                            + shown(faultKeys)
                            + "), its end such as occ.expired, or an alarm"
                            + Spelling.hint(after, known));
        }
        return after;
    }

    private static String shown(List<String> keys) {
        return keys.isEmpty() ? "there is none" : String.join(", ", keys);
    }

    private long at(SettingsNode node) {
        return node.has("at") ? node.quantity("at", Dimension.TIME, 0, runNanos) : Long.MAX_VALUE;
    }
}
