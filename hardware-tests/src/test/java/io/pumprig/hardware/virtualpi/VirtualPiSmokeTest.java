package io.pumprig.hardware.virtualpi;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The virtual Pi itself: each wire of the guest ends at the chip model that it should end at. */
@EnabledIfSystemProperty(named = "rig", matches = "virtual-pi")
class VirtualPiSmokeTest {
    @TestFactory
    Stream<DynamicTest> publishedLibrariesReachTheChipModels() {
        GuestJob job =
                new GuestJob().tests(List.of(), "--select-class=" + SmokeInGuest.class.getName());
        return VirtualPi.ready()
                .run("smoke", OutsideWorld.reference(), job, Duration.ofMinutes(2))
                .tests();
    }
}
