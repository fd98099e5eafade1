package io.pumprig.simulator.trace;

import java.io.IOException;

/** A file is no trace, or not as it was written; the message names the place. */
public final class TraceException extends IOException {
    private static final long serialVersionUID = 1L;

    TraceException(String message) {
        super(message);
    }
}
