package io.pumprig.controller.journal;

import java.sql.SQLException;

/** The journal could not be read or written; the message names the file and what failed. */
public final class JournalException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is to blame. */
    public enum Kind {
        /** The file is no journal, or not one for this. */
        REFUSED,
        /** It is a journal, and not as it was written. */
        DAMAGED,
        /** The disk, the file system or the rights to them. */
        ENVIRONMENT
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What is to blame, as far as the file's own driver tells. */
    public Kind kind() {
        if (getCause() == null) {
            return Kind.REFUSED;
        }
        if (!(getCause() instanceof SQLException problem)) {
            return Kind.ENVIRONMENT;
        }
        if (JournalConnection.isNoDatabase(problem)) {
            return Kind.REFUSED;
        }
        return JournalConnection.isDamage(problem) ? Kind.DAMAGED : Kind.ENVIRONMENT;
    }
}
