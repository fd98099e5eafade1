package io.pumprig.controller.selftest;

/** How an examination stands. */
public enum Verdict {
    /** Not finished yet. */
    PENDING,
    PASSED,
    FAILED
}
