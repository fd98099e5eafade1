package io.pumprig.simulator.sweep;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.simulator.fault.Expectation;
import io.pumprig.simulator.fault.FaultLevel;
import io.pumprig.simulator.fault.FaultPreset;
import io.pumprig.simulator.fault.FaultPresets;
import io.pumprig.simulator.fault.FaultType;
import io.pumprig.simulator.fault.FaultTypes;
import io.pumprig.simulator.fault.HostFaults;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One row of a sweep: a fault with what is expected of it, or the healthy twin of all rows with the
 * same lead and preparation.
 *
 * @param id of the preset, {@code component/instance/type} for a type, or {@code healthy…}
 * @param name for people
 * @param preset the fault, or null for a healthy twin
 * @param leadNanos how long before the fault its run forks
 * @param prime whether the run is paused and primed at its moment
 */
public record SweepRow(String id, String name, FaultPreset preset, long leadNanos, boolean prime) {
    /** Lead of alarms whose interlocks learn for hours what is usual on a line. */
    public static final long LEARNING_LEAD_NANOS = 4L * 3_600 * 1_000_000_000;

    /** The usual lead, 10 min. */
    public static final long DEFAULT_LEAD_NANOS = 600L * 1_000_000_000;

    private static final String DEFAULT_SPELL = "1 min";

    /** The presets F-nn, each with its lead. */
    public static List<SweepRow> presets(long leadNanos) {
        return FaultPresets.ALL.stream().map(preset -> of(preset, leadNanos)).toList();
    }

    /** Every type of the catalogue at each of its instances, with the parameters it has unsaid. */
    public static List<SweepRow> types(long leadNanos) {
        List<SweepRow> rows = new ArrayList<>();
        for (FaultType type : FaultTypes.all()) {
            for (String instance : type.instances()) {
                rows.add(of(preset(type, instance), leadNanos));
            }
        }
        return rows;
    }

    private static FaultPreset preset(FaultType type, String instance) {
        return new FaultPreset(
                type.component() + "/" + instance + "/" + type.label(),
                type.effect(),
                type,
                instance,
                Map.of(),
                Map.of(),
                spell(type),
                null,
                type.expectation());
    }

    /** How long it lasts: as in the catalogue F-nn, where nothing there lasts until cleared. */
    private static String spell(FaultType type) {
        List<FaultPreset> presets =
                FaultPresets.ALL.stream().filter(preset -> preset.type() == type).toList();
        boolean allEnd =
                !presets.isEmpty() && presets.stream().allMatch(one -> one.duration() != null);
        if (allEnd) {
            return presets.get(0).duration();
        }
        return type.needsSpell() ? DEFAULT_SPELL : null;
    }

    /** The row of a fault. */
    static SweepRow of(FaultPreset preset, long leadNanos) {
        boolean learns =
                preset.expectation().alarm() == Alarm.UNDER_DELIVERY
                        || preset.expectation().alarm() == Alarm.OCCLUSION_TREND;
        return new SweepRow(
                preset.id(),
                preset.name(),
                preset,
                learns ? Math.max(leadNanos, LEARNING_LEAD_NANOS) : leadNanos,
                "priming".equals(preset.trigger().get("mode")));
    }

    /** The healthy twins that these rows need, one for each lead and preparation. */
    static List<SweepRow> twins(List<SweepRow> rows) {
        Set<SweepRow> twins = new LinkedHashSet<>();
        for (SweepRow row : rows) {
            if (row.isApplicable()) {
                twins.add(
                        new SweepRow(
                                "healthy-"
                                        + row.leadNanos / 60_000_000_000L
                                        + "-min"
                                        + (row.prime ? "-primed" : ""),
                                "HEALTHY_TWIN",
                                null,
                                row.leadNanos,
                                row.prime));
            }
        }
        return List.copyOf(twins);
    }

    /** Whether {@code text} stands in its id or name, in either case. */
    public boolean matches(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return (id + " " + name).toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** Whether no fault acts. */
    public boolean isHealthy() {
        return preset == null;
    }

    /** False for what acts at a broker: the runs of a sweep have none. */
    boolean isApplicable() {
        return preset == null
                || preset.type().level() != FaultLevel.LINK
                        && preset.type().level() != FaultLevel.OPERATOR;
    }

    /** Whether its run needs a journal on a disk. */
    boolean needsFile() {
        return preset != null && preset.type() == HostFaults.STATE_CORRUPT;
    }

    /** What a controller has to make of it, or null for a healthy twin. */
    Expectation expectation() {
        return preset == null ? null : preset.expectation();
    }

    /** All that decides its verdicts, as text: kept verdicts of another text are not taken up. */
    String identity() {
        if (preset == null) {
            return id + " " + leadNanos;
        }
        Expectation expected = expectation();
        return String.join(
                " ",
                id,
                preset.type().id(),
                preset.instance(),
                preset.params().toString(),
                preset.trigger().toString(),
                String.valueOf(preset.duration()),
                String.valueOf(preset.ramp()),
                expected.alarmName(),
                String.valueOf(expected.limit()),
                expected.companions().stream().sorted().toList().toString(),
                Long.toString(expected.excessPicolitres()),
                Long.toString(leadNanos));
    }
}
