package io.pumprig.controller.journal;

/** What goes back to its last durable state when a transaction is lost. */
interface Rewindable {

    /** All until now is durable. */
    void remember();

    /** Back to what was remembered last. */
    void rewind();
}
