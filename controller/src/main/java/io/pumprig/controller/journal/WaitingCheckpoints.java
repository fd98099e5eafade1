package io.pumprig.controller.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Checkpoints of the open transaction; written last, so that they know its newest link. */
final class WaitingCheckpoints implements Rewindable {
    private final CheckpointRows rows;
    private final List<Waiting> waiting = new ArrayList<>();

    WaitingCheckpoints(CheckpointRows rows) {
        this.rows = rows;
    }

    private record Waiting(Checkpoint checkpoint, long prescription) {}

    /**
     * Keeps a checkpoint, which must not change until the transaction has ended.
     *
     * @param prescription link of the prescription in force
     */
    void add(Checkpoint checkpoint, long prescription) {
        waiting.add(new Waiting(checkpoint, prescription));
    }

    /** Writes them all. */
    void write(long session, HashChain chain) throws SQLException {
        for (Waiting each : waiting) {
            rows.write(each.checkpoint, session, each.prescription, chain);
        }
    }

    @Override
    public void remember() {
        waiting.clear();
        rows.remember();
    }

    @Override
    public void rewind() {
        waiting.clear();
        rows.rewind();
    }
}
