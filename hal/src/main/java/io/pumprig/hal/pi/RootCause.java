package io.pumprig.hal.pi;

/** What a library really stumbled over, below the exceptions that it wrapped it in. */
final class RootCause {
    private RootCause() {}

    /** The innermost cause in words, never null. */
    static String of(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
