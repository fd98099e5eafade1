package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.scenario.OrderScript;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One run as a scenario file says it, checked, with its parameters put in.
 *
 * @param name one sentence about what has to hold, unlike any other's of a suite
 * @param file where it stands, for people
 * @param requirements ids SR-nn and F-nn
 * @param seeds one run each
 * @param override who goes beyond a soft limit of the drug, or null
 * @param reservoirMicrolitres what the reservoir holds at the start, NaN for all that it can
 * @param broker whether the run publishes
 * @param clears when faults are cleared, by key, in simulated nanoseconds
 * @param checks makes what has to follow, anew for each run
 * @param isTwin whether it is the healthy twin of another
 * @param twin whether it has one
 * @param twinAlarms alarms that the twin may raise
 * @param source the file as it counts, with parameters and included files put in
 */
public record Scenario(
        String name,
        String file,
        List<String> requirements,
        List<Long> seeds,
        RigWiring wiring,
        Prescription prescription,
        DrugLibrary library,
        LimitOverride override,
        double reservoirMicrolitres,
        boolean broker,
        long runNanos,
        List<Fault> faults,
        Map<String, Long> clears,
        OrderScript orders,
        List<Supplier<Check>> checks,
        boolean isTwin,
        boolean twin,
        Set<Alarm> twinAlarms,
        Map<String, Object> source) {

    /** The same without its faults, which nothing may disturb. */
    Scenario healthyTwin() {
        return new Scenario(
                name + " (healthy twin)",
                file,
                requirements,
                seeds,
                wiring,
                prescription,
                library,
                override,
                reservoirMicrolitres,
                false,
                runNanos,
                List.of(),
                Map.of(),
                orders,
                List.of(() -> new NeverCheck(Set.of(), twinAlarms)),
                true,
                false,
                twinAlarms,
                source);
    }

    /** What runs alike: two twins of the same therapy are one run. */
    String runKey(long seed) {
        return prescription.identity()
                + " "
                + wiring
                + " "
                + runNanos
                + " "
                + reservoirMicrolitres
                + " "
                + source.get("orders")
                + " "
                + twinAlarms
                + " "
                + seed;
    }
}
