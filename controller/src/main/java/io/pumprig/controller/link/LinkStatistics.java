package io.pumprig.controller.link;

/**
 * What the link did since it was made.
 *
 * @param published messages that the broker confirmed, or that were written, for QoS 0
 * @param dropped messages that never left: pushed out of the full outbox, replaced by a newer state
 *     while they waited, or refused by the broker
 * @param reconnects connections after the first
 * @param requests requests that were answered
 * @param rejected those of them that were rejected
 * @param limited requests that were refused because too many came, and messages that were not told
 *     of for the same reason
 */
public record LinkStatistics(
        long published,
        long dropped,
        long reconnects,
        long requests,
        long rejected,
        long limited) {}
