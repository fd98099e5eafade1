package io.pumprig.controller.link;

import java.io.IOException;

/** A request was sent, and no answer came: it may have been carried out all the same. */
public final class AnswerMissing extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerMissing(String message, Throwable cause) {
        super(message, cause);
    }
}
