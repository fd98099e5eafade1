package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a contract asks of somebody outside, and not every target can do. */
final class Needs {
    private Needs() {}

    /** Aborts the test, which is neither passed nor failed, when it could not be done. */
    static void hands(boolean done, String what) {
        assumeTrue(done, () -> "nobody here can " + what);
    }
}
