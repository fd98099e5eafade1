/**
 * What survives a crash: prescription, checkpoints with their lease, and events, in one SQLite file
 * that one thread writes.
 *
 * <p>The loop may deliver only volume that a durable lease covers. A checkpoint is the whole state
 * of the controller at the end of one cycle, and carries the next lease; it is taken when half of
 * the lease is used, on every change of mode or alarms, and every five minutes. After a crash what
 * was delivered lies between the checkpoint's count and the end of its lease: never lost, never
 * doubled. A disk that fails does not stop therapy (SR-90); what then moves beyond the lease is
 * found by the rotor's position, and nowhere else.
 *
 * <h2>The file</h2>
 *
 * <p>{@code journal.sqlite} opens in any SQLite tool, also while a controller runs, since the
 * write-ahead log lets readers in. {@code controller/docs/journal.md} documents every table, and
 * the chain so that it can be computed anew:
 *
 * <ul>
 *   <li>{@code prescription}: what was prescribed, for each session and each change in its course,
 *       with a checksum over its values.
 *   <li>{@code session}: each start of a controller.
 *   <li>{@code checkpoint}: the newest 64, each with a checksum; the last one is where a restart
 *       begins.
 *   <li>{@code companion}: the simulated world at the newest two checkpoints; empty on a bench.
 *   <li>{@code event}: what happened, in the order of the control loop.
 *   <li>{@code host_alarm}: alarms about the host (a lost link, a disk that failed), which have no
 *       place in that order, and how many records a failing disk cost.
 *   <li>{@code rotation}: what was removed by rule.
 *   <li>{@code fault_log}: a view of the newest 1000 alarms and injected faults (SR-86).
 * </ul>
 *
 * <p>What does not fit its checksum is never replaced by defaults (SR-15): the newest older
 * checkpoint that is whole stands in, its lease extended by those that may have been granted since
 * (SR-16, SR-40), and whoever resumes is told; where none is, the file is refused.
 *
 * <p>All rows but checkpoints and companions form one chain: {@code link} counts them all, and each
 * {@code hash} covers the one before (SR-88). A changed, lost, added or reordered row breaks it at
 * that link; rows cut off at the end are missed by the next checkpoint, which repeats the hash that
 * was newest then. The chain has no key: it finds damage and careless editing, not somebody who
 * recomputes all of it.
 *
 * <p>{@link io.pumprig.controller.journal.Rotation} removes old events from the middle of the
 * chain, since faults among them stay. Keeping the hashes of what is gone would let the file grow
 * for ever; instead each row repeats the hash before it, and a sealed row tells up to where gaps
 * are by rule and which rows are left there.
 *
 * <p>Checkpoints are outside the chain, because old ones are removed; names rather than numbers
 * stand for modes and alarms, so that a file outlives a reordered enum. Times of events are derived
 * from the nearest checkpoint before them, which has both clocks (SR-89), so that the control loop
 * need not ask for UTC with each.
 */
package io.pumprig.controller.journal;
