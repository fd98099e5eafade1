package io.pumprig.simulator.fault;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One fault, checked, with its moment resolved to simulated time or to a trigger.
 *
 * @param key names it; the same key twice is the same fault
 * @param type what is broken
 * @param instance which one of the type's component
 * @param values one for each parameter of the type, in its order
 * @param atNanos when it begins, or from when on it waits for its trigger
 * @param trigger what it waits for, or null
 * @param durationNanos how long it lasts, {@link #UNTIL_CLEARED} for ever
 * @param rampNanos how long it takes to grow to its full severity
 * @param detected whether the part itself reports the fault; a note for people, acts on nothing
 */
public record Fault(
        String key,
        FaultType type,
        String instance,
        List<Double> values,
        long atNanos,
        Trigger trigger,
        long durationNanos,
        long rampNanos,
        boolean detected) {
    /** Duration of a fault that nobody ends but a clear. */
    public static final long UNTIL_CLEARED = Long.MAX_VALUE;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final long MOST_NANOS = 10L * 365 * 86_400 * 1_000_000_000;
    private static final String AT_FORMS =
            "\"now\", \"in 5 min\", a simulated time such as \"2 h\", or a trigger";

    /**
     * Checks what was written.
     *
     * @param nowNanos simulated time now: {@code now} and {@code in …} count from here
     * @throws FaultRefused with the first field that is wrong
     */
    public static Fault check(WrittenFault written, long nowNanos) throws FaultRefused {
        if (written.key() == null || !KEY.matcher(written.key()).matches()) {
            throw bad("key", written.key(), KEY.pattern());
        }
        FaultType type = type(written);
        List<Double> values = values(type, written.params());
        Trigger trigger =
                written.trigger().isEmpty() ? null : Trigger.check(written.trigger(), type);
        long at =
                trigger == null
                        ? at("at", written.at(), nowNanos)
                        : at("at.from", written.trigger().get(Trigger.FROM), nowNanos);
        long duration = time("duration", written.duration(), UNTIL_CLEARED);
        long ramp = time("ramp", written.ramp(), 0);
        if (type.isMoment() && duration != UNTIL_CLEARED) {
            throw bad("duration", written.duration(), "nothing: " + type.label() + " is a moment");
        }
        if (!type.isGradual() && ramp != 0) {
            throw bad("ramp", written.ramp(), "nothing: " + type.label() + " is there or not");
        }
        if (duration == 0) {
            throw bad("duration", written.duration(), "a time above 0");
        }
        Fault fault =
                new Fault(
                        written.key(),
                        type,
                        written.instance(),
                        values,
                        at,
                        trigger,
                        duration,
                        ramp,
                        detected(written.detected()));
        fault.requireAnEnd();
        return fault;
    }

    private void requireAnEnd() throws FaultRefused {
        boolean harmful = isHarmful();
        if (harmful && durationNanos == UNTIL_CLEARED && type.needsSpell()) {
            throw bad("duration", null, "a time: nobody could clear " + type.label());
        }
        if (harmful && durationNanos == UNTIL_CLEARED && isRecurring() && !type.isMoment()) {
            throw bad("duration", null, "a time: how long each spell of " + type.label() + " is");
        }
    }

    private static FaultType type(WrittenFault written) throws FaultRefused {
        List<FaultType> ofComponent = FaultTypes.of(written.component());
        if (ofComponent.isEmpty()) {
            throw unknown("target.component", written.component(), FaultTypes.components());
        }
        List<String> instances =
                ofComponent.stream().flatMap(type -> type.instances().stream()).distinct().toList();
        if (!instances.contains(written.instance())) {
            throw unknown("target.instance", written.instance(), instances);
        }
        List<FaultType> ofInstance =
                ofComponent.stream()
                        .filter(type -> type.instances().contains(written.instance()))
                        .toList();
        for (FaultType type : ofInstance) {
            if (type.label().equals(written.type())) {
                return type;
            }
        }
        List<String> labels = ofInstance.stream().map(FaultType::label).toList();
        throw bad("type", written.type(), Words.of(labels, written.type()));
    }

    private static List<Double> values(FaultType type, Map<String, String> params)
            throws FaultRefused {
        for (String name : params.keySet()) {
            if (type.indexOf(name) < 0) {
                List<String> names = type.parameters().stream().map(FaultParameter::name).toList();
                throw new FaultRefused(
                        FaultRefused.Why.BAD_PARAM,
                        "params." + name,
                        "unknown key",
                        Words.of(
                                type.parameters().stream().map(FaultParameter::name).toList(),
                                name));
            }
        }
        Double[] values = new Double[type.parameters().size()];
        for (int i = 0; i < values.length; i++) {
            FaultParameter parameter = type.parameters().get(i);
            values[i] = parameter.value(params.get(parameter.name()));
        }
        return List.of(values);
    }

    private static long at(String field, String at, long nowNanos) throws FaultRefused {
        if (at == null || at.equals("now")) {
            return nowNanos;
        }
        try {
            if (at.startsWith("in ")) {
                return nowNanos + Quantity.parse(Dimension.TIME, at.substring(3), 0, MOST_NANOS);
            }
            long nanos = Quantity.parse(Dimension.TIME, at, 0, MOST_NANOS);
            if (nanos < nowNanos) {
                throw new FaultRefused(
                        FaultRefused.Why.TOO_LATE,
                        field,
                        "`" + at + "`",
                        "a simulated time from now on: "
                                + Quantity.format(Dimension.TIME, nowNanos)
                                + " have passed");
            }
            return nanos;
        } catch (IllegalArgumentException e) {
            throw bad(field, at, AT_FORMS);
        }
    }

    private static long time(String field, String text, long otherwise) throws FaultRefused {
        if (text == null) {
            return otherwise;
        }
        try {
            return Quantity.parse(Dimension.TIME, text, 0, MOST_NANOS);
        } catch (IllegalArgumentException e) {
            throw bad(field, text, "a time with its unit, such as 30 min");
        }
    }

    private static boolean detected(String text) throws FaultRefused {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw bad("detected", text, "true, false");
    }

    private static FaultRefused bad(String field, String found, String allowed) {
        String shown = found == null ? "nothing" : "`" + found + "`";
        return new FaultRefused(FaultRefused.Why.BAD_PARAM, field, shown, allowed);
    }

    private static FaultRefused unknown(String field, String found, List<String> allowed) {
        String shown = found == null ? "nothing" : "`" + found + "`";
        return new FaultRefused(
                found == null ? FaultRefused.Why.BAD_PARAM : FaultRefused.Why.UNKNOWN_TARGET,
                field,
                shown,
                Words.of(allowed, found));
    }

    /** The parameters as they would be written. */
    public Map<String, String> writtenParams() {
        Map<String, String> params = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            FaultParameter parameter = type.parameters().get(i);
            params.put(parameter.name(), parameter.text(values.get(i)));
        }
        return params;
    }

    /** True when both break the same thing in the same way, whenever they begin. */
    public boolean breaksTheSameAs(Fault other) {
        return type == other.type
                && instance.equals(other.instance)
                && values.equals(other.values)
                && Objects.equals(trigger, other.trigger)
                && durationNanos == other.durationNanos
                && rampNanos == other.rampNanos;
    }

    /** The value of a parameter, in the unit of {@link FaultParameter.Unit}. */
    public double value(String parameter) {
        return values.get(type.indexOf(parameter));
    }

    /** False at severity 0, which is the same as no fault. */
    public boolean isHarmful() {
        return value("severity") > 0;
    }

    /** Parameters by name. */
    public Map<String, Double> params() {
        Map<String, Double> params = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            params.put(type.parameters().get(i).name(), values.get(i));
        }
        return params;
    }

    /** The share of full severity so long after it began: 0 at once with a ramp, 1 after it. */
    public double share(long sinceNanos) {
        if (sinceNanos < 0) {
            return 0;
        }
        return rampNanos == 0 || sinceNanos >= rampNanos ? 1 : (double) sinceNanos / rampNanos;
    }

    /** True when chance lets it begin in one cycle and another, again and again. */
    public boolean isRecurring() {
        return trigger != null
                && !trigger.isOfOperations()
                && trigger.probability() < 1
                && !type.strikesByChance();
    }

    /** True when it acts during single operations only: those that its trigger counts. */
    boolean strikesAtOperations() {
        return trigger != null
                && (trigger.isOfOperations()
                        ? type.occasions().contains(trigger.operation())
                        : type.strikesByChance() && trigger.probability() < 1);
    }
}
