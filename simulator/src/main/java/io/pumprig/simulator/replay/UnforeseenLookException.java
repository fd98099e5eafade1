package io.pumprig.simulator.replay;

/**
 * The controller looked at the rig when the recorded one did not, or the recording ends where it
 * did.
 */
final class UnforeseenLookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnforeseenLookException() {
        super("the rig is looked at where the recording does not say so");
    }
}
