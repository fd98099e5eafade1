package io.pumprig.controller.recording;

/**
 * A recording is not damaged, and nothing can be compared with it: other software made it, or it
 * was cut off before the session's first words.
 */
public final class NotComparableException extends RecordingException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message why not, in words
     */
    NotComparableException(String message) {
        super(message);
    }
}
