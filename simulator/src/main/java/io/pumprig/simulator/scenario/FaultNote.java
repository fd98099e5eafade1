package io.pumprig.simulator.scenario;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.blocks.Lines;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import io.pumprig.simulator.fault.Expectation;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultPreset;
import io.pumprig.simulator.fault.FaultPresets;
import io.pumprig.simulator.fault.FaultRefused;

/**
 * What a trend is told of a fault, so that a report can hold against its declaration what became of
 * it: what it is, by which alarm it has to be found and by when, which requirements it exercises.
 */
final class FaultNote {
    private FaultNote() {}

    static Lines of(Fault fault) {
        FaultPreset preset = preset(fault);
        Expectation expected = preset == null ? fault.type().expectation() : preset.expectation();
        Lines note =
                new Lines()
                        .put("note", "fault")
                        .put("key", fault.key())
                        .put("component", fault.type().component())
                        .put("instance", fault.instance())
                        .put("type", fault.type().label())
                        .put("parameters", parameters(fault))
                        .put("requirements", String.join(" ", fault.type().requirements()));
        if (preset != null) {
            note.put("preset", preset.id() + " " + preset.name());
        }
        if (expected.isObservable()) {
            note.put("alarm", expected.alarm().name())
                    .put("limit", expected.limit().toString())
                    .put("companions", names(expected));
        } else {
            note.put("reason", expected.reason());
        }
        return note;
    }

    private static String names(Expectation expected) {
        return String.join(" ", expected.companions().stream().sorted().map(Alarm::name).toList());
    }

    /** The entry of the catalogue that it is, or null. */
    private static FaultPreset preset(Fault fault) {
        for (FaultPreset preset : FaultPresets.ALL) {
            if (preset.type() == fault.type() && isSame(preset, fault)) {
                return preset;
            }
        }
        return null;
    }

    /** What the catalogue has, whenever it begins. */
    private static boolean isSame(FaultPreset preset, Fault fault) {
        try {
            Fault same = Fault.check(preset.written(fault.key(), "now"), 0);
            return same.instance().equals(fault.instance())
                    && same.values().equals(fault.values())
                    && same.durationNanos() == fault.durationNanos()
                    && same.rampNanos() == fault.rampNanos()
                    && (same.trigger() == null) == (fault.trigger() == null);
        } catch (FaultRefused e) {
            throw new IllegalStateException(preset.id() + ": " + e.getMessage(), e);
        }
    }

    private static String parameters(Fault fault) {
        StringBuilder text = new StringBuilder();
        fault.writtenParams()
                .forEach(
                        (name, value) ->
                                text.append(text.length() == 0 ? "" : ", ")
                                        .append(name)
                                        .append(' ')
                                        .append(value));
        if (fault.durationNanos() != Fault.UNTIL_CLEARED) {
            text.append(", for ").append(time(fault.durationNanos()));
        }
        if (fault.rampNanos() > 0) {
            text.append(", ramp ").append(time(fault.rampNanos()));
        }
        return text.toString();
    }

    private static String time(long nanos) {
        return Quantity.format(Dimension.TIME, nanos);
    }
}
