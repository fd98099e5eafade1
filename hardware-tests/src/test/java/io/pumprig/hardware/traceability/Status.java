package io.pumprig.hardware.traceability;

import java.util.List;

/** How far a requirement or a fault is proved by tests. */
enum Status {
    VERIFIED("verified"),
    PARTLY("partly verified"),
    NOT_APPLICABLE("cannot be met on this rig"),
    FAILED("a test failed"),
    MISSING("no passed test");

    private final String words;

    Status(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** From the tests that carry the number, and what this rig cannot do of it. */
    static Status of(List<TracedTest> tests, List<Tables.NotMet> notMet) {
        if (tests.stream().anyMatch(test -> test.result() == TracedTest.Result.FAILED)) {
            return FAILED;
        }
        if (tests.stream().anyMatch(TracedTest::passed)) {
            return notMet.isEmpty() ? VERIFIED : PARTLY;
        }
        return notMet.stream().anyMatch(Tables.NotMet::whole) ? NOT_APPLICABLE : MISSING;
    }
}
