package io.pumprig.controller.journal;

/** The journal could not be read or written; the message names the file and what failed. */
public final class JournalException extends Exception {
    private static final long serialVersionUID = 1L;

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
