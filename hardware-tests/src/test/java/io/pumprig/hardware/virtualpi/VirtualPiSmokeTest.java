package io.pumprig.hardware.virtualpi;

import io.pumprig.hal.rig.RigFile;
import io.pumprig.simulator.board.BoardLayout;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The virtual Pi itself: each wire of the guest ends at the chip model that it should end at. */
@EnabledIfSystemProperty(named = "rig", matches = "virtual-pi")
class VirtualPiSmokeTest {
    private static final long HOLD_NANOS = 1_000_000_000L;

    @TestFactory
    Stream<DynamicTest> publishedLibrariesReachTheChipModels() {
        VirtualClock clock = new VirtualClock(0);
        SimulatedBoard board =
                new SimulatedBoard(
                        BoardLayout.reference().holding(HOLD_NANOS),
                        PlantSettings.reference(),
                        clock,
                        1);
        OutsideWorld world = new OutsideWorld(board, clock, RigFile.simulated());
        GuestJob job =
                new GuestJob().tests(List.of(), "--select-class=" + SmokeInGuest.class.getName());
        return VirtualPi.ready().run("smoke", world, job, Duration.ofMinutes(2)).tests();
    }
}
