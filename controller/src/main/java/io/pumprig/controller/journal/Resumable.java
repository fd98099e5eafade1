package io.pumprig.controller.journal;

import io.pumprig.controller.order.Prescription;

/**
 * The therapy that an earlier session left in its journal (SR-93).
 *
 * @param session who ran it last
 * @param prescription what it ran, proved by its checksum
 * @param last its last checkpoint, proved by its checksum
 */
public record Resumable(JournalStore.Session session, Prescription prescription, Checkpoint last) {}
