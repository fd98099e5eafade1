package io.pumprig.simulator.fault;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Mode;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.hal.settings.Spelling;
import io.pumprig.simulator.board.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a fault waits for instead of a time: an operation through the board's ports, chance, or a
 * state of the pump. Every key that is written has to hold.
 *
 * @param operation the kind of operation, or null
 * @param target the operation's target, or null for whichever
 * @param skip operations that are let by first
 * @param count operations at which it strikes; {@link Long#MAX_VALUE} for no limit
 * @param probability of each operation, or of each cycle where no operation is named; 1 = always
 * @param mode the mode that the pump has to be in, or null
 * @param reservoirBelowMicrolitres what the reservoir has to hold less than, NaN for any
 * @param bolusRunning whether a bolus has to run
 * @param alarm the alarm that has to be listed, or null
 */
public record Trigger(
        Operation operation,
        String target,
        long skip,
        long count,
        double probability,
        Mode mode,
        double reservoirBelowMicrolitres,
        boolean bolusRunning,
        Alarm alarm) {
    /** Keys of a trigger, in the order in which messages list them. */
    public static final List<String> KEYS =
            List.of(
                    "op",
                    "target",
                    "skip",
                    "count",
                    "probability",
                    "mode",
                    "reservoirBelow",
                    "bolus",
                    "alarm",
                    "from");

    /** The key of a trigger that says from when on it waits; now, if it is not there. */
    static final String FROM = "from";

    private static final long MOST = 1_000_000_000_000L;
    private static final List<Mode> NEVER_IN_A_RUN = List.of(Mode.OFF, Mode.IDLE);

    /**
     * Checks what was written.
     *
     * @param type of the fault that waits
     * @throws FaultRefused with the first key that is wrong, or a trigger that could never fire
     */
    static Trigger check(Map<String, String> written, FaultType type) throws FaultRefused {
        for (String key : written.keySet()) {
            if (!KEYS.contains(key)) {
                throw refuse(key, "unknown key", Words.of(KEYS, key));
            }
        }
        Operation operation = operation(written.get("op"));
        String target = written.get("target");
        if (operation == null) {
            for (String key : List.of("target", "skip", "count")) {
                if (written.containsKey(key)) {
                    throw refuse(key, "no op beside it", "op: the operation that is counted");
                }
            }
        }
        long skip = whole("skip", written.get("skip"), 0, 0);
        long count = whole("count", written.get("count"), 1, Long.MAX_VALUE);
        double probability = probability(written.get("probability"));
        Trigger trigger =
                new Trigger(
                        operation,
                        target,
                        skip,
                        count,
                        probability,
                        mode(written.get("mode")),
                        reservoirBelow(written.get("reservoirBelow")),
                        bolus(written.get("bolus")),
                        alarm(written.get("alarm")));
        if (trigger.written().isEmpty() && !written.containsKey("probability")) {
            throw new FaultRefused(
                    FaultRefused.Why.BAD_PARAM,
                    "at",
                    "`" + written + "`",
                    "something to wait for: " + String.join(", ", KEYS));
        }
        trigger.requireMeaning(type, written);
        return trigger;
    }

    /** A count or a chance alone must be one of something. */
    private void requireMeaning(FaultType type, Map<String, String> written) throws FaultRefused {
        boolean strikesHere = operation != null && type.occasions().contains(operation);
        if (written.containsKey("count") && !strikesHere) {
            throw refuse(
                    "count",
                    "`" + count + "`",
                    type.strikesByChance()
                            ? "with op " + labels(type)
                            : "nothing: " + type.label() + " begins at the first");
        }
        if (operation != null && isConditional()) {
            throw refuse(
                    "op",
                    "an operation beside a state of the pump",
                    "one of the two: op, or mode, reservoirBelow, bolus, alarm");
        }
    }

    private static String labels(FaultType type) {
        return String.join(", ", type.occasions().stream().sorted().map(Operation::label).toList());
    }

    private static Operation operation(String text) throws FaultRefused {
        if (text == null) {
            return null;
        }
        Operation operation = Operation.labelled(text);
        if (operation == null) {
            List<String> labels = Arrays.stream(Operation.values()).map(Operation::label).toList();
            throw refuse("op", "`" + text + "`", Words.of(labels, text));
        }
        return operation;
    }

    private static long whole(String key, String text, long least, long otherwise)
            throws FaultRefused {
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value >= least && value <= MOST) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, like one that is out of range.
        }
        throw refuse(key, "`" + text + "`", "a whole number from " + least + " to " + MOST);
    }

    private static double probability(String text) throws FaultRefused {
        if (text == null) {
            return 1;
        }
        FaultParameter parameter =
                new FaultParameter(
                        "probability", FaultParameter.Unit.NUMBER, 1e-12, 1, "1", "chance");
        try {
            return parameter.value(text);
        } catch (FaultRefused e) {
            throw refuse("probability", "`" + text + "`", "a number above 0, at most 1");
        }
    }

    private static Mode mode(String text) throws FaultRefused {
        if (text == null) {
            return null;
        }
        List<String> labels =
                Arrays.stream(Mode.values())
                        .filter(mode -> !NEVER_IN_A_RUN.contains(mode))
                        .map(Mode::label)
                        .toList();
        for (Mode mode : Mode.values()) {
            if (mode.label().equals(text) && labels.contains(text)) {
                return mode;
            }
        }
        throw refuse("mode", "`" + text + "`", Words.of(labels, text));
    }

    private static double reservoirBelow(String text) throws FaultRefused {
        if (text == null) {
            return Double.NaN;
        }
        try {
            return Quantity.parse(Dimension.VOLUME, text, 1, 1_000_000_000_000L) / 1e6;
        } catch (IllegalArgumentException e) {
            throw refuse("reservoirBelow", "`" + text + "`", "a volume above 0, such as 4 mL");
        }
    }

    private static boolean bolus(String text) throws FaultRefused {
        if (text == null) {
            return false;
        }
        if (text.equals("running")) {
            return true;
        }
        throw refuse("bolus", "`" + text + "`", "running");
    }

    private static Alarm alarm(String text) throws FaultRefused {
        if (text == null) {
            return null;
        }
        Alarm alarm = Alarm.named(text);
        if (alarm == null || alarm.isOfHost()) {
            String near =
                    Spelling.nearest(text, Arrays.stream(Alarm.values()).map(Alarm::name).toList());
            throw refuse(
                    "alarm",
                    "`" + text + "`",
                    "an alarm of the pump" + (near == null ? "" : ", such as " + near));
        }
        return alarm;
    }

    /** True when it waits for operations. */
    public boolean isOfOperations() {
        return operation != null;
    }

    /** True when a state of the pump has to hold. */
    boolean isConditional() {
        return mode != null
                || !Double.isNaN(reservoirBelowMicrolitres)
                || bolusRunning
                || alarm != null;
    }

    /** Whether the pump is as it has to be. */
    boolean holds(Situation situation) {
        return (mode == null || situation.mode() == mode)
                && (!bolusRunning || situation.isBolusRunning())
                && (alarm == null || situation.isListed(alarm))
                && (Double.isNaN(reservoirBelowMicrolitres)
                        || situation.reservoirMicrolitres() < reservoirBelowMicrolitres);
    }

    /** As it would be written. */
    public Map<String, String> written() {
        Map<String, String> keys = new TreeMap<>();
        put(keys, "op", operation == null ? null : operation.label());
        put(keys, "target", target);
        put(keys, "skip", skip == 0 ? null : Long.toString(skip));
        put(keys, "count", count == Long.MAX_VALUE ? null : Long.toString(count));
        put(keys, "probability", probability == 1 ? null : Double.toString(probability));
        put(keys, "mode", mode == null ? null : mode.label());
        put(
                keys,
                "reservoirBelow",
                Double.isNaN(reservoirBelowMicrolitres)
                        ? null
                        : Quantity.format(
                                Dimension.VOLUME, Math.round(reservoirBelowMicrolitres * 1e6)));
        put(keys, "bolus", bolusRunning ? "running" : null);
        put(keys, "alarm", alarm == null ? null : alarm.name());
        return keys;
    }

    private static void put(Map<String, String> keys, String key, String value) {
        if (value != null) {
            keys.put(key, value);
        }
    }

    private static FaultRefused refuse(String key, String found, String allowed) {
        return new FaultRefused(FaultRefused.Why.BAD_PARAM, "at." + key, found, allowed);
    }
}
