package io.pumprig.hal.pi;

/**
 * Whoever is told that a serial line went away or came back. Called on the line's own thread, so it
 * may not wait; what it throws is handed to that thread's handler and changes nothing.
 */
public interface PiSerialEvents {
    /** For whoever looks at {@link PiSerialLine#losses()} instead. */
    PiSerialEvents NOBODY =
            new PiSerialEvents() {
                @Override
                public void lost(String path) {}

                @Override
                public void back(String path) {}
            };

    /** The adapter was unplugged or its driver gave up: once for each loss. */
    void lost(String path);

    /** The line is open again; what was under way when it was lost is forgotten. */
    void back(String path);
}
