package io.pumprig.simulator.scenario;

/** A kept state that belongs to another run: another therapy, seed or rig. */
public final class StateMismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    StateMismatchException(String message) {
        super(message);
    }
}
