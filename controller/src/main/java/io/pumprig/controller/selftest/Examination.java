package io.pumprig.controller.selftest;

import java.util.function.BooleanSupplier;

/**
 * An examination of something that cannot be examined within a cycle; both methods return at once.
 */
public interface Examination {

    /** Asks for a fresh verdict: {@link Verdict#PENDING} until there is one. */
    void begin();

    /** The verdict on what was asked last. */
    Verdict verdict();

    /** One whose answer is known whenever it is asked for. */
    static Examination known(BooleanSupplier passed) {
        return new Examination() {
            @Override
            public void begin() {}

            @Override
            public Verdict verdict() {
                return passed.getAsBoolean() ? Verdict.PASSED : Verdict.FAILED;
            }
        };
    }
}
