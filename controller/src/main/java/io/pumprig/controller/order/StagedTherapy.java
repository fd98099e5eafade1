package io.pumprig.controller.order;

import java.util.List;

/**
 * A therapy that was checked and waits for its commit, the second of the two steps (SR-01). It
 * changes nothing of what runs (SR-13), and goes by itself when nobody commits it (SR-14).
 *
 * @param request what was asked for
 * @param warnings soft findings that its override accepts
 * @param stagedAtNanos the rig's monotonic time
 */
public record StagedTherapy(
        TherapyRequest request, List<LimitFinding> warnings, long stagedAtNanos) {
    /** How long it waits: 120 s (SR-14). */
    public static final long MOST_WAIT_NANOS = 120_000_000_000L;

    public StagedTherapy {
        warnings = List.copyOf(warnings);
        if (!TherapyRules.standing(warnings, request.override()).isEmpty()) {
            throw new IllegalArgumentException("staged against " + warnings.get(0).text());
        }
    }

    /** Whether it waited too long to be committed. */
    public boolean hasExpired(long nowNanos) {
        return nowNanos - stagedAtNanos > MOST_WAIT_NANOS;
    }

    /**
     * Whether a commit means this therapy: it names the identity that staging answered, so that
     * nobody commits values that he was not shown.
     */
    public boolean isMeantBy(String identity) {
        return request.prescription().identity().equals(identity);
    }
}
