package io.pumprig.simulator.dashboard;

/** A request that is not served, with its HTTP status and a sentence for a person. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    int status() {
        return status;
    }
}
