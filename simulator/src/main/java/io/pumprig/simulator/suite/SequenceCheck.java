package io.pumprig.simulator.suite;

import java.util.List;

/** Things have to happen, in that order; others may happen between. */
final class SequenceCheck extends Check {
    private final List<String> sequence;

    /**
     * @param sequence each as {@code subject phase}, such as {@code occ active}
     */
    SequenceCheck(List<String> sequence) {
        this.sequence = List.copyOf(sequence);
    }

    @Override
    String asked() {
        return "sequence " + String.join(", ", sequence);
    }

    @Override
    void end(Watched run) {
        int next = 0;
        for (String happened : run.history()) {
            if (next < sequence.size() && happened.equals(sequence.get(next))) {
                next++;
            }
        }
        if (next < sequence.size()) {
            boolean ever = run.history().contains(sequence.get(next));
            fail(
                    run,
                    sequence.get(next)
                            + (ever ? " did not follow what stands before it" : " never happened"));
        }
    }
}
