package io.pumprig.hardware;

import io.pumprig.hal.board.Board;
import io.pumprig.hal.rig.RigWiring;
import java.util.function.Supplier;

/** A rig of real parts: its board, how it is wired, and who has hands there. */
final class BenchTarget implements Target {
    private final String name;
    private final Supplier<Board> board;
    private final RigWiring wiring;
    private final Hands hands;
    private final Pace pace;

    BenchTarget(String name, Supplier<Board> board, RigWiring wiring, Hands hands, Pace pace) {
        this.name = name;
        this.board = board;
        this.wiring = wiring;
        this.hands = hands;
        this.pace = pace;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isSimulated() {
        return false;
    }

    @Override
    public RigUnderTest open() {
        return new RigUnderTest(board, wiring, hands, pace);
    }
}
