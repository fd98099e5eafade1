package io.pumprig.simulator.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultPreset;
import io.pumprig.simulator.fault.FaultPresets;
import io.pumprig.simulator.fault.FaultType;
import io.pumprig.simulator.fault.FaultTypes;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever can be broken is broken in a scenario that is shipped; that it then has an effect is an
 * invariant of every run.
 */
class CatalogueCoverageTest {
    private static List<Scenario> shipped() throws IOException {
        try (ShippedScenarios shipped = new ShippedScenarios()) {
            return ScenarioSearch.below(shipped.directory());
        }
    }

    private static String place(FaultType type, String instance) {
        return type.component() + "/" + instance + "/" + type.label();
    }

    @Test
    void eachTypeIsBrokenAtEachOfItsInstancesInSomeScenario() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (FaultType type : FaultTypes.all()) {
            type.instances().forEach(instance -> missing.add(place(type, instance)));
        }
        int declared = missing.size();
        for (Scenario scenario : shipped()) {
            for (Fault fault : scenario.faults()) {
                missing.remove(place(fault.type(), fault.instance()));
            }
        }
        assertEquals(Set.of(), missing);
        assertTrue(declared > 90, () -> declared + " places");
    }

    @Test
    void eachPresetHasAScenarioThatNamesItAndBreaksWhatItBreaks() throws IOException {
        Set<String> missing = new TreeSet<>();
        List<Scenario> shipped = shipped();
        for (FaultPreset preset : FaultPresets.ALL) {
            boolean found = false;
            for (Scenario scenario : shipped) {
                found |=
                        scenario.requirements().contains(preset.id())
                                && scenario.faults().stream()
                                        .anyMatch(fault -> isOf(preset, fault));
            }
            if (!found) {
                missing.add(preset.id());
            }
        }
        assertEquals(Set.of(), missing);
    }

    private static boolean isOf(FaultPreset preset, Fault fault) {
        return fault.type() == preset.type() && fault.instance().equals(preset.instance());
    }

    @Test
    void eachScenarioSaysWhichRequirementsItProves() throws IOException {
        for (Scenario scenario : shipped()) {
            assertTrue(!scenario.requirements().isEmpty(), scenario::name);
            for (String id : scenario.requirements()) {
                assertTrue(id.matches("SR-\\d{2,3}|F-\\d{2}"), () -> scenario.name() + ": " + id);
            }
            assertTrue(!scenario.checks().isEmpty(), () -> scenario.name() + " expects nothing");
        }
    }

    @Test
    void noTwoScenariosHaveOneName() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Scenario scenario : shipped()) {
            assertTrue(names.add(scenario.name()), scenario::name);
        }
    }
}
