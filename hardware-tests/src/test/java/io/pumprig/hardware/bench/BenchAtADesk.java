package io.pumprig.hardware.bench;

import io.pumprig.simulator.board.BoardLayout;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;

/**
 * {@code pumprig-controller} for whoever has no Pi: the same program in front of the simulated rig,
 * twenty times as fast, in a process of its own. All that it says names the backend {@code sim}.
 * Its rig is a new one each time. The bench's tutorial tells how to start it.
 */
public final class BenchAtADesk {
    private static final long SPEED = 20;

    /** Answers to what is asked, for who has no terminal: {@code \n} between lines. */
    private static final String TYPED = "PUMPRIG_TYPES";

    private BenchAtADesk() {}

    /** As the program's own. */
    public static void main(String[] arguments) {
        SimulatedBoard board =
                new SimulatedBoard(
                        BoardLayout.reference(), PlantSettings.reference(), new VirtualClock(0), 1);
        SimulatedHost host = new SimulatedHost(() -> new PacedBoard(board, SPEED));
        host.isThisProcess();
        if (System.getenv(TYPED) == null) {
            host.listens();
        } else {
            host.types(System.getenv(TYPED).replace("\\n", "\n") + "\n");
        }
        System.exit(host.run(arguments));
    }
}
