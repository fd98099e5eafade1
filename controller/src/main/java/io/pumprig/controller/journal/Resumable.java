package io.pumprig.controller.journal;

import io.pumprig.controller.order.Prescription;
import java.util.Optional;

/**
 * The therapy that an earlier session left in its journal (SR-93).
 *
 * @param session who ran it last
 * @param prescription what it ran, proved by its checksum
 * @param last its last checkpoint that is whole, proved by its checksum
 * @param fallback what was passed over for it, or null when it is the newest of all
 */
public record Resumable(
        JournalStore.Session session,
        Prescription prescription,
        Checkpoint last,
        Fallback fallback) {

    /** What was passed over, if anything was: reason for an alarm beside RESTARTED. */
    public Optional<Fallback> fellBack() {
        return Optional.ofNullable(fallback);
    }

    /**
     * The newest checkpoint, or what belongs to it, was not as it was written, and an older one
     * stands in for it (SR-16, F-39). The lease of that one is extended by the leases that the
     * others may have granted, so that its settlement leaves no volume out (SR-40).
     *
     * @param skipped checkpoints passed over, and commits that went with a damaged log
     * @param beyondLease the disk had failed in that time: volume may have moved beyond any lease,
     *     so that what was due since is to be counted instead, where it is more
     * @param reason what was wrong with the newest, in words
     */
    public record Fallback(int skipped, boolean beyondLease, String reason) {}
}
