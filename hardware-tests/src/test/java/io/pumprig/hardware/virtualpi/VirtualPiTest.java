package io.pumprig.hardware.virtualpi;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The virtual Pi itself: each wire of the guest ends at the chip model that it should end at. */
@EnabledIfSystemProperty(named = "rig", matches = "virtual-pi")
class VirtualPiTest {
    @TestFactory
    Stream<DynamicTest> suites() throws Exception {
        GuestJob job =
                new GuestJob().with("app/rig.yaml", VirtualPiTest.class.getResourceAsStream("/virtualpi/rig.yaml").readAllBytes()).tests(List.of("-Drig=virtual-pi"), System.getProperty("sel", "io.pumprig.hardware.MotionTest").split(",")) ;
        return VirtualPi.ready()
                .run("suites", OutsideWorld.reference(), job, Duration.ofMinutes(5))
                .tests();
    }
}
