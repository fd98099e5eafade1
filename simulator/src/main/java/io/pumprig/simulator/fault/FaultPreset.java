package io.pumprig.simulator.fault;

import java.util.Map;

/**
 * A fault of the catalogue F-nn as it can be injected: a type with its parameters already chosen.
 *
 * @param id such as {@code F-01}
 * @param name the catalogue's name
 * @param params as they would be written; what is left out has its default
 * @param trigger as it would be written, empty for none
 * @param duration as it would be written, or null for one that lasts until it is cleared
 * @param ramp as it would be written, or null for none
 * @param expectation what a controller has to make of it
 */
public record FaultPreset(
        String id,
        String name,
        FaultType type,
        String instance,
        Map<String, String> params,
        Map<String, String> trigger,
        String duration,
        String ramp,
        Expectation expectation) {

    /** The preset of that id, or null. */
    public static FaultPreset named(String id) {
        for (FaultPreset preset : FaultPresets.ALL) {
            if (preset.id.equals(id)) {
                return preset;
            }
        }
        return null;
    }

    /** The same as somebody would write it. */
    public WrittenFault written(String key, String at) {
        return new WrittenFault(
                key,
                type.component(),
                instance,
                type.label(),
                params,
                trigger.isEmpty() ? at : null,
                trigger,
                duration,
                ramp,
                Boolean.toString(type.isSelfReported()));
    }
}
