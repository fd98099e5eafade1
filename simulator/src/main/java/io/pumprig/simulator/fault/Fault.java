package io.pumprig.simulator.fault;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.hal.settings.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One fault, checked, with its moment resolved to simulated time.
 *
 * @param key names it; the same key twice is the same fault
 * @param type what is broken
 * @param instance which one of the type's component
 * @param values one for each parameter of the type, in its order
 * @param atNanos when it begins
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
        long durationNanos,
        long rampNanos,
        boolean detected) {
    /** Duration of a fault that nobody ends but a clear. */
    public static final long UNTIL_CLEARED = Long.MAX_VALUE;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final long MOST_NANOS = 10L * 365 * 86_400 * 1_000_000_000;
    private static final String AT_FORMS =
            "\"now\", \"in 5 min\", or a simulated time such as \"2 h\"";

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
        long at = at(written.at(), nowNanos);
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
        return new Fault(
                written.key(),
                type,
                written.instance(),
                values,
                at,
                duration,
                ramp,
                detected(written.detected()));
    }

    private static FaultType type(WrittenFault written) throws FaultRefused {
        List<FaultType> ofComponent =
                Arrays.stream(FaultType.values())
                        .filter(type -> type.component().equals(written.component()))
                        .toList();
        if (ofComponent.isEmpty()) {
            throw unknown("target.component", written.component(), components());
        }
        List<String> instances =
                ofComponent.stream().flatMap(type -> type.instances().stream()).distinct().toList();
        if (!instances.contains(written.instance())) {
            throw unknown("target.instance", written.instance(), instances);
        }
        for (FaultType type : ofComponent) {
            if (type.label().equals(written.type())
                    && type.instances().contains(written.instance())) {
                return type;
            }
        }
        List<String> labels =
                ofComponent.stream()
                        .filter(type -> type.instances().contains(written.instance()))
                        .map(FaultType::label)
                        .toList();
        throw bad("type", written.type(), String.join(", ", labels) + hint(written.type(), labels));
    }

    /** All components that have a fault, in the order of the catalogue. */
    public static List<String> components() {
        return Arrays.stream(FaultType.values()).map(FaultType::component).distinct().toList();
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
                        String.join(", ", names) + hint(name, names));
            }
        }
        Double[] values = new Double[type.parameters().size()];
        for (int i = 0; i < values.length; i++) {
            FaultParameter parameter = type.parameters().get(i);
            values[i] = parameter.value(params.get(parameter.name()));
        }
        return List.of(values);
    }

    private static long at(String at, long nowNanos) throws FaultRefused {
        if (at == null || at.equals("now")) {
            return nowNanos;
        }
        if (at.startsWith("{")) {
            throw new FaultRefused(FaultRefused.Why.UNSUPPORTED, "at", "a trigger", AT_FORMS);
        }
        try {
            if (at.startsWith("in ")) {
                return nowNanos + Quantity.parse(Dimension.TIME, at.substring(3), 0, MOST_NANOS);
            }
            long nanos = Quantity.parse(Dimension.TIME, at, 0, MOST_NANOS);
            if (nanos < nowNanos) {
                throw new FaultRefused(
                        FaultRefused.Why.TOO_LATE,
                        "at",
                        "`" + at + "`",
                        "a simulated time from now on: "
                                + Quantity.format(Dimension.TIME, nowNanos)
                                + " have passed");
            }
            return nanos;
        } catch (IllegalArgumentException e) {
            throw bad("at", at, AT_FORMS);
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
                String.join(", ", allowed) + hint(found, allowed));
    }

    private static String hint(String found, List<String> allowed) {
        return found == null ? "" : Spelling.hint(found, allowed);
    }

    /** True when both break the same thing in the same way, whenever they begin. */
    public boolean breaksTheSameAs(Fault other) {
        return type == other.type
                && instance.equals(other.instance)
                && values.equals(other.values)
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

    /** The share of full severity at {@code nowNanos}, 0 before it begins, 1 after its ramp. */
    public double share(long nowNanos) {
        long since = nowNanos - atNanos;
        if (since < 0) {
            return 0;
        }
        return rampNanos == 0 || since >= rampNanos ? 1 : (double) since / rampNanos;
    }

    /** When it ends by itself, or {@link #UNTIL_CLEARED}. */
    public long endNanos() {
        return durationNanos == UNTIL_CLEARED ? UNTIL_CLEARED : atNanos + durationNanos;
    }
}
