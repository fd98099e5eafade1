package io.pumprig.simulator.replay;

import java.util.List;

/**
 * What a replay came to.
 *
 * @param isFaithful whether all that was compared was the same
 * @param lines what to tell, the verdict last
 */
public record ReplayVerdict(boolean isFaithful, List<String> lines) {
    public ReplayVerdict {
        lines = List.copyOf(lines);
    }
}
