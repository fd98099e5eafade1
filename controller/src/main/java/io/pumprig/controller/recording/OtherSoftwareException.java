package io.pumprig.controller.recording;

/** A recording was made by another version of the software, and may be sound. */
public final class OtherSoftwareException extends RecordingException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message which, and which is allowed
     */
    OtherSoftwareException(String message) {
        super(message);
    }
}
