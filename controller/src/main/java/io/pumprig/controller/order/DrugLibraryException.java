package io.pumprig.controller.order;

/**
 * A drug library that is missing or is not what its checksum says. It blocks the start: there are
 * no limits to fall back to (SR-05). The message is for the person who started.
 */
public final class DrugLibraryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DrugLibraryException(String message, Throwable cause) {
        super(message, cause);
    }
}
