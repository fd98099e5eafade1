package io.pumprig.hardware.bench;

import io.pumprig.hal.UnreadOutput;
import io.pumprig.simulator.board.BoardLayout;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * {@code pumprig-controller} on a simulated board, in a process whose output fills up as therapy
 * begins. Its first argument is a file for what became of the coils, the others are the command.
 */
final class UnreadBench {
    private static final int ENABLE = 5;
    private static final long SPEED = 2;

    private UnreadBench() {}

    public static void main(String[] arguments) throws IOException {
        SimulatedBoard board =
                new SimulatedBoard(
                        BoardLayout.reference(), PlantSettings.reference(), new VirtualClock(0), 1);
        SimulatedHost host = new SimulatedHost(() -> new PacedBoard(board, SPEED));
        host.isThisProcess();
        host.whenReady = UnreadOutput::fill;
        int exitCode = host.run(Arrays.copyOfRange(arguments, 1, arguments.length));
        Files.writeString(Path.of(arguments[0]), board.isOutputHigh(ENABLE) ? "off" : "on");
        System.exit(exitCode);
    }
}
