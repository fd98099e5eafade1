package io.pumprig.hardware.traceability;

import java.util.List;

/**
 * A test method of a module as it ended in this build.
 *
 * @param className full name of its class
 * @param invocations of a parameterised test, else none
 */
record TracedTest(
        String module,
        String className,
        String method,
        List<String> tags,
        Result result,
        List<Invocation> invocations) {

    enum Result {
        PASSED("passed"),
        FAILED("failed"),
        SKIPPED("skipped");

        private final String word;

        Result(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Result of(String word) {
            for (Result result : values()) {
                if (result.word.equals(word)) {
                    return result;
                }
            }
            throw new IllegalArgumentException(
                    "result " + word + "; allowed are passed, failed, skipped");
        }
    }

    record Invocation(String name, Result result) {}

    String name() {
        return className.substring(className.lastIndexOf('.') + 1) + "." + method;
    }

    boolean passed() {
        return result == Result.PASSED;
    }
}
