package io.pumprig.hardware.virtualpi;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The hardware layer and the controller on a virtual Pi: the suites, a therapy from its
 * confirmation to the kill of its process, and the check of the wiring. Three guests run side by
 * side, as each of them mostly waits; what ran in them is told test by test.
 */
@EnabledIfSystemProperty(named = "rig", matches = "virtual-pi")
class VirtualPiTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Suites that ask nothing of the world that only the simulator could do, in their order. */
    private static final List<String> SUITES =
            List.of(
                    "ContractsTest",
                    "BringUpTest",
                    "MotionTest",
                    "StopChainTest",
                    "PiBoardInGuest");

    /** Of suites whose other tests reach into the world, or take too long here. */
    private static final List<String> TESTS = List.of("ReservoirTest#aReservoirHoldsWhatItCanHold");

    @TestFactory
    Stream<DynamicNode> whatRanInTheGuests() {
        VirtualPi pi = VirtualPi.ready();
        ExecutorService lanes = Executors.newFixedThreadPool(3);
        try {
            List<CompletableFuture<DynamicNode>> guests =
                    List.of(
                            guest(lanes, "suites", () -> suites(pi)),
                            guest(lanes, "delivery", () -> delivery(pi)),
                            guest(lanes, "check", () -> check(pi)));
            return guests.stream().map(CompletableFuture::join).toList().stream();
        } finally {
            lanes.shutdownNow();
        }
    }

    /** A guest that fails as a whole is a test that fails, beside those of the others. */
    private static CompletableFuture<DynamicNode> guest(
            ExecutorService lanes, String name, Supplier<Stream<DynamicTest>> tests) {
        return CompletableFuture.supplyAsync(tests, lanes)
                .exceptionally(
                        failure ->
                                Stream.of(
                                        dynamicTest(
                                                name,
                                                () -> {
                                                    throw failure;
                                                })))
                .thenApply(found -> dynamicContainer(name, found));
    }

    private static Stream<DynamicTest> suites(VirtualPi pi) {
        GuestJob job =
                new GuestJob()
                        .rig()
                        .tests(
                                List.of("-Drig=virtual-pi"),
                                Stream.concat(
                                                selected("--select-class=", SUITES),
                                                selected("--select-method=", TESTS))
                                        .toArray(String[]::new));
        return pi.run("suites", OutsideWorld.reference(), job, LIMIT).tests();
    }

    private static Stream<String> selected(String option, List<String> names) {
        return names.stream().map(name -> option + "io.pumprig.hardware." + name);
    }

    private static Stream<DynamicTest> delivery(VirtualPi pi) {
        OutsideWorld world = OutsideWorld.reference();
        GuestJob job = CheckTests.job(DeliveryTests.job(), "wrong_address");
        GuestResults results = pi.run("delivery", world, job, LIMIT);
        return Stream.concat(
                new DeliveryTests(results, world.witness()).tests(),
                Stream.of(CheckTests.wrongAddress(results)));
    }

    private static Stream<DynamicTest> check(VirtualPi pi) {
        GuestJob job =
                CheckTests.job(
                        new GuestJob(),
                        "absent_chip",
                        "step_and_dir_swapped",
                        "magnet_missing",
                        "as_it_is");
        GuestResults results = pi.run("check", OutsideWorld.reference(), job, LIMIT);
        return Stream.of(
                CheckTests.absentChip(results),
                CheckTests.stepAndDirSwapped(results),
                CheckTests.magnetMissing(results),
                CheckTests.asItIs(results));
    }
}
