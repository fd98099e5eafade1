package io.pumprig.controller.recording;

/** A recording cannot be read: it is none, damaged, or of another format or software. */
public class RecordingException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was found and what is allowed, in words
     */
    public RecordingException(String message) {
        super(message);
    }

    /**
     * @param message what was found and what is allowed, in words
     */
    public RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
