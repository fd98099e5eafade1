package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.RunningSimulator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tester who is at the wrong rig. */
class FaultCommandOnBenchTest {
    private static TestRig bench;

    @BeforeAll
    static void start() throws Exception {
        bench = new TestRig(SharedBroker.get().url(), "bench", 50);
        bench.link.start();
        try (TesterClient tester = new TesterClient(SharedBroker.get().url(), bench.prefix())) {
            tester.hear("state", m -> true);
        }
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @ParameterizedTest(name = "{0}")
    @Tag("SR-97")
    @ValueSource(
            strings = {
                "list",
                "active",
                "clear --all",
                "inject F-01",
                "inject F-01 --await OCCLUSION_DOWNSTREAM --within 10uL"
            })
    void aBenchSaysWhatItIsAndRefuses(String arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("fault"));
        all.addAll(List.of(arguments.split(" ")));
        all.addAll(List.of("--broker", SharedBroker.get().url(), "--rig", bench.name));
        try (RunningSimulator command = RunningSimulator.start(all.toArray(String[]::new))) {
            assertEquals(1, command.awaitExit(), command::err);
            assertEquals("backend bench", command.out().get(0));
            assertTrue(
                    command.summary("answer").startsWith("rejected, DENIED_ON_BENCH"),
                    () -> command.out().toString());
        }
    }
}
