package io.pumprig.simulator.board;

/**
 * Sees the calls through a board's ports while somebody waits for one of them. Simulation thread;
 * inside a cycle, so it allocates nothing.
 */
public interface OperationWatch {

    /**
     * An operation is about to be done; what is broken now, it meets.
     *
     * @param target address on the bus, number of the serial line, or GPIO
     */
    void before(Operation operation, int target);

    /** The same operation was done. */
    void after(Operation operation, int target);
}
