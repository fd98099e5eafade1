package io.pumprig.controller.check;

import io.pumprig.hal.board.Board;
import io.pumprig.hal.pi.BoardFacts;
import io.pumprig.hal.rig.RigWiring;
import java.util.List;
import java.util.function.Consumer;

/**
 * Proves a rig's wiring part by part, the safest first and the motor last (SR-69). Takes a minute
 * of the rig's time without an engineer; the coils are on in two steps only, and off at the end.
 */
public final class WiringCheck {

    private WiringCheck() {}

    /**
     * Checks a rig that is not in use, on its real board.
     *
     * @param board freshly opened, with all ports free; stays the caller's to close
     * @param facts of the host, looked at before
     * @param engineer who moves and looks; {@link Engineer#absent} for nobody
     * @param findings is told each finding as it is made
     * @return true when nothing failed
     */
    public static boolean run(
            Board board,
            RigWiring wiring,
            BoardFacts facts,
            Engineer engineer,
            Consumer<Finding> findings) {
        return run(board, wiring, facts, false, engineer, findings);
    }

    /**
     * As above.
     *
     * @param emulated whether the board is an emulated one, whose enable watchdog may hold for a
     *     second since nothing there can kick every 50 ms
     */
    public static boolean run(
            Board board,
            RigWiring wiring,
            BoardFacts facts,
            boolean emulated,
            Engineer engineer,
            Consumer<Finding> findings) {
        LentPorts ports = new LentPorts(board);
        CheckBench bench = new CheckBench(ports, wiring, facts, emulated, engineer, findings);
        try {
            for (CheckStep step : steps()) {
                step.run(bench);
            }
        } finally {
            bench.drive().release();
        }
        return bench.failures() == 0;
    }

    private static List<CheckStep> steps() {
        return List.of(
                new HostStep(),
                new PortsStep(),
                new AddressesStep(),
                new IdentitiesStep(),
                new MeasurementsStep(),
                new ContactsStep(),
                new SignalsStep(),
                new BubbleStep(),
                new MagnetStep(),
                new DriverStep(),
                new StepWiresStep(),
                new EnableStep(),
                new RevolutionStep(),
                new InstrumentsStep());
    }
}
