package io.pumprig.simulator.fault;

import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fault as somebody wrote it, over MQTT, in a file or on a command line, before anything was
 * checked: every scalar still as text, null where it was left out.
 *
 * @param params in the order written
 * @param at null where a trigger stands instead
 * @param trigger the keys of a trigger, empty for none
 */
public record WrittenFault(
        String key,
        String component,
        String instance,
        String type,
        Map<String, String> params,
        String at,
        Map<String, String> trigger,
        String duration,
        String ramp,
        String detected) {

    /** Names of the fields of a fault. */
    public static final List<String> FIELDS =
            List.of("key", "target", "type", "params", "at", "duration", "ramp", "detected");

    private static final String[] KEYS = FIELDS.toArray(String[]::new);

    /** A fault without a trigger. */
    public WrittenFault(
            String key,
            String component,
            String instance,
            String type,
            Map<String, String> params,
            String at,
            String duration,
            String ramp,
            String detected) {
        this(key, component, instance, type, params, at, Map.of(), duration, ramp, detected);
    }

    /**
     * Reads and checks one fault of a file.
     *
     * @param nowNanos simulated time now: {@code now} and {@code in …} count from here
     * @throws SettingsException with file, line and key of what is wrong
     */
    public static Fault check(SettingsNode node, long nowNanos) {
        node.keys(KEYS);
        return checkNamed(node, nowNanos);
    }

    /**
     * The same where the caller has named the keys, since others may stand beside them.
     *
     * @throws SettingsException as {@link #check}
     */
    public static Fault checkNamed(SettingsNode node, long nowNanos) {
        SettingsNode target = node.child("target").keys("component", "instance");
        boolean triggered = node.isMapping("at");
        WrittenFault written =
                new WrittenFault(
                        node.text("key"),
                        target.text("component"),
                        target.text("instance"),
                        node.text("type"),
                        texts(node, "params"),
                        triggered ? null : node.text("at", null),
                        triggered ? texts(node, "at") : Map.of(),
                        node.text("duration", null),
                        node.text("ramp", null),
                        node.text("detected", null));
        try {
            return Fault.check(written, nowNanos);
        } catch (FaultRefused e) {
            throw refusal(node, e);
        }
    }

    /**
     * The faults of a file: a mapping with the one key {@code faults}, a list.
     *
     * @throws SettingsException with file, line and key of the first that is wrong
     */
    public static List<Fault> checkAll(SettingsNode file, long nowNanos) {
        List<Fault> faults = new ArrayList<>();
        for (SettingsNode node : file.keys("faults").list("faults")) {
            faults.add(check(node, nowNanos));
        }
        file.done();
        return faults;
    }

    private static Map<String, String> texts(SettingsNode node, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!node.has(key)) {
            return texts;
        }
        SettingsNode below = node.child(key);
        List<String> names = below.written();
        below.keys(names.toArray(String[]::new));
        for (String name : names) {
            texts.put(name, below.text(name));
        }
        return texts;
    }

    /** The refusal at the place in the file that it is about. */
    public static SettingsException refusal(SettingsNode node, FaultRefused why) {
        String[] path = why.field().split("\\.", 2);
        if (path.length == 2 && node.isMapping(path[0])) {
            return node.child(path[0]).refuse(path[1], why.found(), why.allowed());
        }
        return node.refuse(path[0], why.found(), why.allowed());
    }
}
