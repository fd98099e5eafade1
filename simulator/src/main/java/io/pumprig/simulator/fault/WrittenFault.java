package io.pumprig.simulator.fault;

import java.util.List;
import java.util.Map;

/**
 * A fault as somebody wrote it, over MQTT or in a file, before anything was checked: every scalar
 * still as text, null where it was left out.
 *
 * @param params in the order written
 */
public record WrittenFault(
        String key,
        String component,
        String instance,
        String type,
        Map<String, String> params,
        String at,
        String duration,
        String ramp,
        String detected) {

    /** Names of the fields of a fault. */
    public static final List<String> FIELDS =
            List.of("key", "target", "type", "params", "at", "duration", "ramp", "detected");
}
