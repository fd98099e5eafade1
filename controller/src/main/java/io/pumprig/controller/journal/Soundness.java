package io.pumprig.controller.journal;

import java.util.Optional;

/**
 * What a walk through the whole journal found.
 *
 * @param links newest link of the chain
 * @param rows rows of the chain that are there
 * @param events of these, events
 * @param prescriptions of these, prescriptions, each proved by its checksum
 * @param checkpoints each proved by its checksum and by the chain
 * @param rotatedUpTo up to this link rows are missing by rule; 0: none is
 * @param flaw the first thing that is wrong, in words; null when all is as it was written
 */
public record Soundness(
        long links,
        long rows,
        long events,
        long prescriptions,
        long checkpoints,
        long rotatedUpTo,
        String flaw) {

    /** The first thing that is wrong, in words; empty when all is as it was written. */
    public Optional<String> firstFlaw() {
        return Optional.ofNullable(flaw);
    }
}
